import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { headPose, POSE_MODEL } from '../../../embeddings/face/head-pose.ts'
import type { Point } from '../../../embeddings/pixels/point.ts'

const degrees = (limit: number) => fc.double({ min: -limit, max: limit, noNaN: true })

/**
 * Landmarks of the model head seen from far away, turned as said; the unfitted ones lie at the
 * origin.
 */
function landmarksOf(pose: { yaw: number; pitch: number; roll: number }, sizePx = 120): Point[] {
  const [yaw, pitch, roll] = [pose.yaw, pose.pitch, pose.roll].map((d) => (d * Math.PI) / 180) as [
    number,
    number,
    number,
  ]
  const landmarks: Point[] = Array.from({ length: 68 }, () => ({ x: 0, y: 0 }))
  for (const { landmark, x, y, z } of POSE_MODEL) {
    // About the vertical axis, then nodding, then tilting in the plane of the picture.
    const x1 = x * Math.cos(yaw) + z * Math.sin(yaw)
    const z1 = -x * Math.sin(yaw) + z * Math.cos(yaw)
    const y2 = y * Math.cos(pitch) - z1 * Math.sin(pitch)
    landmarks[landmark] = {
      x: 300 + sizePx * (x1 * Math.cos(roll) - y2 * Math.sin(roll)),
      y: 200 + sizePx * (x1 * Math.sin(roll) + y2 * Math.cos(roll)),
    }
  }
  return landmarks
}

describe('head pose', () => {
  it('reads back how the model head was turned', () => {
    fc.assert(
      fc.property(degrees(45), degrees(30), degrees(60), (yaw, pitch, roll) => {
        const read = headPose(landmarksOf({ yaw, pitch, roll }))
        expect(read.yaw).toBeCloseTo(yaw, 6)
        expect(read.pitch).toBeCloseTo(pitch, 6)
        expect(read.roll).toBeCloseTo(roll, 6)
      }),
    )
  })

  it('does not depend on how large the face is', () => {
    const pose = { yaw: 20, pitch: -10, roll: 5 }
    const small = headPose(landmarksOf(pose, 20))
    const large = headPose(landmarksOf(pose, 900))
    for (const key of ['yaw', 'pitch', 'roll'] as const) expect(small[key]).toBeCloseTo(large[key])
  })

  it('is positive to the right of the picture, upwards and clockwise', () => {
    expect(headPose(landmarksOf({ yaw: 25, pitch: 0, roll: 0 })).yaw).toBeGreaterThan(20)
    const up = landmarksOf({ yaw: 0, pitch: 20, roll: 0 })
    const level = landmarksOf({ yaw: 0, pitch: 0, roll: 0 })
    expect((up[30] as Point).y).toBeLessThan((level[30] as Point).y)
    expect(headPose(up).pitch).toBeGreaterThan(15)
  })

  it('says straight ahead of landmarks that fix nothing', () => {
    const nothing = Array.from({ length: 68 }, () => ({ x: 5, y: 5 }))
    expect(headPose(nothing)).toEqual({ yaw: 0, pitch: 0, roll: 0 })
  })
})
