import type { Pixels } from '../pixels/pixels.ts'
import type { Point } from '../pixels/point.ts'
import {
  applyTransform,
  fitSimilarity,
  type SimilarityTransform,
} from '../pixels/similarity-transform.ts'
import { warpPixels } from '../pixels/warp.ts'
import type { Landmarks } from './landmarks.ts'
import { MEAN_FACE, MEAN_FACE_FIRST_LANDMARK } from './mean-face.ts'

/** Side of a face chip in pixels. The recognition net was trained on this size. */
export const CHIP_SIZE = 150

/** Room around the mean face, as a share of its side, on every side of the chip. */
const CHIP_PADDING = 0.25

/** Side of the landmark net's input in pixels. */
export const LANDMARK_INPUT_SIZE = 112

/**
 * Field of the upright crop for a second landmark pass, as a multiple of the chip's field: 1.35
 * chips with 12 % cut from each side.
 */
const LANDMARK_FIELD = 1.35 * (1 - 2 * 0.12)

/** Bridge and underside of the nose, eyes, upper lip. Talking and frowning hardly move them. */
const FITTED_LANDMARKS: readonly number[] = [...span(27, 54), ...span(60, 64)]

const FITTED_MEAN_FACE: readonly Point[] = FITTED_LANDMARKS.map((landmark) => {
  const [x, y] = MEAN_FACE[landmark - MEAN_FACE_FIRST_LANDMARK] as readonly [number, number]
  return { x: inChip(x), y: inChip(y) }
})

/** Maps the face chip to the picture, by least squares over the fitted landmarks. */
export function chipToPicture(landmarks: Landmarks): SimilarityTransform {
  return fitSimilarity(
    FITTED_MEAN_FACE,
    FITTED_LANDMARKS.map((landmark) => landmarks[landmark] as Point),
  )
}

/**
 * The upright face, CHIP_SIZE pixels square, laid over the mean face. The recognition net reads it.
 */
export function faceChip(picture: Pixels, landmarks: Landmarks): Pixels {
  return warpPixels(picture, chipToPicture(landmarks), CHIP_SIZE)
}

/** An upright crop around a face, and the transform from the crop back to the picture. */
export type UprightCrop = {
  readonly pixels: Pixels
  readonly cropToPicture: SimilarityTransform
}

/** The upright crop on which the landmark net locates the same face again, more exactly. */
export function uprightCrop(picture: Pixels, landmarks: Landmarks): UprightCrop {
  const cropToPicture = uprightSquare(landmarks, LANDMARK_FIELD, LANDMARK_INPUT_SIZE)
  return { pixels: warpPixels(picture, cropToPicture, LANDMARK_INPUT_SIZE), cropToPicture }
}

/**
 * Maps a square of `side` pixels to the picture so that the square shows the face upright. `field`
 * is the part that it shows, as a multiple of the chip's side, about the chip's middle.
 */
export function uprightSquare(
  landmarks: Landmarks,
  field: number,
  side: number,
): SimilarityTransform {
  const chip = chipToPicture(landmarks)
  const scale = (CHIP_SIZE * field) / side
  const corner = (CHIP_SIZE * (1 - field)) / 2
  const { x: tx, y: ty } = applyTransform(chip, { x: corner, y: corner })
  return { a: chip.a * scale, b: chip.b * scale, tx, ty }
}

function inChip(meanFaceCoordinate: number): number {
  return ((CHIP_PADDING + meanFaceCoordinate) / (2 * CHIP_PADDING + 1)) * CHIP_SIZE
}

function span(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}
