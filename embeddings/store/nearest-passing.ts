import { squaredDistance } from '../face/distance.ts'
import type { ProjectedEmbedding } from '../likeness/likeness-space.ts'
import {
  byDistance,
  type NearestIndex,
  type Neighbour,
  requireWholeK,
} from '../likeness/nearest-index.ts'
import type { Passing } from './filtered-positions.ts'

/**
 * Comparing with one place by its position costs about as much as this many candidates of a graph's
 * search (16 µs and 1 µs on one machine).
 */
const CANDIDATES_A_PLACE = 16
/** How many more neighbours to ask for than would do if those that pass lay evenly among all. */
const MARGIN = 2

/**
 * The `k` nearest of those that pass a filter, nearest first; all of them when fewer pass.
 * hnswlib's own filter has aborted processes under load, so either ever more neighbours are asked
 * for until enough of them pass, or those that pass are compared one by one, whichever is the less
 * work.
 */
export async function nearestPassing(
  index: NearestIndex,
  probe: ProjectedEmbedding,
  k: number,
  { positions, has }: Passing,
): Promise<Neighbour[]> {
  requireWholeK(k)
  const wanted = Math.min(k, positions.length)
  if (wanted === 0) return []
  const oneByOne = positions.length * CANDIDATES_A_PLACE
  let asked = Math.ceil((MARGIN * wanted * index.count) / positions.length)
  while (asked < oneByOne) {
    const found = (await index.nearest(probe, asked)).filter(({ position }) => has(position))
    if (found.length >= wanted) return found.slice(0, wanted)
    // A graph may not reach all there is.
    if (asked >= index.count) break
    asked = Math.min(2 * asked, index.count)
  }
  const compared = await Promise.all(
    Array.from(positions, async (position): Promise<Neighbour> => {
      const place = await index.embeddingAt(position)
      return { position, squaredDistance: squaredDistance(probe, place) }
    }),
  )
  return compared.sort(byDistance).slice(0, wanted)
}
