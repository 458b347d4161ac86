import { squaredDistance } from '../../../embeddings/face/distance.ts'
import type { Groups } from '../lists/visitors-folder.ts'
import type { Method } from '../methods/methods.ts'
import { mean, measured, median } from '../statistics/bootstrap.ts'
import { photoQueries } from './telling-apart.ts'
import { facesFound, type VisitorProbe } from './visitor-probes.ts'

/** Fewer people say nothing of a group; they are put together as OTHERS. */
const FEWEST_PEOPLE = 5
const OTHERS = 'all others'

type GroupReport = ReturnType<typeof groupReport>

const GAPS = ['detectionRate', 'medianSquaredDistance', 'photoRank1'] as const
type GapName = (typeof GAPS)[number]

/** One probe, or one query of photographs among photographs, of a member. */
type Item = {
  readonly person: string
  readonly group: string
  readonly detected?: boolean
  readonly squaredDistance?: number
  readonly similarity?: number | null
  readonly photoRank1?: number
}

/**
 * What the gallery does for the people of each group, by the values of each grouping: a check of
 * fairness, since matching never sees it. People of whom a grouping says nothing are left out of
 * it.
 */
export function groupReports(probes: readonly VisitorProbe[], groups: Groups, method: Method) {
  const columns = new Set([...groups.values()].flatMap((row) => Object.keys(row)))
  const reports = [...columns].map((column) => {
    const groupOf = groupsByPerson(probes, groups, column)
    return [column, groupingReport(probes, groupOf, method)] as const
  })
  return Object.fromEntries(reports)
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
) {
  const items = itemsOf(probes, groupOf, method)
  const values = [...new Set(groupOf.values())].sort((a, b) =>
    a === OTHERS ? 1 : b === OTHERS ? -1 : a < b ? -1 : 1,
  )
  const groups = values
    .map((value) =>
      groupReport(
        value,
        probes.filter(({ person }) => groupOf.get(person) === value),
        items.filter(({ group }) => group === value),
      ),
    )
    .filter(({ people }) => people >= FEWEST_PEOPLE)
  const gaps = GAPS.flatMap((figure) => {
    const gap = gapOf(figure, groups, items)
    return gap ? [[figure, gap] as const] : []
  })
  const byFigure: Partial<Record<GapName, (typeof gaps)[number][1]>> = Object.fromEntries(gaps)
  return { groups, gaps: byFigure }
}

function groupReport(value: string, members: readonly VisitorProbe[], items: readonly Item[]) {
  const { intervals, ...figures } = measured(items, groupFigures)
  return {
    value,
    people: new Set(members.map(({ person }) => person)).size,
    photos: new Set(members.map(({ file }) => file)).size,
    probes: members.length,
    ...figures,
    differentFirstMatches: new Set(
      facesFound(members).map(({ face }) => face.near[0]?.face.portraitId),
    ).size,
    intervals,
  }
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

function groupFigures(items: readonly Item[]) {
  const present = <Value>(value: Value | null | undefined): value is Value => value != null
  const looked = items.map(({ detected }) => detected).filter(present)
  return {
    /** Share of probes in which a face was found. */
    detectionRate: looked.filter(Boolean).length / looked.length,
    /** Of the first match, between the two descriptors as they are, whatever the method's space. */
    medianSquaredDistance: median(items.map((item) => item.squaredDistance).filter(present)),
    /** What a visitor would be told of it. */
    medianSimilarity: median(items.map(({ similarity }) => similarity).filter(present)),
    /** Share of photographs whose nearest other photograph is of the same person. */
    photoRank1: mean(items.map(({ photoRank1 }) => photoRank1).filter(present)),
  }
}

/**
 * The group with most of a figure beside the one with least of it, where there are two groups or
 * more; with many groups some gap is always there.
 */
function gapOf(figure: GapName, groups: readonly GroupReport[], items: readonly Item[]) {
  const sorted = groups
    .filter((group) => group[figure] !== null)
    .sort((a, b) => (b[figure] as number) - (a[figure] as number))
  const [most, least] = [sorted[0], sorted.at(-1)]
  if (!most || !least || most === least) return undefined
  const own = items.filter(({ group }) => group === most.value || group === least.value)
  const of = (all: readonly Item[], { value }: GroupReport): number =>
    groupFigures(all.filter(({ group }) => group === value))[figure]
  const between = (all: readonly Item[]) => ({ gap: of(all, most) - of(all, least) })
  return { most: most.value, least: least.value, ...measured(own, between) }
}
