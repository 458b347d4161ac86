import {
  centuriesNamed,
  type FacetCount,
  type FacetCounts,
  type FilteredPortrait,
  facetsOf,
  nameKey,
  type PortraitFilter,
} from '../gallery/portrait-filter.ts'

/** The positions whose portraits pass a filter. */
export type Passing = {
  /** Ascending. */
  readonly positions: Uint32Array
  has(position: number): boolean
}

/** Which portraits of a gallery pass a filter, and what there is to filter by. */
export interface FilteredPositions {
  passing(filter: PortraitFilter): Passing
  /**
   * Counts what passes the filter, but for the condition that is counted by: the museums are those
   * that may be chosen in place of the filter's own. At most `most` values each.
   */
  counts(filter: PortraitFilter, most: number): FacetCounts
}

/** What a condition may name, as it is written, and where that stands, ascending. */
export type Listed<Value> = {
  readonly value: Value
  readonly positions: readonly number[] | Uint32Array
}

/** The positions of each museum, century, place and category, and of what is on view. */
export type FacetLists = {
  /** Of portraits in all. */
  readonly count: number
  readonly museum: readonly Listed<string>[]
  readonly century: readonly Listed<number>[]
  readonly place: readonly Listed<string>[]
  readonly category: readonly Listed<string>[]
  readonly onView: Listed<true>['positions']
}

/** Lists where each value stands; portraits come in the order of positions. */
export function listFacets(portraits: Iterable<FilteredPortrait>): FacetLists {
  const byMuseum: Lists<string> = new Map()
  const byCentury: Lists<number> = new Map()
  const byPlace: Lists<string> = new Map()
  const byCategory: Lists<string> = new Map()
  const onView: number[] = []
  const centuriesIn = remembering(centuriesNamed)
  let count = 0
  for (const portrait of portraits) {
    const facets = facetsOf(portrait, centuriesIn)
    add(byMuseum, nameKey(facets.museum), facets.museum, count)
    for (const century of facets.centuries) add(byCentury, century, century, count)
    add(byPlace, nameKey(facets.place), facets.place, count)
    for (const name of facets.categories) add(byCategory, nameKey(name), name, count)
    if (facets.onView) onView.push(count)
    count += 1
  }
  const [museum, century, place, category] = [
    [...byMuseum.values()],
    [...byCentury.values()],
    [...byPlace.values()],
    [...byCategory.values()],
  ]
  return { count, museum, century, place, category, onView }
}

/** Filters by lists of positions: about 12 bytes a portrait are kept. */
export function filteredPositions(facets: FacetLists): FilteredPositions {
  const { count, museum, century, place, category, onView } = facets
  const byMuseum = new Map(museum.map((each) => [nameKey(each.value), each]))
  const byCentury = new Map(century.map((each) => [each.value, each]))
  const byPlace = new Map(place.map((each) => [nameKey(each.value), each]))
  const byCategory = new Map(category.map((each) => [nameKey(each.value), each]))

  function passing(filter: PortraitFilter, leftOut?: keyof PortraitFilter): Passing {
    const asked: Record<keyof PortraitFilter, Listed<unknown>['positions'][] | undefined> = {
      museums: filter.museums?.map((museum) => byMuseum.get(nameKey(museum))?.positions ?? []),
      centuries: filter.centuries?.map((century) => byCentury.get(century)?.positions ?? []),
      places: filter.places?.map((place) => byPlace.get(nameKey(place))?.positions ?? []),
      categories: filter.categories?.map((name) => byCategory.get(nameKey(name))?.positions ?? []),
      onView: filter.onView && [onView],
    }
    const conditions = Object.entries(asked).flatMap(([name, lists]) =>
      lists === undefined || name === leftOut ? [] : [lists],
    )
    // How many conditions each position has met; it counts on only when it has met all before.
    const met = new Uint8Array(count)
    let passed = count
    conditions.forEach((lists, before) => {
      passed = 0
      for (const list of lists) {
        for (const position of list) {
          if (met[position] !== before) continue
          met[position] = before + 1
          passed += 1
        }
      }
    })
    const positions = new Uint32Array(passed)
    let listed = 0
    for (let position = 0; position < count; position++) {
      if (met[position] === conditions.length) positions[listed++] = position
    }
    return { positions, has: (position) => met[position] === conditions.length }
  }

  return {
    passing: (filter) => passing(filter),
    counts: (filter, most) => ({
      museum: countEach(museum, passing(filter, 'museums'), most),
      century: countEach(century, passing(filter, 'centuries'), most),
      place: countEach(place, passing(filter, 'places'), most),
      category: countEach(category, passing(filter, 'categories'), most),
      onView: countIn(onView, passing(filter, 'onView')),
    }),
  }
}

function remembering<Value>(read: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>()
  return (text) => {
    const value = known.get(text) ?? read(text)
    known.set(text, value)
    return value
  }
}

type Lists<Value extends string | number> = Map<
  Value,
  { readonly value: Value; readonly positions: number[] }
>

function add<Value extends string | number>(
  lists: Lists<Value>,
  key: Value,
  value: Value,
  position: number,
): void {
  const list = lists.get(key)
  if (list) list.positions.push(position)
  else lists.set(key, { value, positions: [position] })
}

/** How many there are of each value, the most first, then by value. A value has a name. */
function countEach<Value extends string | number>(
  lists: readonly Listed<Value>[],
  passing: Passing,
  most: number,
): FacetCount<Value>[] {
  return lists
    .map(({ value, positions }) => ({ value, portraits: countIn(positions, passing) }))
    .filter(({ value, portraits }) => value !== '' && portraits > 0)
    .sort((a, b) => b.portraits - a.portraits || (a.value < b.value ? -1 : 1))
    .slice(0, most)
}

function countIn(positions: Listed<unknown>['positions'], { has }: Passing): number {
  let passed = 0
  for (const position of positions) if (has(position)) passed += 1
  return passed
}
