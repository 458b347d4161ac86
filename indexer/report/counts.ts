import type { WithdrawnWork } from '../catalogue/works.ts'
import type { WorkVerdict } from '../gallery/choose-portraits.ts'

/** What a catalogue comes to. */
export type Counts = {
  readonly works: number
  /** Found by the detector, whether or not they may be hung. */
  readonly faces: number
  readonly portraits: number
  /** Faces that are not hung, by reason, the most frequent first. */
  readonly facesLeftOut: readonly (readonly [reason: string, count: number])[]
  /** Works of which nothing is hung. */
  readonly skipped: readonly {
    readonly workId: string
    readonly title: string
    readonly reason: string
  }[]
  /** Where the works came from, by source and location. */
  readonly sources: readonly {
    readonly source: string
    readonly location: string
    readonly works: number
  }[]
  /** Works that say nothing of their rights. */
  readonly withoutRights: readonly { readonly workId: string; readonly title: string }[]
}

export function reportCounts(
  verdicts: readonly WorkVerdict[],
  withdrawn: readonly WithdrawnWork[],
): Counts {
  const leftOut = new Map<string, number>()
  const leaveOut = (reason: string, count: number): void => {
    if (count > 0) leftOut.set(reason, (leftOut.get(reason) ?? 0) + count)
  }
  let portraits = 0
  for (const { described, faces, skipped } of verdicts) {
    leaveOut('too small', described?.facesTooSmall ?? 0)
    leaveOut('beyond the largest of a crowd', described?.facesBeyondLimit ?? 0)
    for (const { reason } of faces) {
      if (reason !== undefined) leaveOut(reason, 1)
      else if (skipped !== undefined) leaveOut('of a work that is not hung', 1)
      else portraits += 1
    }
  }
  const facesLeftOut = [...leftOut].sort((a, b) => b[1] - a[1])
  return {
    works: verdicts.length,
    faces: portraits + facesLeftOut.reduce((sum, [, count]) => sum + count, 0),
    portraits,
    facesLeftOut,
    skipped: [
      ...verdicts.flatMap(({ work, skipped }) =>
        skipped === undefined
          ? []
          : [{ workId: work.id, title: work.label.title, reason: skipped }],
      ),
      ...withdrawn.map(({ work: { id, label }, why }) => ({
        workId: id,
        title: label.title,
        reason: why,
      })),
    ],
    sources: bySource(verdicts),
    withoutRights: verdicts
      .filter(({ work }) => work.label.rights === '')
      .map(({ work: { id, label } }) => ({ workId: id, title: label.title })),
  }
}

function bySource(verdicts: readonly WorkVerdict[]): Counts['sources'] {
  const works = new Map<string, { source: string; location: string; works: number }>()
  for (const { work } of verdicts) {
    const { source, location } = work
    const key = `${source} ${location}`
    const counted = works.get(key) ?? { source, location, works: 0 }
    counted.works += 1
    works.set(key, counted)
  }
  return [...works.values()].sort((a, b) => b.works - a.works)
}
