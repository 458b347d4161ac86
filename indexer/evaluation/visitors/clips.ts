import type { Descriptor } from '../../../embeddings/face/descriptor.ts'
import { squaredDistance } from '../../../embeddings/face/distance.ts'
import { createVisitDescriptor } from '../../../embeddings/likeness/visit-descriptor.ts'
import type { DescribedFace } from '../describing/pipelines.ts'
import { type Method, nearestFaces } from '../methods/methods.ts'
import { countsOf } from '../statistics/bootstrap.ts'

/**
 * The first match, by id, of each frame in which a face was found: by that frame alone, and by the
 * average so far. `frames` are the faces of each frame, the largest first.
 */
export function clipMatches(frames: readonly (readonly DescribedFace[])[], method: Method) {
  const visit = createVisitDescriptor()
  const firstMatch = (descriptor: Descriptor): string =>
    nearestFaces(method.projectVisitor(descriptor), method.enrolled, 1)[0]?.face.portraitId ?? ''
  const single: string[] = []
  const averaged: string[] = []
  for (const face of followOneFace(frames)) {
    visit.add(face.descriptor, face.quality)
    const average = visit.current()
    single.push(firstMatch(face.descriptor))
    averaged.push(firstMatch(average ?? face.descriptor))
  }
  visit.clear()
  return { single, averaged }
}

/**
 * A film of one head. No interval is given: its frames are one person in one light, and say nothing
 * of how others would fare.
 */
export function clipReport(
  name: string,
  frames: number,
  { single, averaged }: ReturnType<typeof clipMatches>,
) {
  return {
    name,
    frames,
    detected: single.length,
    singleFrame: steadiness(single),
    runningAverage: steadiness(averaged),
  }
}

/** How steady the first match is from frame to frame. */
export function steadiness(firstMatches: readonly string[]) {
  const counts = countsOf(firstMatches)
  const pairs = firstMatches.length - 1
  const same = firstMatches.filter((id, i) => i > 0 && id === firstMatches[i - 1]).length
  return {
    /** Share of frames whose first match is that of the frame before. */
    agreement: pairs > 0 ? same / pairs : 1,
    differentPortraits: counts.size,
    /** Share of frames that show the most frequent portrait. */
    mostFrequentShare:
      firstMatches.length === 0 ? 0 : Math.max(...counts.values()) / firstMatches.length,
  }
}

/** The largest face of the first frame that has any, and from then on the one most like it. */
function followOneFace(frames: readonly (readonly DescribedFace[])[]): DescribedFace[] {
  const followed: DescribedFace[] = []
  for (const faces of frames) {
    const before = followed.at(-1)?.descriptor
    const face = before
      ? faces.toSorted(
          (a, b) => squaredDistance(a.descriptor, before) - squaredDistance(b.descriptor, before),
        )[0]
      : faces[0]
    if (face) followed.push(face)
  }
  return followed
}
