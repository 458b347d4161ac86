import {
  centuriesNamed,
  type FacetCount,
  type FacetCounts,
  type FilteredLabel,
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

/** What a condition may name, as it is written, and where that stands. */
type Listed<Value> = { readonly value: Value; readonly positions: number[] }

/**
 * Lists the positions of each museum, century and place and of what is on view, once, since a gallery
 * never changes: about 12 bytes a portrait are kept. `labels` stand in the order of positions.
 */
export function filteredPositions(labels: Iterable<FilteredLabel>): FilteredPositions {
  const byMuseum = new Map<string, Listed<string>>()
  const byCentury = new Map<number, Listed<number>>()
  const byPlace = new Map<string, Listed<string>>()
  const onView: number[] = []
  const centuriesIn = remembering(centuriesNamed)
  let count = 0
  for (const label of labels) {
    const facets = facetsOf(label, centuriesIn)
    add(byMuseum, nameKey(facets.museum), facets.museum, count)
    for (const century of facets.centuries) add(byCentury, century, century, count)
    add(byPlace, nameKey(facets.place), facets.place, count)
    if (facets.onView) onView.push(count)
    count += 1
  }

  function passing(filter: PortraitFilter, leftOut?: keyof PortraitFilter): Passing {
    const asked: Record<keyof PortraitFilter, number[][] | undefined> = {
      museums: filter.museums?.map((museum) => byMuseum.get(nameKey(museum))?.positions ?? []),
      centuries: filter.centuries?.map((century) => byCentury.get(century)?.positions ?? []),
      places: filter.places?.map((place) => byPlace.get(nameKey(place))?.positions ?? []),
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
      museum: countEach(byMuseum, passing(filter, 'museums'), most),
      century: countEach(byCentury, passing(filter, 'centuries'), most),
      place: countEach(byPlace, passing(filter, 'places'), most),
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

function add<Key, Value>(
  lists: Map<Key, Listed<Value>>,
  key: Key,
  value: Value,
  position: number,
): void {
  const list = lists.get(key)
  if (list) list.positions.push(position)
  else lists.set(key, { value, positions: [position] })
}

/** What there is of each value, most first, then as it stands in lists; what has no name is no value. */
function countEach<Value extends string | number>(
  lists: ReadonlyMap<unknown, Listed<Value>>,
  passing: Passing,
  most: number,
): FacetCount<Value>[] {
  return [...lists.values()]
    .map(({ value, positions }) => ({ value, portraits: countIn(positions, passing) }))
    .filter(({ value, portraits }) => value !== '' && portraits > 0)
    .sort((a, b) => b.portraits - a.portraits || (a.value < b.value ? -1 : 1))
    .slice(0, most)
}

function countIn(positions: readonly number[], { has }: Passing): number {
  return positions.reduce((passed, position) => passed + (has(position) ? 1 : 0), 0)
}
