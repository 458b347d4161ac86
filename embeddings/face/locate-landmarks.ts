import type { Pixels } from '../pixels/pixels.ts'
import { type Box, middleOf } from '../pixels/point.ts'
import { applyTransform, squareAbout } from '../pixels/similarity-transform.ts'
import { warpPixels } from '../pixels/warp.ts'
import { LANDMARK_INPUT_SIZE, type UprightCrop, uprightCrop } from './alignment.ts'
import { alignmentResidual } from './alignment-residual.ts'
import type { FaceModels } from './face-models.ts'
import { eyeDistancePx, type Landmarks } from './landmarks.ts'

/** Landmark passes on the upright crop after the pass within the detector's box. */
const UPRIGHT_PASSES = 2
/** Landmarks with at most this `alignmentResidual` have the shape of a face. */
export const FACE_SHAPED = 0.055
const RETRY_DEGREES = [-35, 35]
/** Least eye distance in sides of the box. Closer landmarks have slid onto a patch of skin. */
const MIN_EYES_IN_BOX = 0.15

/**
 * Locates the 68 landmarks of the face in a detector's box, in pixels of the picture: once within
 * the box, then on the upright crop. When the result does not have the shape of a face, the box is
 * read again turned by each of RETRY_DEGREES, and the smallest residual wins. The net sometimes
 * misreads heads tilted by 30° and more; on a crop tilted like them it reads them correctly.
 */
export async function locateLandmarks(
  models: FaceModels,
  picture: Pixels,
  box: Box,
): Promise<Landmarks> {
  let best = await locateInBox(models, picture, box, 0)
  for (const degrees of RETRY_DEGREES) {
    if (best.residual <= FACE_SHAPED) break
    const turned = await locateInBox(models, picture, box, degrees)
    if (turned.residual < best.residual) best = turned
  }
  return best.landmarks
}

/**
 * Reads a box once, as if its head were tilted clockwise by `degrees`. Returns the landmarks and
 * their `alignmentResidual`, which is infinite when they have shrunk onto a patch of the box.
 */
export async function locateInBox(
  models: FaceModels,
  picture: Pixels,
  box: Box,
  degrees: number,
): Promise<{ landmarks: Landmarks; residual: number }> {
  let landmarks = await landmarksOn(models, boxCrop(picture, box, degrees))
  for (let pass = 0; pass < UPRIGHT_PASSES; pass++) {
    landmarks = await followLandmarks(models, picture, landmarks)
  }
  const isOfItsSize = eyeDistancePx(landmarks) >= MIN_EYES_IN_BOX * Math.max(box.width, box.height)
  return {
    landmarks,
    residual: isOfItsSize ? alignmentResidual(landmarks) : Number.POSITIVE_INFINITY,
  }
}

/**
 * Locates a face again without a detector, on the upright crop around its `previous` landmarks. The
 * result is exact when the face has moved by less than about a fifth of its size.
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

/**
 * The square around a detector's box, turned clockwise about its centre and resized for the
 * landmark net.
 */
function boxCrop(picture: Pixels, box: Box, degrees: number): UprightCrop {
  const side = LANDMARK_INPUT_SIZE
  const scale = Math.max(box.width, box.height) / side
  const cropToPicture = squareAbout(middleOf(box), { side, scale, degrees })
  return { pixels: warpPixels(picture, cropToPicture, LANDMARK_INPUT_SIZE), cropToPicture }
}
