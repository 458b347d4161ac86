import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type FilteredPortrait,
  type PortraitFilter,
  passesFilter,
} from '../../../embeddings/gallery/portrait-filter.ts'
import {
  projectPortrait,
  projectVisitor,
  unfittedSpace,
} from '../../../embeddings/likeness/likeness-space.ts'
import type { MemoryIndex } from '../../../embeddings/likeness/nearest-index.ts'
import { exactIndex } from '../../../embeddings/store/exact-index.ts'
import { filteredPositions, listFacets } from '../../../embeddings/store/filtered-positions.ts'
import { buildHnswIndex } from '../../../embeddings/store/hnsw-index.ts'
import { nearestPassing } from '../../../embeddings/store/nearest-passing.ts'
import { syntheticFaces } from '../../server/synthetic-faces.ts'

const MUSEUMS = ['Louvre', 'louvre ', 'Prado', 'Uffizi', '']
const DATES = ['1624', 'c. 1695–1705', '18th century', 'undated', '1888', '']

const ROOMS = ['Room 1', 'room 1', 'Room 2', '']

const anyLabel: fc.Arbitrary<FilteredPortrait> = fc.record({
  museum: fc.constantFrom(...MUSEUMS),
  date: fc.constantFrom(...DATES),
  room: fc.constantFrom(...ROOMS),
  onView: fc.constantFrom(true, false, null),
  categories: fc.constantFrom(undefined, ['Beards'], ['beards', 'Ruffs'], ['Ruffs']),
})
const anyFilter: fc.Arbitrary<PortraitFilter> = fc.record(
  {
    museums: fc.array(fc.constantFrom('Louvre', 'PRADO', 'Uffizi', 'Nowhere'), {
      minLength: 1,
      maxLength: 3,
    }),
    centuries: fc.array(fc.constantFrom(17, 18, 19, 20), { minLength: 1, maxLength: 3 }),
    places: fc.array(fc.constantFrom('Room 1', ' ROOM 2', 'Attic'), { minLength: 1, maxLength: 2 }),
    categories: fc.array(fc.constantFrom('BEARDS', 'Ruffs ', 'Hats'), {
      minLength: 1,
      maxLength: 2,
    }),
    onView: fc.constant(true as const),
  },
  { requiredKeys: [] },
)

test('the positions that pass are those whose labels pass, whatever the filter', () => {
  fc.assert(
    fc.property(fc.array(anyLabel, { maxLength: 60 }), anyFilter, (labels, filter) => {
      const { positions, has } = filteredPositions(listFacets(labels)).passing(filter)
      const expected = labels.flatMap((label, at) => (passesFilter(label, filter) ? [at] : []))
      expect([...positions]).toEqual(expected)
      expect(labels.flatMap((_, at) => (has(at) ? [at] : []))).toEqual(expected)
    }),
    { seed: 6 },
  )
})

test('what there is to choose finds as many portraits as it says, whatever the filter', () => {
  fc.assert(
    fc.property(fc.array(anyLabel, { maxLength: 60 }), anyFilter, (labels, filter) => {
      const filtered = filteredPositions(listFacets(labels))
      const { museum, century, place, category, onView } = filtered.counts(filter, 100)
      const chosen = [
        ...museum.map((each) => [each, { museums: [each.value] }] as const),
        ...century.map((each) => [each, { centuries: [each.value] }] as const),
        ...place.map((each) => [each, { places: [each.value] }] as const),
        ...category.map((each) => [each, { categories: [each.value] }] as const),
        [{ portraits: onView }, { onView: true }] as const,
      ]
      for (const [{ portraits }, condition] of chosen) {
        const { positions } = filtered.passing({ ...filter, ...condition })
        expect(positions).toHaveLength(portraits)
      }
      const names = [...museum, ...place].map(({ value }) => value.toLowerCase())
      expect(new Set(names).size).toBe(names.length)
      expect(names).not.toContain('')
    }),
    { seed: 5 },
  )
})

test('what there is to choose comes most first, and no more than is asked for', () => {
  const label = (museum: string) => ({ museum, date: '1624', room: '', onView: null })
  const labels = ['Prado', 'Louvre', 'prado', 'Uffizi', 'Louvre ', 'louvre', ''].map(label)
  expect(filteredPositions(listFacets(labels)).counts({}, 2)).toEqual({
    museum: [
      { value: 'Louvre', portraits: 3 },
      { value: 'Prado', portraits: 2 },
    ],
    century: [{ value: 17, portraits: 7 }],
    place: [],
    category: [],
    onView: 0,
  })
})

describe('the nearest that pass a filter', () => {
  const COUNT = 3000
  const people = syntheticFaces(66)
  const space = unfittedSpace()
  const places = Array.from({ length: COUNT }, () => projectPortrait(space, people.stranger(), 0))
  const probes = Array.from({ length: 15 }, () => projectVisitor(space, people.stranger()))
  const oracle = exactIndex(places)
  const index = buildHnswIndex(places)
  index.ef = 200

  const among = (passes: (position: number) => boolean) =>
    filteredPositions(
      listFacets(
        places.map((_, at) => ({
          museum: passes(at) ? 'here' : 'there',
          date: '',
          room: '',
          onView: null,
        })),
      ),
    ).passing({ museums: ['here'] })

  test.each([
    ['all pass', () => true],
    ['half pass', (at: number) => at % 2 === 0],
    ['one in fifty passes', (at: number) => at % 50 === 7],
    ['three pass', (at: number) => at === 5 || at === 1500 || at === COUNT - 1],
    ['none passes', () => false],
  ])('are those of the exact answer when %s', async (_, passes) => {
    const passing = among(passes)
    for (const k of [1, 5, 24]) {
      for (const probe of probes) {
        const exact = oracle.nearest(probe, COUNT).filter(({ position }) => passes(position))
        const found = await nearestPassing(index, probe, k, passing)
        expect(found.map(({ position }) => position)).toEqual(
          exact.slice(0, k).map(({ position }) => position),
        )
      }
    }
  })

  test('are found even where those that pass are the farthest of all', async () => {
    for (const probe of probes) {
      const byDistance = oracle.nearest(probe, COUNT)
      const farthest = new Set(byDistance.slice(-900).map(({ position }) => position))
      const found = await nearestPassing(
        index,
        probe,
        5,
        among((at) => farthest.has(at)),
      )
      expect(found.map(({ position }) => position)).toEqual(
        byDistance.slice(-900, -895).map(({ position }) => position),
      )
    }
  })

  test('are found in a graph that does not reach all it holds', async () => {
    const deaf: MemoryIndex = {
      ...oracle,
      nearest: (probe, k) => oracle.nearest(probe, k).filter(({ position }) => position % 3 === 0),
    }
    const passing = among((at) => at % 3 === 1)
    const [probe] = probes as [(typeof probes)[number]]
    const exact = oracle.nearest(probe, COUNT).filter(({ position }) => position % 3 === 1)
    expect(await nearestPassing(deaf, probe, 5, passing)).toEqual(exact.slice(0, 5))
  })

  test('must be at least one', () => {
    const [probe] = probes as [(typeof probes)[number]]
    const found = nearestPassing(
      index,
      probe,
      0,
      among(() => true),
    )
    return expect(found).rejects.toThrow(RangeError)
  })
})
