import type { Pixels } from '../pixels/pixels.ts'
import type { Box, Point } from '../pixels/point.ts'
import type { Descriptor } from './descriptor.ts'

/**
 * A face seen by a detector. The box is in pixels of the picture and may reach beyond its edges.
 */
export type Detection = {
  readonly box: Box
  /** The detector's own confidence, 0 to 1; not comparable between detectors. */
  readonly score: number
}

/** The nets a face pipeline needs, over plain pixels. Whoever creates one closes it. */
export interface FaceModels {
  /**
   * All faces that score high enough, in no order. `inputSize` is the side of the tiny detector's
   * input in pixels, a multiple of 32: a small input finds large faces quickly, a large one finds
   * small faces too. SSD ignores it. `leastScore` replaces the score below which detections are
   * dropped.
   */
  detect(picture: Pixels, inputSize?: number, leastScore?: number): Promise<Detection[]>
  /** 68 points, in pixels of a square crop of LANDMARK_INPUT_SIZE. */
  findLandmarks(crop: Pixels): Promise<Point[]>
  /** One descriptor for each face chip of CHIP_SIZE pixels, in order; any number of chips. */
  describe(chips: readonly Pixels[]): Promise<Descriptor[]>
  close(): void
}

/** The most faces in one crowd scene. Further faces are too small to hang anyway. */
export const MAX_DETECTIONS = 100

/** The weight files, by the names that @vladmandic/face-api gives them. */
export const MODEL_FILES = {
  'ssd-mobilenet-v1': 'ssd_mobilenetv1_model',
  'tiny-face-detector': 'tiny_face_detector_model',
  landmarks: 'face_landmark_68_model',
  recognition: 'face_recognition_model',
} as const

export type DetectorName = 'ssd-mobilenet-v1' | 'tiny-face-detector'

/** Throws `RangeError` when a net's input is not a square of `side` pixels. */
export function requireSide(pixels: Pixels, side: number): void {
  if (pixels.width !== side || pixels.height !== side) {
    throw new RangeError(
      `This net takes ${side} × ${side} pixels, not ${pixels.width} × ${pixels.height}.`,
    )
  }
}
