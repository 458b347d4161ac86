import { squaredDistance } from '../../../embeddings/face/distance.ts'
import type { EnrolledFace } from '../methods/methods.ts'
import { known, median } from '../statistics/bootstrap.ts'

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

/** Ranks of the cumulative match characteristic: from 1 to this. */
export const CMC_RANKS = 20

/** A work and its face nearest to a probe. */
export type RankedWork = { readonly face: EnrolledFace; readonly squaredDistance: number }

/**
 * All works by their face nearest to the probe's place, nearest first; works in `leftOut` do not
 * take part.
 */
export function rankWorks(
  place: Float32Array,
  enrolled: readonly EnrolledFace[],
  leftOut: ReadonlySet<string>,
): RankedWork[] {
  const nearest = new Map<string, RankedWork>()
  for (const face of enrolled) {
    if (leftOut.has(face.workId)) continue
    const distance = squaredDistance(place, face.place)
    const best = nearest.get(face.workId)
    if (!best || distance < best.squaredDistance) {
      nearest.set(face.workId, { face, squaredDistance: distance })
    }
  }
  return [...nearest.values()].sort((a, b) => a.squaredDistance - b.squaredDistance)
}

/**
 * The place of a work among ranked works, from 1; works as near as it do not come before it.
 * Undefined when the work has no face enrolled.
 */
export function rankOfWork(ranked: readonly RankedWork[], workId: string): number | undefined {
  const own = ranked.find(({ face }) => face.workId === workId)
  if (!own) return undefined
  return 1 + ranked.findIndex(({ squaredDistance }) => squaredDistance === own.squaredDistance)
}

/** The figures for a list of ranks; undefined stands for a probe that found nothing. */
export function retrievalFigures(ranks: readonly (number | undefined)[]): RetrievalFigures {
  return {
    probes: ranks.length,
    rank1: shareWithin(ranks, 1),
    rank5: shareWithin(ranks, 5),
    rank10: shareWithin(ranks, 10),
    mrr: meanReciprocalRank(ranks),
    medianRank: known(medianRank(ranks)),
  }
}

/** Share of probes whose work came within each rank from 1 to CMC_RANKS. */
export function cumulativeMatch(ranks: readonly (number | undefined)[]): number[] {
  const came = new Float64Array(CMC_RANKS + 1)
  for (const rank of ranks) {
    if (rank !== undefined && rank <= CMC_RANKS) came[rank] = (came[rank] as number) + 1
  }
  let within = 0
  return Array.from({ length: CMC_RANKS }, (_, i) => {
    within += came[i + 1] as number
    return ranks.length === 0 ? 0 : within / ranks.length
  })
}

export function shareWithin(ranks: readonly (number | undefined)[], limit: number): number {
  if (ranks.length === 0) return 0
  return ranks.filter((rank) => rank !== undefined && rank <= limit).length / ranks.length
}

export function meanReciprocalRank(ranks: readonly (number | undefined)[]): number {
  if (ranks.length === 0) return 0
  return ranks.reduce<number>((sum, rank) => sum + (rank ? 1 / rank : 0), 0) / ranks.length
}

/** Infinite when half of the probes or more found nothing; NaN without probes. */
export function medianRank(ranks: readonly (number | undefined)[]): number {
  return median(ranks.map((rank) => rank ?? Number.POSITIVE_INFINITY))
}
