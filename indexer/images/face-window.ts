import {
  betweenEyes,
  eyeCentres,
  eyeDistancePx,
  type Landmarks,
} from '../../embeddings/face/landmarks.ts'
import type { Box, Point } from '../../embeddings/pixels/point.ts'

/** Width and height of the window around a face, in distances between the eyes. */
const WIDTH_IN_EYE_DISTANCES = 5.5
const HEIGHT_IN_EYE_DISTANCES = 7
/** The midpoint of the eyes in the window, as shares of width and height. */
const EYES_ACROSS = 0.5
const EYES_DOWN = 0.42

/** Eye distance on a crop in pixels, if the painting's resolution allows it. */
const CROP_EYE_DISTANCE_PX = 140
const MAX_CROP_SIDE_PX = 900

/** The part of a painting that is shown with a face, and its scale. */
export type CropWindow = {
  /** In whole pixels of the picture. */
  readonly area: Box
  /** Crop pixels for each picture pixel; at most 1, since enlarging adds nothing. */
  readonly scale: number
}

/** The window around a face as painted, cut where the painting ends. */
export function faceWindow(
  face: { readonly box: Box; readonly landmarks: Landmarks },
  picture: { readonly width: number; readonly height: number },
): CropWindow {
  const { eyes, unit } = placeOf(face)
  const left = clamp(eyes.x - unit * WIDTH_IN_EYE_DISTANCES * EYES_ACROSS, picture.width - 1)
  const top = clamp(eyes.y - unit * HEIGHT_IN_EYE_DISTANCES * EYES_DOWN, picture.height - 1)
  const right = eyes.x + unit * WIDTH_IN_EYE_DISTANCES * (1 - EYES_ACROSS)
  const bottom = eyes.y + unit * HEIGHT_IN_EYE_DISTANCES * (1 - EYES_DOWN)
  const width = Math.max(1, clamp(right, picture.width) - left)
  const height = Math.max(1, clamp(bottom, picture.height) - top)
  const longSide = Math.max(width, height)
  return {
    area: { x: left, y: top, width, height },
    scale: Math.min(1, CROP_EYE_DISTANCE_PX / unit, MAX_CROP_SIDE_PX / longSide),
  }
}

/** Maps places on the picture to a crop of the window with the given size, in the crop's pixels. */
export function onCrop(
  points: readonly Point[],
  { area }: CropWindow,
  crop: { readonly width: number; readonly height: number },
): Point[] {
  return points.map(({ x, y }) => ({
    x: ((x - area.x) * crop.width) / area.width,
    y: ((y - area.y) * crop.height) / area.height,
  }))
}

/** Centres of the eyes on a crop of the window with the given size. */
export function eyesOnCrop(
  landmarks: Landmarks,
  window: CropWindow,
  crop: { readonly width: number; readonly height: number },
): [Point, Point] {
  return onCrop(eyeCentres(landmarks), window, crop) as [Point, Point]
}

/**
 * The midpoint of the eyes and the distance between them, or the distance as it would be without
 * head turn: eyes come together in profile, while eyes to chin keeps its length. Where the
 * landmarks have collapsed, as on lost profiles, the detector's box serves instead.
 */
function placeOf({ box, landmarks }: { readonly box: Box; readonly landmarks: Landmarks }): {
  readonly eyes: Point
  readonly unit: number
} {
  const eyes = betweenEyes(landmarks)
  const chin = landmarks[8] as Point
  const eyesToChin = Math.hypot(chin.x - eyes.x, chin.y - eyes.y)
  const unit = Math.max(eyeDistancePx(landmarks), eyesToChin / EYES_TO_CHIN_IN_EYE_DISTANCES)
  if (unit >= box.width * COLLAPSED_SHARE_OF_BOX) return { eyes, unit }
  return {
    eyes: { x: box.x + box.width / 2, y: box.y + box.height * EYES_DOWN_THE_BOX },
    unit: box.width * EYE_DISTANCE_IN_BOX_WIDTHS,
  }
}

/**
 * On a frontal face, from the eyes' midpoint to the chin. It is more than the mean, so that long
 * faces do not count as turned.
 */
const EYES_TO_CHIN_IN_EYE_DISTANCES = 2.1
/** On frontal faces, with SSD's boxes. */
const EYE_DISTANCE_IN_BOX_WIDTHS = 0.43
const EYES_DOWN_THE_BOX = 0.4
const COLLAPSED_SHARE_OF_BOX = 0.25

function clamp(value: number, most: number): number {
  return Math.round(Math.min(most, Math.max(0, value)))
}
