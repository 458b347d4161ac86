import { describe, expect, it } from 'vitest'
import { withoutFlatMargins } from '../../kiosk/selfie/flat-margins.ts'

const WIDTH = 80
const HEIGHT = 100

type Colour = readonly [red: number, green: number, blue: number]

function picture(colourAt: (x: number, y: number) => Colour) {
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4)
  for (let at = 0; at < WIDTH * HEIGHT; at++) {
    data.set([...colourAt(at % WIDTH, Math.floor(at / WIDTH)), 255], at * 4)
  }
  return { width: WIDTH, height: HEIGHT, data }
}

const GREY: Colour = [128, 128, 128]
const photograph = (x: number, y: number): Colour => [40 + ((x * 7 + y * 3) % 60), 60, 90]
const WHOLE = { x: 0, y: 0, width: 1, height: 1 }

describe('a flat margin of a photograph', () => {
  it('is left out on each side that has one', () => {
    const seen = withoutFlatMargins(
      picture((x, y) => (x < 8 || y < 10 || y >= 75 ? GREY : photograph(x, y))),
    )
    expect(seen.x).toBeCloseTo(0.1)
    expect(seen.y).toBeCloseTo(0.1)
    expect(seen.width).toBeCloseTo(0.9)
    expect(seen.height).toBeCloseTo(0.65)
  })

  it('is none where a head stands before a wall', () => {
    const before = picture((x, y) => (Math.hypot(x - 40, y - 60) < 30 ? photograph(x, y) : GREY))
    expect(withoutFlatMargins(before)).toEqual(WHOLE)
  })

  it.each([
    ['all of one colour', picture(() => GREY)],
    ['a picture to its edges', picture(photograph)],
    ['half of one colour', picture((x, y) => (y < 60 ? GREY : photograph(x, y)))],
  ])('is none in %s', (_, pixels) => {
    expect(withoutFlatMargins(pixels)).toEqual(WHOLE)
  })
})
