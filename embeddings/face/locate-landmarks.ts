import type { Pixels } from '../pixels/pixels.ts'
import { type Box, middleOf } from '../pixels/point.ts'
import { applyTransform, squareAbout } from '../pixels/similarity-transform.ts'
import { warpPixels } from '../pixels/warp.ts'
import { LANDMARK_INPUT_SIZE, type UprightCrop, uprightCrop } from './alignment.ts'
import type { FaceModels } from './face-models.ts'
import { landmarkMisfit } from './landmark-misfit.ts'
import { eyeDistancePx, type Landmarks } from './landmarks.ts'

/** How often landmarks are looked for again on the upright crop after a detection. */
const UPRIGHT_PASSES = 2
/** Landmarks that fit the mean face this well are those of a face; see `landmarkMisfit`. */
export const FACE_SHAPED = 0.055
const FURTHER_LOOKS_DEGREES = [-35, 35]
/** Eyes nearer to each other than this share of the box have slid onto a patch of skin. */
const MIN_EYES_IN_BOX = 0.15

/**
 * Landmarks of the face in a detector's box: once within the box, then on the upright crop. Where
 * they do not come to the shape of a face, the box is looked at again turned by each of
 * FURTHER_LOOKS_DEGREES, and the best shape counts: heads tilted by 30° and more, which the landmark
 * net misreads now and then, are read right from a crop that is tilted like them.
 */
export async function locateLandmarks(
  models: FaceModels,
  picture: Pixels,
  box: Box,
): Promise<Landmarks> {
  let best = await lookInBox(models, picture, box, 0)
  for (const degrees of FURTHER_LOOKS_DEGREES) {
    if (best.misfit <= FACE_SHAPED) break
    const look = await lookInBox(models, picture, box, degrees)
    if (look.misfit < best.misfit) best = look
  }
  return best.landmarks
}

/**
 * Landmarks from one look into a box, as if the head in it were tilted clockwise by `degrees`, and
 * how ill they fit a face that fills the box: `landmarkMisfit`, infinite when they have shrunk onto
 * a patch of it.
 */
export async function lookInBox(
  models: FaceModels,
  picture: Pixels,
  box: Box,
  degrees: number,
): Promise<{ landmarks: Landmarks; misfit: number }> {
  let landmarks = await landmarksOn(models, boxCrop(picture, box, degrees))
  for (let pass = 0; pass < UPRIGHT_PASSES; pass++) {
    landmarks = await followLandmarks(models, picture, landmarks)
  }
  const isOfItsSize = eyeDistancePx(landmarks) >= MIN_EYES_IN_BOX * Math.max(box.width, box.height)
  return {
    landmarks,
    misfit: isOfItsSize ? landmarkMisfit(landmarks) : Number.POSITIVE_INFINITY,
  }
}

/**
 * Landmarks of a face that was at `previous` a moment ago, found on the upright crop there: exact
 * where the face has moved by less than about a fifth of its size, and no detector is needed.
 */
export function followLandmarks(
  models: FaceModels,
  picture: Pixels,
  previous: Landmarks,
): Promise<Landmarks> {
  return landmarksOn(models, uprightCrop(picture, previous))
}

async function landmarksOn(models: FaceModels, crop: UprightCrop): Promise<Landmarks> {
  const points = await models.findLandmarks(crop.pixels)
  return points.map((point) => applyTransform(crop.cropToPicture, point))
}

/** The square around a detector's box, turned clockwise about its centre, at the landmark net's size. */
function boxCrop(picture: Pixels, box: Box, degrees: number): UprightCrop {
  const side = LANDMARK_INPUT_SIZE
  const scale = Math.max(box.width, box.height) / side
  const cropToPicture = squareAbout(middleOf(box), { side, scale, degrees })
  return { pixels: warpPixels(picture, cropToPicture, LANDMARK_INPUT_SIZE), cropToPicture }
}
