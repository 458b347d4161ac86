import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alignmentResidual } from '../../../embeddings/face/alignment-residual.ts'
import { MEAN_FACE, MEAN_FACE_FIRST_LANDMARK } from '../../../embeddings/face/mean-face.ts'
import type { Point } from '../../../embeddings/pixels/point.ts'
import { applyTransform } from '../../../embeddings/pixels/similarity-transform.ts'

const meanFace: readonly Point[] = Array.from({ length: 68 }, (_, landmark) => {
  const [x, y] = MEAN_FACE[landmark - MEAN_FACE_FIRST_LANDMARK] ?? [0.5, 0.5]
  return { x, y }
})

describe('how ill landmarks fit a face', () => {
  it('is nothing for the mean face, wherever it is, however large, however tilted', () => {
    const number = (limit: number) => fc.double({ min: -limit, max: limit, noNaN: true })
    fc.assert(
      fc.property(
        fc.double({ min: 5, max: 800, noNaN: true }),
        number(Math.PI),
        number(900),
        (size, angle, shift) => {
          const place = {
            a: size * Math.cos(angle),
            b: size * Math.sin(angle),
            tx: shift,
            ty: -shift,
          }
          expect(alignmentResidual(meanFace.map((p) => applyTransform(place, p)))).toBeCloseTo(0, 6)
        },
      ),
    )
  })

  it('grows as the points scatter, and is the scatter in sides of the face', () => {
    const scattered = (by: number) =>
      meanFace.map(({ x, y }, i) => ({
        x: x + by * (i % 2 ? 1 : -1),
        y: y + by * (i % 3 ? 1 : -1),
      }))
    expect(alignmentResidual(scattered(0.02))).toBeGreaterThan(0.015)
    expect(alignmentResidual(scattered(0.05))).toBeGreaterThan(alignmentResidual(scattered(0.02)))
  })

  it('is endless where all points fall together', () => {
    expect(alignmentResidual(meanFace.map(() => ({ x: 3, y: 3 })))).toBe(Number.POSITIVE_INFINITY)
  })
})
