import { describe, expect, it } from 'vitest'
import { fadeAt, finishAt, HALF_WAY, mixAt, progressAt } from '../../../kiosk/morph/morph-course.ts'

const INSTANTS = Array.from({ length: 101 }, (_, step) => step / 100)

describe('the course of a morph', () => {
  it('shows the visitor for a moment, and then the portrait after less than two seconds', () => {
    expect(progressAt(0, 'morph')).toBe(0)
    expect(progressAt(200, 'morph')).toBe(0)
    expect(progressAt(1_150, 'morph')).toBeCloseTo(0.5, 2)
    expect(progressAt(2_050, 'morph')).toBe(1)
    expect(progressAt(60_000, 'morph')).toBe(1)
  })

  it('is over after 400 ms where less motion is asked for', () => {
    expect(progressAt(0, 'cross-fade')).toBe(0)
    expect(progressAt(400, 'cross-fade')).toBe(1)
  })

  it('begins with all of the visitor and ends with all of the portrait', () => {
    expect(mixAt(0)).toEqual({ shape: 0, colour: 0, ground: 0 })
    expect(mixAt(1)).toEqual({ shape: 1, colour: 1, ground: 1 })
    expect([fadeAt(0), fadeAt(1), finishAt(0), finishAt(1)]).toEqual([0, 1, 0, 1])
  })

  it('never goes back, and shapes lead colours', () => {
    const mixes = INSTANTS.map(mixAt)
    mixes.slice(1).forEach((mix, index) => {
      const before = mixes[index]
      expect(mix.shape).toBeGreaterThanOrEqual(before?.shape ?? 1)
      expect(mix.colour).toBeGreaterThanOrEqual(before?.colour ?? 1)
      expect(mix.ground).toBeGreaterThanOrEqual(before?.ground ?? 1)
      expect(mix.shape).toBeGreaterThanOrEqual(mix.colour)
      expect(mix.colour).toBeGreaterThanOrEqual(mix.ground)
    })
  })

  it('has hardly anything left to move when the sharp portrait comes over it', () => {
    const begins = INSTANTS.find((t) => finishAt(t) > 0) ?? 0
    expect(mixAt(begins).shape).toBeGreaterThan(0.97)
  })

  it('is half way on a poster, whose painting is all there', () => {
    expect(HALF_WAY).toEqual({ shape: 0.5, colour: 0.5, ground: 1 })
  })
})
