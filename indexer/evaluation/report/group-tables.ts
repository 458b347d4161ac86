import escapeHtml from 'escape-html'
import { CONTENDER_NAMES } from '../answer.ts'
import type { Interval } from '../bootstrap.ts'
import type { ContenderName } from '../contenders.ts'
import type { GroupingReport } from '../group-figures.ts'
import type { VisitorsMeasurement } from '../measure-visitors.ts'
import { decimal, inOrder, span } from '../tables.ts'
import { type Cell, type Row, table } from './html.ts'

/** A check that the gallery serves everybody: figures by group, and the gaps. */
export function groupTables({ reports }: VisitorsMeasurement): string {
  const columns = inOrder(reports)
  const groupings = Object.keys(reports.pendant?.groups ?? {})
  if (groupings.length === 0) return ''
  const tables = groupings.flatMap((grouping) =>
    columns.flatMap(([name, { groups }]) => {
      const report = groups?.[grouping]
      return report ? [groupTable(grouping, name, report)] : []
    }),
  )
  return `<h3>Is everybody served alike?</h3>
<p>A check of fairness only: matching knows nothing of any group. A larger distance of the first match means that the collection shows fewer faces like theirs. Groups of fewer than five people are put together. The gap is between the groups that differ most, so among many groups there always is one.</p>
${tables.join('\n')}`
}

const FIGURES = [
  ['detectionRate', 'face found'],
  ['medianSquaredDistance', 'first match, median squared distance'],
  ['medianSimilarity', 'its similarity'],
  ['photoRank1', 'photograph to photograph, rank-1'],
] as const

function groupTable(
  grouping: string,
  name: ContenderName,
  { groups, gaps }: GroupingReport,
): string {
  const rows = groups.map(
    (group): Row => ({
      name: `${group.value} (${group.people} people, ${group.photos} photographs)`,
      cells: [
        ...FIGURES.map(([key]) => cell(group[key], group.intervals[key])),
        { figure: String(group.differentFirstMatches) },
      ],
    }),
  )
  const gap: Row = {
    name: 'the widest gap',
    cells: [
      ...FIGURES.map(([key]): Cell => {
        const found = key === 'medianSimilarity' ? undefined : gaps[key]
        return found ? cell(found.gap, found.intervals.gap) : { figure: '' }
      }),
      { figure: '' },
    ],
  }
  return table(
    `By ${escapeHtml(grouping.replaceAll('_', ' '))}: ${CONTENDER_NAMES[name]}`,
    [...FIGURES.map(([, title]) => title), 'different first matches'],
    groups.length > 1 ? [...rows, gap] : rows,
  )
}

function cell(value: number | null, interval: Interval): Cell {
  return value === null ? { figure: '–' } : { figure: decimal(value), interval: span(interval, 3) }
}
