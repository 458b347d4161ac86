import type { Landmarks } from '../../embeddings/face/landmarks.ts'

/** A picture of a face with its landmarks, in the picture's pixels, not mirrored. */
export type Still = {
  readonly picture: ImageBitmap | HTMLCanvasElement
  readonly landmarks: Landmarks
}

/** The visitor held still beside the portrait that hangs beside them. */
export type FrozenPair = {
  readonly portraitId: string
  readonly visitor: Still
  readonly portrait: Still
}
