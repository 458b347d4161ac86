import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mirrorLandmarks } from '../../../embeddings/face/landmarks.ts'
import {
  mirrorPose,
  POSE_PARTS,
  POSE_VECTOR_LENGTH,
  type PosePart,
  partOf,
  poseVectorOf,
  relativeTo,
  toPoseVector,
} from '../../../embeddings/movement/pose-vector.ts'
import { seededRandom } from '../../../indexer/likeness/seeded-random.ts'
import { AVERAGE_HEAD, type HeadPosture, turnedHead } from '../../turned-head.ts'

const within = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const degrees = (limit: number) => within(-limit, limit)

const anyPosture: fc.Arbitrary<Required<HeadPosture>> = fc.record({
  yaw: degrees(45),
  pitch: degrees(25),
  roll: degrees(60),
  mouthOpen: within(0, 0.4),
  smile: within(-0.1, 0.1),
  browLeft: within(-0.05, 0.15),
  browRight: within(-0.05, 0.15),
  eyeLeft: within(0, 1.3),
  eyeRight: within(0, 1.3),
})

const EXPRESSION = POSE_PARTS.slice(3)

/** How far each part of the expression is from that of the average head at rest. */
function away(posture: HeadPosture): Record<PosePart, number> {
  const moved = poseVectorOf(turnedHead(posture))
  const rest = poseVectorOf(turnedHead())
  return Object.fromEntries(
    POSE_PARTS.map((part) => [part, partOf(moved, part) - partOf(rest, part)]),
  ) as Record<PosePart, number>
}

describe('a movement', () => {
  it('has the pose in units of 30 degrees', () => {
    const movement = poseVectorOf(turnedHead({ yaw: 15, pitch: -10, roll: 20 }))
    expect(partOf(movement, 'yaw')).toBeCloseTo(15 / 30, 5)
    expect(partOf(movement, 'pitch')).toBeCloseTo(-10 / 30, 5)
    expect(partOf(movement, 'roll')).toBeCloseTo(20 / 30, 5)
  })

  it('has what a face does in distances between its eyes', () => {
    expect(away({ mouthOpen: 0.3 }).mouthOpening).toBeCloseTo(0.3, 2)
    const smile = away({ smile: 0.1 })
    expect(smile.mouthWidth).toBeCloseTo(0.2, 2)
    expect(smile.cornerLift).toBeGreaterThan(0.07)
    const brow = away({ browLeft: 0.1 })
    expect(brow.browLeft).toBeCloseTo(0.1, 5)
    expect(brow.browRight).toBeCloseTo(0, 5)
    const wink = away({ eyeRight: 0 })
    expect(wink.eyeRight).toBeCloseTo(-partOf(poseVectorOf(turnedHead()), 'eyeRight'), 5)
    expect(wink.eyeLeft).toBeCloseTo(0, 5)
  })

  it('has the same expression however the head is held', () => {
    fc.assert(
      fc.property(anyPosture, (posture) => {
        const frontal = poseVectorOf(turnedHead({ ...posture, yaw: 0, pitch: 0, roll: 0 }))
        const held = poseVectorOf(turnedHead(posture))
        for (const part of EXPRESSION) {
          // The average depths that are undone are not quite those of this head.
          expect(Math.abs(partOf(held, part) - partOf(frontal, part))).toBeLessThan(0.05)
        }
      }),
    )
  })

  it('does not depend on how large the face is, or where', () => {
    fc.assert(
      fc.property(anyPosture, within(8, 400), degrees(2000), (posture, eyeDistancePx, x) => {
        const here = poseVectorOf(turnedHead(posture))
        const there = poseVectorOf(turnedHead(posture, { eyeDistancePx, middle: { x, y: 3 * x } }))
        for (const part of POSE_PARTS) {
          expect(partOf(there, part)).toBeCloseTo(partOf(here, part), 4)
        }
      }),
    )
  })

  it('of a mirror image is the mirrored movement', () => {
    fc.assert(
      fc.property(anyPosture, within(0, 2), fc.integer(), (posture, noisePx, seed) => {
        const random = seededRandom(seed)
        const landmarks = turnedHead(posture, { noisePx, random })
        const mirrored = mirrorPose(poseVectorOf(landmarks))
        const ofMirrored = poseVectorOf(mirrorLandmarks(landmarks, 640))
        for (const part of POSE_PARTS) {
          expect(partOf(ofMirrored, part)).toBeCloseTo(partOf(mirrored, part), 4)
        }
      }),
    )
  })

  it('mirrored twice is itself', () => {
    const movement = poseVectorOf(turnedHead({ yaw: 20, browLeft: 0.1, eyeRight: 0.2 }))
    expect(mirrorPose(mirrorPose(movement))).toEqual(movement)
    expect(mirrorPose(toPoseVector(new Float32Array(POSE_VECTOR_LENGTH)))).toEqual(
      new Float32Array(POSE_VECTOR_LENGTH),
    )
  })

  it('is all 0 of landmarks that fix nothing', () => {
    const nowhere = Array.from({ length: 68 }, () => ({ x: 5, y: 5 }))
    const holes = Array.from({ length: 68 }, () => ({ x: Number.NaN, y: 5 }))
    for (const landmarks of [nowhere, holes]) {
      expect(poseVectorOf(landmarks)).toEqual(new Float32Array(POSE_VECTOR_LENGTH))
    }
  })

  it('relative to what is usual keeps yaw and roll, and the rest is less what is usual', () => {
    const usual = poseVectorOf(turnedHead({ yaw: 30, pitch: 10, roll: 30, mouthOpen: 0.1 }))
    const movement = poseVectorOf(turnedHead({ yaw: 12, pitch: 16, roll: -6, mouthOpen: 0.3 }))
    const relative = relativeTo(usual, movement)
    expect(partOf(relative, 'yaw')).toBe(partOf(movement, 'yaw'))
    expect(partOf(relative, 'roll')).toBe(partOf(movement, 'roll'))
    for (const part of ['pitch', ...EXPRESSION] as const) {
      expect(partOf(relative, part)).toBeCloseTo(partOf(movement, part) - partOf(usual, part), 6)
    }
  })

  it('of numbers that are no movement is refused', () => {
    expect(() => toPoseVector([1, 2, 3])).toThrow(RangeError)
    expect(() => toPoseVector([Number.NaN, 0, 0, 0, 0, 0, 0, 0, 0, 0])).toThrow(RangeError)
  })
})

describe('the turned head of the tests', () => {
  it('is seen from the front as the average head when nothing is said', () => {
    expect(turnedHead({}, {}, AVERAGE_HEAD)).toEqual(turnedHead())
    expect(turnedHead()).toHaveLength(68)
  })
})
