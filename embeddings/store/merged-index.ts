import {
  byDistance,
  type NearestIndex,
  type Neighbour,
  requirePosition,
  requireWholeK,
} from '../likeness/nearest-index.ts'
import type { GalleryIndex } from './index-store.ts'

/** What a part of an index found, in positions of its own, and where the part begins. */
type FoundIn = { readonly from: number; readonly nearest: readonly Neighbour[] }

/**
 * The `k` nearest of all that the parts found, nearest first. If each part gave its own `k`
 * nearest, these are the `k` nearest of the whole: what is among them is among the nearest of its
 * part.
 */
function mergeNearest(found: readonly FoundIn[], k: number): Neighbour[] {
  return found
    .flatMap(({ from, nearest }) =>
      nearest.map((one) => ({ ...one, position: from + one.position })),
    )
    .sort(byDistance)
    .slice(0, k)
}

/** Where each of `parts` nearly equal parts of `count` begins, and the end of the last. */
export function partsOf(count: number, parts: number): number[] {
  return Array.from({ length: parts + 1 }, (_, part) => Math.floor((count * part) / parts))
}

/** Several indexes as one: the positions of each follow those of the one before. */
export function mergedIndex(parts: readonly GalleryIndex[]): GalleryIndex {
  const starts: number[] = []
  let count = 0
  for (const part of parts) {
    starts.push(count)
    count += part.count
  }
  async function ask(
    k: number,
    search: (part: GalleryIndex) => Neighbour[] | Promise<Neighbour[]>,
  ): Promise<Neighbour[]> {
    requireWholeK(k)
    const found = parts.map(async (part, at) => ({
      from: starts[at] as number,
      nearest: await search(part),
    }))
    return mergeNearest(await Promise.all(found), k)
  }
  const merged: GalleryIndex = {
    count,
    nearest: (probe, k) => ask(k, (part) => part.nearest(probe, k)),
    async embeddingAt(position) {
      requirePosition(position, count)
      const at = starts.findLastIndex((start) => start <= position)
      return (parts[at] as NearestIndex).embeddingAt(position - (starts[at] as number))
    },
    close() {
      for (const part of parts) part.close?.()
    },
  }
  if (parts.every((part) => part.nearestPassing)) {
    merged.nearestPassing = (probe, k, filter) =>
      ask(k, (part) => part.nearestPassing?.(probe, k, filter) ?? [])
  }
  return merged
}
