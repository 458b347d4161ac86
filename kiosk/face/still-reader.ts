import type { Descriptor } from '../../embeddings/descriptor.ts'
import type { HeadPose } from '../../embeddings/head-pose.ts'
import type { Landmarks } from '../../embeddings/landmarks.ts'
import type { Box } from '../../embeddings/point.ts'
import type { FaceReaderStart } from './face-reader.ts'

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
  /** See `landmarkMisfit`. */
  readonly misfit: number
  /** Of the face chip, 0 black to 1 white. */
  readonly brightness: number
  /** See `sharpness`. */
  readonly sharpness: number
  readonly descriptor: Descriptor
}

/** Reads faces off a still picture, away from the page's own thread. One question at a time. */
export interface StillReader {
  /** See `FaceReader.start`. */
  start(): Promise<FaceReaderStart>
  /**
   * Takes the picture over and closes it. Its pixels stay with the reader until the next picture, or
   * until it is told to forget. Rejects when the engine broke; `start` then brings up a new one.
   */
  look(picture: ImageBitmap): Promise<SeenPicture>
  /** Describes one face of the picture looked at last, by its place in the list. */
  describe(face: number): Promise<StillFace>
  /** Overwrites the picture. */
  forget(): void
  close(): void
}
