import { type Cell, type Table, tableLines } from '../../report/markup.ts'
import type { Evaluation } from '../evaluate.ts'
import { type ByMethod, METHOD_NAMES, type MethodName } from '../methods/methods.ts'
import type { RetrievalMeasurement } from '../retrieval/retrieval.ts'
import type { Interval } from '../statistics/bootstrap.ts'
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
  const { halves, turned = [] } = reports.pendant ?? {}
  return [
    figureTable('Figures by way of matching', reports, withUndetected, [
      ['probes', 'probes', 0],
      ['rank-1: the work comes first', 'rank1'],
      ['among the first five', 'rank5'],
      ['among the first ten', 'rank10'],
      ['mean reciprocal rank', 'mrr'],
      ['median rank', 'medianRank', 1],
      ['no face found in', 'undetected', 0],
    ]),
    figureTable('Pendant minus the other', leads, (lead) => lead, LEAD_ROWS, signed),
    figureTable(
      'Mean reciprocal rank by half: methods are decided on one and reported on the other',
      reports,
      ({ halves: { deciding, reporting } }) => ({
        deciding: deciding.mrr,
        reporting: reporting.mrr,
        intervals: { deciding: deciding.intervals.mrr, reporting: reporting.intervals.mrr },
      }),
      (['deciding', 'reporting'] as const).map((half) => [
        `${half} half, ${halves?.[half].probes} probes of ${halves?.[half].people} people`,
        half,
      ]),
    ),
    figureTable(
      'Mean reciprocal rank of turned photographs',
      reports,
      (report) =>
        Object.fromEntries(report.turned?.map(({ degrees, mrr }) => [degrees, mrr]) ?? []),
      turned.map(({ degrees }) => [`turned by ${degrees}°`, String(degrees)]),
    ),
  ].filter(({ rows }) => rows.length > 0)
}

const LEAD_ROWS = [
  ['rank-1', 'rank1'],
  ['mean reciprocal rank', 'mrr'],
] as const

function withUndetected<Report extends { readonly undetected: readonly string[] }>(report: Report) {
  return { ...report, undetected: report.undetected.length }
}

/** How first matches spread, how steady they are, whom they serve. */
export function visitorTables({ reports, leads }: VisitorsMeasurement) {
  return {
    spread: [
      figureTable(
        'Spread of matches over the photographs as they are',
        reports,
        ({ hubness, undetected }) => withUndetected({ ...hubness, undetected }),
        [
          ['photographs without a face', 'undetected', 0],
          ['different portraits that come first', 'differentFirstMatches', 0],
          ['share of the most frequent one', 'mostFrequentShare'],
          ['skewness of appearances among the first ten', 'occurrenceSkewness', 2],
          ["portraits that are never among anyone's first ten", 'neverAmongTen', 0],
          ['of how many portraits', 'portraits', 0],
        ],
      ),
      figureTable(
        'Pendant beside the other, over the same photographs',
        leads,
        ({ firstMatchSpread: spread, tellingApart: apart }) => ({
          spread: spread.ratio,
          rank1: apart.rank1,
          intervals: { spread: spread.intervals.ratio, rank1: apart.intervals.rank1 },
        }),
        [
          ['different first matches, Pendant’s as a multiple of the other’s', 'spread', 2],
          ['rank-1 from photograph to photograph, Pendant’s minus the other’s', 'rank1'],
        ],
      ),
    ],
    steadiness: [
      figureTable('Steadiness of the first match', reports, ({ stability }) => stability, [
        [
          'the picture turned, dimmed, blurred and shrunk: the first match stays',
          'sameFirstWhenVaried',
        ],
        ['another photograph of the person: the first match is the same', 'sameFirstInOtherPhotos'],
        ['another photograph of the person: shared among the first five', 'sharedAmongFive'],
      ]),
      ...clipTables(reports),
    ],
    apart: [
      figureTable('Photograph to photograph', reports, ({ tellingApart }) => tellingApart, [
        ['rank-1: the nearest is of the same person', 'rank1'],
        ['mean average precision', 'meanAveragePrecision'],
        ['equal error rate', 'equalErrorRate'],
        [
          'pairs of one person found where 1 in 100 pairs of two is taken for one',
          'foundAtOnePercent',
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
        return { figure: `${differentPortraits}, stays ${decimal(agreement, 2)}` }
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
        cells: [{ figure: ideal }, cellOf(deciding, key, 2), cellOf(reporting, key, 2)],
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
          ...GROUP_FIGURES.map(([key]) => cellOf(group, key)),
          cellOf(group, 'differentFirstMatches', 0),
        ],
      }))
      const gapCells = GROUP_FIGURES.map(([key]) => {
        const gap = key === 'medianSimilarity' ? undefined : gaps[key]
        return gap ? cellOf(gap, 'gap') : NOTHING
      })
      if (groups.length > 1) rows.push({ name: 'the widest gap', cells: [...gapCells, NOTHING] })
      const columns = [...GROUP_FIGURES.map(([, title]) => title), 'different first matches']
      const caption = `By ${grouping.replaceAll('_', ' ')}: ${METHOD_NAMES[name]}`
      return groups.length === 0 ? [] : [{ caption, columns, rows }]
    }),
  )
}

/** Figures by name, some of them with an interval under the same name. */
export type NamedFigures<Key extends string> = Readonly<Record<Key, number | null>> & {
  readonly intervals?: Readonly<Partial<Record<string, Interval>>>
}

/** A row for each figure and a column for each method. */
function figureTable<Report, Key extends string>(
  caption: string,
  reports: ByMethod<Report>,
  figuresOf: (report: Report) => NamedFigures<NoInfer<Key>>,
  lines: readonly (readonly [name: string, key: Key, digits?: number])[],
  written: (cell: Cell) => Cell = (cell) => cell,
): Table {
  const figures = inOrder(reports).map(([, report]) => figuresOf(report))
  const rows = lines.map(([name, key, digits]) => ({
    name,
    cells: figures.map((own) => written(cellOf(own, key, digits))),
  }))
  return { caption, columns: names(reports), rows }
}

function names(reports: ByMethod<unknown>): string[] {
  return inOrder(reports).map(([name]) => METHOD_NAMES[name])
}

const NOTHING: Cell = { figure: '' }

export function cellOf<Key extends string>(
  own: NamedFigures<NoInfer<Key>>,
  key: Key,
  digits = 3,
): Cell {
  const value: number | null = own[key]
  const interval = own.intervals?.[key]
  const figure = decimal(value, digits)
  if (value === null || !interval) return { figure }
  return { figure, interval: span(interval, Math.max(0, digits - 1)) }
}

function signed({ figure, ...rest }: Cell): Cell {
  return { figure: Number(figure) > 0 ? `+${figure}` : figure, ...rest }
}

/** A share or another small number. */
function decimal(value: number | null, digits = 3): string {
  return value === null ? '–' : value.toFixed(digits)
}

/** An interval as `0.41 to 0.67`. */
function span([low, high]: Interval, digits = 2): string {
  if (low === null && high === null) return '–'
  const end = (value: number | null): string => (value === null ? 'no end' : decimal(value, digits))
  return `${end(low)} to ${end(high)}`
}
