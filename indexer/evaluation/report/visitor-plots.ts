import { CONTENDER_NAMES } from '../answer.ts'
import { firstMatchCounts, occurrenceHistogram } from '../hubness.ts'
import type { VisitorsMeasurement } from '../measure-visitors.ts'
import { inOrder } from '../tables.ts'
import { photoPairDistances } from '../telling-apart.ts'
import { CONTENDER_LINES } from './html.ts'
import { linePlot, type PlotPoint, roundTicks } from './line-plot.ts'

/** How many photographs each portrait comes first for, the most frequent portrait first. */
export function firstMatchPlot({ probes }: VisitorsMeasurement): string {
  const series = inOrder(probes).map(([name, own]) => ({
    name: CONTENDER_NAMES[name],
    ...CONTENDER_LINES[name],
    points: firstMatchCounts(own)
      .slice(0, FIRST_MATCHES_DRAWN)
      .map(([, count], i): PlotPoint => [i + 1, count]),
  }))
  const most = Math.max(1, ...series.flatMap(({ points }) => points.map(([, count]) => count)))
  const ranks = Math.max(2, ...series.map(({ points }) => points.length))
  return linePlot({
    title: 'First matches, by portrait',
    description:
      'Photographs for which a portrait comes first, the most frequent portrait at the left. A steep start is a few portraits that are everyone’s match.',
    x: { label: 'portrait, by rank', from: 1, to: ranks, ticks: [1, ...roundTicks(5, ranks, 5)] },
    y: { label: 'photographs', from: 0, to: most, ticks: roundTicks(0, most, 5) },
    series,
  })
}

const FIRST_MATCHES_DRAWN = 60

/** How many portraits are how often among the ten nearest, as shares of the portraits in steps. */
export function occurrencePlot({ probes, reports }: VisitorsMeasurement): string {
  const series = inOrder(probes).map(([name, own]) => {
    const portraits = reports[name]?.hubness.portraits ?? 0
    const histogram = occurrenceHistogram(own, portraits)
    let atLeast = portraits
    const points = histogram.map((count, times): PlotPoint => {
      const point: PlotPoint = [times, portraits === 0 ? 0 : atLeast / portraits]
      atLeast -= count
      return point
    })
    return {
      name: CONTENDER_NAMES[name],
      ...CONTENDER_LINES[name],
      points: points.map(([times, share]): PlotPoint => [Math.log10(times + 1), logShare(share)]),
      times: histogram.length - 1,
    }
  })
  const most = Math.max(1, ...series.map(({ times }) => times))
  const marks = [0, 1, 3, 10, 30, 100, 300, 1000].filter((times) => times <= most)
  return linePlot({
    title: 'Appearances among the first ten',
    description:
      'Share of portraits that appear at least so many times among somebody’s first ten. A line that reaches far to the right has hubs; one that falls at once has portraits that nobody is shown. Both axes are logarithmic.',
    x: {
      label: 'times among the first ten, at least',
      from: 0,
      to: Math.log10(most + 1),
      ticks: marks.map((times) => Math.log10(times + 1)),
      tickText: (value) => String(Math.round(10 ** value - 1)),
    },
    y: {
      label: 'share of portraits',
      from: -3,
      to: 0,
      ticks: [-3, -2, -1, 0],
      tickText: (value) => String(Number((10 ** value).toPrecision(1))),
    },
    series,
  })
}

function logShare(share: number): number {
  return Math.max(-3, Math.log10(Math.max(share, 1e-9)))
}

const BINS = 40

/** For each way of matching: distances of pairs of one person beside those of pairs of two. */
export function distancePlots({ probes }: VisitorsMeasurement): string {
  const plots = inOrder(probes).map(([name, own]) => {
    const pairs = photoPairDistances(own)
    const to = Math.max(0.1, ...pairs.map(({ distance }) => distance))
    const density = (isSame: boolean): PlotPoint[] => {
      const distances = pairs
        .filter(({ a, b }) => (a === b) === isSame)
        .map(({ distance }) => distance)
      const bins = new Array<number>(BINS).fill(0)
      for (const distance of distances) {
        const bin = Math.min(BINS - 1, Math.floor((distance / to) * BINS))
        bins[bin] = (bins[bin] as number) + 1 / distances.length
      }
      return bins.map((share, i) => [((i + 0.5) / BINS) * to, share * 100])
    }
    const series = [
      { name: 'one person', colour: '#d9b56a', dash: '', points: density(true), filled: true },
      { name: 'two people', colour: '#9fa6b8', dash: '7 4', points: density(false), filled: true },
    ]
    const top = Math.max(1, ...series.flatMap(({ points }) => points.map(([, share]) => share)))
    return linePlot({
      title: `Distances: ${CONTENDER_NAMES[name]}`,
      description:
        'Pairs of photographs of one person and of two people, by their distance in the space that is compared in. The less the hills overlap, the better people are told apart.',
      x: {
        label: 'distance',
        from: 0,
        to,
        ticks: roundTicks(0, to, 6),
      },
      y: {
        label: '% of pairs',
        from: 0,
        to: top,
        ticks: roundTicks(0, top, 4),
      },
      series,
    })
  })
  return plots.join('\n')
}
