import { countsOf, measured } from '../statistics/bootstrap.ts'
import { facesAsGiven, NEIGHBOURS, type VisitorProbe } from './visitor-probes.ts'

/** The portraits near to one probe, by id, nearest first. */
type Occurrence = { readonly person: string; readonly near: readonly string[] }

/**
 * Whether a few portraits are everyone's match. Measured on photographs as they are: varied copies
 * of one would add probes, yet hardly any new neighbour.
 */
export function hubnessReport(probes: readonly VisitorProbe[], portraits: number) {
  const occurrences = occurrencesOf(probes)
  const figures = (items: readonly Occurrence[]) => hubnessFigures(items, portraits)
  return {
    probes: occurrences.length,
    portraits,
    ...measured(occurrences, figures, { centred: true }),
  }
}

/**
 * How the first method's first matches spread, as a multiple of the second's, over photographs in
 * which both found a face; the same photographs in the same order.
 */
export function spreadRatio(first: readonly VisitorProbe[], second: readonly VisitorProbe[]) {
  const both = first.flatMap(({ person, view, face }, i) => {
    const a = face?.near[0]?.face.portraitId
    const b = second[i]?.face?.near[0]?.face.portraitId
    return view.kind === 'as-given' && a !== undefined && b !== undefined ? [{ person, a, b }] : []
  })
  const figures = (items: readonly (typeof both)[number][]) => ({
    ratio: new Set(items.map(({ a }) => a)).size / new Set(items.map(({ b }) => b)).size,
  })
  return measured(both, figures, { centred: true })
}

/** How often each portrait came first, the most frequent first. */
export function firstMatchCounts(
  probes: readonly VisitorProbe[],
): [portraitId: string, count: number][] {
  return [...firstCounts(occurrencesOf(probes))].sort(
    (a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1),
  )
}

/** How many portraits are 0, 1, 2, … times among a probe's ten nearest. */
export function occurrenceHistogram(probes: readonly VisitorProbe[], portraits: number): number[] {
  const counts = countsOf(occurrencesOf(probes).flatMap(({ near }) => near))
  const histogram = new Array<number>(Math.max(0, ...counts.values()) + 1).fill(0)
  histogram[0] = portraits - counts.size
  for (const count of counts.values()) histogram[count] = (histogram[count] as number) + 1
  return histogram
}

/** The figures over `portraits` portraits, of which those named by nobody count 0. */
function hubnessFigures(items: readonly Occurrence[], portraits: number) {
  const first = firstCounts(items)
  const amongTen = countsOf(items.flatMap(({ near }) => near))
  const neverAmongTen = portraits - amongTen.size
  return {
    differentFirstMatches: first.size,
    /** Share of the probes that the most frequent first match answers. */
    mostFrequentShare: items.length === 0 ? 0 : Math.max(0, ...first.values()) / items.length,
    /**
     * Skewness of how often each portrait is among a probe's ten nearest: near 1 where all have
     * their turn, higher the more a few hubs take (M. Radovanović et al., "Hubs in space", JMLR 11,
     * 2010).
     */
    occurrenceSkewness: skewness([...amongTen.values()], neverAmongTen),
    neverAmongTen,
  }
}

/** The third standardised moment of the values and as many zeros as told; 0 when all are equal. */
export function skewness(values: readonly number[], zeros = 0): number {
  const count = values.length + zeros
  if (count === 0) return 0
  const mean = values.reduce((sum, value) => sum + value, 0) / count
  let squares = zeros * mean ** 2
  let cubes = -zeros * mean ** 3
  for (const value of values) {
    squares += (value - mean) ** 2
    cubes += (value - mean) ** 3
  }
  return squares === 0 ? 0 : cubes / count / (squares / count) ** 1.5
}

function occurrencesOf(probes: readonly VisitorProbe[]): Occurrence[] {
  return facesAsGiven(probes).map(({ person, face }) => ({
    person,
    near: face.near.slice(0, NEIGHBOURS).map(({ face: { portraitId } }) => portraitId),
  }))
}

function firstCounts(items: readonly Occurrence[]): Map<string, number> {
  return countsOf(items.flatMap(({ near }) => near.slice(0, 1)))
}
