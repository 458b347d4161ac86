import { describe, expect, it } from 'vitest'
import { squaredDistance } from '../../../embeddings/face/distance.ts'
import { poseIndex, scalePose } from '../../../embeddings/movement/pose-index.ts'
import { POSE_WEIGHTS, poseVectorOf, relativeTo } from '../../../embeddings/movement/pose-vector.ts'
import { usualPose } from '../../../embeddings/movement/usual-pose.ts'
import { paintedMovements } from '../../made-up-pose-pack.ts'
import { type HeadPosture, turnedHead } from '../../turned-head.ts'

const movements = paintedMovements(300)
const usual = usualPose(movements)
const relative = movements.map((movement) => relativeTo(usual.mean, movement))
const index = poseIndex(relative, usual.spread)
const rest = poseVectorOf(turnedHead())

function placeOf(posture: HeadPosture) {
  return index.placeOf(relativeTo(rest, poseVectorOf(turnedHead(posture))))
}

describe('the index of movements', () => {
  it('gives the squared distance of every portrait', () => {
    const place = placeOf({ yaw: 10, mouthOpen: 0.1 })
    const distances = new Float32Array(index.count)
    index.squaredDistances(place, distances)
    for (const position of [0, 17, 299]) {
      expect(distances[position]).toBeCloseTo(
        squaredDistance(place, index.embeddingAt(position)),
        4,
      )
    }
    expect(index.count).toBe(300)
    expect(() => index.embeddingAt(300)).toThrow(RangeError)
  })

  it('measures thirty degrees of a turn by its weight', () => {
    const distance = squaredDistance(placeOf({ yaw: -15 }), placeOf({ yaw: 15 }))
    expect(distance).toBeCloseTo(POSE_WEIGHTS.yaw, 3)
  })

  it('tells a mouth that opens from one that is shut, but no wide one from a wider', () => {
    const [shut, ajar, open, wide] = [0, 0.06, 0.3, 0.5].map((mouthOpen) =>
      index.placeOf(relativeTo(rest, poseVectorOf(turnedHead({ mouthOpen })))),
    ) as [ReturnType<typeof placeOf>, ...ReturnType<typeof placeOf>[]]
    const mouth = 3
    const apart = (a = shut, b = shut): number => Math.abs((a[mouth] ?? 0) - (b[mouth] ?? 0))
    expect(apart(shut, ajar)).toBeGreaterThan(0.3)
    expect(apart(open, wide)).toBeLessThan(0.1)
  })

  it('puts a portrait where it puts a visitor who does the same', () => {
    expect(index.embeddingAt(4)).toEqual(
      scalePose(relative[4] as (typeof relative)[number], usual.spread),
    )
  })
})
