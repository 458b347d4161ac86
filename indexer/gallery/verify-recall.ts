import type { ProjectedEmbedding } from '../../embeddings/likeness/likeness-space.ts'
import type { NearestIndex, Neighbour } from '../../embeddings/likeness/nearest-index.ts'
import { exactIndex } from '../../embeddings/store/exact-index.ts'
import type { HnswIndex } from '../../embeddings/store/hnsw-index.ts'
import { CuratorError } from '../terminal/curator-error.ts'

/** Share of the exact ten nearest that a gallery's index has to find. */
const MIN_RECALL_AT_10 = 0.99
/** Tried in this order: a search takes longer with each. */
const EF_CHOICES = [16, 24, 32, 48, 64, 100, 150, 200, 300, 400] as const
/** Neighbours about as near as the exact tenth count: sums differ in the last place. */
const SAME_DISTANCE = 1e-5

export type VerifiedRecall = { readonly ef: number; readonly recallAt10: number }

/**
 * Sets the index's `ef` to the smallest that finds, for these probes, 99 % of what the exact index
 * finds. Probes ought to be as far from the places as visitors are: nearer ones find their
 * neighbours too easily. Throws `CuratorError` when none does.
 */
export async function verifyRecall(
  index: HnswIndex,
  places: readonly ProjectedEmbedding[],
  probes: readonly ProjectedEmbedding[],
): Promise<VerifiedRecall> {
  const oracle = exactIndex(places)
  const exact = probes.map((probe) => oracle.nearest(probe, 10))
  let recallAt10 = 0
  for (const ef of EF_CHOICES) {
    index.ef = ef
    recallAt10 = await recall(index, probes, exact)
    if (recallAt10 >= MIN_RECALL_AT_10) return { ef, recallAt10 }
  }
  throw new CuratorError(
    `The index finds only ${(recallAt10 * 100).toFixed(1)} % of the nearest portraits even at its slowest, where ${MIN_RECALL_AT_10 * 100} % are asked for; nothing was published. Look for a great many copies of one picture in the collection.`,
  )
}

/** Share of the exact neighbours, over all probes, that the index finds too. */
export async function recall(
  index: NearestIndex,
  probes: readonly ProjectedEmbedding[],
  exact: readonly (readonly Neighbour[])[],
): Promise<number> {
  let found = 0
  let wanted = 0
  for (const [at, probe] of probes.entries()) {
    const truth = exact[at] ?? []
    const farthest = (truth.at(-1)?.squaredDistance ?? 0) + SAME_DISTANCE
    const nearest = await index.nearest(probe, 10)
    const near = nearest.filter((each) => each.squaredDistance <= farthest)
    found += Math.min(near.length, truth.length)
    wanted += truth.length
  }
  return wanted === 0 ? 1 : found / wanted
}
