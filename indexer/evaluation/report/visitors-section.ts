import { CONTENDER_NAMES } from '../answer.ts'
import type { Interval } from '../bootstrap.ts'
import type { VisitorsMeasurement, VisitorsReport } from '../measure-visitors.ts'
import { decimal, inOrder, span } from '../tables.ts'
import { clipStrips } from './clip-strips.ts'
import type { Hub } from './examples.ts'
import { groupTables } from './group-tables.ts'
import { type Cell, type Row, table } from './html.ts'
import { picture } from './retrieval-section.ts'
import { distancePlots, firstMatchPlot, occurrencePlot } from './visitor-plots.ts'

/** Photographs of anybody: how first matches spread, how steady they are, whom they serve. */
export function visitorsSection(measured: VisitorsMeasurement, hubs: readonly Hub[]): string {
  const { photos, people, unreadable } = measured
  const leftOut = unreadable.length > 0 ? ` ${unreadable.length} could not be read.` : ''
  return `<section aria-labelledby="visitors">
<h2 id="visitors">Anybody who stands in front of it</h2>
<p>${photos} photographs of ${people} people, whether or not the gallery shows them.${leftOut} No match is right or wrong here; a good gallery gives different people different portraits, and the same person the same one.</p>
<h3>Do different people get different portraits?</h3>
<div class="beside">
${figures(measured, 'Spread of matches over the photographs as they are', SPREAD)}
${spreadTable(measured)}
</div>
<div class="plots">
${firstMatchPlot(measured)}
${occurrencePlot(measured)}
</div>
<h4>Pendant's most frequent first matches</h4>
<div class="hubs">${hubs
    .map((hub) => picture(hub, `${hub.count} of ${hub.probes} photographs`, ''))
    .join('\n')}</div>
<h3>Does the same person get the same portrait?</h3>
${figures(measured, 'Steadiness of the first match', STEADINESS)}
${clipStrips(measured)}
<h3>Are people told apart?</h3>
<p>Photographs are looked up among the other photographs.</p>
${figures(measured, 'Photograph to photograph', APART)}
<div class="plots">
${distancePlots(measured)}
</div>
${toldTable(measured)}
${groupTables(measured)}
</section>`
}

type Line = readonly [name: string, cell: (report: VisitorsReport) => Cell]

const SPREAD: readonly Line[] = [
  ['photographs without a face', ({ undetected }) => ({ figure: String(undetected.length) })],
  [
    'different portraits that come first',
    ({ hubness: { differentFirstMatches, intervals } }) =>
      cell(differentFirstMatches, intervals.differentFirstMatches, 0),
  ],
  [
    'share of the most frequent one',
    ({ hubness: { mostFrequentShare, intervals } }) =>
      cell(mostFrequentShare, intervals.mostFrequentShare),
  ],
  [
    'skewness of appearances among the first ten',
    ({ hubness: { occurrenceSkewness, intervals } }) =>
      cell(occurrenceSkewness, intervals.occurrenceSkewness, 2),
  ],
  [
    "portraits that are never among anyone's first ten",
    ({ hubness: { neverAmongTen, portraits, intervals } }) => ({
      figure: `${neverAmongTen} of ${portraits}`,
      interval: span(intervals.neverAmongTen, 0),
    }),
  ],
]

const STEADINESS: readonly Line[] = [
  [
    'the picture turned, dimmed, blurred and shrunk: the first match stays',
    ({ stability: { sameFirstWhenVaried, intervals } }) =>
      cell(sameFirstWhenVaried, intervals.sameFirstWhenVaried),
  ],
  [
    'another photograph of the person: the first match is the same',
    ({ stability: { sameFirstInOtherPhotos, intervals } }) =>
      cell(sameFirstInOtherPhotos, intervals.sameFirstInOtherPhotos),
  ],
  [
    'another photograph of the person: shared among the first five',
    ({ stability: { sharedAmongFive, intervals } }) =>
      cell(sharedAmongFive, intervals.sharedAmongFive),
  ],
]

const APART: readonly Line[] = [
  [
    'rank-1: the nearest is of the same person',
    ({ tellingApart: { rank1, intervals } }) => cell(rank1, intervals.rank1),
  ],
  [
    'mean average precision',
    ({ tellingApart: { meanAveragePrecision, intervals } }) =>
      cell(meanAveragePrecision, intervals.meanAveragePrecision),
  ],
  [
    'equal error rate',
    ({ tellingApart: { equalErrorRate, intervals } }) =>
      cell(equalErrorRate, intervals.equalErrorRate),
  ],
  [
    'pairs of one person found where 1 in 100 pairs of two is taken for one',
    ({ tellingApart: { foundAtOnePercent, intervals } }) =>
      cell(foundAtOnePercent, intervals.foundAtOnePercent),
  ],
]

function figures(
  { reports }: VisitorsMeasurement,
  caption: string,
  lines: readonly Line[],
): string {
  const columns = inOrder(reports)
  return table(
    caption,
    columns.map(([name]) => CONTENDER_NAMES[name]),
    lines.map(
      ([name, cellOf]): Row => ({
        name,
        cells: columns.map(([, report]) => cellOf(report)),
      }),
    ),
  )
}

function spreadTable({ leads }: VisitorsMeasurement): string {
  const columns = inOrder(leads)
  return table(
    'Pendant beside the other, over the same photographs',
    columns.map(([name]) => CONTENDER_NAMES[name]),
    [
      {
        name: 'different first matches, Pendant’s as a multiple of the other’s',
        cells: columns.map(([, { firstMatchSpread }]) =>
          cell(firstMatchSpread.ratio, firstMatchSpread.intervals.ratio, 2),
        ),
      },
      {
        name: 'rank-1 from photograph to photograph, Pendant’s minus the other’s',
        cells: columns.map(([, { tellingApart }]) =>
          cell(tellingApart.rank1, tellingApart.intervals.rank1),
        ),
      },
    ],
  )
}

/** Words for a match are true to these visitors where the figure is the share that the word speaks of. */
function toldTable({ reports: { pendant } }: VisitorsMeasurement): string {
  if (!pendant?.told) return ''
  const { deciding, reporting } = pendant.told
  const rows = [
    ['nearer than nine of ten first matches', '0.1', 'nearest10'],
    ['nearer than three of four', '0.25', 'nearest25'],
    ['nearer than half of them', '0.5', 'nearerHalf'],
    ['farther than nine of ten', '0.1', 'farthest10'],
    ['nothing near: farther than 99 of 100', '0.01', 'nothingNear'],
  ] as const
  return `<h3>Do the words for a match keep to the truth?</h3>
${table(
  'Share of photographs of which it would be said',
  ['should be', 'deciding half', 'reporting half'],
  rows.map(([name, ideal, key]) => ({
    name,
    cells: [
      { figure: ideal },
      cell(deciding[key], deciding.intervals[key], 2),
      cell(reporting[key], reporting.intervals[key], 2),
    ],
  })),
)}`
}

function cell(value: number | null, interval: Interval, digits = 3): Cell {
  if (value === null) return { figure: '–' }
  return {
    figure: decimal(value, digits),
    interval: span(interval, digits === 0 ? 0 : 2),
  }
}
