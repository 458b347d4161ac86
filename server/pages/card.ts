import type { Media } from '../../embeddings/gallery/portrait.ts'
import { mediaPath } from '../contract/http.ts'
import { type Html, html, jsonInScript } from './html.ts'
import type { Setting } from './setting.ts'

/**
 * The announcement of a page to search engines, and to services where somebody posts its address.
 */
export type Card = {
  readonly path: string
  readonly title: string
  readonly description: string
  readonly picture: Media
  readonly pictureDescription: string
  /** A whole work appears large, a face beside the words. */
  readonly size: 'summary' | 'summary_large_image'
  /** Data for schema.org. */
  readonly data: object
}

/** Open Graph (https://ogp.me), Twitter's cards, the canonical address and structured data. */
export function cardTags(card: Card, { origin, words }: Setting): Html {
  const { path, title, description, picture, pictureDescription, size, data } = card
  return html`<meta name="description" content="${description}">
<link rel="canonical" href="${origin}${path}">
<meta property="og:type" content="website">
<meta property="og:site_name" content="Pendant">
<meta property="og:locale" content="${words.locale}">
<meta property="og:url" content="${origin}${path}">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<meta property="og:image" content="${origin}${mediaPath(picture.digest)}">
<meta property="og:image:type" content="image/jpeg">
<meta property="og:image:width" content="${picture.width}">
<meta property="og:image:height" content="${picture.height}">
<meta property="og:image:alt" content="${pictureDescription}">
<meta name="twitter:card" content="${size}">
<meta name="twitter:title" content="${title}">
<meta name="twitter:description" content="${description}">
<meta name="twitter:image" content="${origin}${mediaPath(picture.digest)}">
<meta name="twitter:image:alt" content="${pictureDescription}">
<script type="application/ld+json">${jsonInScript(data)}</script>`
}
