import type { AtlasRegion, AtlasWord, RegionWord } from '../../embeddings/atlas/atlas-file.ts'
import { seededRandom } from '../likeness/seeded-random.ts'
import type { Points } from './lay-out-neighbours.ts'

/** Regions for so many portraits, within bounds. */
const PORTRAITS_A_REGION = 60
const FEWEST = 3
const MOST = 48
/** A word has to be had by so many of a region, and to be so sure (standard deviations). */
const LEAST_HERE = 3
const LEAST_LOG_ODDS = 1.96
const WORDS_A_REGION = 4
/** Of the prior: what a word's counts are evened by, in portraits of the whole gallery's mix. */
const PRIOR = 50
const TURNS = 40
const SEED = 1900

/**
 * Regions of the map (k-means over its points) and the words that their portraits have more often
 * than portraits elsewhere: log-odds with a prior of the whole gallery's mix, in standard
 * deviations (B. Monroe, M. Colaresi & K. Quinn, "Fightin' Words", Political Analysis 16, 2008).
 * The same regions for the same input.
 */
export function nameRegions(points: Points, words: readonly AtlasWord[]): AtlasRegion[] {
  const count = points.length / 2
  const wanted = Math.max(FEWEST, Math.min(MOST, Math.round(count / PORTRAITS_A_REGION)))
  const { regionOf, centres } = clusters(points, Math.min(wanted, count))
  const sizes = new Uint32Array(centres.length)
  for (const region of regionOf) sizes[region] = (sizes[region] as number) + 1
  const telling = centres.map((): RegionWord[] => [])
  for (const word of words) {
    const here = new Uint32Array(centres.length)
    for (const position of word.positions) {
      const region = regionOf[position] as number
      here[region] = (here[region] as number) + 1
    }
    here.forEach((mine, region) => {
      if (mine < LEAST_HERE) return
      const elsewhere = word.positions.length - mine
      const size = sizes[region] as number
      const logOdds = logOddsOf(mine, size, elsewhere, count - size)
      if (logOdds < LEAST_LOG_ODDS) return
      telling[region]?.push({ kind: word.kind, word: word.word, here: mine, elsewhere, logOdds })
    })
  }
  return centres.flatMap(({ x, y }, region) => {
    const portraits = sizes[region] as number
    if (portraits === 0) return []
    const found = (telling[region] ?? []).sort((a, b) => b.logOdds - a.logOdds)
    return {
      x,
      y,
      portraits,
      middle: nearestTo(points, regionOf, region, x, y),
      words: found.slice(0, WORDS_A_REGION),
    }
  })
}

function logOddsOf(here: number, size: number, elsewhere: number, others: number): number {
  const share = (here + elsewhere) / (size + others)
  const prior = PRIOR * share
  const odds = (have: number, of: number) => (have + prior) / (of + PRIOR - have - prior + 0.5)
  const difference = Math.log(odds(here, size)) - Math.log(odds(elsewhere, others))
  return difference / Math.sqrt(1 / (here + prior) + 1 / (elsewhere + prior))
}

type Centre = { x: number; y: number }

/** k-means from seeds far apart (k-means++), for a fixed number of turns. */
function clusters(points: Points, wanted: number): { regionOf: Uint32Array; centres: Centre[] } {
  const count = points.length / 2
  const random = seededRandom(SEED)
  const pointAt = (at: number): Centre => ({
    x: points[2 * at] as number,
    y: points[2 * at + 1] as number,
  })
  const centres = [pointAt(Math.floor(random() * count))]
  const away = Float64Array.from({ length: count }, () => Number.POSITIVE_INFINITY)
  while (centres.length < wanted) {
    const newest = centres.at(-1) as Centre
    let sum = 0
    for (let at = 0; at < count; at++) {
      away[at] = Math.min(away[at] as number, squared(points, at, newest))
      sum += away[at] as number
    }
    let left = random() * sum
    let chosen = 0
    while (chosen < count - 1 && left > (away[chosen] as number)) left -= away[chosen++] as number
    centres.push(pointAt(chosen))
  }
  const regionOf = new Uint32Array(count)
  for (let turn = 0; turn < TURNS; turn++) {
    const sums = centres.map(() => ({ x: 0, y: 0, count: 0 }))
    for (let at = 0; at < count; at++) {
      let best = 0
      let least = Number.POSITIVE_INFINITY
      for (let region = 0; region < centres.length; region++) {
        const distance = squared(points, at, centres[region] as Centre)
        if (distance >= least) continue
        least = distance
        best = region
      }
      regionOf[at] = best
      const sum = sums[best] as (typeof sums)[number]
      sum.x += points[2 * at] as number
      sum.y += points[2 * at + 1] as number
      sum.count += 1
    }
    sums.forEach((sum, region) => {
      if (sum.count > 0) centres[region] = { x: sum.x / sum.count, y: sum.y / sum.count }
    })
  }
  return { regionOf, centres }
}

function squared(points: Points, at: number, { x, y }: Centre): number {
  return ((points[2 * at] as number) - x) ** 2 + ((points[2 * at + 1] as number) - y) ** 2
}

function nearestTo(
  points: Points,
  regionOf: Uint32Array,
  region: number,
  x: number,
  y: number,
): number {
  let best = 0
  let least = Number.POSITIVE_INFINITY
  regionOf.forEach((own, at) => {
    const distance = squared(points, at, { x, y })
    if (own !== region || distance >= least) return
    least = distance
    best = at
  })
  return best
}
