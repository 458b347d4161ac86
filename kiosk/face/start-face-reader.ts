import type { FaceReading } from '../../embeddings/follow/face-reading.ts'
import type { BackendTrial } from './backend-trial.ts'
import { chooseBackend, firstBackend } from './choose-backend.ts'
import type { EngineFiles } from './engine-files.ts'
import type { FaceReader, FaceReaderStart } from './face-reader.ts'
import { type ReaderLimits, type ReaderWorker, startReaderWorker } from './reader-worker.ts'
import type { StillReader } from './still-reader.ts'
import type { ReaderDiagnostics } from './worker-messages.ts'

export type FaceReaderOptions = {
  /** Folder of the models' weights; by default `/models/` of this page's origin. */
  readonly modelsUrl?: string
  /** Folder of tfjs's .wasm files; by default `/wasm/` of this page's origin. */
  readonly wasmUrl?: string
  /** Gets the engine's files before it starts; without it the workers download them themselves. */
  readonly fetchFiles?: () => Promise<EngineFiles>
  /** Which of the engines that run here is taken: the fastest, or the first to start. */
  readonly engine?: 'fastest' | 'first'
  readonly limits?: Partial<ReaderLimits>
}

/** The face reader, and what it tells about itself. */
export interface WatchedFaceReader extends FaceReader, StillReader {
  /** Null before it has started. */
  diagnose(): Promise<ReaderDiagnostics | null>
}

const DEFAULT_LIMITS: ReaderLimits = {
  // 7 MB over a slow museum network.
  downloadMs: 90_000,
  // WASM takes one second on two cores; graphics that take longer than this are no gain.
  engineStartMs: 20_000,
  answerMs: 10_000,
  stillMs: 60_000,
  explainMs: 30_000,
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
    let files: EngineFiles | undefined
    try {
      files = await options.fetchFiles?.()
    } catch (problem) {
      return { status: 'failed', reason: 'no-models', detail: String(problem) }
    }
    const choose = options.engine === 'first' ? firstBackend : chooseBackend
    const trials: BackendTrial[] = []
    const chosen = await choose(async (backend) => {
      const tried = await startReaderWorker(backend, { modelsUrl, wasmUrl, files, limits })
      trials.push('trial' in tried ? tried.trial : tried)
      return tried
    })
    if (!('trial' in chosen)) {
      return { status: 'failed', reason: chosen.reason, detail: chosen.detail }
    }
    if (isClosed) {
      chosen.close()
      return { status: 'failed', reason: 'no-engine', detail: 'The face reader was closed.' }
    }
    worker = chosen
    return { status: 'ready', backend: chosen.trial.backend, trials }
  }

  const running = (): ReaderWorker => {
    if (worker === null) {
      throw new Error('The face reader has not started, or broke; start it again.')
    }
    return worker
  }

  /** A worker that broke is of no more use. */
  const orGiveUp = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    try {
      return await answer
    } catch (problem) {
      worker?.close()
      worker = null
      starting = null
      throw problem
    }
  }

  return {
    start() {
      starting ??= start().finally(() => {
        if (worker === null) starting = null
      })
      return starting
    },

    async read(frame, options = { describes: true }): Promise<FaceReading> {
      const { width, height } = frame
      if (worker === null) frame.close()
      const begunIn = visit
      const reading = await orGiveUp(running().read(frame, options))
      if (begunIn === visit) return reading
      reading.face?.descriptor?.fill(0)
      return { frameWidth: width, frameHeight: height, facesInView: 0, face: null }
    },

    async look(picture) {
      if (worker === null) picture.close()
      return orGiveUp(running().look(picture))
    },

    async describe(face) {
      return orGiveUp(running().describe(face))
    },

    async explain(pair) {
      if (worker === null) {
        pair.visitor.picture.close()
        pair.portrait.picture.close()
      }
      const begunIn = visit
      const explanation = await orGiveUp(running().explain(pair))
      return begunIn === visit ? explanation : null
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
