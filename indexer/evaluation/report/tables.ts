import { type Cell, type Table, tableLines } from '../../report/markup.ts'
import type { Evaluation } from '../evaluate.ts'
import type { MethodName } from '../methods/methods.ts'
import { METHOD_NAMES } from '../methods/methods.ts'
import type { ByMethod, RetrievalMeasurement } from '../retrieval/measure-retrieval.ts'
import type { Interval, Intervals } from '../statistics/bootstrap.ts'
import type { VisitorsMeasurement } from '../visitors/measure-visitors.ts'

/** The figures as lines for a terminal. */
export function evaluationLines({ pairs, sitters, visitors }: Evaluation): string[] {
  return [
    ...(pairs ? ['Photographs to works', ...retrievalTables(pairs).flatMap(tableLines)] : []),
    ...(sitters
      ? ["Works to the sitter's other works", ...retrievalTables(sitters).flatMap(tableLines)]
      : []),
    ...(visitors
      ? [
          `Visitors: ${visitors.photos} photographs of ${visitors.people} people`,
          ...Object.values(visitorTables(visitors)).flat().flatMap(tableLines),
        ]
      : []),
    'Intervals are of 95 %: people drawn anew, each with all of their probes.',
  ]
}

/** Methods that were measured, in their order. */
export function inOrder<Value>(all: ByMethod<Value>): [MethodName, Value][] {
  return (Object.keys(METHOD_NAMES) as MethodName[]).flatMap((name) => {
    const value = all[name]
    return value === undefined ? [] : [[name, value]]
  })
}

/** Figures, leads, halves and turned photographs of a list of pairs. */
export function retrievalTables({ reports, leads }: RetrievalMeasurement): Table[] {
  const turned = inOrder(reports)[0]?.[1].turned ?? []
  const halves = reports.pendant?.halves
  return [
    byMethod('Figures by way of matching', reports, [
      ['probes', ({ probes }) => text(probes)],
      ['rank-1: the work comes first', (report) => figureIn(report, 'rank1')],
      ['among the first five', (report) => figureIn(report, 'rank5')],
      ['among the first ten', (report) => figureIn(report, 'rank10')],
      ['mean reciprocal rank', (report) => figureIn(report, 'mrr')],
      ['median rank', (report) => figureIn(report, 'medianRank', 1)],
      ['no face found in', ({ undetected }) => text(undetected.length)],
    ]),
    byMethod('Pendant minus the other', leads, [
      ['rank-1', (lead) => signed(figureIn(lead, 'rank1'))],
      ['mean reciprocal rank', (lead) => signed(figureIn(lead, 'mrr'))],
    ]),
    byMethod(
      'Mean reciprocal rank by half: methods are decided on one and reported on the other',
      reports,
      (['deciding', 'reporting'] as const).map((half) => [
        `${half} half, ${halves?.[half].probes} probes of ${halves?.[half].people} people`,
        (report) => figureIn(report.halves[half], 'mrr'),
      ]),
    ),
    ...(turned.length === 0
      ? []
      : [
          byMethod(
            'Mean reciprocal rank of turned photographs',
            reports,
            turned.map(({ degrees }, i) => [
              `turned by ${degrees}°`,
              (report) => text(decimal(report.turned?.[i]?.mrr ?? null)),
            ]),
          ),
        ]),
  ]
}

/** How first matches spread, how steady they are, whom they serve. */
export function visitorTables({ reports, leads }: VisitorsMeasurement) {
  return {
    spread: [
      byMethod('Spread of matches over the photographs as they are', reports, [
        ['photographs without a face', ({ undetected }) => text(undetected.length)],
        [
          'different portraits that come first',
          ({ hubness }) => figureIn(hubness, 'differentFirstMatches', 0),
        ],
        ['share of the most frequent one', ({ hubness }) => figureIn(hubness, 'mostFrequentShare')],
        [
          'skewness of appearances among the first ten',
          ({ hubness }) => figureIn(hubness, 'occurrenceSkewness', 2),
        ],
        [
          "portraits that are never among anyone's first ten",
          ({ hubness }) => figureIn(hubness, 'neverAmongTen', 0),
        ],
        ['of how many portraits', ({ hubness }) => text(hubness.portraits)],
      ]),
      byMethod('Pendant beside the other, over the same photographs', leads, [
        [
          'different first matches, Pendant’s as a multiple of the other’s',
          ({ firstMatchSpread }) => figureIn(firstMatchSpread, 'ratio', 2),
        ],
        [
          'rank-1 from photograph to photograph, Pendant’s minus the other’s',
          ({ tellingApart }) => figureIn(tellingApart, 'rank1'),
        ],
      ]),
    ],
    steadiness: [
      byMethod('Steadiness of the first match', reports, [
        [
          'the picture turned, dimmed, blurred and shrunk: the first match stays',
          ({ stability }) => figureIn(stability, 'sameFirstWhenVaried'),
        ],
        [
          'another photograph of the person: the first match is the same',
          ({ stability }) => figureIn(stability, 'sameFirstInOtherPhotos'),
        ],
        [
          'another photograph of the person: shared among the first five',
          ({ stability }) => figureIn(stability, 'sharedAmongFive'),
        ],
      ]),
      ...clipTables(reports),
    ],
    apart: [
      byMethod('Photograph to photograph', reports, [
        [
          'rank-1: the nearest is of the same person',
          ({ tellingApart }) => figureIn(tellingApart, 'rank1'),
        ],
        [
          'mean average precision',
          ({ tellingApart }) => figureIn(tellingApart, 'meanAveragePrecision'),
        ],
        ['equal error rate', ({ tellingApart }) => figureIn(tellingApart, 'equalErrorRate')],
        [
          'pairs of one person found where 1 in 100 pairs of two is taken for one',
          ({ tellingApart }) => figureIn(tellingApart, 'foundAtOnePercent'),
        ],
      ]),
    ],
    told: toldTables(reports),
    groups: groupTables(reports),
  }
}

