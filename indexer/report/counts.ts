import type { WithdrawnWork, Work } from '../catalogue/works.ts'
import type { WorkVerdict } from '../gallery/choose-portraits.ts'

/** What a catalogue comes to. */
export type Counts = ReturnType<typeof reportCounts>

export function reportCounts(
  verdicts: readonly WorkVerdict[],
  withdrawn: readonly WithdrawnWork[],
) {
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
  const named = ({ work }: { readonly work: Work }) => ({
    workId: work.id,
    title: work.label.title,
  })
  return {
    works: verdicts.length,
    /** Found by the detector, whether or not they may be hung. */
    faces: portraits + facesLeftOut.reduce((sum, [, count]) => sum + count, 0),
    portraits,
    /** Faces that are not hung, by reason, the most frequent first. */
    facesLeftOut,
    /** Works of which nothing is hung. */
    skipped: [
      ...verdicts.flatMap(({ work, skipped: reason }) =>
        reason === undefined ? [] : [{ ...named({ work }), reason }],
      ),
      ...withdrawn.map(({ work, why }) => ({ ...named({ work }), reason: why })),
    ],
    sources: bySource(verdicts),
    /**
     * Works with a portrait that hangs smaller than others for want of pixels, the fewest first.
     */
    wantLargerScan: verdicts.flatMap(wantedScan).sort((a, b) => a.eyesPx - b.eyesPx),
    /** Works that say nothing of their rights. */
    withoutRights: verdicts.filter(({ work }) => work.label.rights === '').map(named),
  }
}

/** From so many pixels between the eyes a head hangs as large as any: see `heldToPixels`. */
const ENOUGH_EYES_PX = 60

function wantedScan({ work, described, faces, skipped }: WorkVerdict) {
  const apart = faces
    .filter(({ reason }) => reason === undefined)
    .map(({ face: { eyes } }) => Math.hypot(eyes[1].x - eyes[0].x, eyes[1].y - eyes[0].y))
  const eyesPx = Math.round(Math.min(...apart))
  if (!described || skipped !== undefined || apart.length === 0 || eyesPx >= ENOUGH_EYES_PX)
    return []
  const { width, height } = described
  return [{ workId: work.id, title: work.label.title, eyesPx, width, height }]
}

/** Where the works came from, by source and location. */
function bySource(verdicts: readonly WorkVerdict[]) {
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
