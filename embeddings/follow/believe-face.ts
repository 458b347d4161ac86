import { alignmentResidual } from '../face/alignment-residual.ts'
import type { Detection, FaceModels } from '../face/face-models.ts'
import { eyeDistancePx, type Landmarks } from '../face/landmarks.ts'
import { locateLandmarks } from '../face/locate-landmarks.ts'
import type { Pixels } from '../pixels/pixels.ts'
import { CLOSE_FIELD, scoreUpright, WIDE_FIELD } from './detector-views.ts'
import { isFaceShaped } from './plausible-landmarks.ts'

/** Of a face's box, between the eyes: 0.22 to 0.42 on faces; less where the landmarks slid off. */
const MIN_EYES_IN_BOX = 0.2
/**
 * Landmarks of those faces fit the mean face within 0.056; 70 of the other 95 detections do not.
 */
const MAX_RESIDUAL = 0.065
/** Up to this residual landmarks say nothing; what each unit beyond it takes from the evidence. */
const FITTING = 0.04
const DISTRUST_PER_RESIDUAL = 12
/**
 * Measured on 200 detections of faces in 63 photographs before a camera, and on 95 of a helmet and
 * a space suit under a face. Of the faces 99 % reach the first number and 96 % the second, the
 * others in another view; of the rest one reaches the first, and does not do so in the next frame.
 */
const MIN_EVIDENCE = 0.34
const SURE_EVIDENCE = 0.48

/** A face that is to be followed. */
export type BelievedFace = {
  readonly landmarks: Landmarks
  /** The detector's, where it saw the face upright. */
  readonly score: number
  /** Whether it may be described at once, or has to be seen again first. */
  readonly isSure: boolean
}

/**
 * The face that a detection shows, or null where it shows none. A detector errs, most of all on a
 * turned picture, and what it takes for a face there may be the largest thing in view. So it is
 * asked twice more about the place where the landmarks set the face upright: the mean of the three
 * scores, less what the landmarks lack of a face's shape, has to be enough.
 */
export async function believeFace(
  models: FaceModels,
  picture: Pixels,
  { box, score }: Detection,
): Promise<BelievedFace | null> {
  const landmarks = await locateLandmarks(models, picture, box)
  const eyesInBox = eyeDistancePx(landmarks) / Math.max(box.width, box.height)
  if (!isFaceShaped(landmarks, picture) || eyesInBox < MIN_EYES_IN_BOX) return null
  const residual = alignmentResidual(landmarks)
  if (residual > MAX_RESIDUAL) return null
  const wide = await scoreUpright(models, picture, landmarks, WIDE_FIELD)
  const close = await scoreUpright(models, picture, landmarks, CLOSE_FIELD)
  const distrust = DISTRUST_PER_RESIDUAL * Math.max(0, residual - FITTING)
  const evidence = (score + wide + close) / 3 - distrust
  if (evidence < MIN_EVIDENCE) return null
  return { landmarks, score: Math.max(wide, close), isSure: evidence >= SURE_EVIDENCE }
}
