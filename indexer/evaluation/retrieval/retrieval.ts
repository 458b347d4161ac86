import { type View, viewName } from '../describing/views.ts'
import type { PhotoPair, SitterPair } from '../lists/labelled-pairs.ts'
import type { Method } from '../methods/methods.ts'
import { bootstrap, byPerson, type Interval, type Intervals } from '../statistics/bootstrap.ts'
import { type Half, halfOf } from '../statistics/held-back-half.ts'
import {
  CMC_RANKS,
  cumulativeMatch,
  meanReciprocalRank,
  medianRank,
  type RankedWork,
  type RetrievalFigures,
  rankOfWork,
  rankWorks,
  retrievalFigures,
  shareWithin,
} from './ranking.ts'

/** A picture that is looked up, and the work it ought to find. */
export type RetrievalProbe = {
  readonly person: string
  /** A photograph's file, or a work's id. */
  readonly picture: string
  readonly view: View
  readonly workId: string
  /** Works that do not take part: the probe itself, and the person's other works. */
  readonly leftOut: ReadonlySet<string>
}

export type RankedProbe = RetrievalProbe & {
  /** False when no face was found in it. */
  readonly detected: boolean
  /** Undefined when no face was found, or the work has none enrolled. */
  readonly rank: number | undefined
  /** The work itself by its nearest face, where it has one. */
  readonly own: RankedWork | undefined
  /** The three works that came first. */
  readonly first: readonly RankedWork[]
}

type FiguresWithIntervals = RetrievalFigures & {
  readonly people: number
  readonly intervals: Intervals<Omit<RetrievalFigures, 'probes'>>
}

/** How one method fared over a list of pairs. */
export type RetrievalReport = FiguresWithIntervals & {
  /** Probes without a face: a photograph's file or a work's id, and its view. */
  readonly undetected: readonly string[]
  /** Share of probes whose work came within the first 1, 2, … 20. */
  readonly cmc: readonly number[]
  readonly cmcIntervals: readonly Interval[]
  /** Decide on one half, report on the other: see `halfOf`. */
  readonly halves: Readonly<Record<Half, FiguresWithIntervals>>
}

/** By how much one method is ahead of another on the same probes. */
export type RetrievalLead = {
  readonly rank1: number
  readonly mrr: number
  readonly intervals: Intervals<{ rank1: number; mrr: number }>
}

/** Every photograph of the pairs in every view; a person's other works do not take part. */
export function photoProbes(pairs: readonly PhotoPair[], views: readonly View[]): RetrievalProbe[] {
  return pairs.flatMap(({ photo, workId, person }) => {
    const others = pairs.filter((pair) => pair.person === person && pair.workId !== workId)
    const leftOut = new Set(others.map((pair) => pair.workId))
    return views.map((view) => ({ person, picture: photo, view, workId, leftOut }))
  })
}

/** Every pair in both directions and every view; the sitter's further works do not take part. */
export function sitterProbes(
  pairs: readonly SitterPair[],
  views: readonly View[],
): RetrievalProbe[] {
  return pairs.flatMap(({ workA, workB, person }) =>
    [
      { from: workA, to: workB },
      { from: workB, to: workA },
    ].flatMap(({ from, to }) => {
      const own = pairs.filter((pair) => pair.person === person)
      const leftOut = new Set(own.flatMap((pair) => [pair.workA, pair.workB]).concat(from))
      leftOut.delete(to)
      return views.map((view) => ({ person, picture: from, view, workId: to, leftOut }))
    }),
  )
}

/** `placeOf` gives where a probe stands in the method's space; undefined without a face. */
export function rankProbes(
  probes: readonly RetrievalProbe[],
  method: Method,
  placeOf: (probe: RetrievalProbe) => Float32Array | undefined,
): RankedProbe[] {
  return probes.map((probe) => {
    const place = placeOf(probe)
    if (!place) return { ...probe, detected: false, rank: undefined, own: undefined, first: [] }
    const ranked = rankWorks(place, method.enrolled, probe.leftOut)
    return {
      ...probe,
      detected: true,
      rank: rankOfWork(ranked, probe.workId),
      own: ranked.find(({ face }) => face.workId === probe.workId),
      first: ranked.slice(0, 3),
    }
  })
}

export function retrievalReport(probes: readonly RankedProbe[]): RetrievalReport {
  const people = byPerson(probes)
  const cmcIntervals = bootstrap(people, (items) =>
    Object.fromEntries(cumulativeMatch(ranksOf(items)).map((share, i) => [i + 1, share])),
  )
  const half = (name: Half): FiguresWithIntervals =>
    withIntervals(probes.filter(({ person }) => halfOf(person) === name))
  return {
    ...withIntervals(probes),
    undetected: undetectedOf(probes),
    cmc: cumulativeMatch(ranksOf(probes)),
    cmcIntervals: Array.from({ length: CMC_RANKS }, (_, i) => cmcIntervals[i + 1] as Interval),
    halves: { deciding: half('deciding'), reporting: half('reporting') },
  }
}

/** Each picture and view in which no face was found, once. */
export function undetectedOf(probes: readonly RankedProbe[]): string[] {
  const names = probes
    .filter(({ detected }) => !detected)
    .map(({ picture, view }) =>
      view.kind === 'varied' ? `${picture} (${viewName(view)})` : picture,
    )
  return [...new Set(names)]
}

/** How far the first method is ahead of the second; the same probes in the same order. */
export function retrievalLead(
  first: readonly RankedProbe[],
  second: readonly RankedProbe[],
): RetrievalLead {
  const both = first.map(({ person, rank }, i) => ({ person, rank, other: second[i]?.rank }))
  const lead = (items: readonly (typeof both)[number][]) => {
    const ranks = items.map(({ rank }) => rank)
    const others = items.map(({ other }) => other)
    return {
      rank1: shareWithin(ranks, 1) - shareWithin(others, 1),
      mrr: meanReciprocalRank(ranks) - meanReciprocalRank(others),
    }
  }
  return { ...lead(both), intervals: bootstrap(byPerson(both), lead) }
}

function withIntervals(probes: readonly RankedProbe[]): FiguresWithIntervals {
  const people = byPerson(probes)
  const intervals = bootstrap(people, (items) => {
    const ranks = ranksOf(items)
    return {
      rank1: shareWithin(ranks, 1),
      rank5: shareWithin(ranks, 5),
      rank10: shareWithin(ranks, 10),
      mrr: meanReciprocalRank(ranks),
      medianRank: medianRank(ranks),
    }
  })
  return { ...retrievalFigures(ranksOf(probes)), people: people.length, intervals }
}

function ranksOf(probes: readonly RankedProbe[]): (number | undefined)[] {
  return probes.map(({ rank }) => rank)
}
