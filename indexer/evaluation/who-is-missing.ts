import { tableText } from '../../embeddings/gallery/table-text.ts'
import { isNothingNear } from '../../embeddings/likeness/similarity-band.ts'
import type { Cell, Table } from '../report/markup.ts'
import {
  byPerson,
  type Interval,
  type Measured,
  mean,
  measured,
  median,
} from './statistics/bootstrap.ts'

/** How near the first match of a photograph is; null where no face was found. */
export type ProbeNearness = {
  readonly group: string
  readonly person: string
  readonly first: {
    /** See `similarityOf`. */
    readonly similarity: number
    /** Euclidean, between the two descriptors. */
    readonly distance: number
  } | null
}

type Figures = ReturnType<typeof figuresOf>

/** How near the collection comes to the people of one group. Intervals are of 95 %. */
export type GroupNearness = Measured<Figures> & {
  readonly group: string
  readonly people: number
  readonly pictures: number
  readonly faces: number
}

/** Of fewer people, anew drawn ones are the same few: an interval would say nothing. */
const FEWEST_PEOPLE = 2
const NO_INTERVAL: Interval = [null, null]

/** The groups, those that are farthest from any portrait first. */
export function nearnessByGroup(probes: readonly ProbeNearness[]): GroupNearness[] {
  return [...new Set(probes.map(({ group }) => group))]
    .map((group) => {
      const own = probes.filter((probe) => probe.group === group)
      const people = byPerson(own).length
      const { intervals, ...figures } = measured(own, figuresOf)
      return {
        group,
        people,
        pictures: own.length,
        faces: own.filter(({ first }) => first !== null).length,
        ...figures,
        intervals:
          people >= FEWEST_PEOPLE
            ? intervals
            : {
                faceShare: NO_INTERVAL,
                medianSimilarity: NO_INTERVAL,
                medianDistance: NO_INTERVAL,
                nothingNearShare: NO_INTERVAL,
              },
      }
    })
    .sort((a, b) => (a.medianSimilarity ?? 2) - (b.medianSimilarity ?? 2))
}

function figuresOf(probes: readonly ProbeNearness[]) {
  const firsts = probes.flatMap(({ first }) => first ?? [])
  return {
    /** Share of the photographs in which a face was found. */
    faceShare: firsts.length / probes.length,
    medianSimilarity: median(firsts.map(({ similarity }) => similarity)),
    medianDistance: median(firsts.map(({ distance }) => distance)),
    /** Share of the faces that no portrait is like. */
    nothingNearShare: mean(firsts.map((first) => Number(isNothingNear([first])))),
  }
}

/** What the figures say, and what they cannot tell. */
export const HOW_TO_READ =
  'Similarity: of 100 first matches of this gallery, so many are farther away. A group that lies far from every portrait may be missing from the collection, or may be described less well by the model; the figures cannot tell which. Look at the examples.'

const COLUMNS: readonly (readonly [name: keyof Figures, caption: string, digits: number])[] = [
  ['medianSimilarity', 'similarity', 100],
  ['medianDistance', 'distance', 1],
  ['nothingNearShare', 'nothing near, in 100', 100],
  ['faceShare', 'a face found, in 100', 100],
]

export function nearnessTable(groups: readonly GroupNearness[]): Table {
  return {
    caption: 'How near the nearest portraits are, the farthest group first (95 % intervals)',
    columns: ['people', 'photographs', ...COLUMNS.map(([, caption]) => caption)],
    rows: groups.map((each) => ({
      name: each.group,
      cells: [
        { figure: String(each.people) },
        { figure: String(each.pictures) },
        ...COLUMNS.map(([name, , scale]): Cell => {
          const shown = (value: number | null) =>
            value === null ? '–' : (value * scale).toFixed(scale === 1 ? 2 : 0)
          const [low, high] = each.intervals[name]
          const figure = shown(each[name])
          return low === null || high === null
            ? { figure }
            : { figure, interval: `${shown(low)}–${shown(high)}` }
        }),
      ],
    })),
  }
}

const CHART_WIDTH = 50

/** The similarities as a chart of letters: the interval as a line, the median as a mark on it. */
export function nearnessChart(groups: readonly GroupNearness[]): string[] {
  const width = Math.max(...groups.map(({ group }) => group.length)) + 2
  const at = (share: number) => Math.round(share * (CHART_WIDTH - 1))
  const lines = groups.map(({ group, medianSimilarity, intervals }) => {
    const [low, high] = intervals.medianSimilarity
    const letters = Array.from({ length: CHART_WIDTH }, (_, i): string =>
      low !== null && high !== null && i >= at(low) && i <= at(high) ? '─' : '·',
    )
    if (medianSimilarity !== null) letters[at(medianSimilarity)] = '●'
    return group.padEnd(width) + letters.join('')
  })
  const scale = `${'0'.padEnd(CHART_WIDTH / 2)}50`.padEnd(CHART_WIDTH - 3)
  return ['Similarity, 0 to 100', ...lines, `${' '.repeat(width)}${scale}100`, '']
}

/** The figures, with the ends of their intervals, as a table for spreadsheets. */
export function nearnessCsv(groups: readonly GroupNearness[]): string {
  const header = [
    ...['group', 'people', 'pictures', 'faces'],
    ...COLUMNS.flatMap(([name]) => [name, `${name}Low`, `${name}High`]),
  ]
  const short = (value: number | null) => (value === null ? null : Number(value.toFixed(4)))
  const rows = groups.map((each) => [
    each.group,
    ...[each.people, each.pictures, each.faces],
    ...COLUMNS.flatMap(([name]) => [each[name], ...each.intervals[name]].map(short)),
  ])
  return tableText([header, ...rows])
}
