import type { Landmarks } from '../../embeddings/face/landmarks.ts'
import type { LikenessExplanation } from '../../embeddings/face/why-alike.ts'
import type { FaceReading, ReadOptions } from '../../embeddings/follow/face-reading.ts'
import type { BackendTrial, EngineFault } from './backend-trial.ts'

export type FaceReaderStart =
  | {
      readonly status: 'ready'
      readonly backend: string
      /** What trying the engines told, as far as they were tried. */
      readonly trials: readonly BackendTrial[]
    }
  | {
      readonly status: 'failed'
      readonly reason: EngineFault
      readonly detail: string
    }

/** A picture of a face, with its landmarks in the picture's pixels. */
export type FacePicture = { readonly picture: ImageBitmap; readonly landmarks: Landmarks }

/** A visitor and the portrait that was found for them. */
export type FacePair = { readonly visitor: FacePicture; readonly portrait: FacePicture }

/** Reads faces off camera frames, away from the page's own thread. */
export interface FaceReader {
  /** Loads models and proves the backend by a self-test; may be called again after a failure. */
  start(): Promise<FaceReaderStart>
  /**
   * Takes the frame over and closes it. One at a time: call again only after the answer. Rejects
   * when the engine broke or hung; it is then gone, and `start` brings up a new one.
   */
  read(frame: ImageBitmap, options?: ReadOptions): Promise<FaceReading>
  /**
   * Which parts of two faces their likeness hangs on; takes both pictures over and closes them.
   * Frames are read meanwhile, in turn with it. Null when the visitor is forgotten before it is
   * done. Rejects like `read`.
   */
  explain(pair: FacePair): Promise<LikenessExplanation | null>
  /**
   * Forgets the followed face and everything computed from it: the visitor has gone. A frame still
   * being read is answered as if nobody had been there.
   */
  forget(): void
  close(): void
}
