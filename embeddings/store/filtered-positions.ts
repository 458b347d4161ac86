import { type FilteredLabel, facetsOf, museumKey, type PortraitFilter } from '../portrait-filter.ts'

/** The positions whose portraits pass a filter. */
export type Passing = {
  /** Ascending. */
  readonly positions: Uint32Array
  has(position: number): boolean
}

/** Which portraits of a gallery pass a filter. */
export interface FilteredPositions {
  passing(filter: PortraitFilter): Passing
}

/**
 * Lists the positions of each museum and century and of what is on view, once, since a gallery never
 * changes: about 8 bytes a portrait are kept. `labels` stand in the order of positions.
 */
export function filteredPositions(labels: Iterable<FilteredLabel>): FilteredPositions {
  const byMuseum = new Map<string, number[]>()
  const byCentury = new Map<number, number[]>()
  const onView: number[] = []
  let count = 0
  for (const label of labels) {
    const facets = facetsOf(label)
    add(byMuseum, facets.museum, count)
    for (const century of facets.centuries) add(byCentury, century, count)
    if (facets.onView) onView.push(count)
    count += 1
  }

  return {
    passing({ museums, centuries, onView: mustBeOnView }) {
      const conditions = [
        museums?.map((museum) => byMuseum.get(museumKey(museum)) ?? []),
        centuries?.map((century) => byCentury.get(century) ?? []),
        mustBeOnView && [onView],
      ].filter((lists) => lists !== undefined)
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
    },
  }
}

function add<Key>(lists: Map<Key, number[]>, key: Key, position: number): void {
  const list = lists.get(key)
  if (list) list.push(position)
  else lists.set(key, [position])
}
