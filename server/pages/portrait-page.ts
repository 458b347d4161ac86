import type { Portrait, PortraitMatch } from '../../embeddings/gallery/portrait.ts'
import { isNothingNear } from '../../embeddings/likeness/similarity-band.ts'
import { workPath } from '../contract/http.ts'
import { page } from './document.ts'
import { type Html, html } from './html.ts'
import { briefLabel, briefStatement, fullLabel, titleAndArtist } from './museum-label.ts'
import { facePicture, litPicture, type PictureWindow } from './pictures.ts'
import { portraitPath } from './public-address.ts'
import type { Setting } from './setting.ts'
import { visualArtwork } from './structured-data.ts'
import { inShort } from './work-page.ts'

const LARGE_HEAD: PictureWindow = { toEachSide: 2.1, above: 2.5, below: 3 }
const HEAD_IN_A_ROW: PictureWindow = { toEachSide: 1.75, above: 1.9, below: 2.3 }

/**
 * `GET /p/:id`: a face, its work, and links to the portraits of other works that most resemble it.
 * The page does not say how similar they are: similarity is calibrated on visitors' first matches,
 * not on two paintings.
 */
export function portraitPage(
  portrait: Portrait,
  likenesses: readonly PortraitMatch[],
  setting: Setting,
): Html {
  const { id, workId, label, crop } = portrait
  const { words } = setting
  const { title, artist } = titleAndArtist(label, setting)
  const description = words.face(title, artist)
  return page(setting, {
    title: `${words.faceIn} ${title} – ${artist}`,
    card: {
      path: portraitPath(id),
      title: `${words.faceIn} ${title} – ${artist}`,
      description: inShort(portrait, setting) || description,
      picture: crop,
      pictureDescription: description,
      size: 'summary',
      data: visualArtwork(portrait, setting),
    },
    main: html`<article class="hang hang-face">
<div class="hung-face">${facePicture(portrait, LARGE_HEAD, description)}</div>
<div class="beside">
${fullLabel(label, setting, words.faceIn)}
<a class="to-work" href="${workPath(workId)}">${litPicture(portrait, words.painting(title, artist))}
<span class="way">${words.wholePainting}</span></a>
</div>
</article>
${likenessWalk(likenesses, setting)}`,
  })
}

function likenessWalk(likenesses: readonly PortraitMatch[], setting: Setting): Html {
  const { words } = setting
  if (likenesses.length === 0) return html`<p class="walk-on">${words.noOther}</p>`
  return html`<nav class="walk" aria-labelledby="walk">
<h2 class="row-title" id="walk">${isNothingNear(likenesses) ? words.nothingNear : words.resembling}</h2>
<p class="walk-on">${words.walkOn}</p>
<ol class="walk-row">
${likenesses.map(
  (likeness) =>
    html`<li><a class="head" href="${portraitPath(likeness.portraitId)}">${facePicture(likeness, HEAD_IN_A_ROW)}
<div class="head-label">${briefLabel(likeness, setting)}</div></a>
${briefStatement(likeness, setting)}</li>
`,
)}</ol>
</nav>`
}
