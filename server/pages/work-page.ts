import { labelIn } from '../../embeddings/gallery/label-in.ts'
import type { Portrait } from '../../embeddings/gallery/portrait.ts'
import { workPath } from '../contract/http.ts'
import { page } from './document.ts'
import { type Html, html } from './html.ts'
import { fullLabel, titleAndArtist } from './museum-label.ts'
import { facePicture, type PictureWindow, wholePicture } from './pictures.ts'
import { portraitPath } from './public-address.ts'
import type { Setting } from './setting.ts'
import { visualArtwork } from './structured-data.ts'

const SMALL_HEAD: PictureWindow = { toEachSide: 1.75, above: 1.9, below: 2.3 }

/** `GET /w/:id`: a work with its full label and a link to each of its faces. */
export function workPage(faces: readonly [Portrait, ...Portrait[]], setting: Setting): Html {
  const [{ workId, label, picture }] = faces
  const { words } = setting
  const { title, artist } = titleAndArtist(label, setting)
  const description = words.painting(title, artist)
  return page(setting, {
    title: `${title} – ${artist}`,
    card: {
      path: workPath(workId),
      title: `${title} – ${artist}`,
      description: inShort(faces[0], setting) || description,
      picture,
      pictureDescription: description,
      size: 'summary_large_image',
      data: visualArtwork(faces[0], setting),
    },
    main: html`<article class="hang hang-work">
<div class="hung-whole">${wholePicture(picture, description)}</div>
<div class="beside">
${fullLabel(label, setting)}
<nav class="faces" aria-labelledby="faces">
<h2 class="row-title" id="faces">${words.facesOfWork(faces.length)}</h2>
<ul class="faces-row">
${faces.map(
  (face, at) =>
    html`<li><a class="head" href="${portraitPath(face.id)}">${facePicture(face, SMALL_HEAD, `${words.face(title, artist)}${faces.length > 1 ? ` (${at + 1})` : ''}`)}</a></li>
`,
)}</ul>
</nav>
</div>
</article>`,
  })
}

/** A label in one line. */
export function inShort({ label }: Portrait, { languages }: Setting): string {
  const { date, medium, museum, room } = labelIn(label, languages)
  const where = label.onView === false ? [museum] : [museum, room]
  return [date, medium, ...where]
    .map(({ text }) => text)
    .filter((text) => text !== '')
    .join(' · ')
}
