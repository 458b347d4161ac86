import type { Point } from '../pixels/point.ts'
import { applyTransform, fitSimilarity, scaleOf } from '../pixels/similarity-transform.ts'
import type { Landmarks } from './landmarks.ts'
import { MEAN_FACE, MEAN_FACE_FIRST_LANDMARK } from './mean-face.ts'

/** The first landmark of the nose. Jaw and brows move too much to judge a shape by. */
const FIRST_FITTED = 27

const MEAN_POINTS: readonly Point[] = MEAN_FACE.slice(FIRST_FITTED - MEAN_FACE_FIRST_LANDMARK).map(
  ([x, y]) => ({ x, y }),
)

/**
 * The misfit of landmarks to the mean face: what is left after a similarity transform lays the mean
 * face over nose, eyes and mouth. Root mean square distance, in sides of the mean face. On 84
 * photographs it is at most 0.065 on faces, turned ones too; the median on background is 0.29. It
 * is infinite when the landmarks coincide.
 */
export function alignmentResidual(landmarks: Landmarks): number {
  const found = landmarks.slice(FIRST_FITTED)
  const fit = fitSimilarity(MEAN_POINTS, found)
  const scale = scaleOf(fit)
  if (!(scale > 0)) return Number.POSITIVE_INFINITY
  let squares = 0
  MEAN_POINTS.forEach((point, index) => {
    const at = applyTransform(fit, point)
    const target = found[index] as Point
    squares += (at.x - target.x) ** 2 + (at.y - target.y) ** 2
  })
  return Math.sqrt(squares / MEAN_POINTS.length) / scale
}
