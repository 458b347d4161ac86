import type { Work } from '../../catalogue/works.ts'
import { type View, viewName } from '../describing/views.ts'
import type { PhotoPair, SitterPair } from '../lists/labelled-pairs.ts'
import { byMethod, type Method, type NearFace } from '../methods/methods.ts'
import { bootstrap, byPerson, type Interval, measured } from '../statistics/bootstrap.ts'
import { type Half, halfOf } from '../statistics/held-back-half.ts'
import {
  CMC_RANKS,
  cumulativeMatch,
  meanReciprocalRank,
  type Ranks,
  rankFigures,
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
  readonly own: NearFace | undefined
  /** The three works that came first. */
  readonly first: readonly NearFace[]
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

/** A list of pairs as every method fared with it. */
export type RetrievalMeasurement = ReturnType<typeof measureRetrieval>

export function measureRetrieval(
  probes: readonly RetrievalProbe[],
  methods: readonly Method[],
  placeOf: (probe: RetrievalProbe, method: Method) => Float32Array | undefined,
  {
    works,
    turned,
  }: {
    /** The catalogue's; undefined when there is no catalogue to look in. */
    readonly works: ReadonlyMap<string, Work> | undefined
    readonly turned: readonly { degrees: number; probes: readonly RetrievalProbe[] }[]
  },
) {
  const rank = (list: readonly RetrievalProbe[], method: Method): RankedProbe[] =>
    rankProbes(list, method, (probe) => placeOf(probe, method))
  const ranked = byMethod(methods, (method) => rank(probes, method))
  const rankedBy = ({ name }: Method): RankedProbe[] => ranked[name] ?? []
  const [pendant, ...others] = methods
  const enrolled = new Set(pendant?.enrolled.map(({ workId }) => workId))
  const missing = new Set(probes.map(({ workId }) => workId).filter((id) => !enrolled.has(id)))
  return {
    reports: byMethod(methods, (method) => ({
      ...retrievalReport(rankedBy(method)),
      ...(turned.length > 0 && {
        turned: turned.map(({ degrees, probes: list }) => {
          const found = rank(list, method)
          return { degrees, ...retrievalFigures(ranksOf(found)), undetected: undetectedOf(found) }
        }),
      }),
    })),
    probes: ranked,
    /** Of Pendant over each other method. */
    leads: byMethod(others, (other) =>
      retrievalLead(pendant ? rankedBy(pendant) : [], rankedBy(other)),
    ),
    /** Works that no probe can find. */
    missingWorks: [...missing].map((workId) => ({
      workId,
      reason:
        works && !works.has(workId) ? 'not in the catalogue' : 'without a portrait in the gallery',
    })),
  }
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

/** How one method fared over a list of pairs. */
export function retrievalReport(probes: readonly RankedProbe[]) {
  const cmcIntervals = bootstrap(byPerson(probes), (items) =>
    Object.fromEntries(cumulativeMatch(ranksOf(items)).map((share, i) => [i + 1, share])),
  )
  const half = (name: Half) => withIntervals(probes.filter(({ person }) => halfOf(person) === name))
  return {
    ...withIntervals(probes),
    /** Probes without a face: a photograph's file or a work's id, and its view. */
    undetected: undetectedOf(probes),
    /** Share of probes whose work came within the first 1, 2, … 20. */
    cmc: cumulativeMatch(ranksOf(probes)),
    cmcIntervals: Array.from({ length: CMC_RANKS }, (_, i) => cmcIntervals[i + 1] as Interval),
    /** Decide on one half, report on the other: see `halfOf`. */
    halves: { deciding: half('deciding'), reporting: half('reporting') },
  }
}

/** Each picture and view in which no face was found, once. */
function undetectedOf(probes: readonly RankedProbe[]): string[] {
  const names = probes
    .filter(({ detected }) => !detected)
    .map(({ picture, view }) =>
      view.kind === 'varied' ? `${picture} (${viewName(view)})` : picture,
    )
  return [...new Set(names)]
}

/** How far the first method is ahead of the second; the same probes in the same order. */
function retrievalLead(first: readonly RankedProbe[], second: readonly RankedProbe[]) {
  const both = first.map(({ person, rank }, i) => ({ person, rank, other: second[i]?.rank }))
  return measured(both, (items) => {
    const ranks = ranksOf(items)
    const others = items.map(({ other }) => other)
    return {
      rank1: shareWithin(ranks, 1) - shareWithin(others, 1),
      mrr: meanReciprocalRank(ranks) - meanReciprocalRank(others),
    }
  })
}

function withIntervals(probes: readonly RankedProbe[]) {
  const people = byPerson(probes)
  return {
    ...retrievalFigures(ranksOf(probes)),
    people: people.length,
    intervals: bootstrap(people, (items) => rankFigures(ranksOf(items))),
  }
}

function ranksOf(probes: readonly { readonly rank: number | undefined }[]): Ranks {
  return probes.map(({ rank }) => rank)
}
