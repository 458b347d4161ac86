import type { LikenessExplanation } from '../../embeddings/face/why-alike.ts'
import type { FaceReading, ReadOptions } from '../../embeddings/follow/face-reading.ts'
import type { SeenPicture, StillFace } from '../../embeddings/follow/still-reading.ts'
import type { BackendName, BackendTrial } from './backend-trial.ts'
import type { EngineFiles } from './engine-files.ts'
import type { FacePair } from './face-reader.ts'

/** What the reader has done so far, for tests, benches and whoever looks after the exhibit. */
export type ReaderDiagnostics = {
  readonly backend: BackendName
  readonly framesRead: number
  /** Runs of each net since the start; descriptions are of single faces. */
  readonly detections: number
  readonly landmarkPasses: number
  readonly descriptions: number
  /** Tensors that are alive between two frames; a number that grows is a leak. */
  readonly tensors: number
  /** Milliseconds the last frame took in the worker. */
  readonly lastFrameMs: number
}

/** What the page sends. `modelsUrl` and `wasmUrl` are absolute and end in a slash. */
export type ToWorker =
  | {
      readonly type: 'start'
      readonly backend: BackendName
      readonly modelsUrl: string
      readonly wasmUrl: string
      /** Where the page has them already, so that nothing is downloaded. */
      readonly files?: EngineFiles | undefined
    }
  /** The frame is transferred; the worker closes it. */
  | {
      readonly type: 'read'
      readonly id: number
      readonly frame: ImageBitmap
      readonly options: ReadOptions
    }
  /** A still picture, transferred like a frame; its pixels stay until the next one or `forget`. */
  | { readonly type: 'look'; readonly id: number; readonly picture: ImageBitmap }
  | { readonly type: 'describe'; readonly id: number; readonly face: number }
  /**
   * Both pictures are transferred; the worker closes them. What comes after it may be answered
   * before.
   */
  | { readonly type: 'explain'; readonly id: number; readonly pair: FacePair }
  | { readonly type: 'forget' }
  | { readonly type: 'diagnose'; readonly id: number }

/** What the worker answers, each question with an id once, in order but for explanations. */
export type FromWorker =
  | { readonly type: 'models-here' }
  | { readonly type: 'started'; readonly trial: BackendTrial }
  | { readonly type: 'reading'; readonly id: number; readonly reading: FaceReading }
  | { readonly type: 'seen'; readonly id: number; readonly seen: SeenPicture }
  | { readonly type: 'described'; readonly id: number; readonly face: StillFace }
  | {
      readonly type: 'explained'
      readonly id: number
      /** Null when it was dropped, since the visitor was to be forgotten. */
      readonly explanation: LikenessExplanation | null
    }
  | { readonly type: 'diagnosis'; readonly id: number; readonly diagnostics: ReaderDiagnostics }
  | { readonly type: 'broken'; readonly detail: string }
