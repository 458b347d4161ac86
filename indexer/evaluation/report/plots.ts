import { type Markup, markup } from '../../report/markup.ts'
import { type ByMethod, METHOD_NAMES, type MethodName } from '../methods/methods.ts'
import { CMC_RANKS } from '../retrieval/ranking.ts'
import type { RetrievalMeasurement } from '../retrieval/retrieval.ts'
import { firstMatchCounts, occurrenceHistogram } from '../visitors/hubness.ts'
import type { VisitorsMeasurement } from '../visitors/measure-visitors.ts'
import { photoPairDistances } from '../visitors/telling-apart.ts'
import { inOrder } from './tables.ts'

type Point = readonly [x: number, y: number]

/** A line on a plot. Told apart by dashes as well as by colour. */
type Series = {
  readonly name: string
  readonly colour: string
  /** An SVG dash array; empty for a solid line. */
  readonly dash: string
  readonly points: readonly Point[]
  /** What is filled: a band around the line, or all below it. */
  readonly area?: readonly Point[]
}

type Axis = {
  readonly label: string
  readonly from: number
  readonly to: number
  /** Round numbers unless given, with what is written at them. */
  readonly ticks?: readonly (readonly [at: number, text: string])[]
}

const LINES: Readonly<Record<MethodName, { colour: string; dash: string }>> = {
  pendant: { colour: '#d9b56a', dash: '' },
  plain: { colour: '#86b8ad', dash: '7 4' },
  faceApi: { colour: '#d98072', dash: '2 4' },
}

/** A line for each method. */
function methodLines<Value>(
  all: ByMethod<Value>,
  draw: (value: Value, name: MethodName) => Pick<Series, 'points' | 'area'>,
): Series[] {
  return inOrder(all).map(([name, value]) => ({
    name: METHOD_NAMES[name],
    ...LINES[name],
    ...draw(value, name),
  }))
}

export function cmcPlot({ reports }: RetrievalMeasurement): Markup {
  return linePlot(
    'Cumulative match',
    'Share of probes whose work is among the first n. The band around Pendant is its 95 % interval.',
    { label: 'works shown', from: 1, to: CMC_RANKS },
    { label: 'share of probes', from: 0, to: 1 },
    methodLines(reports, ({ cmc, cmcIntervals }, name) => ({
      points: cmc.map((share, i) => [i + 1, share]),
      ...(name === 'pendant' && {
        area: [
          ...cmcIntervals.map(([, high], i): Point => [i + 1, high ?? 1]),
          ...cmcIntervals.map(([low], i): Point => [i + 1, low ?? 0]).reverse(),
        ],
      }),
    })),
  )
}

const FIRST_MATCHES_DRAWN = 60

/** How many photographs each portrait comes first for, the most frequent portrait first. */
export function firstMatchPlot({ probes }: VisitorsMeasurement): Markup {
  const series = methodLines(probes, (own) => ({
    points: firstMatchCounts(own)
      .slice(0, FIRST_MATCHES_DRAWN)
      .map(([, count], i) => [i + 1, count]),
  }))
  return linePlot(
    'First matches, by portrait',
    'Photographs for which a portrait comes first, the most frequent portrait at the left. A steep start is a few portraits that are everyone’s match.',
    { label: 'portrait, by rank', from: 1, to: largest(series, 0) },
    { label: 'photographs', from: 0, to: largest(series, 1) },
    series,
  )
}

/** How many portraits are how often among the ten nearest, as shares of the portraits in steps. */
export function occurrencePlot({ probes, reports }: VisitorsMeasurement): Markup {
  const series = methodLines(probes, (own, name) => {
    const portraits = reports[name]?.hubness.portraits ?? 0
    let atLeast = portraits
    const points = occurrenceHistogram(own, portraits).map((count, times): Point => {
      const share = Math.max(atLeast / Math.max(1, portraits), 1e-3)
      atLeast -= count
      return [Math.log10(times + 1), Math.log10(share)]
    })
    return { points }
  })
  const most = largest(series, 0)
  const times = [0, 1, 3, 10, 30, 100, 300, 1000].map(
    (count) => [Math.log10(count + 1), String(count)] as const,
  )
  const powers = [-3, -2, -1, 0].map((power) => [power, String(10 ** power)] as const)
  return linePlot(
    'Appearances among the first ten',
    'Share of portraits that appear at least so many times among somebody’s first ten. A line that reaches far to the right has hubs; one that falls at once has portraits that nobody is shown. Both axes are logarithmic.',
    {
      label: 'times among the first ten, at least',
      from: 0,
      to: most,
      ticks: times.filter(([at]) => at <= most),
    },
    { label: 'share of portraits', from: -3, to: 0, ticks: powers },
    series,
  )
}

const BINS = 40

