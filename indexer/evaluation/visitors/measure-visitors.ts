import type { SeenFaces } from '../describing/describe-pictures.ts'
import { AS_GIVEN, type View } from '../describing/views.ts'
import { frameName, type Visitors } from '../lists/visitors-folder.ts'
import { byMethod, type Method } from '../methods/methods.ts'
import { calibrationReport } from './calibration-report.ts'
import { clipMatches, clipReport } from './clips.ts'
import { groupReports } from './group-figures.ts'
import { hubnessReport, spreadRatio } from './hubness.ts'
import { stabilityReport } from './stability.ts'
import { tellingApart, tellingApartLead } from './telling-apart.ts'
import { type VisitorProbe, visitorProbes } from './visitor-probes.ts'

/** The visitors as every method fared with them. */
export type VisitorsMeasurement = ReturnType<typeof measureVisitors>

export function measureVisitors(
  { photos, clips, groups }: Visitors,
  views: readonly View[],
  methods: readonly Method[],
  seen: SeenFaces,
) {
  const unreadable = photos.flatMap(({ file }) => {
    const reason = seen.problem(file)
    return reason === undefined ? [] : [{ file, reason }]
  })
  const readable = photos.filter(({ file }) => seen.problem(file) === undefined)
  const probes = byMethod(methods, (method) => visitorProbes(readable, views, method, seen))
  const probesOf = ({ name }: Method): VisitorProbe[] => probes[name] ?? []
  const films = byMethod(methods, (method) =>
    clips.map((clip) => {
      const looks = clip.frames.map((_, i) =>
        seen.all(frameName(clip, i), AS_GIVEN, method.pipeline),
      )
      return { name: clip.name, frames: looks.length, ...clipMatches(looks, method) }
    }),
  )
  const [pendant, ...others] = methods
  return {
    people: new Set(readable.map(({ person }) => person)).size,
    photos: photos.length,
    unreadable,
    reports: byMethod(methods, (method) => {
      const own = probesOf(method)
      const told = calibrationReport(own, method)
      return {
        probes: own.length,
        /** Photographs in which no face was found. */
        undetected: own
          .filter(({ view, face }) => view.kind === 'as-given' && !face)
          .map(({ file }) => file),
        hubness: hubnessReport(own, method.enrolled.length),
        tellingApart: tellingApart(own),
        stability: stabilityReport(own),
        ...(told && { told }),
        clips: (films[method.name] ?? []).map((film) => clipReport(film.name, film.frames, film)),
        ...(groups && { groups: groupReports(own, groups, method) }),
      }
    }),
    probes,
    /** First matches by clip. */
    clips: films,
    /** Of Pendant over each other method. */
    leads: byMethod(others, (other) => {
      const pair = [pendant ? probesOf(pendant) : [], probesOf(other)] as const
      return { firstMatchSpread: spreadRatio(...pair), tellingApart: tellingApartLead(...pair) }
    }),
  }
}
