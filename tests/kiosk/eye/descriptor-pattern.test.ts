import { describe, expect, it } from 'vitest'
import { readVisitorModel } from '../../../indexer/likeness/visitor-model.ts'
import {
  AVERAGE_FACE,
  differencesOf,
  lozengesOf,
  PATTERN_GRID,
  tonesOf,
} from '../../../kiosk/eye/descriptor-pattern.ts'
import { syntheticFaces } from '../../server/synthetic-faces.ts'

const people = syntheticFaces(5)
const [one, other] = [people.stranger(), people.stranger()]

describe('what is common to faces', () => {
  it('is the mean that visitors are modelled by', async () => {
    const { mean } = await readVisitorModel()
    expect(AVERAGE_FACE).toHaveLength(mean.length)
    for (const [at, number] of mean.entries()) {
      expect(Math.abs(number - (AVERAGE_FACE[at] as number))).toBeLessThan(0.00501)
    }
  })

  it('is neither light nor dark', () => {
    expect(new Set(tonesOf(AVERAGE_FACE))).toEqual(new Set([0.5]))
  })
})

describe('the tones of a descriptor', () => {
  it('are lighter the larger a number is, each by itself, from 0 to 1', () => {
    const lifted = [...AVERAGE_FACE]
    lifted[17] = (lifted[17] as number) + 0.05
    lifted[18] = (lifted[18] as number) - 0.05
    lifted[19] = 1000
    lifted[20] = -1000
    const tones = tonesOf(lifted)
    expect(tones[17]).toBeCloseTo(0.75)
    expect(tones[18]).toBeCloseTo(0.25)
    expect(tones.slice(19, 21)).toEqual([1, 0])
    expect(tones.filter((tone) => tone === 0.5)).toHaveLength(124)
  })
})

describe('what differs', () => {
  it('is nothing between a face and itself, and the same from either side', () => {
    expect(new Set(differencesOf(one, one))).toEqual(new Set([0]))
    expect(differencesOf(one, other)).toEqual(differencesOf(other, one))
    expect(Math.max(...differencesOf(one, other))).toBeGreaterThan(0.5)
  })

  it('is never more than all', () => {
    expect(new Set(differencesOf(Array(128).fill(1), Array(128).fill(-1)))).toEqual(new Set([1]))
  })
})

describe('a pattern', () => {
  const { halfWidth, halfHeight, middles } = lozengesOf(330, 90)

  it('has a lozenge for each number, within its edges and touching them', () => {
    expect(middles).toHaveLength(PATTERN_GRID.columns * PATTERN_GRID.rows)
    const [xs, ys] = [middles.map(({ x }) => x), middles.map(({ y }) => y)]
    expect(Math.min(...xs)).toBeCloseTo(halfWidth)
    expect(Math.max(...xs)).toBeCloseTo(330 - halfWidth)
    expect(Math.min(...ys)).toBeCloseTo(halfHeight)
    expect(Math.max(...ys)).toBeCloseTo(90 - halfHeight)
  })

  it('lays them side by side: no two overlap, and every row lies between those of the last', () => {
    // Lozenges of one shape overlap exactly when their middles are nearer than 1 in these units.
    const apart = middles.flatMap((one, at) =>
      middles
        .slice(at + 1)
        .map(
          (other) =>
            Math.abs(one.x - other.x) / (2 * halfWidth) +
            Math.abs(one.y - other.y) / (2 * halfHeight),
        ),
    )
    expect(Math.min(...apart)).toBeCloseTo(1)
    expect((middles[16]?.x ?? 0) - (middles[0]?.x ?? 0)).toBeCloseTo(halfWidth)
  })
})
