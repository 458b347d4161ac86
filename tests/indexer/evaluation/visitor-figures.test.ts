import { describe, expect, it } from 'vitest'
import { steadiness } from '../../../indexer/evaluation/visitors/clips.ts'
import { groupReports } from '../../../indexer/evaluation/visitors/group-figures.ts'
import {
  firstMatchCounts,
  hubnessReport,
  occurrenceHistogram,
  skewness,
  spreadRatio,
} from '../../../indexer/evaluation/visitors/hubness.ts'
import { stabilityReport } from '../../../indexer/evaluation/visitors/stability.ts'
import {
  averagePrecision,
  errorRates,
  tellingApart,
} from '../../../indexer/evaluation/visitors/telling-apart.ts'
import { enrolledAt, methodOf, photoAt } from './made-up-probes.ts'

/** Twelve portraits on a line, at 0, 10, … 110. */
const gallery = methodOf(...Array.from({ length: 12 }, (_, i) => enrolledAt(`work-${i}`, i * 10)))
const varied = { kind: 'varied', number: 1 } as const

describe('hubness', () => {
  const probes = [
    photoAt(gallery, 'Ada', 'ada-1', 1),
    photoAt(gallery, 'Ada', 'ada-2', 2),
    photoAt(gallery, 'Ben', 'ben-1', 21),
    photoAt(gallery, 'Cem', 'cem-1', undefined),
  ]

  it('counts first matches, the most frequent of them, and who is never near', () => {
    const { intervals, ...figures } = hubnessReport(probes, 12)
    expect(figures).toMatchObject({
      probes: 3,
      portraits: 12,
      differentFirstMatches: 2,
      mostFrequentShare: 2 / 3,
      // All have the portraits from 0 to 90 among their ten nearest; 100 and 110 nobody.
      neverAmongTen: 2,
    })
    expect(figures.occurrenceSkewness).toBeCloseTo(skewness([3, 3, 3, 3, 3, 3, 3, 3, 3, 3], 2))
    expect(intervals.differentFirstMatches[0]).toBeLessThanOrEqual(2)
    expect(firstMatchCounts(probes)).toEqual([
      ['work-0', 2],
      ['work-2', 1],
    ])
    expect(occurrenceHistogram(probes, 12)).toEqual([2, 0, 0, 10])
  })

  it('leaves varied copies of a photograph out', () => {
    const more = [...probes, photoAt(gallery, 'Ada', 'ada-1', 91, varied)]
    expect(hubnessReport(more, 12)).toEqual(hubnessReport(probes, 12))
  })

  it('gives skewness as the third standardised moment', () => {
    // Deviations of 0, 0, 0, 4 from 1: variance 3, third moment 6.
    expect(skewness([4], 3)).toBeCloseTo(6 / 3 ** 1.5)
    expect(skewness([0, 0, 0, 4])).toBeCloseTo(6 / 3 ** 1.5)
    expect(skewness([2, 2, 2])).toBe(0)
    expect(skewness([])).toBe(0)
  })

  it('compares the spread of two ways over photographs in which both found a face', () => {
    const hub = methodOf(enrolledAt('everyone', 0))
    const others = [1, 2, 21, 50].map((value, i) => photoAt(hub, `person ${i}`, `${i}`, value))
    expect(spreadRatio(probes, others).ratio).toBe(2)
  })
})

