import type { Descriptor } from '../../embeddings/descriptor.ts'
import { squaredDistance } from '../../embeddings/distance.ts'

/** One face of a work that probes are ranked against. */
export type EnrolledFace = { readonly workId: string; readonly descriptor: Descriptor }

/** How well identification went over a set of probes; shares from 0 to 1. */
export type RetrievalFigures = {
  readonly probes: number
  /** Share of probes whose work came first, among the first five, the first ten. */
  readonly rank1: number
  readonly rank5: number
  readonly rank10: number
  /** Mean of 1 / rank; a probe that found nothing counts 0. */
  readonly mrr: number
  /** Null when half of the probes or more found nothing. */
  readonly medianRank: number | null
}

/**
 * The place of a work, from 1, when all works are ordered by their face nearest to the probe; works
 * in `leftOut` do not take part. Undefined when the work has no face enrolled.
 */
export function rankOfWork(
  probe: Descriptor,
  enrolled: readonly EnrolledFace[],
  workId: string,
  leftOut: ReadonlySet<string>,
): number | undefined {
  const nearest = new Map<string, number>()
  for (const face of enrolled) {
    if (leftOut.has(face.workId)) continue
    const distance = squaredDistance(probe, face.descriptor)
    if (distance < (nearest.get(face.workId) ?? Number.POSITIVE_INFINITY)) {
      nearest.set(face.workId, distance)
    }
  }
  const own = nearest.get(workId)
  if (own === undefined) return undefined
  let rank = 1
  for (const distance of nearest.values()) if (distance < own) rank += 1
  return rank
}

/** The figures for a list of ranks; undefined stands for a probe that found nothing. */
export function retrievalFigures(ranks: readonly (number | undefined)[]): RetrievalFigures {
  const probes = ranks.length
  const within = (limit: number): number =>
    probes === 0 ? 0 : ranks.filter((rank) => rank !== undefined && rank <= limit).length / probes
  const sorted = ranks.map((rank) => rank ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b)
  const median =
    probes === 0
      ? Number.POSITIVE_INFINITY
      : ((sorted[(probes - 1) >> 1] as number) + (sorted[probes >> 1] as number)) / 2
  return {
    probes,
    rank1: within(1),
    rank5: within(5),
    rank10: within(10),
    mrr:
      probes === 0
        ? 0
        : ranks.reduce<number>((sum, rank) => sum + (rank === undefined ? 0 : 1 / rank), 0) /
          probes,
    medianRank: Number.isFinite(median) ? median : null,
  }
}
