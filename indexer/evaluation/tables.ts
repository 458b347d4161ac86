import { CONTENDER_NAMES } from './answer.ts'
import type { Interval } from './bootstrap.ts'
import type { ContenderName } from './contenders.ts'
import type { Evaluation } from './evaluate.ts'
import type { ByContender, RetrievalMeasurement } from './measure-retrieval.ts'
import type { VisitorsMeasurement, VisitorsReport } from './measure-visitors.ts'
import type { RetrievalFigures } from './ranking.ts'
import type { ToldReport } from './told-nearness.ts'

/** The figures as lines for a terminal. */
export function evaluationLines({ pairs, sitters, visitors }: Evaluation): string[] {
  return [
    ...(pairs ? ['Photographs to works', ...retrievalLines(pairs), ''] : []),
    ...(sitters ? ["Works to the sitter's other works", ...retrievalLines(sitters), ''] : []),
    ...(visitors ? visitorLines(visitors) : []),
    'Intervals are of 95 %: people drawn anew, each with all of their probes.',
  ]
}

/** Contenders that were measured, in their order. */
export function inOrder<Value>(all: ByContender<Value>): [ContenderName, Value][] {
  return (Object.keys(CONTENDER_NAMES) as ContenderName[]).flatMap((name) => {
    const value = all[name]
    return value === undefined ? [] : [[name, value]]
  })
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

function retrievalLines({ reports, leads, missingWorks }: RetrievalMeasurement): string[] {
  const row = (name: string, figures: RetrievalFigures, undetected: string, mrr = ''): string =>
    [
      name.padEnd(20),
      String(figures.probes).padStart(6),
      ...[figures.rank1, figures.rank5, figures.rank10, figures.mrr].map((share) =>
        decimal(share).padStart(8),
      ),
      String(figures.medianRank ?? '–').padStart(8),
      undetected.padStart(11),
      mrr.padStart(16),
    ]
      .join('')
      .trimEnd()
  const rows = inOrder(reports).flatMap(([name, report]) => [
    row(
      CONTENDER_NAMES[name],
      report,
      String(report.undetected.length),
      span(report.intervals.mrr),
    ),
    ...(['deciding', 'reporting'] as const).map((half) => {
      const figures = report.halves[half]
      return row(`  ${half} half`, figures, '', span(figures.intervals.mrr))
    }),
    ...(report.turned ?? []).map((turned) =>
      row(`  turned ${turned.degrees}°`, turned, String(turned.undetected.length)),
    ),
  ])
  return [
    `${''.padEnd(20)}probes  rank-1  rank-5 rank-10     MRR  median undetected    MRR interval`,
    ...rows,
    ...inOrder(leads).map(
      ([name, { mrr, intervals }]) =>
        `pendant − ${CONTENDER_NAMES[name]}: MRR ${decimal(mrr)} (${span(intervals.mrr)})`,
    ),
    ...missingWorks.map(({ workId, reason }) => `Not to be found: ${workId} is ${reason}.`),
  ]
}

/** How true the words for a match are to these visitors. */
function toldLines(told: ToldReport): string[] {
  return (['deciding', 'reporting'] as const).map((half) => {
    const { nearest10, nearerHalf, farthest10, nothingNear } = told[half]
    return `told, ${half} half: nearest tenth ${decimal(nearest10, 2)}, nearer half ${decimal(nearerHalf, 2)}, farthest tenth ${decimal(farthest10, 2)}, nothing near ${decimal(nothingNear, 2)}`
  })
}

type Line = readonly [name: string, of: (report: VisitorsReport) => string]

const VISITOR_LINES: readonly Line[] = [
  ['no face found in', ({ undetected }) => String(undetected.length)],
  [
    'different first matches',
    ({ hubness: h }) =>
      `${h.differentFirstMatches} of ${h.probes} (${span(h.intervals.differentFirstMatches, 0)})`,
  ],
  [
    '  the most frequent',
    ({ hubness: h }) => `${decimal(h.mostFrequentShare)} (${span(h.intervals.mostFrequentShare)})`,
  ],
  [
    'k-occurrence skewness',
    ({ hubness: h }) =>
      `${decimal(h.occurrenceSkewness, 2)} (${span(h.intervals.occurrenceSkewness, 1)})`,
  ],
  [
    "never among anyone's ten",
    ({ hubness: h }) =>
      `${h.neverAmongTen} of ${h.portraits} (${span(h.intervals.neverAmongTen, 0)})`,
  ],
  [
    'photo to photo, rank-1',
    ({ tellingApart: t }) => `${decimal(t.rank1)} (${span(t.intervals.rank1)})`,
  ],
  [
    '  mean average precision',
    ({ tellingApart: t }) =>
      `${decimal(t.meanAveragePrecision)} (${span(t.intervals.meanAveragePrecision)})`,
  ],
  [
    '  equal error rate',
    ({ tellingApart: t }) => `${decimal(t.equalErrorRate)} (${span(t.intervals.equalErrorRate)})`,
  ],
  [
    'same first match, varied',
    ({ stability: s }) =>
      `${decimal(s.sameFirstWhenVaried)} (${span(s.intervals.sameFirstWhenVaried)})`,
  ],
  [
    '  in another photograph',
    ({ stability: s }) =>
      `${decimal(s.sameFirstInOtherPhotos)} (${span(s.intervals.sameFirstInOtherPhotos)})`,
  ],
]

function visitorLines({ people, photos, reports, leads }: VisitorsMeasurement): string[] {
  const columns = inOrder(reports)
  const row = (name: string, cells: readonly string[]): string =>
    [name.padEnd(26), ...cells.map((cell) => cell.padEnd(30))].join('').trimEnd()
  const clipNames = columns[0]?.[1].clips.map(({ name }) => name) ?? []
  return [
    `Visitors: ${photos} photographs of ${people} people`,
    row(
      '',
      columns.map(([name]) => CONTENDER_NAMES[name]),
    ),
    ...VISITOR_LINES.map(([name, of]) =>
      row(
        name,
        columns.map(([, report]) => of(report)),
      ),
    ),
    ...clipNames.map((name, i) =>
      row(
        name.slice(0, 25),
        columns.map(([, { clips }]) => {
          const clip = clips[i]
          return clip
            ? `${clip.singleFrame.differentPortraits} portraits, averaged ${clip.runningAverage.differentPortraits}`
            : ''
        }),
      ),
    ),
    ...(reports.pendant?.told ? toldLines(reports.pendant.told) : []),
    ...inOrder(leads).map(
      ([
        name,
        {
          firstMatchSpread: { ratio, intervals },
        },
      ]) =>
        `different first matches, pendant / ${CONTENDER_NAMES[name]}: ${decimal(ratio, 2)} (${span(intervals.ratio)})`,
    ),
    '',
  ]
}
