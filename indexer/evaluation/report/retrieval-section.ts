import escapeHtml from 'escape-html'
import { CONTENDER_NAMES } from '../answer.ts'
import type { RetrievalMeasurement } from '../measure-retrieval.ts'
import { CMC_RANKS } from '../ranking.ts'
import type { RetrievalReport } from '../retrieval.ts'
import { decimal, inOrder, span } from '../tables.ts'
import type { Example, ExampleRows, Shown } from './examples.ts'
import { type Cell, CONTENDER_LINES, type Row, table } from './html.ts'
import { linePlot } from './line-plot.ts'

type Words = { readonly id: string; readonly title: string; readonly story: string }

/** A list of pairs: tables, the cumulative match curve, and single probes to look at. */
export function retrievalSection(
  { id, title, story }: Words,
  measured: RetrievalMeasurement,
  examples: ExampleRows | undefined,
): string {
  const { reports, leads, missingWorks } = measured
  const columns = inOrder(reports)
  const names = columns.map(([name]) => CONTENDER_NAMES[name])
  const { people = 0, probes = 0 } = reports.pendant ?? {}
  const notFound = missingWorks.map(
    ({ workId, reason }) =>
      `<li><span class="id">${escapeHtml(workId)}</span> is ${escapeHtml(reason)}; looking for it counts as not found.</li>`,
  )
  const leadColumns = inOrder(leads)
  const leadRows: Row[] = (['rank1', 'mrr'] as const).map((key) => ({
    name: key === 'mrr' ? 'mean reciprocal rank' : 'rank-1',
    cells: leadColumns.map(([, lead]) => signed(lead[key], span(lead.intervals[key]))),
  }))
  return `<section aria-labelledby="${id}">
<h2 id="${id}">${escapeHtml(title)}</h2>
<p>${escapeHtml(story)} ${probes} probes of ${people} people.</p>
${notFound.length > 0 ? `<ul class="notes">${notFound.join('')}</ul>` : ''}
<div class="beside">
${table('Figures by way of matching', names, figureRows(columns.map(([, report]) => report)))}
${cmcPlot(measured)}
</div>
<div class="beside">
<div>
<h3>How far Pendant is ahead</h3>
<p>The same probes, person by person: an interval that does not hold 0 is a difference that is hardly chance.</p>
${table(
  'Pendant minus the other',
  leadColumns.map(([name]) => CONTENDER_NAMES[name]),
  leadRows,
)}
</div>
<div>
<h3>The two halves</h3>
<p>Recipes are decided on the people of one half and reported on those of the other; people fall into a half by their name.</p>
${table('Mean reciprocal rank by half', names, halfRows(columns.map(([, report]) => report)))}
</div>
</div>
${turnedTable(measured)}
${examples ? exampleRows(examples) : ''}
</section>`
}

function figureRows(reports: readonly RetrievalReport[]): Row[] {
  const row = (
    name: string,
    key: 'rank1' | 'rank5' | 'rank10' | 'mrr' | 'medianRank',
    digits = 3,
  ): Row => ({
    name,
    cells: reports.map((report) => ({
      figure: decimal(report[key], digits),
      interval: span(report.intervals[key], Math.max(0, digits - 1)),
    })),
  })
  return [
    row('rank-1: the work comes first', 'rank1'),
    row('among the first five', 'rank5'),
    row('among the first ten', 'rank10'),
    row('mean reciprocal rank', 'mrr'),
    row('median rank', 'medianRank', 1),
    {
      name: 'no face found in',
      cells: reports.map(({ undetected }) => ({ figure: String(undetected.length) })),
    },
  ]
}

function halfRows(reports: readonly RetrievalReport[]): Row[] {
  return (['deciding', 'reporting'] as const).map((half) => {
    const [first] = reports
    const { people, probes } = first?.halves[half] ?? { people: 0, probes: 0 }
    return {
      name: `${half} half, ${probes} probes of ${people} people`,
      cells: reports.map(({ halves }): Cell => {
        const { mrr, intervals } = halves[half]
        return { figure: decimal(mrr), interval: span(intervals.mrr) }
      }),
    }
  })
}

function cmcPlot({ reports }: RetrievalMeasurement): string {
  return linePlot({
    title: 'Cumulative match',
    description:
      'Share of probes whose work is among the first n. The band around Pendant is its 95 % interval.',
    x: {
      label: 'works shown',
      from: 1,
      to: CMC_RANKS,
      ticks: [1, 5, 10, 15, 20],
    },
    y: {
      label: 'share of probes',
      from: 0,
      to: 1,
      ticks: [0, 0.25, 0.5, 0.75, 1],
      tickText: (value) => value.toFixed(2),
    },
    series: inOrder(reports).map(([name, { cmc, cmcIntervals }]) => ({
      name: CONTENDER_NAMES[name],
      ...CONTENDER_LINES[name],
      points: cmc.map((share, i) => [i + 1, share] as const),
      ...(name === 'pendant' && {
        band: cmcIntervals.map(([low, high], i) => [i + 1, low ?? 0, high ?? 1] as const),
      }),
    })),
  })
}

function turnedTable({ reports }: RetrievalMeasurement): string {
  const columns = inOrder(reports)
  const turns = columns[0]?.[1].turned ?? []
  if (turns.length === 0) return ''
  const rows = turns.map(({ degrees }, i) => ({
    name: `turned by ${degrees}°`,
    cells: columns.map(([, { turned }]) => ({ figure: decimal(turned?.[i]?.mrr ?? null) })),
  }))
  return `<h3>Turned photographs</h3>
${table(
  'Mean reciprocal rank',
  columns.map(([name]) => CONTENDER_NAMES[name]),
  rows,
)}`
}

function exampleRows(examples: ExampleRows): string {
  const titles = { best: 'The best', median: 'The middle', worst: 'The worst' } as const
  return (['best', 'median', 'worst'] as const)
    .map(
      (row) =>
        `<h3>${titles[row]}</h3>\n<div class="examples">${examples[row].map(example).join('\n')}</div>`,
    )
    .join('\n')
}

function example({ person, probe, right, rank, first }: Example): string {
  const place = rank === undefined ? 'cannot be found' : `comes ${ordinal(rank)}`
  const matches = first.map((match, i) =>
    picture(match, `${ordinal(i + 1)} match`, match.isRight ? 'right' : ''),
  )
  return `<div class="example">
${picture(probe, person, '')}
${picture(right, `the work: ${place}`, 'right')}
<div class="gap"></div>
${matches.join('\n')}
</div>`
}

/** A thumbnail with what it is, and whose it is, beneath. */
export function picture({ thumbnail, title, artist }: Shown, what: string, kind: string): string {
  const image =
    'image' in thumbnail
      ? `<img src="${thumbnail.image}" alt="${escapeHtml(title ? `${title}, ${what}` : what)}">`
      : `<p class="missing">${escapeHtml(thumbnail.problem)}</p>`
  const label = [title && `<cite>${escapeHtml(title)}</cite>`, escapeHtml(artist)]
  return `<figure class="${kind}">${image}<figcaption><strong>${escapeHtml(what)}</strong>${label.filter(Boolean).join('<br>')}</figcaption></figure>`
}

function signed(value: number, interval: string): Cell {
  return { figure: `${value > 0 ? '+' : ''}${decimal(value)}`, interval }
}

function ordinal(rank: number): string {
  const ending = /1\d$/.test(String(rank))
    ? 'th'
    : (({ 1: 'st', 2: 'nd', 3: 'rd' } as Record<number, string>)[rank % 10] ?? 'th')
  return `${rank}${ending}`
}
