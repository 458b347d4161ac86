import { describe, expect, it } from 'vitest'
import type { Pixels } from '../../../embeddings/pixels/pixels.ts'
import { whiteGround } from '../../../kiosk/wall/white-ground.ts'

/** A picture whose pixels have these colours. */
function picture(size: number, colourAt: (x: number, y: number) => number[]): Pixels {
  const data = new Uint8ClampedArray(size * size * 4)
  for (let at = 0; at < size * size; at++) {
    data.set([...colourAt(at % size, Math.floor(at / size)), 255], at * 4)
  }
  return { width: size, height: size, data }
}

const SIZE = 60
const PAINT = [92, 66, 48]
const WHITE = [250, 250, 247]
const isInOval = (x: number, y: number) => Math.hypot(x - 29.5, y - 29.5) < 28
const inOval = (ground: number[], of: number[] = PAINT) =>
  picture(SIZE, (x, y) => (isInOval(x, y) ? of : ground))

describe('the white ground of a scan', () => {
  it('is what lies around an oval, and nothing in it, however white', () => {
    const withCap = picture(SIZE, (x, y) => {
      if (!isInOval(x, y)) return WHITE
      return Math.hypot(x - 30, y - 20) < 8 ? WHITE : PAINT
    })
    const ground = whiteGround(withCap)
    expect(ground).not.toBeNull()
    ground?.forEach((is, at) => {
      expect(is === 255).toBe(!isInOval(at % SIZE, Math.floor(at / SIZE)))
    })
  })

  it('is found at the one corner of a crop that shows it', () => {
    const crop = picture(SIZE, (x, y) => (x + y < 20 ? WHITE : PAINT))
    expect(whiteGround(crop)?.filter((is) => is === 255).length).toBe(210)
  })

  it('is found at two corners of a crop', () => {
    const crop = picture(SIZE, (x, y) => (x + y < 20 || SIZE - x + y < 20 ? WHITE : PAINT))
    expect(whiteGround(crop)?.filter((is) => is === 255).length).toBeGreaterThan(200)
  })

  it.each([
    ['a painting to its edges', inOval(PAINT)],
    ['an oval on grey', inOval([196, 196, 196])],
    ['an oval on cream, which may be paint', inOval([250, 240, 214])],
    ['a light corner', picture(SIZE, (x, y) => (x + y < 30 ? [236, 234, 230] : PAINT))],
    [
      'two specks at its corners',
      picture(SIZE, (x, y) => (x % 59 === 0 && y === 0 ? WHITE : PAINT)),
    ],
  ])('is not seen in %s', (_, pixels) => {
    expect(whiteGround(pixels)).toBeNull()
  })
})
