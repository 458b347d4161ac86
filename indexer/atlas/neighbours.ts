import { type ProjectedEmbedding, projectProbe } from '../../embeddings/likeness/likeness-space.ts'
import type { NearestIndex } from '../../embeddings/likeness/nearest-index.ts'

/** The nearest others of each of `count` portraits, `k` each, the nearest first. */
export type Neighbours = {
  readonly count: number
  readonly k: number
  /** `k` positions each, end to end. */
  readonly positions: Uint32Array
  /** Their squared distances without penalties, in the same order. */
  readonly squaredDistances: Float32Array
}

/** The index ranks with portraits' penalties, so that more are asked for than are kept. */
const ASKED_FOR = 3

/**
 * The neighbours of every portrait: those the gallery's own index finds, ranked without the penalty
 * that keeps hubs from visitors. `onEach` is called after each portrait.
 */
export async function neighboursOf(
  index: NearestIndex,
  places: readonly ProjectedEmbedding[],
  wanted: number,
  onEach: () => Promise<void> | void = () => {},
): Promise<Neighbours> {
  const count = places.length
  const k = Math.max(0, Math.min(wanted, count - 1))
  const positions = new Uint32Array(count * k)
  const squaredDistances = new Float32Array(count * k)
  const penaltyAt = (position: number) =>
    ((places[position] as ProjectedEmbedding).at(-1) ?? 0) ** 2
  for (const [position, place] of places.entries()) {
    const found = k === 0 ? [] : await index.nearest(projectProbe(place), ASKED_FOR * k + 1)
    const others = found
      .filter((neighbour) => neighbour.position !== position)
      .map((neighbour) => ({
        position: neighbour.position,
        squaredDistance: Math.max(0, neighbour.squaredDistance - penaltyAt(neighbour.position)),
      }))
      .sort((a, b) => a.squaredDistance - b.squaredDistance || a.position - b.position)
    for (let rank = 0; rank < k; rank++) {
      // An approximate index may find too few: the last then stands for those that are missing.
      const other = others[Math.min(rank, others.length - 1)]
      positions[position * k + rank] = other?.position ?? position
      squaredDistances[position * k + rank] = other?.squaredDistance ?? 0
    }
    await onEach()
  }
  return { count, k, positions, squaredDistances }
}
