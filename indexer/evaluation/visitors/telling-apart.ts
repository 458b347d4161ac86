import { squaredDistance } from '../../../embeddings/face/distance.ts'
import { viewName } from '../describing/views.ts'
import { bootstrap, byPerson, type Intervals, known, mean } from '../statistics/bootstrap.ts'
import { facesAsGiven, facesFound, type VisitorProbe } from './visitor-probes.ts'

/** How well places tell people apart, by all pairs of photographs. */
type TellingApartFigures = {
  /** Mean over queries of the average precision of finding the person's other photographs. */
  readonly meanAveragePrecision: number
  /** Share of queries whose nearest other photograph is of the same person. */
  readonly rank1: number
  /** Where as many pairs of two people are taken for one as pairs of one are taken for two. */
  readonly equalErrorRate: number
  /** Share of pairs of one person nearer than all but one in a hundred pairs of two people. */
  readonly foundAtOnePercent: number
}

/** A figure is null where there are no such pairs. */
export type TellingApartReport = {
  readonly [Key in keyof TellingApartFigures]: number | null
} & {
  /** Photographs, and varied copies of them, of people who have another photograph. */
  readonly queries: number
  readonly samePersonPairs: number
  readonly twoPeoplePairs: number
  readonly intervals: Intervals<TellingApartFigures>
}

export type TellingApartLead = {
  readonly meanAveragePrecision: number | null
  readonly rank1: number | null
  readonly intervals: Intervals<{ meanAveragePrecision: number; rank1: number }>
}

/** One photograph, or a varied copy, looked up among all other photographs. */
export type PhotoQuery = {
  readonly person: string
  /** The photograph and its view. */
  readonly name: string
  readonly averagePrecision: number
  /** 1 when the nearest is of the same person. */
  readonly rank1: number
}

/** Two photographs as they are, by the Euclidean distance of their places. */
export type PhotoPairDistance = {
  /** Whose they are, by number, in the order in which people first appear. */
  readonly a: number
  readonly b: number
  readonly distance: number
}

export function tellingApart(probes: readonly VisitorProbe[]): TellingApartReport {
  const queries = photoQueries(probes)
  const pairs = photoPairDistances(probes).sort((a, b) => a.distance - b.distance)
  const names = byPerson(facesAsGiven(probes)).map(([photo]) => photo?.person as string)
  const queriesOf = new Map(byPerson(queries).map((own) => [own[0]?.person as string, own]))
  const queriesBy = names.map((name) => queriesOf.get(name) ?? [])
  // A person drawn twice counts twice, but is never paired with themselves as if with another.
  const figures = (drawn: readonly number[]): TellingApartFigures => {
    const times = new Array<number>(names.length).fill(0)
    for (const person of drawn) times[person] = (times[person] as number) + 1
    const asked = drawn.flatMap((person) => queriesBy[person] as PhotoQuery[])
    return {
      meanAveragePrecision: mean(asked.map(({ averagePrecision }) => averagePrecision)),
      rank1: mean(asked.map(({ rank1 }) => rank1)),
      ...errorRates(pairs, times),
    }
  }
  const everybody = names.map((_, person) => person)
  const measured = figures(everybody)
  const same = pairs.filter((pair) => pair.a === pair.b).length
  return {
    queries: queries.length,
    samePersonPairs: same,
    twoPeoplePairs: pairs.length - same,
    meanAveragePrecision: known(measured.meanAveragePrecision),
    rank1: known(measured.rank1),
    equalErrorRate: known(measured.equalErrorRate),
    foundAtOnePercent: known(measured.foundAtOnePercent),
    intervals: bootstrap(
      everybody.map((person) => [person]),
      figures,
    ),
  }
}

