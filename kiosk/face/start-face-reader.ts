import { chooseBackend } from './choose-backend.ts'
import type { FaceReader, FaceReaderStart, FaceReading } from './face-reader.ts'
import { type ReaderLimits, type ReaderWorker, startReaderWorker } from './reader-worker.ts'
import type { ReaderDiagnostics } from './worker-messages.ts'

export type FaceReaderOptions = {
  /** Folder of the models' weights; by default `/models/` of this page's origin. */
  readonly modelsUrl?: string
  /** Folder of tfjs's .wasm files; by default `/wasm/` of this page's origin. */
  readonly wasmUrl?: string
  readonly limits?: Partial<ReaderLimits>
}

/** The face reader, and what it tells about itself. */
export interface WatchedFaceReader extends FaceReader {
  /** Null before it has started. */
  diagnose(): Promise<ReaderDiagnostics | null>
}

const DEFAULT_LIMITS: ReaderLimits = {
  // 7 MB over a slow museum network.
  downloadMs: 90_000,
  // WASM takes one second on two cores; graphics that take longer than this are no gain.
  engineStartMs: 20_000,
  answerMs: 10_000,
}

/** A reader over Web Workers. Nothing is loaded before `start`. */
export function startFaceReader(options: FaceReaderOptions = {}): WatchedFaceReader {
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  const modelsUrl = folderUrl(options.modelsUrl ?? '/models/')
  const wasmUrl = folderUrl(options.wasmUrl ?? '/wasm/')
  let starting: Promise<FaceReaderStart> | null = null
  let worker: ReaderWorker | null = null
  let isClosed = false
  /** Counts the visits, so that an answer to a frame of a visit that is over tells nothing. */
  let visit = 0

  const start = async (): Promise<FaceReaderStart> => {
    const chosen = await chooseBackend((backend) =>
      startReaderWorker(backend, { modelsUrl, wasmUrl, limits }),
    )
    if (!('trial' in chosen)) {
      return { status: 'failed', reason: chosen.reason, detail: chosen.detail }
    }
    if (isClosed) {
      chosen.close()
      return { status: 'failed', reason: 'no-engine', detail: 'The face reader was closed.' }
    }
    worker = chosen
    return { status: 'ready', backend: chosen.trial.backend }
  }

  return {
    start() {
      starting ??= start().finally(() => {
        if (worker === null) starting = null
      })
      return starting
    },

    async read(frame): Promise<FaceReading> {
      const { width, height } = frame
      if (worker === null) {
        frame.close()
        throw new Error('The face reader has not started, or broke; start it again.')
      }
      const begunIn = visit
      try {
        const reading = await worker.read(frame)
        if (begunIn === visit) return reading
        reading.face?.descriptor?.fill(0)
        return { frameWidth: width, frameHeight: height, facesInView: 0, face: null }
      } catch (problem) {
        worker?.close()
        worker = null
        starting = null
        throw problem
      }
    },

    forget() {
      visit++
      worker?.forget()
    },

    diagnose: async () => (worker === null ? null : worker.diagnose()),

    close() {
      isClosed = true
      worker?.close()
      worker = null
      starting = null
    },
  }
}

function folderUrl(path: string): string {
  return new URL(path.endsWith('/') ? path : `${path}/`, location.href).href
}
