import type { SeenPicture, StillFace } from '../../embeddings/follow/still-reading.ts'
import type { FaceReaderStart } from './face-reader.ts'

/** Reads faces off a still picture, away from the page's own thread. One question at a time. */
export interface StillReader {
  /** See `FaceReader.start`. */
  start(): Promise<FaceReaderStart>
  /**
   * Takes the picture over and closes it. Its pixels stay with the reader until the next picture,
   * or until it is told to forget. Rejects when the engine broke; `start` then brings up a new one.
   */
  look(picture: ImageBitmap): Promise<SeenPicture>
  /** Describes one face of the picture looked at last, by its place in the list. */
  describe(face: number): Promise<StillFace>
  /** Overwrites the picture. */
  forget(): void
  close(): void
}
