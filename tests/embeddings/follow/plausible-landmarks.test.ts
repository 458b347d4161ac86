import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Landmarks } from '../../../embeddings/face/landmarks.ts'
import { MEAN_FACE } from '../../../embeddings/face/mean-face.ts'
import { isFaceShaped, isPlausibleStep } from '../../../embeddings/follow/plausible-landmarks.ts'

const PICTURE = { width: 640, height: 480 }

/**
 * The mean face with its upper left corner at a place; the jaw, which nothing here reads, at that
 * corner.
 */
function faceAt(x: number, y: number, side: number, degrees = 0): Landmarks {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
  const jaw = Array.from({ length: 17 }, () => ({ x, y }))
  return [
    ...jaw,
    ...MEAN_FACE.map(([u, v]) => ({
      x: x + side * (cos * (u - 0.5) - sin * (v - 0.5) + 0.5),
      y: y + side * (sin * (u - 0.5) + cos * (v - 0.5) + 0.5),
    })),
  ]
}

describe('telling whether landmarks can be a face', () => {
  it('believes a mean face anywhere in the picture, at any tilt', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 500 }),
        fc.integer({ min: 0, max: 340 }),
        fc.integer({ min: 30, max: 140 }),
        fc.integer({ min: -180, max: 180 }),
        (x, y, side, degrees) => {
          expect(isFaceShaped(faceAt(x, y, side, degrees), PICTURE)).toBe(true)
        },
      ),
    )
  })

  it('does not believe points strewn about', () => {
    const strewn = fc.array(
      fc.record({ x: fc.integer({ min: 0, max: 639 }), y: fc.integer({ min: 0, max: 479 }) }),
      { minLength: 68, maxLength: 68 },
    )
    // Coinciding points are left out: no shape can be laid over them.
    const spread = strewn.filter((points) => new Set(points.map(({ x }) => x)).size > 40)
    fc.assert(
      fc.property(spread, (points) => {
        expect(isFaceShaped(points, PICTURE)).toBe(false)
      }),
    )
  })

  it('does not believe a face whose eyes are outside the picture', () => {
    expect(isFaceShaped(faceAt(-200, 100, 120), PICTURE)).toBe(false)
  })

  it('does not believe a face too small to have landmarks', () => {
    expect(isFaceShaped(faceAt(300, 200, 10), PICTURE)).toBe(false)
  })

  it('believes small steps and not leaps, growth or shrinking', () => {
    const face = faceAt(300, 200, 100)
    expect(isPlausibleStep(face, faceAt(315, 195, 105))).toBe(true)
    expect(isPlausibleStep(face, faceAt(360, 200, 100))).toBe(false)
    expect(isPlausibleStep(face, faceAt(290, 190, 150))).toBe(false)
    expect(isPlausibleStep(face, faceAt(310, 210, 60))).toBe(false)
  })
})
