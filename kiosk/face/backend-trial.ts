/** The engines tfjs brings in face-api's bundle; it holds no WebGPU engine. */
export type BackendName = 'wasm' | 'webgl'

/** What starting an engine and letting it read the built-in picture told. */
export type BackendTrial =
  | {
      readonly status: 'passed'
      readonly backend: BackendName
      /** Milliseconds for landmarks and descriptor of one face, once warm. */
      readonly frameMs: number
      /** Euclidean distance of its descriptor of the built-in picture from the true one. */
      readonly selfTestDistance: number
    }
  | {
      readonly status: 'failed'
      readonly backend: BackendName
      readonly reason: EngineFault
      readonly detail: string
    }

/** Why no engine reads faces; `no-pixels`: the browser changes what is read from a canvas. */
export type EngineFault = 'no-engine' | 'no-models' | 'no-pixels'

type PassedTrial = Extract<BackendTrial, { status: 'passed' }>

/** What a start of an engine is tried with; whoever gets one closes it. */
export interface TriedBackend {
  readonly trial: PassedTrial
  close(): void
}
