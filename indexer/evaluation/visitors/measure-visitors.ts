import type { SeenFaces } from '../describing/describe-pictures.ts'
import { AS_GIVEN, type View } from '../describing/views.ts'
import { frameName, type Visitors } from '../lists/visitors-folder.ts'
import type { Method, MethodName } from '../methods/methods.ts'
import type { ByMethod } from '../retrieval/measure-retrieval.ts'
import { type CalibrationReport, calibrationReport } from './calibration-report.ts'
import { type ClipMatches, type ClipReport, clipMatches, clipReport } from './clips.ts'
import { type GroupingReport, groupReports } from './group-figures.ts'
import { type HubnessReport, hubnessReport, type SpreadRatio, spreadRatio } from './hubness.ts'
import { type StabilityReport, stabilityReport } from './stability.ts'
import {
  type TellingApartLead,
  type TellingApartReport,
  tellingApart,
  tellingApartLead,
} from './telling-apart.ts'
import { type VisitorProbe, visitorProbes } from './visitor-probes.ts'

/** One method's figures over the visitors' photographs and clips. */
export type VisitorsReport = {
  readonly probes: number
  /** Photographs in which no face was found. */
  readonly undetected: readonly string[]
  readonly hubness: HubnessReport
  readonly tellingApart: TellingApartReport
  readonly stability: StabilityReport
  /** What visitors would be told of their first match; only of a method that tells anything. */
  readonly told?: CalibrationReport
  readonly clips: readonly ClipReport[]
  /** By the columns of the groups' file; only where there is one. */
  readonly groups?: Readonly<Record<string, GroupingReport>>
}

export type VisitorsLead = {
  readonly firstMatchSpread: SpreadRatio
  readonly tellingApart: TellingApartLead
}

/** The visitors as every method fared with them. */
export type VisitorsMeasurement = {
  readonly people: number
  readonly photos: number
  readonly unreadable: readonly { readonly file: string; readonly reason: string }[]
  readonly reports: ByMethod<VisitorsReport>
  readonly probes: ByMethod<readonly VisitorProbe[]>
  /** First matches by clip. */
  readonly clips: ByMethod<readonly (ClipMatches & { readonly name: string })[]>
  /** Of Pendant over each other method. */
  readonly leads: ByMethod<VisitorsLead>
}

export function measureVisitors(
  { photos, clips, groups }: Visitors,
  views: readonly View[],
  methods: readonly Method[],
  seen: SeenFaces,
): VisitorsMeasurement {
  const unreadable = photos.flatMap(({ file }) => {
    const reason = seen.problem(file)
    return reason === undefined ? [] : [{ file, reason }]
  })
  const readable = photos.filter(({ file }) => seen.problem(file) === undefined)
  const reports: Partial<Record<MethodName, VisitorsReport>> = {}
  const probes: Partial<Record<MethodName, readonly VisitorProbe[]>> = {}
  const matches: Partial<Record<MethodName, (ClipMatches & { name: string })[]>> = {}
  const leads: Partial<Record<MethodName, VisitorsLead>> = {}
  for (const method of methods) {
    const { name, pipeline, enrolled } = method
    const own = visitorProbes(readable, views, method, seen)
    const films = clips.map((clip) => {
      const faces = clip.frames.map((_, i) => seen.all(frameName(clip, i), AS_GIVEN, pipeline))
      return { name: clip.name, ...clipMatches(faces, method) }
    })
    probes[name] = own
    matches[name] = films
    const told = calibrationReport(own, method)
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
      ...(groups && { groups: groupReports(own, groups, method) }),
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