describe('telling people apart', () => {
  it('takes the mean of the precision at each hit', () => {
    expect(averagePrecision([true, false, true])).toBeCloseTo((1 + 2 / 3) / 2)
    expect(averagePrecision([false, true])).toBe(0.5)
    expect(averagePrecision([false])).toBe(0)
  })

  it('reads error rates off the pairs, the nearest first', () => {
    const pair = (a: number, b: number, distance: number) => ({ a, b, distance })
    const apart = [pair(0, 0, 1), pair(1, 1, 2), pair(0, 1, 3)]
    expect(errorRates(apart, [1, 1])).toEqual({ equalErrorRate: 0, foundAtOnePercent: 1 })
    // One of two pairs of one person lies beyond one of two pairs of two.
    const mixed = [pair(0, 0, 1), pair(0, 1, 2), pair(1, 1, 3), pair(0, 1, 4)]
    expect(errorRates(mixed, [1, 1])).toEqual({ equalErrorRate: 0.5, foundAtOnePercent: 0.5 })
    // With the second person drawn twice, their pair counts twice.
    expect(errorRates(mixed, [1, 2]).foundAtOnePercent).toBeCloseTo(1 / 3)
  })

  it('looks photographs up among those of all', () => {
    const { queries, samePersonPairs, twoPeoplePairs, rank1, meanAveragePrecision } = tellingApart([
      photoAt(gallery, 'Ada', 'ada-1', 0),
      photoAt(gallery, 'Ada', 'ada-2', 3),
      photoAt(gallery, 'Ben', 'ben-1', 4),
      photoAt(gallery, 'Ada', 'ada-1', 0.5, varied),
    ])
    // Ben has no other photograph, so he is not looked up; Ada's second finds Ben first.
    expect({ queries, samePersonPairs, twoPeoplePairs }).toEqual({
      queries: 3,
      samePersonPairs: 1,
      twoPeoplePairs: 2,
    })
    expect(rank1).toBeCloseTo(2 / 3)
    expect(meanAveragePrecision).toBeCloseTo((1 + 1 / 2 + 1) / 3)
  })
})

describe('stability', () => {
  it('counts how often the first match stays, and what the first five share', () => {
    const report = stabilityReport([
      photoAt(gallery, 'Ada', 'ada-1', 1),
      photoAt(gallery, 'Ada', 'ada-1', 2, varied),
      photoAt(gallery, 'Ada', 'ada-1', 19, { kind: 'varied', number: 2 }),
      photoAt(gallery, 'Ada', 'ada-2', 11),
      photoAt(gallery, 'Ben', 'ben-1', 50),
    ])
    expect(report).toMatchObject({
      variedPictures: 2,
      photoPairs: 1,
      sameFirstWhenVaried: 0.5,
      sameFirstInOtherPhotos: 0,
      // The first five of both are the portraits at 0 to 40.
      sharedAmongFive: 1,
    })
  })

  it('is not known where there is nothing to compare', () => {
    const report = stabilityReport([photoAt(gallery, 'Ada', 'ada-1', 1)])
    expect(report.sameFirstWhenVaried).toBeNull()
    expect(report.intervals.sharedAmongFive).toEqual([null, null])
  })

  it('follows a first match from frame to frame', () => {
    expect(steadiness(['a', 'a', 'b', 'a', 'a'])).toEqual({
      agreement: 0.5,
      differentPortraits: 2,
      mostFrequentShare: 0.8,
    })
    expect(steadiness([])).toEqual({ agreement: 1, differentPortraits: 0, mostFrequentShare: 0 })
  })
})

describe('figures by group', () => {
  /** Five people near their portraits, six far from theirs, one of whom is not seen at all. */
  const people = Array.from({ length: 11 }, (_, i) => ({ person: `person ${i}`, far: i >= 5 }))
  const probes = people.map(({ person, far }, i) =>
    photoAt(gallery, person, person, i === 10 ? undefined : i * 10 + (far ? 4 : 1)),
  )
  const groups = new Map(
    people.map(({ person, far }, i) => [
      person,
      { side: far ? 'far' : 'near', country: i < 9 ? `country ${i}` : '' },
    ]),
  )
  const { side, country } = groupReports(probes, groups, gallery)

  it('give distance and detection for each group, and the gap between the two', () => {
    expect(side?.groups).toMatchObject([
      { value: 'far', people: 6, photos: 6, detectionRate: 5 / 6, medianSquaredDistance: 16 },
      { value: 'near', people: 5, photos: 5, detectionRate: 1, medianSquaredDistance: 1 },
    ])
    expect(side?.gaps.medianSquaredDistance).toMatchObject({ most: 'far', least: 'near', gap: 15 })
    expect(side?.gaps.medianSquaredDistance?.intervals.gap).toEqual([15, 15])
    expect(side?.groups[0]?.medianSimilarity).toBeNull()
  })

  it('put groups of fewer than five people together, without those of whom nothing is said', () => {
    expect(country?.groups).toMatchObject([{ value: 'all others', people: 9 }])
    expect(country?.gaps).toEqual({})
  })
})