type Reports = VisitorsMeasurement['reports']

function clipTables(reports: Reports): Table[] {
  const clips = inOrder(reports)[0]?.[1].clips ?? []
  if (clips.length === 0) return []
  const rows = clips.flatMap(({ name, frames }, i) =>
    (['singleFrame', 'runningAverage'] as const).map((way) => ({
      name: `${name}, ${frames} looks, ${way === 'singleFrame' ? 'each by itself' : 'averaged'}`,
      cells: inOrder(reports).map(([, { clips: own }]): Cell => {
        const { differentPortraits = 0, agreement = null } = own[i]?.[way] ?? {}
        return text(`${differentPortraits}, stays ${decimal(agreement, 2)}`)
      }),
    })),
  )
  return [{ caption: 'Films of one head: different first matches', columns: names(reports), rows }]
}

/** Words for a match are true to visitors where the figure is the share that the word speaks of. */
function toldTables({ pendant }: Reports): Table[] {
  const { deciding, reporting } = pendant?.told ?? {}
  if (!deciding || !reporting) return []
  const said = [
    ['nearer than nine of ten first matches', '0.1', 'nearest10'],
    ['nearer than three of four', '0.25', 'nearest25'],
    ['nearer than half of them', '0.5', 'nearerHalf'],
    ['farther than nine of ten', '0.1', 'farthest10'],
    ['nothing near: farther than 99 of 100', '0.01', 'nothingNear'],
  ] as const
  return [
    {
      caption: 'Share of photographs of which it would be said',
      columns: ['should be', 'deciding half', 'reporting half'],
      rows: said.map(([name, ideal, key]) => ({
        name,
        cells: [text(ideal), figureIn(deciding, key, 2), figureIn(reporting, key, 2)],
      })),
    },
  ]
}

const GROUP_FIGURES = [
  ['detectionRate', 'face found'],
  ['medianSquaredDistance', 'first match, median squared distance'],
  ['medianSimilarity', 'its similarity'],
  ['photoRank1', 'photograph to photograph, rank-1'],
] as const

/** A check that the gallery serves everybody: figures by group, and the gaps. */
function groupTables(reports: Reports): Table[] {
  return Object.keys(reports.pendant?.groups ?? {}).flatMap((grouping) =>
    inOrder(reports).flatMap(([name, report]) => {
      const { groups = [], gaps = {} } = report.groups?.[grouping] ?? {}
      const rows = groups.map((group) => ({
        name: `${group.value} (${group.people} people, ${group.photos} photographs)`,
        cells: [
          ...GROUP_FIGURES.map(([key]) => figureIn(group, key)),
          text(group.differentFirstMatches),
        ],
      }))
      const gapCells = GROUP_FIGURES.map(([key]): Cell => {
        const gap = key === 'medianSimilarity' ? undefined : gaps[key]
        return gap ? figureIn(gap, 'gap') : text('')
      })
      if (groups.length > 1) rows.push({ name: 'the widest gap', cells: [...gapCells, text('')] })
      const columns = [...GROUP_FIGURES.map(([, title]) => title), 'different first matches']
      const caption = `By ${grouping.replaceAll('_', ' ')}: ${METHOD_NAMES[name]}`
      return groups.length === 0 ? [] : [{ caption, columns, rows }]
    }),
  )
}

function byMethod<Report>(
  caption: string,
  reports: ByMethod<Report>,
  lines: readonly (readonly [name: string, of: (report: Report) => Cell])[],
): Table {
  const columns = inOrder(reports)
  const rows = lines.map(([name, of]) => ({ name, cells: columns.map(([, each]) => of(each)) }))
  return { caption, columns: names(reports), rows }
}

function names(reports: ByMethod<unknown>): string[] {
  return inOrder(reports).map(([name]) => METHOD_NAMES[name])
}

/** A figure of a report with the interval that stands beside it under the same name. */
function figureIn<Key extends string>(
  report: { readonly [Name in Key]: number | null } & {
    readonly intervals: Intervals<Readonly<Record<Key, number>>>
  },
  key: Key,
  digits = 3,
): Cell {
  const value = report[key]
  if (value === null) return text('–')
  return {
    figure: decimal(value, digits),
    interval: span(report.intervals[key], Math.max(0, digits - 1)),
  }
}

function signed({ figure, ...rest }: Cell): Cell {
  return { figure: Number(figure) > 0 ? `+${figure}` : figure, ...rest }
}

function text(figure: string | number): Cell {
  return { figure: String(figure) }
}

/** A share or another small number. */
export function decimal(value: number | null, digits = 3): string {
  return value === null ? '–' : value.toFixed(digits)
}

/** An interval as `0.41 to 0.67`. */
export function span([low, high]: Interval, digits = 2): string {
  if (low === null && high === null) return '–'
  return `${low === null ? 'no end' : decimal(low, digits)} to ${high === null ? 'no end' : decimal(high, digits)}`
}
