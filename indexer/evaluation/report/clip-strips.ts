import escapeHtml from 'escape-html'
import { CONTENDER_NAMES } from '../answer.ts'
import type { VisitorsMeasurement } from '../measure-visitors.ts'
import { decimal, inOrder } from '../tables.ts'

const FRAME_PX = 16
const STRIP_PX = 22

/** Clips as strips of colour, a colour a portrait: what a visitor would see from look to look. */
export function clipStrips({ clips, reports }: VisitorsMeasurement): string {
  const columns = inOrder(clips)
  const count = columns[0]?.[1].length ?? 0
  if (count === 0) return ''
  const films = Array.from({ length: count }, (_, clip) => {
    const name = columns[0]?.[1][clip]?.name ?? ''
    const rows = columns.flatMap(([contender, own]) => {
      const film = own[clip]
      const report = reports[contender]?.clips[clip]
      if (!film || !report) return []
      return [
        row(`${CONTENDER_NAMES[contender]}, each frame by itself`, film.single, report.singleFrame),
        row(`${CONTENDER_NAMES[contender]}, running average`, film.averaged, report.runningAverage),
      ]
    })
    return `<h4>${escapeHtml(name)}</h4>
<div class="wide"><table><caption>First match from look to look, five looks a second; each colour is a portrait</caption>
<thead><tr><th scope="col"></th><th scope="col">first matches</th><th scope="col">portraits</th><th scope="col">stays</th></tr></thead>
<tbody>${rows.join('')}</tbody></table></div>`
  })
  return films.join('\n')
}

type Steadiness = { readonly agreement: number; readonly differentPortraits: number }

function row(name: string, matches: readonly string[], steadiness: Steadiness): string {
  const order = [...new Set(matches)]
  const frames = matches.map((id, i) => {
    const hue = (order.indexOf(id) * 137.5 + 42) % 360
    return `<rect x="${i * FRAME_PX}" width="${FRAME_PX - 1}" height="${STRIP_PX}" fill="hsl(${hue.toFixed(0)} 45% 62%)"/>`
  })
  const width = matches.length * FRAME_PX
  const told = `${steadiness.differentPortraits} different portraits over ${matches.length} looks`
  return `<tr><th scope="row">${escapeHtml(name)}</th><td><svg width="${width}" height="${STRIP_PX}" role="img" aria-label="${told}">${frames.join('')}</svg></td><td class="number">${steadiness.differentPortraits}</td><td class="number">${decimal(steadiness.agreement, 2)}</td></tr>`
}
