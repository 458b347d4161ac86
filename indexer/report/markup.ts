import escapeHtml from 'escape-html'

/** A piece of HTML; everything else that is put into HTML is escaped. */
export type Markup = { readonly html: string }

type Writable = Markup | string | number | false | undefined | readonly Writable[]

/** HTML out of a template: texts and numbers in it are escaped, lists are joined. */
export function markup(strings: TemplateStringsArray, ...values: readonly Writable[]): Markup {
  return { html: String.raw({ raw: strings }, ...values.map(written)) }
}

function written(value: Writable): string {
  if (value === undefined || value === false) return ''
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value))
  return 'html' in value ? value.html : value.map(written).join('\n')
}

/** One cell of a table: the figure, and under it, quietly, its interval. */
export type Cell = { readonly figure: string; readonly interval?: string }

/** Figures by row and column; the same table is drawn on a page and written on a terminal. */
export type Table = {
  readonly caption: string
  readonly columns: readonly string[]
  readonly rows: readonly { readonly name: string; readonly cells: readonly Cell[] }[]
}

export function tableMarkup({ caption, columns, rows }: Table): Markup {
  return markup`<div class="wide"><table><caption>${caption}</caption>
<thead><tr>${['', ...columns].map((column) => markup`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${rows.map(
    ({ name, cells }) =>
      markup`<tr><th scope="row">${name}</th>${cells.map(
        ({ figure, interval }) =>
          markup`<td class="number">${figure}${
            interval !== undefined && markup`<br><span class="interval">${interval}</span>`
          }</td>`,
      )}</tr>`,
  )}</tbody></table></div>`
}

export function tableLines({ caption, columns, rows }: Table): string[] {
  const width = Math.max(...rows.map(({ name }) => name.length)) + 2
  const texts = rows.map(({ cells }) =>
    cells.map(({ figure, interval }) => (interval ? `${figure} (${interval})` : figure)),
  )
  const widths = columns.map((column, i) =>
    Math.max(column.length, ...texts.map((cells) => (cells[i] ?? '').length)),
  )
  const line = (name: string, cells: readonly string[]): string =>
    [name.padEnd(width), ...cells.map((cell, i) => cell.padEnd((widths[i] ?? 0) + 2))]
      .join('')
      .trimEnd()
  return [caption, line('', columns), ...rows.map(({ name }, i) => line(name, texts[i] ?? [])), '']
}

/** One page that needs nothing beside it. `counts` stand large at its head. */
export function reportDocument(
  { title, heading, madeAt }: { title: string; heading: string; madeAt: Date },
  {
    about,
    counts,
  }: { about?: Markup; counts: readonly (readonly [name: string, value: Markup])[] },
  main: readonly Writable[],
): string {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${{ html: STYLE }}</style>
</head>
<body>
<header>
<h1>${heading}</h1>
<p class="made">${`${madeAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`}${about}</p>
<dl class="counts">${counts.map(
    ([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`,
  )}</dl>
</header>
<main>
${main}
</main>
</body>
</html>
`.html
}

/** A dark gallery wall, a book face, hairlines. */
const STYLE = `
:root { color-scheme: dark; --wall: #23241f; --panel: #2a2b25; --ink: #e9e4d8; --quiet: #b3ad9d; --line: #4a4a41; --hung: #d9b56a; --left: #d98072; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 4rem clamp(1rem, 4vw, 4rem); max-width: 100rem; background: var(--wall); color: var(--ink); font: 1.0625rem/1.5 "EB Garamond", Garamond, "Hoefler Text", Georgia, serif; }
h1 { font-size: 2.5rem; font-weight: 400; line-height: 1.15; margin: 0; }
h2 { font-size: 1.875rem; font-weight: 400; margin: 0 0 .5rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.375rem; font-weight: 400; margin: 2.5rem 0 .5rem; }
h4 { font-size: 1.0625rem; font-weight: 400; font-style: italic; margin: 0 0 .5rem; }
p, .notes li { max-width: 46rem; margin: .5rem 0 1rem; }
section { margin-top: 4rem; }
.made, .id, small { color: var(--quiet); }
.id { font: .8125rem/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
.counts { display: flex; flex-wrap: wrap; gap: 1.5rem 3.5rem; margin: 2rem 0 0; }
.counts div { display: flex; flex-direction: column-reverse; justify-content: flex-end; max-width: 15rem; }
.counts dt { color: var(--quiet); line-height: 1.3; }
.counts dd { margin: 0; font-size: 2.5rem; line-height: 1.15; font-variant-numeric: lining-nums; }
.counts dd small { display: block; font-size: .9375rem; line-height: 1.3; }
.wide { overflow-x: auto; margin: 1rem 0 1.5rem; }
table { border-collapse: collapse; }
caption { text-align: left; font-style: italic; color: var(--quiet); padding-bottom: .35rem; }
th { text-align: left; font-weight: 400; line-height: 1.3; }
thead th { font-style: italic; color: var(--quiet); vertical-align: bottom; }
td, th { padding: .4rem 2rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td:last-child, thead th:last-child { padding-right: 0; }
td.number { font-variant-numeric: lining-nums tabular-nums; white-space: nowrap; line-height: 1.3; }
.interval { color: var(--quiet); font-size: .875rem; }
summary { cursor: pointer; padding: .35rem 0; }
.plots, .beside { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 28rem), 1fr)); gap: 2.5rem; margin: 1.5rem 0; align-items: start; }
.plot { background: var(--panel); padding: 1.25rem 1.25rem 1rem; max-width: 44rem; }
.plot svg { display: block; width: 100%; height: auto; background: none; font: 13px "EB Garamond", Garamond, Georgia, serif; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; list-style: none; padding: 0; margin: .75rem 0 0; }
.legend li { display: flex; align-items: center; gap: .5rem; }
.plot .legend svg { width: 34px; height: 10px; }
figure { margin: 0; min-width: 9rem; }
figcaption { margin-top: .5rem; font-size: .9375rem; line-height: 1.35; color: var(--quiet); }
figure strong { display: block; font-weight: 400; color: var(--ink); }
.examples { display: grid; gap: 1.5rem; margin: 1rem 0 2rem; }
.example { display: flex; flex-wrap: wrap; gap: 1.25rem; align-items: flex-start; padding-bottom: 1.25rem; border-bottom: 1px solid var(--line); }
.example figure, .hubs figure { width: 9.5rem; }
.example .gap { width: 1px; align-self: stretch; background: var(--line); }
.example img, .hubs img { display: block; height: 160px; width: auto; max-width: 100%; object-fit: contain; border: 2px solid transparent; }
.example .right img { border-color: var(--hung); }
.missing { max-width: 20rem; margin: 0; padding: .5rem; border: 1px dashed var(--line); color: var(--quiet); font-size: .9375rem; overflow-wrap: anywhere; }
.hubs { display: flex; flex-wrap: wrap; gap: 1.25rem; margin: 1rem 0; }
.key { display: inline-block; padding: 0 .5rem; margin-right: .5rem; border: 2px solid; line-height: 1.3; }
.key.hung { color: var(--hung); } .key.left { color: var(--left); border-style: dashed; }
.sheet { display: flex; flex-wrap: wrap; align-items: flex-end; gap: 2.5rem 1.5rem; margin-top: 2rem; }
.picture { position: relative; width: fit-content; }
.picture img { display: block; }
i { position: absolute; border: 2px solid var(--hung); box-shadow: 0 0 0 1px rgb(0 0 0 / .6); }
i.left { border: 2px dashed var(--left); }
`
