import { squaredDistance } from '../../../embeddings/face/distance.ts'
import type { Groups } from '../lists/visitors-folder.ts'
import type { Method } from '../methods/methods.ts'
import {
  bootstrap,
  byPerson,
  type Intervals,
  known,
  mean,
  median,
} from '../statistics/bootstrap.ts'
import { photoQueries } from './telling-apart.ts'
import { facesFound, type VisitorProbe } from './visitor-probes.ts'

/** Fewer people say nothing of a group; they are put together as OTHERS. */
const FEWEST_PEOPLE = 5
const OTHERS = 'all others'

/** What the gallery does for the people of one group. A fairness check: matching never sees it. */
type GroupFigures = {
  /** Share of probes in which a face was found. */
  readonly detectionRate: number
  /** Of the first match, between the two descriptors as they are, whatever the method's space. */
  readonly medianSquaredDistance: number
  /** What a visitor would be told of it; NaN where the method tells nothing. */
  readonly medianSimilarity: number
  /** Share of photographs whose nearest other photograph is of the same person. */
  readonly photoRank1: number
}

type Nullable<Figures> = { readonly [Key in keyof Figures]: number | null }

type GroupReport = Nullable<GroupFigures> & {
  readonly value: string
  readonly people: number
  readonly photos: number
  readonly probes: number
  readonly differentFirstMatches: number
  readonly intervals: Intervals<GroupFigures>
}

/** The group with most of a figure beside the one with least of it. */
type GroupGap = {
  readonly most: string
  readonly least: string
  readonly gap: number
  readonly intervals: Intervals<{ gap: number }>
}

const GAPS = ['detectionRate', 'medianSquaredDistance', 'photoRank1'] as const

export type GroupingReport = {
  readonly groups: readonly GroupReport[]
  /** Only where there are two groups or more. */
  readonly gaps: Partial<Readonly<Record<(typeof GAPS)[number], GroupGap>>>
}

/** One probe, or one query of photographs among photographs, of a member. */
type Item = {
  readonly person: string
  readonly group: string
  readonly detected?: boolean
  readonly squaredDistance?: number
  readonly similarity?: number | null
  readonly photoRank1?: number
}

/** Figures by the values of each grouping. People of whom a grouping says nothing are left out of it. */
export function groupReports(
  probes: readonly VisitorProbe[],
  groups: Groups,
  method: Method,
): Record<string, GroupingReport> {
  const columns = new Set([...groups.values()].flatMap((row) => Object.keys(row)))
  return Object.fromEntries(
    [...columns].map((column) => {
      const groupOf = groupsByPerson(probes, groups, column)
      return [column, groupingReport(probes, groupOf, method)]
    }),
  )
}

function groupsByPerson(
  probes: readonly VisitorProbe[],
  groups: Groups,
  column: string,
): Map<string, string> {
  const people = new Set(probes.map(({ person }) => person))
  const named = [...people].flatMap((person) => {
    const value = groups.get(person)?.[column]
    return value ? [[person, value] as const] : []
  })
  const size = (value: string): number => named.filter(([, own]) => own === value).length
  return new Map(
    named.map(([person, value]) => [person, size(value) >= FEWEST_PEOPLE ? value : OTHERS]),
  )
}

function groupingReport(
  probes: readonly VisitorProbe[],
  groupOf: ReadonlyMap<string, string>,
  method: Method,
): GroupingReport {
  const items = itemsOf(probes, groupOf, method)
  const values = [...new Set(groupOf.values())].sort((a, b) =>
    a === OTHERS ? 1 : b === OTHERS ? -1 : a < b ? -1 : 1,
  )
  const groups = values
    .map((value): GroupReport => {
      const own = items.filter(({ group }) => group === value)
      const members = probes.filter(({ person }) => groupOf.get(person) === value)
      const figures = groupFigures(own)
      return {
        value,
        people: new Set(members.map(({ person }) => person)).size,
        photos: new Set(members.map(({ file }) => file)).size,
        probes: members.length,
        detectionRate: known(figures.detectionRate),
        medianSquaredDistance: known(figures.medianSquaredDistance),
        medianSimilarity: known(figures.medianSimilarity),
        photoRank1: known(figures.photoRank1),
        differentFirstMatches: new Set(
          facesFound(members).map(({ face }) => face.near[0]?.face.portraitId),
        ).size,
        intervals: bootstrap(byPerson(own), groupFigures),
      }
    })
    .filter(({ people }) => people >= FEWEST_PEOPLE)
  const gaps = GAPS.flatMap((figure) => {
    const gap = gapOf(figure, groups, items)
    return gap ? [[figure, gap] as const] : []
  })
  return { groups, gaps: Object.fromEntries(gaps) }
}

function itemsOf(
  probes: readonly VisitorProbe[],
  groupOf: ReadonlyMap<string, string>,
  method: Method,
): Item[] {
  const looked = probes.map(({ person, face }) => {
    const first = face?.near[0]
    return {
      person,
      detected: face !== undefined,
      ...(first && {
        squaredDistance: squaredDistance(face.descriptor, first.face.descriptor),
        similarity: method.similarity(first.squaredDistance),
      }),
    }
  })
  const queried = photoQueries(probes).map(({ person, rank1 }) => ({ person, photoRank1: rank1 }))
  return [...looked, ...queried].flatMap((item) => {
    const group = groupOf.get(item.person)
    return group === undefined ? [] : [{ ...item, group }]
  })
}

function groupFigures(items: readonly Item[]): GroupFigures {
  const present = <Value>(value: Value | null | undefined): value is Value => value != null
  const looked = items.map(({ detected }) => detected).filter(present)
  return {
    detectionRate: looked.filter(Boolean).length / looked.length,
    medianSquaredDistance: median(items.map((item) => item.squaredDistance).filter(present)),
    medianSimilarity: median(items.map(({ similarity }) => similarity).filter(present)),
    photoRank1: mean(items.map(({ photoRank1 }) => photoRank1).filter(present)),
  }
}

/** The groups are those that differ most as measured; with many groups some gap is always there. */
function gapOf(
  figure: (typeof GAPS)[number],
  groups: readonly GroupReport[],
  items: readonly Item[],
): GroupGap | undefined {
  const sorted = groups
    .filter((group) => group[figure] !== null)
    .sort((a, b) => (b[figure] as number) - (a[figure] as number))
  const [most, least] = [sorted[0], sorted.at(-1)]
  if (!most || !least || most === least) return undefined
  const between = (all: readonly Item[]) => ({
    gap:
      groupFigures(all.filter(({ group }) => group === most.value))[figure] -
      groupFigures(all.filter(({ group }) => group === least.value))[figure],
  })
  const own = items.filter(({ group }) => group === most.value || group === least.value)
  const intervals = bootstrap(byPerson(own), between)
  return { most: most.value, least: least.value, ...between(own), intervals }
}
