import * as bundle from '@vladmandic/face-api/dist/face-api.esm.js'
import type { FaceApi } from '../../embeddings/face/face-api-models.ts'
import type { BackendName } from './backend-trial.ts'
import type { EngineFiles } from './engine-files.ts'

/** face-api with as much of its tfjs as starting an engine and watching its memory take. */
export type BrowserFaceApi = FaceApi & {
  readonly env: { setEnv(environment: unknown): void }
  readonly tf: {
    env(): {
      set(flag: string, value: boolean): void
      readonly platform: { fetch(address: string, init?: RequestInit): Promise<Response> }
    }
    setWasmPaths(folder: string, usePlatformFetch?: boolean): void
    setBackend(name: string): Promise<boolean>
    ready(): Promise<void>
    getBackend(): string
    /** The engine itself, of a shape of its own. */
    backend(): unknown
    memory(): { readonly numTensors: number; readonly numBytes: number }
  }
}

/**
 * face-api over a tfjs engine of the given name, in a module worker or on a page. `wasmUrl` is the
 * folder of the .wasm files, ending in a slash; those among `files` are not asked for. Rejects when
 * the engine does not start; may also hang or block, as browsers' graphics do, so run it where it
 * can be ended and limit its time.
 */
export async function startFaceEngine(
  backend: BackendName,
  wasmUrl: string,
  files?: EngineFiles,
): Promise<BrowserFaceApi> {
  const faceApi = bundle as unknown as BrowserFaceApi
  faceApi.env.setEnv(workerEnvironment())
  const { tf } = faceApi
  // On a cross-origin isolated page tfjs would take its threaded build, whose blob: workers the
  // page's Content-Security-Policy forbids, and wait for them for ever.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false)
  tf.setWasmPaths(wasmUrl, files !== undefined)
  if (files !== undefined) {
    const { platform } = tf.env()
    const download = platform.fetch.bind(platform)
    platform.fetch = async (address, init) => {
      const bytes = files.get(address.slice(address.lastIndexOf('/') + 1))
      return bytes === undefined ? download(address, init) : new Response(bytes)
    }
  }
  if (!(await tf.setBackend(backend))) throw new Error(`tfjs cannot start "${backend}" here.`)
  await tf.ready()
  return faceApi
}

/** What face-api asks of its surroundings. It gets tensors only, so no element is ever made. */
function workerEnvironment(): unknown {
  class NoElement {}
  const noElement = (): never => {
    throw new Error('There are no page elements in a worker; give the nets tensors.')
  }
  return {
    Canvas: OffscreenCanvas,
    CanvasRenderingContext2D: OffscreenCanvasRenderingContext2D,
    Image: NoElement,
    Video: NoElement,
    ImageData,
    createCanvasElement: noElement,
    createImageElement: noElement,
    createVideoElement: noElement,
    fetch: globalThis.fetch.bind(globalThis),
    readFile: noElement,
  }
}
