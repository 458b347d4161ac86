import escapeHtml from 'escape-html'

export type PlotPoint = readonly [x: number, y: number]

/** A line on a plot, with a band around it where it has one. */
type Series = {
  readonly name: string
  readonly colour: string
  /** An SVG dash array; empty for a solid line. */
  readonly dash: string
  readonly points: readonly PlotPoint[]
  readonly band?: readonly (readonly [x: number, low: number, high: number])[]
  /** Filled down to the axis. */
  readonly filled?: boolean
}

type Axis = {
  readonly label: string
  readonly from: number
  readonly to: number
  readonly ticks: readonly number[]
  readonly tickText?: (value: number) => string
}

export type Plot = {
  readonly title: string
  /** What is to be seen, in words, for those who cannot see it. */
  readonly description: string
  readonly x: Axis
  readonly y: Axis
  readonly series: readonly Series[]
}

const WIDTH = 560
const HEIGHT = 340
const LEFT = 70
const RIGHT = 16
const TOP = 16
const BOTTOM = 62

/** A plot as inline SVG with its axes named, and its legend as a list beneath it. */
export function linePlot({ title, description, x, y, series }: Plot): string {
  const across = (value: number): number =>
    LEFT + ((value - x.from) / (x.to - x.from || 1)) * (WIDTH - LEFT - RIGHT)
  const up = (value: number): number =>
    HEIGHT - BOTTOM - ((value - y.from) / (y.to - y.from || 1)) * (HEIGHT - TOP - BOTTOM)
  const path = (points: readonly PlotPoint[]): string =>
    points.map(([px, py], i) => `${i === 0 ? 'M' : 'L'}${at(across(px))} ${at(up(py))}`).join('')
  const tickText = (axis: Axis, value: number): string =>
    escapeHtml((axis.tickText ?? String)(value))
  const xTicks = x.ticks.map(
    (value) =>
      `<line class="tick" x1="${at(across(value))}" x2="${at(across(value))}" y1="${HEIGHT - BOTTOM}" y2="${HEIGHT - BOTTOM + 5}"/><text x="${at(across(value))}" y="${HEIGHT - BOTTOM + 20}" text-anchor="middle">${tickText(x, value)}</text>`,
  )
  const yTicks = y.ticks.map(
    (value) =>
      `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${at(up(value))}" y2="${at(up(value))}"/><text x="${LEFT - 8}" y="${at(up(value) + 4)}" text-anchor="end">${tickText(y, value)}</text>`,
  )
  const bands = series.flatMap(({ band, colour }) => {
    if (!band || band.length === 0) return []
    const above = band.map(([bx, , high]): PlotPoint => [bx, high])
    const below = band.map(([bx, low]): PlotPoint => [bx, low]).reverse()
    return [`<path d="${path([...above, ...below])}Z" fill="${colour}" opacity="0.16"/>`]
  })
  const lines = series.map(({ points, colour, dash, filled }) => {
    const line = `<path d="${path(points)}" fill="none" stroke="${colour}" stroke-width="2.25" stroke-linejoin="round"${dash ? ` stroke-dasharray="${dash}"` : ''}/>`
    const [first, last] = [points[0], points.at(-1)]
    if (!filled || !first || !last) return line
    const area = path([[first[0], y.from], ...points, [last[0], y.from]])
    return `<path d="${area}Z" fill="${colour}" opacity="0.14"/>${line}`
  })
  const legend = series.map(
    ({ name, colour, dash }) =>
      `<li><svg width="34" height="10" aria-hidden="true"><line x1="1" x2="33" y1="5" y2="5" stroke="${colour}" stroke-width="2.25"${dash ? ` stroke-dasharray="${dash}"` : ''}/></svg>${escapeHtml(name)}</li>`,
  )
  return `<figure class="plot">
<h4>${escapeHtml(title)}</h4>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(`${title}. ${description}`)}">
${yTicks.join('')}
${bands.join('')}${lines.join('')}
<line class="axis" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${HEIGHT - BOTTOM}" y2="${HEIGHT - BOTTOM}"/>
${xTicks.join('')}
<text class="label" x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 10}" text-anchor="middle">${escapeHtml(x.label)}</text>
<text class="label" transform="translate(16 ${(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)" text-anchor="middle">${escapeHtml(y.label)}</text>
</svg>
<ul class="legend">${legend.join('')}</ul>
<figcaption>${escapeHtml(description)}</figcaption>
</figure>`
}

/** About `count` round numbers from `from` to `to`: steps of 1, 2 or 5 times a power of ten. */
export function roundTicks(from: number, to: number, count: number): number[] {
  const rough = (to - from) / count
  if (!(rough > 0)) return [from]
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) as number) * power
  const first = Math.ceil(from / step)
  const ticks = Math.floor(to / step + 1e-9) - first + 1
  return Array.from({ length: ticks }, (_, i) => Number(((first + i) * step).toPrecision(12)))
}

function at(value: number): string {
  return value.toFixed(1)
}
