import type { Pixels } from '../pixels/pixels.ts'
import { overlap } from '../pixels/point.ts'
import { applyTransform, invertTransform } from '../pixels/similarity-transform.ts'
import { warpPixels } from '../pixels/warp.ts'
import { uprightSquare } from './alignment.ts'
import type { FaceModels } from './face-models.ts'
import { type Landmarks, landmarkBox } from './landmarks.ts'

export type UprightView = {
  /** What the square shows, in face chips. */
  readonly chips: number
  readonly sidePx: number
  /** See `FaceModels.detect`. */
  readonly inputSizePx: number
  /** Lower scores say nothing. */
  readonly leastScore: number
  /** How far a detection and the box around the landmarks overlap at least. */
  readonly leastOverlap: number
}

/**
 * The detector's score of the face whose landmarks are given, on a square that shows it upright as
 * those landmarks have it; 0 when it sees none there.
 */
export async function uprightScore(
  models: Pick<FaceModels, 'detect'>,
  picture: Pixels,
  landmarks: Landmarks,
  { chips, sidePx, inputSizePx, leastScore, leastOverlap }: UprightView,
): Promise<number> {
  const viewToPicture = uprightSquare(landmarks, chips, sidePx)
  const view = warpPixels(picture, viewToPicture, sidePx)
  try {
    const detections = await models.detect(view, inputSizePx, leastScore)
    const pictureToView = invertTransform(viewToPicture)
    const face = landmarkBox(landmarks.map((point) => applyTransform(pictureToView, point)))
    const seen = detections.filter(({ box }) => overlap(box, face) >= leastOverlap)
    return Math.max(0, ...seen.map(({ score }) => score))
  } finally {
    // It may be a visitor's.
    view.data.fill(0)
  }
}
