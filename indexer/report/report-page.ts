import escapeHtml from 'escape-html'
import type { SheetPicture } from './contact-sheet.ts'
import type { Counts } from './counts.ts'

/** The whole report as one HTML page that needs nothing beside it. */
export function reportPage(counts: Counts, sheet: readonly SheetPicture[], madeAt: Date): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Pendant: what was found in the collection</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>What was found in the collection</h1>
<p class="made">${escapeHtml(`${madeAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`)}</p>
<dl class="counts">
${figure('works', counts.works)}
${figure('faces found', counts.faces)}
${figure('portraits hung', counts.portraits)}
${figure('works skipped', counts.skipped.length)}
</dl>
</header>
<main>
${facesLeftOut(counts)}
<section>
<h2>Works skipped</h2>
${skippedTable(counts)}
</section>
${sourcesTable(counts)}
${withoutRights(counts)}
<section>
<h2>Contact sheet</h2>
<p>${sheet.length} works in which a face was described. <span class="key hung">hung</span> <span class="key left">not hung</span> Point at a box to see its quality, or why it is not hung.</p>
<div class="sheet">
${sheet.map(picture).join('\n')}
</div>
</section>
</main>
</body>
</html>
`
}

function figure(name: string, value: number): string {
  return `<div><dt>${name}</dt><dd>${value.toLocaleString('en-GB')}</dd></div>`
}

function facesLeftOut({ facesLeftOut: reasons }: Counts): string {
  if (reasons.length === 0) return ''
  const rows = reasons.map(
    ([reason, count]) => `<tr><td class="number">${count}</td><td>${escapeHtml(reason)}</td></tr>`,
  )
  return `<section>
<h2>Faces left out</h2>
<table><tbody>${rows.join('')}</tbody></table>
</section>`
}

function skippedTable({ skipped }: Counts): string {
  if (skipped.length === 0) return '<p>None.</p>'
  const byReason = skipped.toSorted((a, b) =>
    a.reason < b.reason ? -1 : a.reason > b.reason ? 1 : 0,
  )
  const rows = byReason.map(
    ({ workId, title, reason }) =>
      `<tr><td>${escapeHtml(reason)}</td><td>${escapeHtml(title || workId)}<br><span class="id">${escapeHtml(workId)}</span></td></tr>`,
  )
  return `<details${skipped.length <= 40 ? ' open' : ''}><summary>${skipped.length} works, by reason</summary>
<table><thead><tr><th>Why</th><th>Work</th></tr></thead><tbody>${rows.join('')}</tbody></table>
</details>`
}

function sourcesTable({ sources }: Counts): string {
  const rows = sources.map(
    ({ source, location, works }) =>
      `<tr><td class="number">${works.toLocaleString('en-GB')}</td><td>${escapeHtml(source)}</td><td><span class="id">${escapeHtml(location)}</span></td></tr>`,
  )
  return `<section>
<h2>Where they came from</h2>
<table><tbody>${rows.join('')}</tbody></table>
</section>`
}

function withoutRights({ withoutRights: works }: Counts): string {
  if (works.length === 0) return ''
  const rows = works.map(
    ({ workId, title }) =>
      `<tr><td>${escapeHtml(title || workId)}<br><span class="id">${escapeHtml(workId)}</span></td></tr>`,
  )
  return `<section>
<h2>Works without a rights statement</h2>
<p>They hang all the same; say whose they are in the table they come from, before somebody asks.</p>
<details${works.length <= 40 ? ' open' : ''}><summary>${works.length.toLocaleString('en-GB')} works</summary>
<table><tbody>${rows.join('')}</tbody></table>
</details>
</section>`
}

function picture({
  workId,
  title,
  artist,
  requiredStatement,
  thumbnail,
  faces,
}: SheetPicture): string {
  const statement = requiredStatement && `<br><small>${escapeHtml(requiredStatement)}</small>`
  const caption = `<figcaption>${artist ? `${escapeHtml(artist)}<br>` : ''}<cite>${escapeHtml(title || workId)}</cite>${statement}</figcaption>`
  if ('problem' in thumbnail) {
    return `<figure id="${escapeHtml(workId)}">
<p class="missing">Its picture in the data folder cannot be read (${escapeHtml(thumbnail.problem)}). Delete it if it is still there, and make it again: npm run pendant -- index</p>
${caption}
</figure>`
  }
  const { width, height, image } = thumbnail
  const boxes = faces.map(({ number, box, quality, reason }) => {
    const place = `left:${share(box.x)};top:${share(box.y)};width:${share(box.width)};height:${share(box.height)}`
    const told = `face ${number}, quality ${quality.toFixed(2)}${reason === undefined ? '' : `: ${reason}`}`
    return `<i class="${reason === undefined ? 'hung' : 'left'}" style="${place}" title="${escapeHtml(told)}"></i>`
  })
  return `<figure id="${escapeHtml(workId)}" style="width:${width}px">
<div class="picture"><img src="${image}" width="${width}" height="${height}" alt="" loading="lazy">${boxes.join('')}</div>
${caption}
</figure>`
}

function share(percent: number): string {
  return `${percent.toFixed(2)}%`
}

const STYLE = `
:root { color-scheme: dark; --wall: #23241f; --ink: #e9e4d8; --quiet: #b3ad9d; --line: #4a4a41; --hung: #d9b56a; --left: #d98072; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 4rem clamp(1rem, 4vw, 4rem); max-width: 110rem; background: var(--wall); color: var(--ink); font: 1.0625rem/1.5 "EB Garamond", Garamond, "Hoefler Text", Georgia, serif; }
h1 { font-size: 2.5rem; font-weight: 400; line-height: 1.15; margin: 0; }
h2 { font-size: 1.5rem; font-weight: 400; margin: 0 0 .75rem; }
section { margin-top: 3.5rem; }
.made, .id { color: var(--quiet); }
.id { font: .75rem/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
.counts { display: flex; flex-wrap: wrap; gap: 1rem 4rem; margin: 2rem 0 0; }
.counts div { display: flex; flex-direction: column-reverse; }
.counts dt { color: var(--quiet); }
.counts dd { margin: 0; font-size: 2.5rem; line-height: 1.1; font-variant-numeric: oldstyle-nums; }
table { border-collapse: collapse; }
th { text-align: left; font-weight: 400; font-style: italic; color: var(--quiet); }
td, th { padding: .35rem 2rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
summary { cursor: pointer; padding: .35rem 0; }
.key { display: inline-block; padding: 0 .5rem; margin-right: .5rem; border: 2px solid; line-height: 1.3; }
.key.hung { color: var(--hung); } .key.left { color: var(--left); border-style: dashed; }
.sheet { display: flex; flex-wrap: wrap; align-items: flex-end; gap: 2.5rem 1.5rem; margin-top: 2rem; }
figure { margin: 0; min-width: 9rem; }
.picture { position: relative; width: fit-content; }
.missing { max-width: 20rem; margin: 0; color: var(--left); overflow-wrap: anywhere; }
img { display: block; }
i { position: absolute; border: 2px solid var(--hung); box-shadow: 0 0 0 1px rgb(0 0 0 / .6); }
i.left { border: 2px dashed var(--left); }
small { color: var(--quiet); }
figcaption { margin-top: .5rem; font-size: .9375rem; line-height: 1.35; }
`
