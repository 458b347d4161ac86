import type { Descriptor } from '../../embeddings/descriptor.ts'
import type { HeadPose } from '../../embeddings/head-pose.ts'
import type { Landmarks } from '../../embeddings/landmarks.ts'
import type { LikenessExplanation } from '../../embeddings/why-alike.ts'
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
  /** Faces at the last detection, the followed one included; the others are never looked at closer. */
  readonly facesInView: number
  readonly face: FollowedFace | null
}

export type FaceReaderStart =
  | { readonly status: 'ready'; readonly backend: string }
  | {
      readonly status: 'failed'
      readonly reason: 'no-engine' | 'no-models'
      readonly detail: string
    }

export type ReadOptions = {
  /** Whether a face that stands well is described, which is most of the work; it is, where nothing is said. */
  readonly describes: boolean
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
   * Which parts of two faces their likeness hangs on; takes both pictures over and closes them. Frames
   * are read meanwhile, in turn with it. Null when the visitor is forgotten before it is done. Rejects
   * like `read`.
   */
  explain(pair: FacePair): Promise<LikenessExplanation | null>
  /**
   * Forgets the followed face and everything computed from it: the visitor has gone. A frame still
   * being read is answered as if nobody had been there.
   */
  forget(): void
  close(): void
}
