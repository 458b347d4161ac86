import type { Pixels } from '../pixels/pixels.ts'
import type { HeadPose } from './head-pose.ts'

/** The measurements of a face before it is hung or searched with. */
export type FaceMeasures = {
  /** Pixels between the eyes on the picture the face was found on. */
  readonly eyeDistancePx: number
  readonly detectionScore: number
  readonly pose: HeadPose
  /** See `sharpness`. */
  readonly sharpness: number
  /** See `alignmentResidual`. */
  readonly alignmentResidual: number
  /** See `DescribedChip`; left out of a frame of which the mirror image was not described. */
  readonly mirrorDistance?: number
}

/** The share of each measure in the quality, 0 to 1. */
export type QualityShares = {
  readonly size: number
  readonly certainty: number
  readonly frontality: number
  readonly crispness: number
  readonly plausibility: number
  readonly symmetry: number
}

/** Eye distance in pixels at which a chip is as good as it gets: chips of 150 px have 41. */
const AMPLE_EYE_DISTANCE_PX = 40
/** Sharpness of a crisp photograph's chip, measured on photographs and paintings alike. */
const CRISP = 0.06
/** At this sum of yaw and pitch, in degrees, half of the face is out of sight. */
const TURNED_AWAY_DEGREES = 60

/**
 * Limits of the misfit to the mean face. Up to the first number the landmarks are a face's; at the
 * second they may be anything's. Of 553 painted faces 90 % fit within 0.054, 99 % within 0.077.
 */
const FITTING = 0.055
const ILL_FITTING = 0.1
/** Limits of the mirror distance. Of those 553 faces 75 % lie within 0.25, 99 % within 0.36. */
const AGREEING = 0.25
const DISAGREEING = 0.45

/**
 * The quality of a face, 0 (useless) to 1 (ideal): the product of `qualityShares`. docs/likeness.md
 * measures which faces it keeps off the wall, and what that gains.
 */
export function faceQuality(measures: FaceMeasures): number {
  return Object.values(qualityShares(measures)).reduce((product, share) => product * share, 1)
}

/**
 * Shares for size, detection score, frontal pose, sharpness, fit of the landmarks and agreement of
 * the chip with its mirror image. Sharpness counts by its square root, since soft painting is a
 * style and not a fault.
 */
export function qualityShares(measures: FaceMeasures): QualityShares {
  const turned = Math.hypot(measures.pose.yaw, measures.pose.pitch)
  return {
    size: share(measures.eyeDistancePx, AMPLE_EYE_DISTANCE_PX),
    certainty: share(measures.detectionScore, 1),
    frontality: share(TURNED_AWAY_DEGREES - turned, TURNED_AWAY_DEGREES),
    crispness: Math.sqrt(share(measures.sharpness, CRISP)),
    plausibility: share(ILL_FITTING - measures.alignmentResidual, ILL_FITTING - FITTING),
    symmetry: share(DISAGREEING - (measures.mirrorDistance ?? 0), DISAGREEING - AGREEING),
  }
}

/**
 * The fine detail of a face chip: the mean absolute Laplacian of its brightness, as a share of the
 * standard deviation of the brightness. A dim face therefore does not count as a blurred one.
 */
export function sharpness(chip: Pixels): number {
  const { width, height } = chip
  const luma = new Float32Array(width * height)
  let sum = 0
  let squares = 0
  for (let i = 0; i < luma.length; i++) {
    const value =
      0.299 * (chip.data[i * 4] as number) +
      0.587 * (chip.data[i * 4 + 1] as number) +
      0.114 * (chip.data[i * 4 + 2] as number)
    luma[i] = value
    sum += value
    squares += value * value
  }
  const deviation = Math.sqrt(Math.max(0, squares / luma.length - (sum / luma.length) ** 2))
  if (deviation < 1) return 0
  let detail = 0
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x
      detail += Math.abs(
        4 * (luma[i] as number) -
          (luma[i - 1] as number) -
          (luma[i + 1] as number) -
          (luma[i - width] as number) -
          (luma[i + width] as number),
      )
    }
  }
  return detail / ((width - 2) * (height - 2)) / deviation
}

function share(value: number, ample: number): number {
  return Math.min(1, Math.max(0, value / ample))
}
