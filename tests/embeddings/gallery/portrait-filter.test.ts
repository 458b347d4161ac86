import { describe, expect, test } from 'vitest'
import {
  type FilteredPortrait,
  type PortraitFilter,
  passesFilter,
} from '../../../embeddings/gallery/portrait-filter.ts'

const HALS: FilteredPortrait = {
  museum: 'Frans Hals Museum',
  date: 'c. 1624–1627',
  room: 'Room 14',
  onView: true,
  categories: ['Ruffs', 'Large hats'],
}

describe('a filter', () => {
  test('for a place is not passed by what is not on view, and by what may be', () => {
    const passes = (onView: boolean | null) =>
      passesFilter({ ...HALS, onView }, { places: ['Room 14'] })
    expect([passes(true), passes(null), passes(false)]).toEqual([true, true, false])
  })

  test.each<[string, PortraitFilter, boolean]>([
    ['no condition at all', {}, true],
    ['its museum', { museums: ['Frans Hals Museum'] }, true],
    ['its museum in other capitals', { museums: [' frans hals MUSEUM '] }, true],
    ['one of two museums', { museums: ['Louvre', 'Frans Hals Museum'] }, true],
    ['a part of its museum’s name', { museums: ['Frans Hals'] }, false],
    ['its century', { centuries: [17] }, true],
    ['one of two centuries', { centuries: [18, 17] }, true],
    ['another century', { centuries: [16] }, false],
    ['where it hangs', { places: ['Room 12', 'room 14 '] }, true],
    ['another room', { places: ['Room 12'] }, false],
    ['a part of its room’s name', { places: ['14'] }, false],
    ['what it shows', { categories: ['Beards', 'large HATS '] }, true],
    ['what it does not show', { categories: ['Beards', 'Hats'] }, false],
    ['being on view', { onView: true }, true],
    ['all it has', { museums: ['Frans Hals Museum'], centuries: [17], onView: true }, true],
    [
      'all it has but one',
      { museums: ['Frans Hals Museum'], centuries: [18], onView: true },
      false,
    ],
  ])('lets a portrait pass by %s', (_, filter, passes) => {
    expect(passesFilter(HALS, filter)).toBe(passes)
  })

  test('for a century is passed by every one that the date touches', () => {
    const turn = { ...HALS, date: '1695–1705' }
    expect([16, 17, 18, 19].filter((c) => passesFilter(turn, { centuries: [c] }))).toEqual([17, 18])
  })

  test.each([
    ['a century', { ...HALS, date: 'undated' }, { centuries: [17] }],
    ['a museum', { ...HALS, museum: '' }, { museums: ['Frans Hals Museum'] }],
    ['a category', { ...HALS, categories: undefined }, { categories: ['Ruffs'] }],
    ['a place', { ...HALS, room: '' }, { places: ['Room 14'] }],
    ['being on view', { ...HALS, onView: null }, { onView: true }],
  ] as const)('for %s is not passed by what does not say', (_, label, filter) => {
    expect(passesFilter(label, filter)).toBe(false)
  })
})
