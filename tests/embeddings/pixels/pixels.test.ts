import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  blankPixels,
  fitPixels,
  type Pixels,
  resizePixels,
} from '../../../embeddings/pixels/pixels.ts'
import { warpPixels } from '../../../embeddings/pixels/warp.ts'

/** A picture whose red is `f(x, y)`. */
function picture(width: number, height: number, f: (x: number, y: number) => number): Pixels {
  const pixels = blankPixels(width, height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) pixels.data[(y * width + x) * 4] = f(x, y)
  }
  return pixels
}

function red(pixels: Pixels, x: number, y: number): number {
  return pixels.data[(y * pixels.width + x) * 4] as number
}

const side = fc.integer({ min: 1, max: 40 })

describe('resizing a picture', () => {
  it('keeps an even tone even, whatever the sizes', () => {
    fc.assert(
      fc.property(
        side,
        side,
        side,
        side,
        fc.integer({ min: 0, max: 255 }),
        (w, h, w2, h2, tone) => {
          const resized = resizePixels(
            picture(w, h, () => tone),
            w2,
            h2,
          )
          expect([resized.width, resized.height]).toEqual([w2, h2])
          for (let i = 0; i < resized.data.length; i += 4) {
            expect(Math.abs((resized.data[i] as number) - tone)).toBeLessThanOrEqual(1)
          }
        },
      ),
    )
  })

  it('averages exactly the area that a new pixel covers', () => {
    const halved = resizePixels(
      picture(4, 2, (x, y) => [0, 100, 200, 60, 40, 20, 240, 100][y * 4 + x] as number),
      2,
      1,
    )
    expect([red(halved, 0, 0), red(halved, 1, 0)]).toEqual([40, 150])
    const thirds = resizePixels(
      picture(3, 1, (x) => [90, 30, 150][x] as number),
      2,
      1,
    )
    expect([red(thirds, 0, 0), red(thirds, 1, 0)]).toEqual([70, 110])
  })

  it('fits the longer side', () => {
    const fitted = fitPixels(blankPixels(200, 100), 50)
    expect([fitted.width, fitted.height]).toEqual([50, 25])
    expect(fitPixels(blankPixels(1, 1000), 10).width).toBe(1)
  })
})

describe('warping a picture', () => {
  it('copies pixel for pixel where the transform is a whole shift', () => {
    const source = picture(20, 20, (x, y) => (x * 11 + y * 7) % 256)
    const crop = warpPixels(source, { a: 1, b: 0, tx: 5, ty: 3 }, 8)
    for (let y = 0; y < 8; y++) {
      for (let x = 0; x < 8; x++) expect(red(crop, x, y)).toBe(red(source, x + 5, y + 3))
    }
  })

  it('turns: a quarter turn moves the columns into rows', () => {
    const source = picture(8, 8, (x) => x * 30)
    // The crop's y runs along the picture's x.
    const crop = warpPixels(source, { a: 0, b: -1, tx: 0, ty: 8 }, 8)
    for (let y = 0; y < 8; y++) expect(red(crop, 3, y)).toBe(y * 30)
  })

  it('averages when it shrinks, so a fine pattern turns grey instead of aliasing', () => {
    const stripes = picture(160, 160, (x) => (x % 2 ? 255 : 0))
    const crop = warpPixels(stripes, { a: 4, b: 0, tx: 0, ty: 0 }, 40)
    for (let i = 0; i < crop.data.length; i += 4) {
      expect(Math.abs((crop.data[i] as number) - 128)).toBeLessThanOrEqual(2)
    }
  })

  it('need not be square', () => {
    const source = picture(20, 20, (x, y) => (x * 11 + y * 7) % 256)
    const crop = warpPixels(source, { a: 1, b: 0, tx: 2, ty: 6 }, 5, 9)
    expect([crop.width, crop.height, crop.data.length]).toEqual([5, 9, 180])
    for (let y = 0; y < 9; y++) {
      for (let x = 0; x < 5; x++) expect(red(crop, x, y)).toBe(red(source, x + 2, y + 6))
    }
  })

  it('is black and opaque outside the picture', () => {
    const crop = warpPixels(
      picture(4, 4, () => 255),
      { a: 1, b: 0, tx: 100, ty: 100 },
      4,
    )
    expect(Array.from(crop.data.slice(0, 4))).toEqual([0, 0, 0, 255])
  })
})
