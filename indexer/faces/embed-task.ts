import type { FileStamp, PictureDescription } from '../catalogue/descriptions.ts'

/** One picture for a worker to describe. */
export type EmbedTask = {
  readonly workId: string
  readonly file: string
  /** SHA-256 of the content that has been described already; the same again needs no describing. */
  readonly knownContent: string | undefined
}

/** How a task ended. */
export type EmbedOutcome =
  | {
      readonly status: 'described'
      readonly stamp: FileStamp
      readonly description: PictureDescription
      /** What the curator should know of the file. */
      readonly note: string | undefined
    }
  /** Another path or time, but the content that was described before. */
  | { readonly status: 'unchanged'; readonly stamp: FileStamp }
  /** Not readable; with a stamp, not until the file changes. */
  | {
      readonly status: 'unreadable'
      readonly reason: string
      readonly stamp: FileStamp | undefined
    }

/** What a worker says to its pool. */
export type WorkerMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'done'; readonly outcome: EmbedOutcome }

/** What a worker is started with. */
export type WorkerSettings = {
  readonly dataFolder: string
  /** Pictures of more are left out. */
  readonly maxMegapixels: number
}