/** For each way of matching: distances of pairs of one person beside those of pairs of two. */
export function distancePlots({ probes }: VisitorsMeasurement): Markup[] {
  return inOrder(probes).map(([name, own]) => {
    const pairs = photoPairDistances(own)
    const to = Math.max(0.1, ...pairs.map(({ distance }) => distance))
    const hill = (isSame: boolean): Pick<Series, 'points' | 'area'> => {
      const distances = pairs.filter(({ a, b }) => (a === b) === isSame)
      const bins = new Array<number>(BINS).fill(0)
      for (const { distance } of distances) {
        const bin = Math.min(BINS - 1, Math.floor((distance / to) * BINS))
        bins[bin] = (bins[bin] as number) + 100 / distances.length
      }
      const points = bins.map((share, i): Point => [((i + 0.5) / BINS) * to, share])
      return { points, area: [[0, 0], ...points, [to, 0]] }
    }
    const series = [
      { name: 'one person', colour: '#d9b56a', dash: '', ...hill(true) },
      { name: 'two people', colour: '#9fa6b8', dash: '7 4', ...hill(false) },
    ]
    return linePlot(
      `Distances: ${METHOD_NAMES[name]}`,
      'Pairs of photographs of one person and of two people, by their distance in the space that is compared in. The less the hills overlap, the better people are told apart.',
      { label: 'distance', from: 0, to },
      { label: '% of pairs', from: 0, to: largest(series, 1) },
      series,
    )
  })
}

function largest(series: readonly { points: readonly Point[] }[], axis: 0 | 1): number {
  return Math.max(1, ...series.flatMap(({ points }) => points.map((point) => point[axis])))
}

const [WIDTH, HEIGHT] = [560, 340]
const [LEFT, RIGHT, TOP, BOTTOM] = [64, WIDTH - 16, 16, HEIGHT - 58]

/** A plot as inline SVG with its axes named, and its legend as a list beneath it. */
export function linePlot(
  title: string,
  description: string,
  x: Axis,
  y: Axis,
  series: readonly Series[],
): Markup {
  const across = (value: number): number =>
    LEFT + ((value - x.from) / (x.to - x.from || 1)) * (RIGHT - LEFT)
  const up = (value: number): number =>
    BOTTOM - ((value - y.from) / (y.to - y.from || 1)) * (BOTTOM - TOP)
  const path = (points: readonly Point[]): string =>
    points
      .map(([px, py], i) => `${i ? 'L' : 'M'}${across(px).toFixed(1)} ${up(py).toFixed(1)}`)
      .join('')
  const line = ({ colour, dash }: Series): Markup =>
    markup`stroke="${colour}" stroke-width="2.25" stroke-dasharray="${dash}"`
  return markup`<figure class="plot">
<h4>${title}</h4>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${`${title}. ${description}`}" fill="#b3ad9d">
${ticksOf(y).map(
  ([value, text]) =>
    markup`<path d="M${LEFT} ${up(value)}H${RIGHT}" stroke="#4a4a41"/><text x="${LEFT - 8}" y="${up(value) + 4}" text-anchor="end">${text}</text>`,
)}
${series.map(
  (each) =>
    markup`${each.area && markup`<path d="${path(each.area)}Z" fill="${each.colour}" opacity="0.15"/>`}<path d="${path(each.points)}" fill="none" ${line(each)}/>`,
)}
<path d="M${LEFT} ${BOTTOM}H${RIGHT}" stroke="#b3ad9d"/>
${ticksOf(x).map(
  ([value, text]) =>
    markup`<text x="${across(value)}" y="${BOTTOM + 20}" text-anchor="middle">${text}</text>`,
)}
<text x="${(LEFT + RIGHT) / 2}" y="${HEIGHT - 10}" text-anchor="middle">${x.label}</text>
<text transform="translate(16 ${(TOP + BOTTOM) / 2}) rotate(-90)" text-anchor="middle">${y.label}</text>
</svg>
<ul class="legend">${series.map(
    (each) =>
      markup`<li><svg aria-hidden="true"><path d="M1 5H33" fill="none" ${line(each)}/></svg>${each.name}</li>`,
  )}</ul>
<figcaption>${description}</figcaption>
</figure>`
}

/** About five round numbers from `from` to `to`: steps of 1, 2 or 5 times a power of ten. */
function ticksOf({ from, to, ticks }: Axis): readonly (readonly [at: number, text: string])[] {
  if (ticks) return ticks
  const rough = (to - from) / 5 || 1
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) as number) * power
  const first = Math.ceil(from / step)
  const count = Math.floor(to / step + 1e-9) - first + 1
  return Array.from({ length: count }, (_, i) => {
    const at = Number(((first + i) * step).toPrecision(12))
    return [at, String(at)]
  })
}
