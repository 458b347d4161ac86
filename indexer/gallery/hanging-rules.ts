import type { Face } from '../../embeddings/face-pipeline.ts'
import { eyeDistancePx } from '../../embeddings/landmarks.ts'
import type { Box } from '../../embeddings/point.ts'

/** The rules measure a picture as if its long side had this many pixels. */
const RULE_LONG_SIDE_PX = 800
/**
 * Narrower faces are bystanders: a visitor could not make them out beside their own, and their
 * descriptors are near to everyone's (leaving them out raised MRR of photograph to work from 0.58
 * to 0.65 on 957 works).
 */
const MIN_FACE_WIDTH_PX = 40
/** Eyes nearer to one another belong to a profile, on which the landmark net collapses, or to no face. */
const MIN_EYE_DISTANCE_PX = 12
/** Of `faceQuality`. Below it stand faces turned right away, blurs, and folds of drapery. */
const MIN_QUALITY = 0.05
/** Faces of one work that are described; beyond them it is a crowd. */
export const MAX_FACES_A_WORK = 12

type Size = { readonly width: number; readonly height: number }

/** Whether a face of this box is too small on its picture to hang; box and picture in the same pixels. */
export function isTooSmallToHang(box: Box, picture: Size): boolean {
  return box.width * ruleScale(picture) < MIN_FACE_WIDTH_PX
}

/** Why a face may not be hung, in words for a curator; undefined when it may. */
export function reasonNotToHang(face: Face, picture: Size): string | undefined {
  if (isTooSmallToHang(face.box, picture)) return 'too small'
  if (eyeDistancePx(face.landmarks) * ruleScale(picture) < MIN_EYE_DISTANCE_PX) {
    return 'in profile, or its features could not be made out'
  }
  if (face.quality < MIN_QUALITY) return 'too unclear or turned too far away'
  return undefined
}

function ruleScale({ width, height }: Size): number {
  return RULE_LONG_SIDE_PX / Math.max(width, height)
}
