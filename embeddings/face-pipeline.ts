import { faceChip, LANDMARK_INPUT_SIZE, type UprightCrop, uprightCrop } from './alignment.ts'
import type { Descriptor } from './descriptor.ts'
import type { Detection, FaceModels } from './face-models.ts'
import { faceQuality, sharpness } from './face-quality.ts'
import { type HeadPose, headPose } from './head-pose.ts'
import { eyeDistancePx, type Landmarks } from './landmarks.ts'
import type { Pixels } from './pixels.ts'
import type { Box } from './point.ts'
import { applyTransform } from './similarity-transform.ts'
import { warpPixels } from './warp.ts'

/** A face found and described; all places in pixels of the picture it was found on. */
export type Face = {
  readonly box: Box
  readonly score: number
  readonly landmarks: Landmarks
  readonly pose: HeadPose
  /** See `faceQuality`. */
  readonly quality: number
  readonly descriptor: Descriptor
}

/** How often landmarks are looked for again on the upright crop after a detection. */
const UPRIGHT_PASSES = 2

/** All faces of a picture, the largest first. */
export async function findFaces(models: FaceModels, picture: Pixels): Promise<Face[]> {
  const detections = await models.detect(picture)
  const faces: Omit<Face, 'descriptor'>[] = []
  const chips: Pixels[] = []
  for (const { box, score } of detections) {
    const landmarks = await locateLandmarks(models, picture, box)
    const chip = faceChip(picture, landmarks)
    const pose = headPose(landmarks)
    const quality = faceQuality({
      eyeDistancePx: eyeDistancePx(landmarks),
      detectionScore: score,
      pose,
      sharpness: sharpness(chip),
    })
    faces.push({ box, score, landmarks, pose, quality })
    chips.push(chip)
  }
  const descriptors = await models.describe(chips)
  return faces
    .map((face, index) => ({ ...face, descriptor: descriptors[index] as Descriptor }))
    .sort((a, b) => area(b.box) - area(a.box))
}

/** Landmarks of the face in a detector's box: once within the box, then on the upright crop. */
export async function locateLandmarks(
  models: FaceModels,
  picture: Pixels,
  box: Detection['box'],
): Promise<Landmarks> {
  let landmarks = await landmarksOn(models, boxCrop(picture, box))
  for (let pass = 0; pass < UPRIGHT_PASSES; pass++) {
    landmarks = await followLandmarks(models, picture, landmarks)
  }
  return landmarks
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

/** The square around a detector's box, at the landmark net's size. */
function boxCrop(picture: Pixels, box: Box): UprightCrop {
  const side = Math.max(box.width, box.height)
  const cropToPicture = {
    a: side / LANDMARK_INPUT_SIZE,
    b: 0,
    tx: box.x + (box.width - side) / 2,
    ty: box.y + (box.height - side) / 2,
  }
  return { pixels: warpPixels(picture, cropToPicture, LANDMARK_INPUT_SIZE), cropToPicture }
}

function area(box: Box): number {
  return box.width * box.height
}
