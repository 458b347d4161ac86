import { type ClipMatches, type ClipReport, clipMatches, clipReport } from './clips.ts'
import type { Contender, ContenderName } from './contenders.ts'
import type { SeenFaces } from './describe-pictures.ts'
import { type GroupingReport, groupReports } from './group-figures.ts'
import { type HubnessReport, hubnessReport, type SpreadRatio, spreadRatio } from './hubness.ts'
import type { ByContender } from './measure-retrieval.ts'
import { frameName } from './plan-looks.ts'
import { type StabilityReport, stabilityReport } from './stability.ts'
import {
  type TellingApartLead,
  type TellingApartReport,
  tellingApart,
  tellingApartLead,
} from './telling-apart.ts'
import { type ToldReport, toldReport } from './told-nearness.ts'
import { AS_GIVEN, type View } from './views.ts'
import { type VisitorProbe, visitorProbes } from './visitor-probes.ts'
import type { Visitors } from './visitors-folder.ts'

/** One contender's figures over the visitors' photographs and clips. */
export type VisitorsReport = {
  readonly probes: number
  /** Photographs in which no face was found. */
  readonly undetected: readonly string[]
  readonly hubness: HubnessReport
  readonly tellingApart: TellingApartReport
  readonly stability: StabilityReport
  /** What visitors would be told of their first match; only of a contender that tells anything. */
  readonly told?: ToldReport
  readonly clips: readonly ClipReport[]
  /** By the columns of the groups' file; only where there is one. */
  readonly groups?: Readonly<Record<string, GroupingReport>>
}

export type VisitorsLead = {
  readonly firstMatchSpread: SpreadRatio
  readonly tellingApart: TellingApartLead
}

/** The visitors as every contender fared with them. */
export type VisitorsMeasurement = {
  readonly people: number
  readonly photos: number
  readonly unreadable: readonly { readonly file: string; readonly reason: string }[]
  readonly reports: ByContender<VisitorsReport>
  readonly probes: ByContender<readonly VisitorProbe[]>
  /** First matches by clip. */
  readonly clips: ByContender<readonly (ClipMatches & { readonly name: string })[]>
  /** Of Pendant over each other contender. */
  readonly leads: ByContender<VisitorsLead>
}

export function measureVisitors(
  { photos, clips, groups }: Visitors,
  views: readonly View[],
  contenders: readonly Contender[],
  seen: SeenFaces,
): VisitorsMeasurement {
  const unreadable = photos.flatMap(({ file }) => {
    const reason = seen.problem(file)
    return reason === undefined ? [] : [{ file, reason }]
  })
  const readable = photos.filter(({ file }) => seen.problem(file) === undefined)
  const reports: Partial<Record<ContenderName, VisitorsReport>> = {}
  const probes: Partial<Record<ContenderName, readonly VisitorProbe[]>> = {}
  const matches: Partial<Record<ContenderName, (ClipMatches & { name: string })[]>> = {}
  const leads: Partial<Record<ContenderName, VisitorsLead>> = {}
  for (const contender of contenders) {
    const { name, recipe, enrolled } = contender
    const own = visitorProbes(readable, views, contender, seen)
    const films = clips.map((clip) => {
      const faces = clip.frames.map((_, i) => seen.all(frameName(clip, i), AS_GIVEN, recipe))
      return { name: clip.name, ...clipMatches(faces, contender) }
    })
    probes[name] = own
    matches[name] = films
    const told = toldReport(own, contender)
    reports[name] = {
      probes: own.length,
      undetected: own
        .filter(({ view, face }) => view.kind === 'as-given' && !face)
        .map(({ file }) => file),
      hubness: hubnessReport(own, enrolled.length),
      tellingApart: tellingApart(own),
      stability: stabilityReport(own),
      ...(told && { told }),
      clips: films.map((film, i) => clipReport(film.name, clips[i]?.frames.length ?? 0, film)),
      ...(groups && { groups: groupReports(own, groups, contender) }),
    }
    if (probes.pendant && name !== 'pendant') {
      leads[name] = {
        firstMatchSpread: spreadRatio(probes.pendant, own),
        tellingApart: tellingApartLead(probes.pendant, own),
      }
    }
  }
  return {
    people: new Set(readable.map(({ person }) => person)).size,
    photos: photos.length,
    unreadable,
    reports,
    probes,
    clips: matches,
    leads,
  }
}
