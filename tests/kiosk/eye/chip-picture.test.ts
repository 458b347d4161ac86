import { describe, expect, it } from 'vitest'
import { CHIP_SIZE, chipToPicture } from '../../../embeddings/face/alignment.ts'
import { applyTransform } from '../../../embeddings/pixels/similarity-transform.ts'
import { chipTransform } from '../../../kiosk/eye/chip-picture.ts'
import { madeUpLandmarks } from '../../made-up-landmarks.ts'

/** A face turned by 20° about a point of the picture. */
const tilted = madeUpLandmarks(180, { x: 40, y: 60 }).map(({ x, y }) => {
  const [cos, sin] = [Math.cos(0.35), Math.sin(0.35)]
  return { x: 200 + cos * x - sin * y, y: 30 + sin * x + cos * y }
})

/** Where a canvas with that transform draws a point of the picture. */
function drawn([a, b, c, d, e, f]: readonly number[], { x, y }: { x: number; y: number }) {
  const of = (along: number | undefined, across: number | undefined, shift: number | undefined) =>
    (along ?? 0) * x + (across ?? 0) * y + (shift ?? 0)
  return { x: of(a, c, e), y: of(b, d, f) }
}

const CORNERS_AND_MORE = [0, 40, 75, 150].flatMap((x) => [0, 31, 150].map((y) => ({ x, y })))

describe('the upright chip on a canvas', () => {
  it('shows where on the picture each point of the chip is, at any size', () => {
    for (const side of [150, 60, 300]) {
      const transform = chipTransform(tilted, { side, mirrored: false })
      for (const point of CORNERS_AND_MORE) {
        const { x, y } = drawn(transform, applyTransform(chipToPicture(tilted), point))
        expect(x).toBeCloseTo((point.x * side) / CHIP_SIZE, 6)
        expect(y).toBeCloseTo((point.y * side) / CHIP_SIZE, 6)
      }
    }
  })

  it('mirrored, is its mirror image', () => {
    const transform = chipTransform(tilted, { side: 90, mirrored: true })
    for (const point of CORNERS_AND_MORE) {
      const { x, y } = drawn(transform, applyTransform(chipToPicture(tilted), point))
      expect(x).toBeCloseTo(90 - (point.x * 90) / CHIP_SIZE, 6)
      expect(y).toBeCloseTo((point.y * 90) / CHIP_SIZE, 6)
    }
  })
})
