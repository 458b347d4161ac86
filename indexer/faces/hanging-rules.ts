import { alignmentResidual } from '../../embeddings/face/alignment-residual.ts'
import type { Face } from '../../embeddings/face/face-pipeline.ts'
import { type QualityShares, qualityShares } from '../../embeddings/face/face-quality.ts'
import { eyeDistancePx } from '../../embeddings/face/landmarks.ts'
import type { Box } from '../../embeddings/pixels/point.ts'

/** The rules measure a picture as if its long side had this many pixels. */
const RULE_LONG_SIDE_PX = 800
/**
 * Narrower faces are bystanders. A visitor could not make them out beside their own face, and their
 * descriptors are near to everyone's (leaving them out raised MRR of photograph to work from 0.58
 * to 0.65 on 957 works).
 */
const MIN_FACE_WIDTH_PX = 40
/** Closer eyes belong to a profile, on which the landmark net collapses, or to no face. */
const MIN_EYE_DISTANCE_PX = 12
/**
 * The least `faceQuality`. Faces turned right away, blurs and folds of drapery are below it; they
 * come first for people who resemble nobody here. docs/likeness.md says how it was chosen.
 */
const MIN_QUALITY = 0.1
/** The most faces of one work that are described. More faces make a crowd. */
export const MAX_FACES_A_WORK = 12

type Size = { readonly width: number; readonly height: number }

/**
 * Whether a face's box is too small on its picture to hang. Box and picture are in the same pixels.
 */
export function isTooSmallToHang(box: Box, picture: Size): boolean {
  return box.width * ruleScale(picture) < MIN_FACE_WIDTH_PX
}

/** Why a face may not hang, in words for a curator; undefined when it may. */
export function reasonNotToHang(face: Face, picture: Size): string | undefined {
  if (isTooSmallToHang(face.box, picture)) return 'too small'
  if (eyeDistancePx(face.landmarks) * ruleScale(picture) < MIN_EYE_DISTANCE_PX) {
    return 'in profile, or its features could not be made out'
  }
  return face.quality < MIN_QUALITY ? WEAKNESS[weakestOf(face)] : undefined
}

const WEAKNESS: Readonly<Record<keyof QualityShares, string>> = {
  size: 'too few pixels between its eyes',
  certainty: 'the detector is not sure that it is a face',
  frontality: 'turned too far away',
  crispness: 'too blurred',
  plausibility: 'its features do not make a face',
  symmetry: 'half hidden or no face: its mirror image is described otherwise',
}

/** Reasons that say: this is probably no face at all. A face that is half hidden is one. */
const NO_FACE: ReadonlySet<string> = new Set([WEAKNESS.certainty, WEAKNESS.plausibility])

/** Whether a reason of `reasonNotToHang` doubts that there is a face. */
export function doubtsFace(reason: string | undefined): boolean {
  return reason !== undefined && NO_FACE.has(reason)
}

/** What each measure leaves of a face's quality. */
export function sharesOf(face: Face): QualityShares {
  return qualityShares({
    eyeDistancePx: eyeDistancePx(face.landmarks),
    detectionScore: face.score,
    pose: face.pose,
    sharpness: face.sharpness,
    alignmentResidual: alignmentResidual(face.landmarks),
    mirrorDistance: face.mirrorDistance,
  })
}

/** The measure that lowers a face's quality most. */
function weakestOf(face: Face): keyof QualityShares {
  const shares = sharesOf(face)
  const names = Object.keys(shares) as (keyof QualityShares)[]
  return names.reduce((weakest, name) => (shares[name] < shares[weakest] ? name : weakest))
}

function ruleScale({ width, height }: Size): number {
  return RULE_LONG_SIDE_PX / Math.max(width, height)
}
