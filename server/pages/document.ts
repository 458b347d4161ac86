import type { Card } from './card.ts'
import { cardTags } from './card.ts'
import { type Html, html } from './html.ts'
import type { Setting } from './setting.ts'

/** A whole page. `card` announces it elsewhere; search engines must not list a page without one. */
export function page(
  setting: Setting,
  content: { readonly title: string; readonly card?: Card; readonly main: Html },
): Html {
  const { words, stylesheet, icon } = setting
  const { title, card, main } = content
  return html`<!doctype html>
<html lang="${words.language}" dir="${words.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="theme-color" content="#1b1b18">
<title>${title}</title>
${card ? cardTags(card, setting) : html`<meta name="robots" content="noindex">`}
${stylesheet && html`<link rel="stylesheet" href="${stylesheet}">`}
${icon && html`<link rel="icon" type="image/svg+xml" href="${icon}">`}
</head>
<body class="sheet">
<main>
${main}
</main>
<footer class="foot"><p><a class="way" href="/selfie">${words.ownLikeness}</a></p></footer>
</body>
</html>
`
}
