import { byPerson, mean, measured } from '../statistics/bootstrap.ts'
import { facesAsGiven, facesFound, type VisitorFace, type VisitorProbe } from './visitor-probes.ts'

/** How often the same person is shown the same portrait. */
export function stabilityReport(probes: readonly VisitorProbe[]) {
  const comparisons = [...variedComparisons(probes), ...photoComparisons(probes)]
  return {
    variedPictures: comparisons.filter(({ varied }) => varied).length,
    photoPairs: comparisons.filter(({ varied }) => !varied).length,
    ...measured(comparisons, stabilityFigures),
  }
}

/** One comparison of two pictures of one person. */
type Comparison = ReturnType<typeof compare>

function stabilityFigures(comparisons: readonly Comparison[]) {
  const varied = comparisons.filter((comparison) => comparison.varied)
  const others = comparisons.filter((comparison) => !comparison.varied)
  return {
    /** Share of varied pictures whose first match is that of the picture as given. */
    sameFirstWhenVaried: mean(varied.map(({ sameFirst }) => sameFirst)),
    /** Share of pairs of one person's photographs that have the same first match. */
    sameFirstInOtherPhotos: mean(others.map(({ sameFirst }) => sameFirst)),
    /** Mean share of portraits that such pairs have in common among their first five. */
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

function compare(person: string, varied: boolean, a: VisitorFace, b: VisitorFace) {
  const firstFive = ({ near }: VisitorFace): string[] =>
    near.slice(0, 5).map(({ face }) => face.portraitId)
  const [idsOfA, idsOfB] = [firstFive(a), firstFive(b)]
  const shared = idsOfA.filter((id) => idsOfB.includes(id)).length
  return {
    person,
    varied,
    sameFirst: idsOfA[0] === idsOfB[0] ? 1 : 0,
    sharedAmongFive: idsOfA.length === 0 ? 0 : shared / idsOfA.length,
  }
}
