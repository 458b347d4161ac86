import type { Landmarks } from '../../embeddings/face/landmarks.ts'

/** A picture of a face with its landmarks, in the picture's pixels, not mirrored. */
export type Sitter = {
  readonly picture: ImageBitmap | HTMLCanvasElement
  readonly landmarks: Landmarks
}

/** The visitor held still beside the portrait that hangs beside them. */
export type Sitting = {
  readonly portraitId: string
  readonly visitor: Sitter
  readonly portrait: Sitter
}
