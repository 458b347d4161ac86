import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accentOf, type Colour, contrast, LIT_WALL } from '../../../kiosk/view/accent.ts'
import { paintPlaster } from '../../../kiosk/view/plaster.ts'

const wall = { width: 270, height: 480, lamp: { x: 0.5, y: 0.36, radiusX: 0.82, radiusY: 0.46 } }

describe('the wall', () => {
  it('is nowhere lighter than the colour everything is checked against', () => {
    const pixels = paintPlaster(wall, 0, wall.height)
    const most = (channel: number) => {
      let value = 0
      for (let at = channel; at < pixels.length; at += 4)
        value = Math.max(value, pixels[at] as number)
      return value
    }
    expect(most(0)).toBeLessThanOrEqual(LIT_WALL.red)
    expect(most(1)).toBeLessThanOrEqual(LIT_WALL.green)
    expect(most(2)).toBeLessThanOrEqual(LIT_WALL.blue)
  })

  it('is the same every time', () => {
    expect(paintPlaster(wall, 40, 12)).toEqual(paintPlaster(wall, 40, 12))
  })

  it('gives its words a contrast of 7 : 1 even under the lamp', () => {
    const styles = readFileSync(new URL('../../../kiosk/styles/room.css', import.meta.url), 'utf8')
    for (const name of ['--ink', '--ink-soft']) {
      expect(contrast(colourNamed(styles, name), LIT_WALL), name).toBeGreaterThanOrEqual(7)
    }
  })
})

describe('the accent of a painting', () => {
  it('stands out from the lit wall, whatever the painting', () => {
    const pixels = fc.uint8Array({ minLength: 4, maxLength: 400 })
    fc.assert(
      fc.property(pixels, (bytes) => {
        const accent = accentOf(Uint8ClampedArray.from(bytes))
        expect(contrast(accent, LIT_WALL)).toBeGreaterThanOrEqual(4.5)
      }),
    )
  })

  it('keeps the hue of a small red in a wide brown', () => {
    const brown = [90, 70, 50, 255]
    const red = [220, 30, 20, 255]
    const accent = accentOf(Uint8ClampedArray.from([...Array(20).fill(brown), red, red].flat()))
    expect(accent.red).toBeGreaterThan(accent.green + 40)
  })
})

function colourNamed(styles: string, name: string): Colour {
  const [, hex] = new RegExp(`${name}: #([0-9a-f]{6});`).exec(styles) ?? []
  if (hex === undefined) throw new Error(`room.css has no ${name}.`)
  const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16)
  return { red: part(0), green: part(2), blue: part(4) }
}
