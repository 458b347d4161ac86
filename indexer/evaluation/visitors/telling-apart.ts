import { squaredDistance } from '../../../embeddings/face/distance.ts'
import { viewName } from '../describing/views.ts'
import { byPerson, mean, measured } from '../statistics/bootstrap.ts'
import { facesAsGiven, facesFound, type VisitorProbe } from './visitor-probes.ts'

/** One photograph, or a varied copy, looked up among all other photographs. */
type PhotoQuery = ReturnType<typeof photoQueries>[number]

/** Two photographs as they are, by the Euclidean distance of their embeddings. */
type PhotoPairDistance = {
  /** Whose they are, by number, in the order in which people first appear. */
  readonly a: number
  readonly b: number
  readonly distance: number
}

/** How well embeddings tell people apart, by all pairs of photographs. */
export function tellingApart(probes: readonly VisitorProbe[]) {
  const queries = photoQueries(probes)
  const pairs = photoPairDistances(probes).sort((a, b) => a.distance - b.distance)
  const people = byPerson(facesAsGiven(probes)).map(([photo], number) => {
    const person = photo?.person as string
    return { person, number, queries: queries.filter((query) => query.person === person) }
  })
  // A person drawn twice counts twice, but is never paired with themselves as if with another.
  const figures = (drawn: typeof people) => {
    const times = new Array<number>(people.length).fill(0)
    for (const { number } of drawn) times[number] = (times[number] as number) + 1
    const asked = drawn.flatMap((person) => person.queries)
    return {
      /** Mean over queries of the average precision of finding the person's other photographs. */
      meanAveragePrecision: mean(asked.map(({ averagePrecision }) => averagePrecision)),
      /** Share of queries whose nearest other photograph is of the same person. */
      rank1: mean(asked.map(({ rank1 }) => rank1)),
      ...errorRates(pairs, times),
    }
  }
  const same = pairs.filter((pair) => pair.a === pair.b).length
  return {
    /** Photographs, and varied copies of them, of people who have another photograph. */
    queries: queries.length,
    samePersonPairs: same,
    twoPeoplePairs: pairs.length - same,
    ...measured(people, (drawn) => figures([...drawn])),
  }
}

/**
 * Every photograph and varied copy of a person who has another photograph, looked up among those
 * of all.
 */
export function photoQueries(probes: readonly VisitorProbe[]) {
  const photos = facesAsGiven(probes)
  return facesFound(probes).flatMap(({ person, file, view, face: { place } }) => {
    const others = photos.filter((photo) => photo.file !== file)
    if (!others.some((photo) => photo.person === person)) return []
    const hits = others
      .map((photo) => ({
        hit: photo.person === person,
        squaredDistance: squaredDistance(place, photo.face.place),
      }))
      .sort((a, b) => a.squaredDistance - b.squaredDistance)
      .map(({ hit }) => hit)
    return [
      {
        person,
        name: `${file} (${viewName(view)})`,
        averagePrecision: averagePrecision(hits),
        /** 1 when the nearest is of the same person. */
        rank1: hits[0] ? 1 : 0,
      },
    ]
  })
}

/** How far the first method is ahead of the second, over the queries that both could ask. */
export function tellingApartLead(first: readonly VisitorProbe[], second: readonly VisitorProbe[]) {
  const others = new Map(photoQueries(second).map((query) => [query.name, query]))
  const both = photoQueries(first).flatMap((query) => {
    const other = others.get(query.name)
    return other ? [{ person: query.person, query, other }] : []
  })
  const lead = (of: (query: PhotoQuery) => number, items: readonly (typeof both)[number][]) =>
    mean(items.map(({ query, other }) => of(query) - of(other)))
  return measured(both, (items) => ({
    meanAveragePrecision: lead(({ averagePrecision }) => averagePrecision, items),
    rank1: lead(({ rank1 }) => rank1, items),
  }))
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
export function errorRates(pairs: readonly PhotoPairDistance[], times: readonly number[]) {
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
  return {
    /** Where as many pairs of two people are taken for one as pairs of one are taken for two. */
    equalErrorRate: equalErrorRate ?? 0,
    /** Share of pairs of one person nearer than all but one in a hundred pairs of two people. */
    foundAtOnePercent: foundAtOnePercent ?? 1,
  }
}
