import { MAX_SAME_SITTER } from '../gallery/portrait.ts'
import type { Neighbour } from '../likeness/nearest-index.ts'

type Search = {
  /** Positions of portraits whose sitter is confirmed, each with the sitter. */
  readonly sitters: ReadonlyMap<number, string>
  /** The `count` nearest that may answer, nearest first; fewer when there are no more. */
  neighbours(count: number): Promise<Neighbour[]>
  isAllowed(position: number): boolean
  /** The squared distance to any position. */
  distanceAt(position: number): Promise<number>
}

/**
 * The `k` nearest, nearest first, with the portraits of one sitter as one: the nearest of them,
 * then its others, nearest first.
 */
export async function onePerSitter(
  k: number,
  { sitters, neighbours, isAllowed, distanceAt }: Search,
): Promise<[Neighbour, ...Neighbour[]][]> {
  if (sitters.size === 0) return (await neighbours(k)).map((one) => [one])
  const withOthers = async (one: Neighbour): Promise<[Neighbour, ...Neighbour[]]> => {
    const sitter = sitters.get(one.position)
    if (sitter === undefined) return [one]
    const others = await Promise.all(
      [...sitters]
        .filter(([other, its]) => its === sitter && other !== one.position && isAllowed(other))
        .map(async ([position]) => ({ position, squaredDistance: await distanceAt(position) })),
    )
    others.sort((a, b) => a.squaredDistance - b.squaredDistance)
    return [one, ...others.slice(0, MAX_SAME_SITTER)]
  }
  for (let asked = k; ; asked *= 2) {
    const found = await neighbours(asked)
    const seen = new Set<string>()
    const first = found.filter(({ position }) => {
      const sitter = sitters.get(position)
      return sitter === undefined || (!seen.has(sitter) && seen.add(sitter))
    })
    if (first.length >= k || found.length < asked) {
      return Promise.all(first.slice(0, k).map(withOthers))
    }
  }
}
