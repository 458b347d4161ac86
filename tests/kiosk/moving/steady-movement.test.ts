import { describe, expect, it } from 'vitest'
import type { ScaledPose } from '../../../embeddings/movement/pose-index.ts'
import { POSE_VECTOR_LENGTH } from '../../../embeddings/movement/pose-vector.ts'
import { normal, seededRandom } from '../../../indexer/likeness/seeded-random.ts'
import { createSteadyPose } from '../../../kiosk/moving/steady-pose.ts'

/** A place whose first number is said; the others are nothing. */
function at(first: number): ScaledPose {
  const place = new Float32Array(POSE_VECTOR_LENGTH)
  place[0] = first
  return place as ScaledPose
}

describe('a steady movement', () => {
  it('of a jitter head jitters by less than half', () => {
    const steady = createSteadyPose()
    const random = seededRandom(1)
    const squares = Array.from({ length: 300 }, () => {
      const [value = 0] = steady.follow(at(1 + 0.05 * normal(random)))
      return (value - 1) ** 2
    }).slice(30)
    const deviation = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length)
    expect(deviation).toBeLessThan(0.025)
  })

  it('is at once where a head has turned to', () => {
    const steady = createSteadyPose()
    for (let frame = 0; frame < 20; frame++) steady.follow(at(0))
    expect(steady.follow(at(1.5))[0]).toBeGreaterThan(1.2)
  })

  it('learns how a head jitters, also while it turns', () => {
    for (const turning of [0, 0.05]) {
      const steady = createSteadyPose()
      const random = seededRandom(2)
      for (let frame = 0; frame < 400; frame++) {
        steady.follow(at(turning * frame + 0.02 * normal(random)))
      }
      expect(steady.jitterBetween(at(0), at(3))).toBeGreaterThan(0.014)
      expect(steady.jitterBetween(at(0), at(3))).toBeLessThan(0.026)
    }
  })

  it('does not take a shaken head for a jitter one', () => {
    const steady = createSteadyPose()
    for (let frame = 0; frame < 8; frame++) steady.follow(at(frame % 2 === 0 ? 1 : -1))
    expect(steady.jitterBetween(at(0), at(3))).toBeLessThan(0.2)
  })

  it('jitters in no direction between places that are one', () => {
    expect(createSteadyPose().jitterBetween(at(1), at(1))).toBe(0)
  })

  it('overwrites what it knows of a visitor', () => {
    const steady = createSteadyPose()
    const place = steady.follow(at(1.5))
    const jitter = steady.jitter()
    for (let frame = 0; frame < 50; frame++) steady.follow(at(Math.sin(frame)))
    steady.clear()
    expect([...place]).toEqual(new Array(POSE_VECTOR_LENGTH).fill(0))
    expect(steady.jitter()).toBe(jitter)
    expect(steady.follow(at(-2))[0]).toBe(-2)
  })
})
