import type { FaceModels } from '../face/face-models.ts'
import type { Pixels } from '../pixels/pixels.ts'

/** How often each net was asked. */
type ModelCounts = {
  readonly detections: number
  readonly landmarkPasses: number
  readonly descriptions: number
}

/** Models that keep count and leave no picture of a visitor's face behind. */
export interface ForgetfulModels extends FaceModels {
  readonly counts: ModelCounts
}

/**
 * The models for a camera: every crop and chip handed in is overwritten with zeros once its net has
 * answered. The picture given to `detect` is left alone, for it is read from again; whoever took it
 * from the camera blanks it.
 */
export function forgetfulModels(models: FaceModels): ForgetfulModels {
  const counts = { detections: 0, landmarkPasses: 0, descriptions: 0 }
  return {
    counts,

    detect(picture, inputSize, leastScore) {
      counts.detections++
      return models.detect(picture, inputSize, leastScore)
    },

    async findLandmarks(crop) {
      counts.landmarkPasses++
      try {
        return await models.findLandmarks(crop)
      } finally {
        blank(crop)
      }
    },

    async describe(chips) {
      counts.descriptions += chips.length
      try {
        return await models.describe(chips)
      } finally {
        for (const chip of chips) blank(chip)
      }
    },

    close: () => models.close(),
  }
}

/** Overwrites a picture with zeros, every byte of it. */
export function blank(pixels: Pixels): void {
  pixels.data.fill(0)
}
