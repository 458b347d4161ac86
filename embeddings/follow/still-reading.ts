import type { Descriptor } from '../face/descriptor.ts'
import type { HeadPose } from '../face/head-pose.ts'
import type { Landmarks } from '../face/landmarks.ts'
import type { Box } from '../pixels/point.ts'

/** A picture looked over. Places are in its pixels. */
export type SeenPicture = {
  /** Where the faces are, from left to right. No more is known of them until one is chosen. */
  readonly faces: readonly Box[]
  /** Mean brightness of the picture, 0 black to 1 white. */
  readonly brightness: number
}

/** The one face that was chosen. */
export type StillFace = {
  readonly landmarks: Landmarks
  readonly pose: HeadPose
  /** See `alignmentResidual`. */
  readonly residual: number
  /** Of the face chip, 0 black to 1 white. */
  readonly brightness: number
  /** See `sharpness`. */
  readonly sharpness: number
  readonly descriptor: Descriptor
}
