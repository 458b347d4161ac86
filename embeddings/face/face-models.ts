import type { Pixels } from '../pixels/pixels.ts'
import type { Box, Point } from '../pixels/point.ts'
import type { Descriptor } from './descriptor.ts'

/** Where a detector sees a face; the box is in pixels of the picture and may reach beyond it. */
export type Detection = {
  readonly box: Box
  /** The detector's own confidence, 0 to 1; not comparable between detectors. */
  readonly score: number
}

/** The nets a face pipeline needs, over plain pixels. Whoever creates one closes it. */
export interface FaceModels {
  /**
   * All faces the detector is sure enough of, in no order. `inputSize` is the side in pixels, a
   * multiple of 32, at which the tiny detector looks at this picture: small finds large faces, and
   * quickly, large finds small ones. SSD takes no notice of it. `leastScore` stands in place of the
   * score below which detections are dropped otherwise.
   */
  detect(picture: Pixels, inputSize?: number, leastScore?: number): Promise<Detection[]>
  /** 68 points on a square crop of LANDMARK_INPUT_SIZE pixels, in the crop's pixels. */
  findLandmarks(crop: Pixels): Promise<Point[]>
  /** One descriptor for each face chip of CHIP_SIZE pixels, in order; any number of chips. */
  describe(chips: readonly Pixels[]): Promise<Descriptor[]>
  close(): void
}

/** Faces a crowd scene may have at most; beyond that they are too small to hang anyway. */
export const MAX_DETECTIONS = 100

/** The files of weights, by the names under which @vladmandic/face-api ships them. */
export const MODEL_FILES = {
  'ssd-mobilenet-v1': 'ssd_mobilenetv1_model',
  'tiny-face-detector': 'tiny_face_detector_model',
  landmarks: 'face_landmark_68_model',
  recognition: 'face_recognition_model',
} as const

export type DetectorName = 'ssd-mobilenet-v1' | 'tiny-face-detector'

/** Throws `RangeError` where a net's input is not a square of `side` pixels. */
export function requireSide(pixels: Pixels, side: number): void {
  if (pixels.width !== side || pixels.height !== side) {
    throw new RangeError(
      `This net takes ${side} × ${side} pixels, not ${pixels.width} × ${pixels.height}.`,
    )
  }
}
