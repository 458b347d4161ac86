import { eyeDistancePx } from '../../embeddings/face/landmarks.ts'
import { STILL_LIMITS } from '../../embeddings/face/still-limits.ts'
import type { SeenPicture, StillFace } from '../../embeddings/follow/still-reading.ts'

/** Why a picture cannot be searched with, as far as can be known. */
export type FaceFault = 'nothing-found' | 'too-small' | 'too-dark' | 'turned-away' | 'blurred'

/** A picture darker than this shows nobody anything. */
const MIN_PICTURE_BRIGHTNESS = 0.12
/** Longer side under which even a face that fills the picture is too small. */
const MIN_PICTURE_PX = 60

/** Why no face was found in a picture. */
export function whyNoFace(
  picture: { readonly width: number; readonly height: number },
  { brightness }: SeenPicture,
): FaceFault {
  if (Math.max(picture.width, picture.height) < MIN_PICTURE_PX) return 'too-small'
  return brightness < MIN_PICTURE_BRIGHTNESS ? 'too-dark' : 'nothing-found'
}

/** What is wrong with the chosen face; null when it may be searched with. Size and light first. */
export function faultOf(face: StillFace): FaceFault | null {
  if (eyeDistancePx(face.landmarks) < STILL_LIMITS.minEyeDistancePx) return 'too-small'
  if (face.brightness < STILL_LIMITS.minFaceBrightness) return 'too-dark'
  if (face.residual > STILL_LIMITS.maxAlignmentResidual) return 'nothing-found'
  if (Math.hypot(face.pose.yaw, face.pose.pitch) > STILL_LIMITS.maxTurnedDegrees)
    return 'turned-away'
  return face.sharpness < STILL_LIMITS.minSharpness ? 'blurred' : null
}
