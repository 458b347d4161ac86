import { workPath } from '../contract/http.ts'
import { page } from './document.ts'
import { type Html, html } from './html.ts'
import type { Setting } from './setting.ts'

/** Why a page shows no picture. */
export type Sorry =
  | { readonly reason: 'no-gallery' }
  | { readonly reason: 'not-found' }
  /** This gallery has the work but not the face. */
  | { readonly reason: 'face-gone'; readonly workId: string }

/** The page of a work or a face that cannot be shown, in words for people. */
export function sorryPage(sorry: Sorry, setting: Setting): Html {
  const { words } = setting
  const { title, advice } = {
    'no-gallery': words.noGallery,
    'not-found': words.notFound,
    'face-gone': words.faceGone,
  }[sorry.reason]
  const way =
    sorry.reason === 'face-gone' &&
    html`<p><a class="way" href="${workPath(sorry.workId)}">${words.faceGone.toWork}</a></p>`
  return page(setting, {
    title,
    main: html`<div class="sorry">
<h1 class="sorry-title">${title}</h1>
<p>${advice}</p>
${way}
</div>`,
  })
}
