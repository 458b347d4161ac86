import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import type { Landmarks } from '../../embeddings/face/landmarks.ts'
import type { Box } from '../../embeddings/pixels/point.ts'
import type { FileStamp, PictureDescription } from '../catalogue/descriptions.ts'

/** One picture for a worker to describe. */
export type EmbedTask = {
  readonly workId: string
  readonly file: string
  /**
   * SHA-256 of the content that is already described. The same content needs no new description.
   */
  readonly knownContent: string | undefined
  readonly located?: LocatedFaces
  /** Boxes that curators drew, in shares of the picture. */
  readonly drawn?: readonly Box[]
}

/** What an earlier recipe found in a picture: faces that only need new descriptors. */
export type LocatedFaces = {
  /** SHA-256 of the content it was found in. */
  readonly content: string
  /** Size of the upright picture, in pixels of which the landmarks are. */
  readonly width: number
  readonly height: number
  readonly faces: readonly Landmarks[]
  /** Digest of the display picture, which serves where the file is gone. */
  readonly picture: string
}

/** The outcome of a task. */
export type EmbedOutcome =
  | {
      readonly status: 'described'
      readonly stamp: FileStamp
      readonly description: PictureDescription
      /** What the curator should know of the file. */
      readonly note: string | undefined
    }
  /** One descriptor for each located face. The stamp is undefined where the file is gone. */
  | {
      readonly status: 'redescribed'
      readonly stamp: FileStamp | undefined
      readonly descriptors: readonly Descriptor[]
    }
  /** The path or the time differs, but the content is already described. */
  | { readonly status: 'unchanged'; readonly stamp: FileStamp }
  /** The file is unreadable. With a stamp, it stays so until the file changes. */
  | {
      readonly status: 'unreadable'
      readonly reason: string
      readonly stamp: FileStamp | undefined
    }

/** A worker's messages to its pool. */
export type WorkerMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'done'; readonly outcome: EmbedOutcome }
  /** An exception is about to end the worker. Native code that fails sends nothing. */
  | { readonly type: 'dying'; readonly reason: string }

/** The settings that a worker starts with: its first argument, as JSON. */
export type WorkerSettings = {
  readonly dataFolder: string
  /** Larger pictures are left out. */
  readonly maxMegapixels: number
  /** Whether it says that faces are read slowly here; one of the workers does, once. */
  readonly saysSlow: boolean
}
