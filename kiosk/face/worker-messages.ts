import type { BackendName, BackendTrial } from './backend-trial.ts'
import type { FaceReading } from './face-reader.ts'

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
    }
  /** The frame is transferred; the worker closes it. */
  | { readonly type: 'read'; readonly id: number; readonly frame: ImageBitmap }
  | { readonly type: 'forget' }
  | { readonly type: 'diagnose'; readonly id: number }

/** What the worker answers, each `read` and `diagnose` once, in order. */
export type FromWorker =
  | { readonly type: 'models-here' }
  | { readonly type: 'started'; readonly trial: BackendTrial }
  | { readonly type: 'reading'; readonly id: number; readonly reading: FaceReading }
  | { readonly type: 'diagnosis'; readonly id: number; readonly diagnostics: ReaderDiagnostics }
  | { readonly type: 'broken'; readonly detail: string }
