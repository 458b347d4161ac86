import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accentOf } from '../../../kiosk/parts/use-accent.ts'
import { parseSettings, USUAL_SETTINGS } from '../../../kiosk/state/settings.ts'
import { extremesOf, GROUND, paintPlaster } from '../../../kiosk/wall/plaster.ts'
import { roomLight, standingOut } from '../../../kiosk/wall/room-light.ts'
import { colourOf, contrast, mixed } from '../../../server/contract/colour.ts'
import type { Look } from '../../../server/contract/look.ts'

const wall = {
  width: 270,
  height: 480,
  lamp: { x: 0.5, y: 0.36, radiusX: 0.82, radiusY: 0.46 },
  ground: GROUND,
}
const usual = roomLight(USUAL_SETTINGS.look)

/** The look, where the settings take it. */
function lookOf(look: Partial<Look>): Look | null {
  const parsed = parseSettings({ look })
  return 'settings' in parsed ? parsed.settings.look : null
}

const hex = fc
  .integer({ min: 0, max: 0xffffff })
  .map((number) => `#${number.toString(16).padStart(6, '0')}`)

describe('the wall', () => {
  it('is nowhere lighter or darker than what everything is checked against', () => {
    const pixels = paintPlaster(wall, 0, wall.height)
    const [red, green, blue] = GROUND
    const { darkest, lightest } = extremesOf({ red, green, blue })
    const channels = ['red', 'green', 'blue'] as const
    for (const [channel, name] of channels.entries()) {
      const values = pixels.filter((_, at) => at % 4 === channel).toSorted()
      // One value more for the dither.
      expect(values.at(-1), name).toBeLessThanOrEqual(lightest[name] + 1)
      expect(values.at(0), name).toBeGreaterThanOrEqual(darkest[name] - 1)
    }
  })

  it('is the same every time', () => {
    expect(paintPlaster(wall, 40, 12)).toEqual(paintPlaster(wall, 40, 12))
  })

  it('is fully lit as the exhibit has it, and as style sheets have it without a museum', () => {
    expect(usual.lamp).toBe(1)
    const styles = readFileSync(new URL('../../../kiosk/styles/room.css', import.meta.url), 'utf8')
    expect(styles).toContain(`--wall: var(--museum-wall, ${USUAL_SETTINGS.look.wall});`)
    expect(styles).toContain(`--ink: var(--museum-ink, ${USUAL_SETTINGS.look.ink});`)
    expect(styles).toContain('color-mix(in srgb, var(--ink) 95%, var(--wall))')
  })

  it('gives its words a contrast of 7 : 1 even under the lamp, in any colours a museum may choose', () => {
    fc.assert(
      fc.property(hex, hex, (ground, ink) => {
        const look = lookOf({ wall: ground, ink })
        fc.pre(look !== null)
        const { hardest } = roomLight(look as Look)
        const soft = mixed(colourOf(ink), colourOf(ground), 0.05)
        expect(contrast(soft, hardest)).toBeGreaterThanOrEqual(7)
      }),
    )
  })

  it.each([
    ['oxblood', '#2b1518', '#f6efe0'],
    ['slate', '#22272b', '#f6f4ee'],
    ['pale stone', '#e6e1d6', '#1d1b18'],
  ])('may be of %s, with a lamp that still burns', (_, ground, ink) => {
    const { lamp } = roomLight({ wall: ground, ink })
    expect(lookOf({ wall: ground, ink })).not.toBeNull()
    expect(lamp).toBeGreaterThan(0.2)
  })
})

describe('the accent of a painting', () => {
  it('stands out from the lit wall, whatever the painting', () => {
    const pixels = fc.uint8Array({ minLength: 4, maxLength: 400 })
    fc.assert(
      fc.property(pixels, (bytes) => {
        const accent = accentOf(Uint8ClampedArray.from(bytes), usual)
        expect(contrast(accent, usual.hardest)).toBeGreaterThanOrEqual(4.5)
      }),
    )
  })

  it('keeps the hue of a small red in a wide brown', () => {
    const brown = [90, 70, 50, 255]
    const red = [220, 30, 20, 255]
    const bytes = Uint8ClampedArray.from([...Array(20).fill(brown), red, red].flat())
    const accent = accentOf(bytes, usual)
    expect(accent.red).toBeGreaterThan(accent.green + 40)
  })

  it('is darkened on a pale wall', () => {
    const light = roomLight({ wall: '#e6e1d6', ink: '#1d1b18' })
    const accent = standingOut({ red: 214, green: 190, blue: 140 }, light)
    expect(contrast(accent, light.hardest)).toBeGreaterThanOrEqual(4.5)
    expect(accent.red).toBeLessThan(140)
  })
})
