import { samplePositions, seededRandom } from '../likeness/seeded-random.ts'
import type { Points } from './lay-out-neighbours.ts'

/** Neighbours by which a layout is judged. */
const QUALITY_K = 15
/** Portraits that are looked at in a large gallery: each costs a pass over all. */
const SAMPLE = 1_000
const SEED = 1906

export type LayoutQuality = {
  readonly k: number
  /** How far neighbours on the map are neighbours in truth, 0 to 1. */
  readonly trustworthiness: number
  /** How far true neighbours are neighbours on the map, 0 to 1. */
  readonly continuity: number
}

/**
 * Trustworthiness and continuity (J. Venna & S. Kaski, "Local multidimensional scaling", Neural
 * Networks 19, 2006) of points beside places, over at most SAMPLE portraits: the mean over them
 * of one portrait's share. Undefined where there are too few portraits for `k` neighbours to mean
 * anything (2k + 1 and fewer).
 */
export function layoutQuality(
  places: readonly Float32Array[],
  points: Points,
  k = QUALITY_K,
): LayoutQuality | undefined {
  const count = places.length
  if (count <= 2 * k + 1) return undefined
  const sample = samplePositions(count, SAMPLE, seededRandom(SEED))
  const worst = (k * (2 * count - 3 * k - 1)) / 2
  let intruders = 0
  let missing = 0
  for (const position of sample) {
    const inTruth = distancesInTruth(places, position)
    const onMap = distancesOnMap(points, position)
    intruders += ranksBeyond(nearest(onMap, position, k), inTruth, position, k)
    missing += ranksBeyond(nearest(inTruth, position, k), onMap, position, k)
  }
  return {
    k,
    trustworthiness: 1 - intruders / (worst * sample.length),
    continuity: 1 - missing / (worst * sample.length),
  }
}

function distancesInTruth(places: readonly Float32Array[], position: number): Float32Array {
  const own = places[position] as Float32Array
  // The last number is a portrait's penalty, which is no part of how it looks.
  const size = own.length - 1
  return Float32Array.from(places, (place) => {
    let sum = 0
    for (let i = 0; i < size; i++) sum += ((place[i] as number) - (own[i] as number)) ** 2
    return sum
  })
}

function distancesOnMap(points: Points, position: number): Float32Array {
  const [x, y] = [points[2 * position] as number, points[2 * position + 1] as number]
  return Float32Array.from({ length: points.length / 2 }, (_, at) => {
    return ((points[2 * at] as number) - x) ** 2 + ((points[2 * at + 1] as number) - y) ** 2
  })
}

/** The `k` nearest to a position, which is none of them. */
function nearest(distances: Float32Array, position: number, k: number): number[] {
  const found: number[] = []
  let farthest = Number.POSITIVE_INFINITY
  distances.forEach((distance, at) => {
    if (at === position || (found.length === k && distance >= farthest)) return
    let rank = found.length
    while (rank > 0 && (distances[found[rank - 1] as number] as number) > distance) rank--
    found.splice(rank, 0, at)
    found.length = Math.min(found.length, k)
    farthest = distances[found.at(-1) as number] as number
  })
  return found
}

/**
 * By how much the ranks of `those` are beyond `k`, in sum; of equal distances the first is nearer.
 */
function ranksBeyond(
  those: readonly number[],
  distances: Float32Array,
  position: number,
  k: number,
): number {
  return those.reduce((sum, other) => {
    const own = distances[other] as number
    let rank = 1
    for (let at = 0; at < distances.length; at++) {
      const distance = distances[at] as number
      if (at === position || at === other) continue
      if (distance < own || (distance === own && at < other)) rank++
    }
    return sum + Math.max(0, rank - k)
  }, 0)
}
