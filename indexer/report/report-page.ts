import type { SheetPicture } from './contact-sheet.ts'
import type { Counts } from './counts.ts'
import { type Markup, markup, reportDocument } from './markup.ts'

/** The whole report as one HTML page that needs nothing beside it. */
export function reportPage(counts: Counts, sheet: readonly SheetPicture[], madeAt: Date): string {
  const { works, faces, portraits, skipped, facesLeftOut, sources } = counts
  const { wantLargerScan, withoutRights } = counts
  const byReason = skipped.toSorted((a, b) => (a.reason < b.reason ? -1 : 1))
  const heading = 'What was found in the collection'
  return reportDocument(
    { title: `Pendant: ${heading.toLowerCase()}`, heading, madeAt },
    {
      counts: [
        ['works', works],
        ['faces found', faces],
        ['portraits hung', portraits],
        ['works skipped', skipped.length],
      ].map(([name, count]) => [String(name), markup`${count?.toLocaleString('en-GB')}`] as const),
    },
    [
      facesLeftOut.length > 0 &&
        markup`<section>
<h2>Faces left out</h2>
${rows(facesLeftOut.map(([reason, count]) => [number(count), markup`${reason}`]))}
</section>`,
      markup`<section>
<h2>Works skipped</h2>
${
  skipped.length === 0
    ? markup`<p>None.</p>`
    : folded(
        skipped.length,
        'works, by reason',
        byReason.map(({ reason, ...work }) => [markup`${reason}`, named(work)]),
      )
}
</section>
<section>
<h2>Where they came from</h2>
${rows(
  sources.map(({ source, location, works: count }) => [
    number(count),
    markup`${source}`,
    markup`<span class="id">${location}</span>`,
  ]),
)}
</section>`,
      wantLargerScan.length > 0 &&
        markup`<section>
<h2>Works that want a larger scan</h2>
<p>Between the eyes of these portraits are fewer than 60 pixels: they hang smaller than others. A picture with a longer side of 2,400 pixels or more is enough for most.</p>
${folded(
  wantLargerScan.length,
  'works',
  wantLargerScan.map((work) => [
    named(work),
    markup`${number(work.eyesPx)} pixels between the eyes`,
    markup`picture of ${number(work.width)} × ${number(work.height)}`,
  ]),
)}
</section>`,
      withoutRights.length > 0 &&
        markup`<section>
<h2>Works without a rights statement</h2>
<p>They hang all the same; say whose they are in the table they come from, before somebody asks.</p>
${folded(
  withoutRights.length,
  'works',
  withoutRights.map((work) => [named(work)]),
)}
</section>`,
      markup`<section>
<h2>Contact sheet</h2>
<p>${sheet.length} works in which a face was described. <span class="key hung">hung</span> <span class="key left">not hung</span> Point at a box to see its quality, or why it is not hung.</p>
<div class="sheet">${sheet.map(picture)}</div>
</section>`,
    ],
  )
}

function rows(all: readonly (readonly Markup[])[]): Markup {
  const body = all.map((cells) => markup`<tr>${cells.map((cell) => markup`<td>${cell}</td>`)}</tr>`)
  return markup`<table><tbody>${body}</tbody></table>`
}

/** Open where it is short. */
function folded(count: number, what: string, all: readonly (readonly Markup[])[]): Markup {
  return markup`<details${count <= 40 && markup` open`}><summary>${count.toLocaleString('en-GB')} ${what}</summary>
${rows(all)}
</details>`
}

function number(count: number): Markup {
  return markup`${count.toLocaleString('en-GB')}`
}

function named({ workId, title }: { workId: string; title: string }): Markup {
  return markup`${title || workId}<br><span class="id">${workId}</span>`
}

function picture({ workId, thumbnail, faces, ...label }: SheetPicture): Markup {
  const { title, artist, requiredStatement } = label
  const caption = markup`<figcaption>${artist && markup`${artist}<br>`}<cite>${title || workId}</cite>${
    requiredStatement && markup`<br><small>${requiredStatement}</small>`
  }</figcaption>`
  if ('problem' in thumbnail) {
    return markup`<figure id="${workId}">
<p class="missing">Its picture in the data folder cannot be read (${thumbnail.problem}). Delete it if it is still there, and make it again: npm run pendant -- index</p>
${caption}
</figure>`
  }
  const { width, height, image } = thumbnail
  const boxes = faces.map(({ number: face, box, quality, reason }) => {
    const place = `left:${share(box.x)};top:${share(box.y)};width:${share(box.width)};height:${share(box.height)}`
    const told = `face ${face}, quality ${quality.toFixed(2)}${reason === undefined ? '' : `: ${reason}`}`
    return markup`<i class="${reason === undefined ? 'hung' : 'left'}" style="${place}" title="${told}"></i>`
  })
  return markup`<figure id="${workId}" style="width:${width}px">
<div class="picture"><img src="${image}" width="${width}" height="${height}" alt="" loading="lazy">${boxes}</div>
${caption}
</figure>`
}

function share(percent: number): string {
  return `${percent.toFixed(2)}%`
}
