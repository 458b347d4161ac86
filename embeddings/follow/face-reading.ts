import type { Descriptor } from '../face/descriptor.ts'
import type { HeadPose } from '../face/head-pose.ts'
import type { Landmarks } from '../face/landmarks.ts'
import type { Framing } from './framing.ts'

/** The one face that is followed; places are in pixels of the camera frame, not mirrored. */
export type FollowedFace = {
  /**
   * Counts the faces taken up since the start: while it stays, it is the same person without a
   * break; a new one is another person, or the same one come back. Averages start over with it.
   */
  readonly faceNumber: number
  readonly landmarks: Landmarks
  readonly pose: HeadPose
  readonly framing: Framing
  /** See `faceQuality`; 0 of a face that is not described. */
  readonly quality: number
  /** Only of a face that is framed well enough to be searched with. */
  readonly descriptor: Descriptor | null
}

/** What one camera frame told. */
export type FaceReading = {
  readonly frameWidth: number
  readonly frameHeight: number
  /**
   * Faces at the last detection, the followed one included; the others are never looked at closer.
   */
  readonly facesInView: number
  readonly face: FollowedFace | null
}

export type ReadOptions = {
  /**
   * Whether a face that stands well is described, which is most of the work; it is, where nothing
   * is said.
   */
  readonly describes: boolean
}