/** Every photograph and varied copy of a person who has another photograph, looked up among those of all. */
export function photoQueries(probes: readonly VisitorProbe[]): PhotoQuery[] {
  const photos = facesAsGiven(probes)
  return facesFound(probes).flatMap((query) => {
    const others = photos.filter(({ file }) => file !== query.file)
    if (!others.some(({ person }) => person === query.person)) return []
    const hits = others
      .map(({ person, face }) => ({
        hit: person === query.person,
        squaredDistance: squaredDistance(query.face.place, face.place),
      }))
      .sort((a, b) => a.squaredDistance - b.squaredDistance)
      .map(({ hit }) => hit)
    return [
      {
        person: query.person,
        name: `${query.file} (${viewName(query.view)})`,
        averagePrecision: averagePrecision(hits),
        rank1: hits[0] ? 1 : 0,
      },
    ]
  })
}

/** How far the first method is ahead of the second, over the queries that both could ask. */
export function tellingApartLead(
  first: readonly VisitorProbe[],
  second: readonly VisitorProbe[],
): TellingApartLead {
  const others = new Map(photoQueries(second).map((query) => [query.name, query]))
  const both = photoQueries(first).flatMap((query) => {
    const other = others.get(query.name)
    return other ? [{ person: query.person, query, other }] : []
  })
  const lead = (items: readonly (typeof both)[number][]) => ({
    meanAveragePrecision: mean(
      items.map(({ query, other }) => query.averagePrecision - other.averagePrecision),
    ),
    rank1: mean(items.map(({ query, other }) => query.rank1 - other.rank1)),
  })
  const { meanAveragePrecision, rank1 } = lead(both)
  return {
    meanAveragePrecision: known(meanAveragePrecision),
    rank1: known(rank1),
    intervals: bootstrap(byPerson(both), lead),
  }
}

/** The mean, over the hits of a ranked list, of the share of hits up to there; 0 without any. */
export function averagePrecision(hits: readonly boolean[]): number {
  let found = 0
  let sum = 0
  hits.forEach((hit, i) => {
    if (!hit) return
    found += 1
    sum += found / (i + 1)
  })
  return found === 0 ? 0 : sum / found
}

export function photoPairDistances(probes: readonly VisitorProbe[]): PhotoPairDistance[] {
  const photos = byPerson(facesAsGiven(probes)).flatMap((own, person) =>
    own.map(({ face }) => ({ person, place: face.place })),
  )
  return photos.flatMap((one, i) =>
    photos.slice(i + 1).map((other) => ({
      a: one.person,
      b: other.person,
      distance: Math.sqrt(squaredDistance(one.place, other.place)),
    })),
  )
}

/**
 * Error rates over pairs, the nearest first, each pair weighted by how many times its people count:
 * pairs of one person by that person's times, pairs of two by the product of theirs.
 */
export function errorRates(
  pairs: readonly PhotoPairDistance[],
  times: readonly number[],
): { equalErrorRate: number; foundAtOnePercent: number } {
  const weights = Float64Array.from(pairs, ({ a, b }) =>
    a === b ? (times[a] as number) : (times[a] as number) * (times[b] as number),
  )
  let sameInAll = 0
  let twoInAll = 0
  pairs.forEach(({ a, b }, i) => {
    if (a === b) sameInAll += weights[i] as number
    else twoInAll += weights[i] as number
  })
  if (sameInAll === 0 || twoInAll === 0) {
    return { equalErrorRate: Number.NaN, foundAtOnePercent: Number.NaN }
  }
  let same = 0
  let two = 0
  let foundAtOnePercent: number | undefined
  let equalErrorRate: number | undefined
  for (const [i, pair] of pairs.entries()) {
    if (pair.a === pair.b) same += weights[i] as number
    else two += weights[i] as number
    const takenForOne = two / twoInAll
    const takenForTwo = 1 - same / sameInAll
    if (takenForOne > 0.01) foundAtOnePercent ??= same / sameInAll
    if (takenForOne >= takenForTwo) equalErrorRate ??= (takenForOne + takenForTwo) / 2
    if (foundAtOnePercent !== undefined && equalErrorRate !== undefined) break
  }
  return { equalErrorRate: equalErrorRate ?? 0, foundAtOnePercent: foundAtOnePercent ?? 1 }
}
