import { type EnrolledFace, type NearFace, nearestFaces } from '../methods/methods.ts'
import { known, median } from '../statistics/bootstrap.ts'

/** Ranks of the cumulative match characteristic: from 1 to this. */
export const CMC_RANKS = 20

/** Ranks of probes; undefined for a probe that found nothing. */
export type Ranks = readonly (number | undefined)[]

/**
 * All works by their face nearest to the probe's place, nearest first; works in `leftOut` do not
 * take part.
 */
export function rankWorks(
  place: Float32Array,
  enrolled: readonly EnrolledFace[],
  leftOut: ReadonlySet<string>,
): NearFace[] {
  const met = new Set(leftOut)
  return nearestFaces(place, enrolled).filter(({ face: { workId } }) => {
    const isFirst = !met.has(workId)
    met.add(workId)
    return isFirst
  })
}

/**
 * The place of a work among ranked works, from 1; works as near as it do not come before it.
 * Undefined when the work has no face enrolled.
 */
export function rankOfWork(ranked: readonly NearFace[], workId: string): number | undefined {
  const own = ranked.find(({ face }) => face.workId === workId)
  if (!own) return undefined
  return 1 + ranked.findIndex(({ squaredDistance }) => squaredDistance === own.squaredDistance)
}

/** How well identification went over a set of probes; shares from 0 to 1. */
export function rankFigures(ranks: Ranks) {
  return {
    /** Share of probes whose work came first, among the first five, the first ten. */
    rank1: shareWithin(ranks, 1),
    rank5: shareWithin(ranks, 5),
    rank10: shareWithin(ranks, 10),
    mrr: meanReciprocalRank(ranks),
    /** Infinite when half of the probes or more found nothing; NaN without probes. */
    medianRank: median(ranks.map((rank) => rank ?? Number.POSITIVE_INFINITY)),
  }
}

/** The same as an answer states it. */
export function retrievalFigures(ranks: Ranks) {
  const { medianRank, ...figures } = rankFigures(ranks)
  return { probes: ranks.length, ...figures, medianRank: known(medianRank) }
}

/** Share of probes whose work came within each rank from 1 to CMC_RANKS. */
export function cumulativeMatch(ranks: Ranks): number[] {
  return Array.from({ length: CMC_RANKS }, (_, i) => shareWithin(ranks, i + 1))
}

export function shareWithin(ranks: Ranks, limit: number): number {
  if (ranks.length === 0) return 0
  return ranks.filter((rank) => rank !== undefined && rank <= limit).length / ranks.length
}

/** Mean of 1 / rank; a probe that found nothing counts 0. */
export function meanReciprocalRank(ranks: Ranks): number {
  if (ranks.length === 0) return 0
  return ranks.reduce<number>((sum, rank) => sum + (rank ? 1 / rank : 0), 0) / ranks.length
}
