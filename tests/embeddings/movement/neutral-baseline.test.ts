import { describe, expect, it } from 'vitest'
import { createNeutralBaseline } from '../../../embeddings/movement/neutral-baseline.ts'
import {
  mirrorPose,
  type PoseVector,
  partOf,
  poseVectorOf,
} from '../../../embeddings/movement/pose-vector.ts'
import { LEAST_SPREAD, usualPose } from '../../../embeddings/movement/usual-pose.ts'
import { paintedMovements } from '../../made-up-pose-pack.ts'
import { type HeadPosture, turnedHead } from '../../turned-head.ts'

const FRAME_MS = 1000 / 30

/**
 * A visitor of whom a rest is learned: each posture is held for so long; gives what is away from
 * rest at the end.
 */
function held(...postures: readonly [posture: HeadPosture, forMs: number][]) {
  const rest = createNeutralBaseline()
  let atMs = 0
  let last = rest.awayFromNeutral(poseVectorOf(turnedHead(postures[0]?.[0])), atMs)
  for (const [posture, forMs] of postures) {
    for (const until = atMs + forMs; atMs < until; ) {
      atMs += FRAME_MS
      last = rest.awayFromNeutral(poseVectorOf(turnedHead(posture)), atMs)
    }
  }
  return { rest, last, atMs }
}

describe("a visitor's rest", () => {
  it('is how they come: nothing of it counts, but where the head is turned and tilted', () => {
    const coming = { yaw: 12, pitch: -14, roll: 6, smile: 0.05 }
    const { last } = held([coming, 1_000])
    for (const part of ['yaw', 'roll'] as const) {
      expect(partOf(last, part)).toBe(partOf(poseVectorOf(turnedHead(coming)), part))
    }
    for (const part of ['pitch', 'mouthWidth', 'cornerLift', 'browLeft', 'eyeRight'] as const) {
      expect(partOf(last, part)).toBeCloseTo(0, 5)
    }
  })

  it('is left at once by what they do', () => {
    const { last } = held([{ pitch: -14 }, 2_000], [{ pitch: 1, mouthOpen: 0.3 }, FRAME_MS])
    expect(partOf(last, 'pitch')).toBeGreaterThan(0.5)
    expect(partOf(last, 'mouthOpening')).toBeGreaterThan(0.28)
  })

  it('is not where a mouth is held open for ten seconds', () => {
    const { last } = held([{}, 2_000], [{ mouthOpen: 0.3 }, 10_000])
    expect(partOf(last, 'mouthOpening')).toBeGreaterThan(0.2)
  })

  it('comes to be where a head is held from now on', () => {
    const { last } = held([{ pitch: -8 }, 2_000], [{ pitch: 4 }, 30_000])
    expect(Math.abs(partOf(last, 'pitch'))).toBeLessThan(0.05)
  })

  it('is forgotten with its visitor', () => {
    const { rest, atMs } = held([{ smile: 0.1, pitch: 10 }, 3_000])
    rest.clear()
    const next = rest.awayFromNeutral(poseVectorOf(turnedHead({ pitch: -5 })), atMs + FRAME_MS)
    expect(partOf(next, 'pitch')).toBe(0)
    expect(partOf(next, 'mouthWidth')).toBe(0)
  })

  it('takes a pause for no time at all', () => {
    const { rest, atMs } = held([{ pitch: -10 }, 3_000])
    const later = rest.awayFromNeutral(poseVectorOf(turnedHead({ pitch: 10 })), atMs + 3_600_000)
    expect(partOf(later, 'pitch')).toBeGreaterThan(0.6)
  })
})

describe('what is usual in a gallery', () => {
  it('is the mean of its faces and their mirror images, and how they are spread', () => {
    const movements = paintedMovements(200)
    const { mean, spread } = usualPose(movements)
    expect(mirrorPose(mean)).toEqual(mean)
    expect(partOf(mean, 'yaw')).toBeCloseTo(0, 6)
    expect(partOf(mean, 'pitch')).toBeCloseTo(-6 / 30, 1)
    expect([...spread.slice(0, 3)]).toEqual([1, 1, 1])
    expect(spread[3]).toBeGreaterThan(0.03)
    expect(spread[6]).toBe(spread[7])
  })

  it('is spread a little even where one face is all there is', () => {
    const [only] = paintedMovements(1) as [PoseVector]
    const { mean, spread } = usualPose([only])
    expect(partOf(mean, 'mouthOpening')).toBeCloseTo(partOf(only, 'mouthOpening'), 6)
    expect(spread[3]).toBeCloseTo(LEAST_SPREAD, 6)
    expect(usualPose([]).spread.every((value) => value > 0)).toBe(true)
  })
})
