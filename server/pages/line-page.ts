import type { PathAnswer } from '../contract/atlas.ts'
import { linePath } from '../contract/http.ts'
import { page } from './document.ts'
import { type Html, html } from './html.ts'
import { briefLabel, briefStatement, titleAndArtist } from './museum-label.ts'
import { facePicture, type PictureWindow } from './pictures.ts'
import { portraitPath } from './public-address.ts'
import type { Setting } from './setting.ts'
import { visualArtwork } from './structured-data.ts'

const HEAD_IN_A_ROW: PictureWindow = { toEachSide: 1.75, above: 1.9, below: 2.3 }

/** `GET /line/:from/:to`: the way between two portraits, each with a link to its own page. */
export function linePage(
  { portraits, length }: Pick<PathAnswer, 'portraits' | 'length'>,
  setting: Setting,
): Html {
  const { words } = setting
  const stops = portraits.map(({ portrait }) => portrait)
  const [first = undefined, last = first] = [stops[0], stops.at(-1)]
  if (first === undefined || last === undefined) throw new RangeError('A line has two ends.')
  const ends = [first, last].map(({ label }) => titleAndArtist(label, setting).title)
  const title = words.line.title(ends[0] as string, ends[1] as string)
  return page(setting, {
    title,
    card: {
      path: linePath(first.id, last.id),
      title,
      description: words.line.portraits(stops.length),
      picture: first.crop,
      pictureDescription: title,
      size: 'summary',
      data: visualArtwork(first, setting),
    },
    main: html`<nav class="walk" aria-labelledby="walk">
<h1 class="row-title" id="walk">${title}</h1>
<p class="walk-on">${words.line.portraits(stops.length)} ${words.line.length(Math.round(length * 100) / 100)}</p>
<ol class="walk-row">
${stops.map(
  (stop) =>
    html`<li><a class="head" href="${portraitPath(stop.id)}">${facePicture(stop, HEAD_IN_A_ROW)}
<div class="head-label">${briefLabel(stop.label, setting)}</div></a>
${briefStatement(stop.label, setting)}</li>
`,
)}</ol>
</nav>`,
  })
}
