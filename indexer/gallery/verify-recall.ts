import { type Descriptor, toDescriptor } from '../../embeddings/descriptor.ts'
import type { NearestIndex } from '../../embeddings/nearest-index.ts'
import { exactIndex } from '../../embeddings/store/exact-index.ts'
import type { HnswIndex } from '../../embeddings/store/hnsw-index.ts'
import { CuratorError } from '../curator-error.ts'
import { normal, samplePositions, seededRandom } from './seeded-random.ts'

/** Share of the exact ten nearest that a gallery's index has to find. */
const MIN_RECALL_AT_10 = 0.99
/** Tried in this order: a search takes longer with each. */
const EF_CHOICES = [16, 24, 32, 48, 64, 100, 150, 200, 300, 400] as const
const MAX_PROBES = 500
const PROBE_SEED = 2026
/**
 * Added to every number of a portrait's descriptor to make a probe: a distance of 0.45 in all, as
 * between a visitor and a good match. A probe nearer to a portrait finds its neighbours too easily:
 * at 40,000 portraits, probes at 0.23 ask for ef 48, with which those at 0.45 find 96 % only.
 */
const PROBE_DEVIATION = 0.04
/** Neighbours as near as the exact tenth are as good: Float32 and hnswlib's own sums differ in the last place. */
const SAME_DISTANCE = 1e-5

export type VerifiedRecall = { readonly ef: number; readonly recallAt10: number }

/**
 * Sets the index's `ef` to the smallest that finds 99 % of what the exact index finds.
 * Throws `CuratorError` when none does.
 */
export function verifyRecall(index: HnswIndex, descriptors: readonly Descriptor[]): VerifiedRecall {
  const probes = perturbedProbes(descriptors)
  const oracle = exactIndex(descriptors)
  const exact = probes.map((probe) => oracle.nearest(probe, 10))
  let recallAt10 = 0
  for (const ef of EF_CHOICES) {
    index.ef = ef
    recallAt10 = recall(index, probes, exact)
    if (recallAt10 >= MIN_RECALL_AT_10) return { ef, recallAt10 }
  }
  throw new CuratorError(
    `The index finds only ${(recallAt10 * 100).toFixed(1)} % of the nearest portraits even at its slowest, where ${MIN_RECALL_AT_10 * 100} % are asked for; nothing was published. Look for a great many copies of one picture in the collection.`,
  )
}

/** Share of the exact neighbours, over all probes, that the index finds too. */
export function recall(
  index: NearestIndex,
  probes: readonly Descriptor[],
  exact: readonly ReturnType<NearestIndex['nearest']>[],
): number {
  let found = 0
  let wanted = 0
  probes.forEach((probe, at) => {
    const truth = exact[at] ?? []
    const farthest = (truth.at(-1)?.squaredDistance ?? 0) + SAME_DISTANCE
    const near = index.nearest(probe, 10).filter((each) => each.squaredDistance <= farthest)
    found += Math.min(near.length, truth.length)
    wanted += truth.length
  })
  return wanted === 0 ? 1 : found / wanted
}

function perturbedProbes(descriptors: readonly Descriptor[]): Descriptor[] {
  const random = seededRandom(PROBE_SEED)
  return samplePositions(descriptors.length, MAX_PROBES, random).map((position) => {
    const own = descriptors[position] as Descriptor
    return toDescriptor(Array.from(own, (value) => value + PROBE_DEVIATION * normal(random)))
  })
}
