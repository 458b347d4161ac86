import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  applyTransform,
  fitSimilarity,
  invertTransform,
  scaleOf,
} from '../../../embeddings/pixels/similarity-transform.ts'

const coordinate = fc.double({ min: -500, max: 500, noNaN: true })
const transforms = fc
  .record({
    scale: fc.double({ min: 0.05, max: 20, noNaN: true }),
    angle: fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }),
    tx: coordinate,
    ty: coordinate,
  })
  .map(({ scale, angle, tx, ty }) => ({
    a: scale * Math.cos(angle),
    b: scale * Math.sin(angle),
    tx,
    ty,
  }))
const points = fc
  .array(fc.record({ x: coordinate, y: coordinate }), { minLength: 2, maxLength: 40 })
  .filter((list) => spread(list) > 1)

function spread(list: readonly { x: number; y: number }[]): number {
  const xs = list.map((point) => point.x)
  const ys = list.map((point) => point.y)
  return Math.max(...xs) - Math.min(...xs) + Math.max(...ys) - Math.min(...ys)
}

describe('a similarity transform', () => {
  it('is recovered from where it takes any two or more points', () => {
    fc.assert(
      fc.property(points, transforms, (from, transform) => {
        const fitted = fitSimilarity(
          from,
          from.map((point) => applyTransform(transform, point)),
        )
        for (const key of ['a', 'b'] as const) expect(fitted[key]).toBeCloseTo(transform[key], 6)
        for (const key of ['tx', 'ty'] as const) expect(fitted[key]).toBeCloseTo(transform[key], 3)
      }),
    )
  })

  it('is undone by its inverse', () => {
    fc.assert(
      fc.property(transforms, coordinate, coordinate, (transform, x, y) => {
        const back = applyTransform(invertTransform(transform), applyTransform(transform, { x, y }))
        expect(back.x).toBeCloseTo(x, 5)
        expect(back.y).toBeCloseTo(y, 5)
      }),
    )
  })

  it('never fits a mirror image: it would rather shrink to nothing', () => {
    const from = [
      { x: -1, y: 0 },
      { x: 1, y: 0 },
      { x: 0, y: -1 },
      { x: 0, y: 1 },
    ]
    const mirrored = from.map(({ x, y }) => ({ x: -x, y }))
    expect(scaleOf(fitSimilarity(from, mirrored))).toBeCloseTo(0)
  })

  it('refuses points that fix no scale', () => {
    const here = { x: 3, y: 4 }
    expect(() => fitSimilarity([here, here], [here, here])).toThrow(RangeError)
    expect(() => fitSimilarity([here], [here])).toThrow(/at least 2 points/)
    expect(() => invertTransform({ a: 0, b: 0, tx: 1, ty: 1 })).toThrow(RangeError)
  })
})
