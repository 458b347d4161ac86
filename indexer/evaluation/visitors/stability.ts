import { bootstrap, byPerson, type Intervals, known, mean } from '../statistics/bootstrap.ts'
import { facesAsGiven, facesFound, type VisitorFace, type VisitorProbe } from './visitor-probes.ts'

/** How often the same person is shown the same portrait. */
type StabilityFigures = {
  /** Share of varied pictures whose first match is that of the picture as given; NaN without variations. */
  readonly sameFirstWhenVaried: number
  /** Share of pairs of one person's photographs that have the same first match. */
  readonly sameFirstInOtherPhotos: number
  /** Mean share of portraits that such pairs have in common among their first five. */
  readonly sharedAmongFive: number
}

export type StabilityReport = { readonly [Key in keyof StabilityFigures]: number | null } & {
  readonly variedPictures: number
  readonly photoPairs: number
  readonly intervals: Intervals<StabilityFigures>
}

/** One comparison of two pictures of one person; only what can be compared is there. */
type Comparison = {
  readonly person: string
  readonly varied: boolean
  readonly sameFirst: number
  readonly sharedAmongFive: number
}

export function stabilityReport(probes: readonly VisitorProbe[]): StabilityReport {
  const comparisons = [...variedComparisons(probes), ...photoComparisons(probes)]
  const figures = stabilityFigures(comparisons)
  return {
    variedPictures: comparisons.filter(({ varied }) => varied).length,
    photoPairs: comparisons.filter(({ varied }) => !varied).length,
    sameFirstWhenVaried: known(figures.sameFirstWhenVaried),
    sameFirstInOtherPhotos: known(figures.sameFirstInOtherPhotos),
    sharedAmongFive: known(figures.sharedAmongFive),
    intervals: bootstrap(byPerson(comparisons), stabilityFigures),
  }
}

function stabilityFigures(comparisons: readonly Comparison[]): StabilityFigures {
  const varied = comparisons.filter((comparison) => comparison.varied)
  const others = comparisons.filter((comparison) => !comparison.varied)
  return {
    sameFirstWhenVaried: mean(varied.map(({ sameFirst }) => sameFirst)),
    sameFirstInOtherPhotos: mean(others.map(({ sameFirst }) => sameFirst)),
    sharedAmongFive: mean(others.map(({ sharedAmongFive }) => sharedAmongFive)),
  }
}

function variedComparisons(probes: readonly VisitorProbe[]): Comparison[] {
  const asGiven = new Map(facesAsGiven(probes).map(({ file, face }) => [file, face]))
  return facesFound(probes).flatMap(({ person, file, view, face }) => {
    const given = asGiven.get(file)
    return view.kind === 'varied' && given ? [compare(person, true, given, face)] : []
  })
}

function photoComparisons(probes: readonly VisitorProbe[]): Comparison[] {
  return byPerson(facesAsGiven(probes)).flatMap((photos) =>
    photos.flatMap((a, i) =>
      photos.slice(i + 1).map((b) => compare(a.person, false, a.face, b.face)),
    ),
  )
}

function compare(person: string, varied: boolean, a: VisitorFace, b: VisitorFace): Comparison {
  const [idsOfA, idsOfB] = [a, b].map(({ near }) =>
    near.slice(0, 5).map(({ face }) => face.portraitId),
  ) as [string[], string[]]
  const shared = idsOfA.filter((id) => idsOfB.includes(id)).length
  return {
    person,
    varied,
    sameFirst: idsOfA[0] === idsOfB[0] ? 1 : 0,
    sharedAmongFive: idsOfA.length === 0 ? 0 : shared / idsOfA.length,
  }
}
