import { describe, expect, it } from 'vitest'
import {
  bootstrap,
  byPerson,
  type Interval,
} from '../../../indexer/evaluation/statistics/bootstrap.ts'
import { seededRandom } from '../../../indexer/likeness/seeded-random.ts'

const RUNS = 150
const OPTIONS = { resamples: 200 }

const share = (items: readonly number[]) => ({
  share: items.reduce((sum, item) => sum + item, 0) / items.length,
})
const different = (items: readonly number[]) => ({ different: new Set(items).size })
const holds = ([low, high]: Interval, truth: number) =>
  low !== null && high !== null && low <= truth && truth <= high

/** Share of runs whose interval holds the truth. */
function coverage(run: (random: () => number) => boolean): number {
  const random = seededRandom(7)
  return Array.from({ length: RUNS }, () => run(random)).filter(Boolean).length / RUNS
}

describe('bootstrap intervals', () => {
  it('are the same for the same measurements', () => {
    const people = [[1, 1], [0], [0, 1, 0], [1]]
    expect(bootstrap(people, share)).toEqual(bootstrap(people, share))
    const { share: interval } = bootstrap(people, share)
    expect(interval[0]).toBeLessThan(4 / 7)
    expect(interval[1]).toBeGreaterThan(4 / 7)
  })

  it('have no width where everybody is alike', () => {
    expect(bootstrap([[1], [1], [1]], share).share).toEqual([1, 1])
  })

  it('have no end where a figure has none, and are none where nothing can be measured', () => {
    expect(bootstrap([[1], [2]], () => ({ rank: Number.POSITIVE_INFINITY })).rank).toEqual([
      null,
      null,
    ])
    expect(bootstrap([[1], [2]], () => ({ rank: Number.NaN })).rank).toEqual([null, null])
    expect(bootstrap([], share).share).toEqual([null, null])
  })

  it('hold the truth about as often as they say, since people are drawn and not probes', () => {
    // Forty people whose five probes all fail or all succeed, as often the one as the other.
    const crowd = (random: () => number) =>
      Array.from({ length: 40 }, () => new Array<number>(5).fill(random() < 0.5 ? 1 : 0))
    expect(
      coverage((random) => holds(bootstrap(crowd(random), share, OPTIONS).share, 0.5)),
    ).toBeGreaterThan(0.88)
    const probesDrawn = coverage((random) => {
      const probes = crowd(random).flatMap((probe) => probe.map((each) => [each]))
      return holds(bootstrap(probes, share, OPTIONS).share, 0.5)
    })
    expect(probesDrawn).toBeLessThan(0.75)
  })

  it('laid around the measured figure hold how many different things are found', () => {
    // Each of thirty people finds one of a hundred things, two times over.
    const truth = 100 * (1 - (1 - 1 / 100) ** 60)
    const crowd = (random: () => number) =>
      Array.from({ length: 30 }, () => [Math.floor(random() * 100), Math.floor(random() * 100)])
    const centred = coverage((random) =>
      holds(bootstrap(crowd(random), different, { ...OPTIONS, centred: true }).different, truth),
    )
    expect(centred).toBeGreaterThan(0.85)
    const asDrawn = coverage((random) =>
      holds(bootstrap(crowd(random), different, OPTIONS).different, truth),
    )
    expect(asDrawn).toBeLessThan(0.2)
  })

  it('laid around a small share never go below nothing', () => {
    const rare = bootstrap([[0], [0], [0], [1]], share, { centred: true }).share
    expect(rare[0]).toBeGreaterThanOrEqual(0)
  })
})

it('gathers things by person in the order in which people appear', () => {
  const [ada, ben] = [{ person: 'Ada' }, { person: 'Ben' }]
  expect(byPerson([ada, ben, ada])).toEqual([[ada, ada], [ben]])
})
