import { eyeDistancePx } from '../../embeddings/face/landmarks.ts'
import { STILL_LIMITS } from '../../embeddings/face/still-limits.ts'
import type { SeenPicture, StillFace } from '../../embeddings/follow/still-reading.ts'

/** The reason why a picture cannot be searched with, as far as it is known. */
export type FaceFault = 'nothing-found' | 'too-small' | 'too-dark' | 'turned-away' | 'blurred'

/** In a darker picture nobody can be recognised. */
const MIN_PICTURE_BRIGHTNESS = 0.12
/** Longer side in pixels below which even a face that fills the picture is too small. */
const MIN_PICTURE_PX = 60

/** The reason why a picture shows no face. */
export function whyNoFace(
  picture: { readonly width: number; readonly height: number },
  { brightness }: SeenPicture,
): FaceFault {
  if (Math.max(picture.width, picture.height) < MIN_PICTURE_PX) return 'too-small'
  return brightness < MIN_PICTURE_BRIGHTNESS ? 'too-dark' : 'nothing-found'
}

/** The fault of the chosen face; null when it is fit for a search. Size and light come first. */
export function faultOf(face: StillFace): FaceFault | null {
  if (eyeDistancePx(face.landmarks) < STILL_LIMITS.minEyeDistancePx) return 'too-small'
  if (face.brightness < STILL_LIMITS.minFaceBrightness) return 'too-dark'
  if (face.residual > STILL_LIMITS.maxAlignmentResidual) return 'nothing-found'
  if (Math.hypot(face.pose.yaw, face.pose.pitch) > STILL_LIMITS.maxTurnedDegrees)
    return 'turned-away'
  return face.sharpness < STILL_LIMITS.minSharpness ? 'blurred' : null
}
