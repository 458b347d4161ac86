import { STILL_LIMITS } from '../../embeddings/face/still-limits.ts'
import type { Refusal } from '../contract/failures.ts'

/** The measurements of a face before a search. */
export type ProbeMeasures = {
  /** Pixels between the eyes on the analysed picture. */
  readonly eyeDistancePx: number
  /** Sum of yaw and pitch. */
  readonly turnedDegrees: number
  /** See `sharpness` in embeddings/face/face-quality.ts. */
  readonly sharpness: number
  /** Mean brightness of the face, 0 black to 1 white. */
  readonly brightness: number
  /** See `alignmentResidual`. */
  readonly alignmentResidual: number
}

type Limit = {
  readonly measure: keyof ProbeMeasures
  /** The value as a share of its limit: at 1 the face is just good enough, below 1 it is not. */
  readonly share: (value: number) => number
  readonly words: string
}

/** The limit of each measure. */
const LIMITS: readonly Limit[] = [
  {
    measure: 'eyeDistancePx',
    share: (pixels) => pixels / STILL_LIMITS.minEyeDistancePx,
    words:
      'it is too small: there are too few pixels between its eyes. Go nearer, or send the picture larger',
  },
  {
    measure: 'turnedDegrees',
    share: (degrees) => (90 - degrees) / (90 - STILL_LIMITS.maxTurnedDegrees),
    words: 'it is turned too far away. Look towards the camera',
  },
  {
    measure: 'sharpness',
    share: (sharpness) => sharpness / STILL_LIMITS.minSharpness,
    words: 'it is too blurred. Hold still, or send a sharper picture',
  },
  {
    measure: 'brightness',
    share: (brightness) => brightness / STILL_LIMITS.minFaceBrightness,
    words: 'it is too dark. Take the picture in more light',
  },
  {
    measure: 'alignmentResidual',
    share: (residual) => STILL_LIMITS.maxAlignmentResidual / Math.max(residual, 1e-9),
    words: 'its features cannot be made out: it may be covered, or no face',
  },
]

/** Why a face is not searched with, by its worst measure; undefined when it may be. */
export function whyUnfit(measures: ProbeMeasures): Refusal | undefined {
  const [worst] = LIMITS.map(({ measure, share, words }) => ({
    share: share(measures[measure]),
    words,
  })).sort((a, b) => a.share - b.share)
  if (!worst || worst.share >= 1) return undefined
  return { code: 'face-unfit', detail: `The face cannot be compared, for ${worst.words}.` }
}
