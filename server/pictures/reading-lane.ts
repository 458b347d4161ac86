import type { Worker } from 'node:worker_threads'
import { workerThread } from '../../embeddings/node/worker-thread.ts'
import { type DecodingPace, decodingProcess } from './decoding-process.ts'
import type {
  FaceTask,
  PictureReading,
  PictureTask,
  PictureWorkerMessage,
} from './picture-reading.ts'
import { tookTooLong } from './picture-refusals.ts'

/** Time limits in milliseconds. Work that takes longer is ended. */
export type ReadingPace = DecodingPace & {
  /** For one whole picture, from the start of its turn. */
  readonly totalMs: number
}

/** The programs of a lane. Tests pass others. */
export type ReadingPrograms = { readonly decode: URL; readonly describe: URL }

/**
 * A decoding process and a describing worker thread. Both start with the first picture, and again
 * after one had to be ended. They are separate because only the decoder receives a stranger's
 * bytes: a process can be killed within native code, a thread cannot. The process is back in a
 * moment, while the models take seconds to load.
 */
export type ReadingLane = ReturnType<typeof readingLane>

export function readingLane(programs: ReadingPrograms, pace: ReadingPace) {
  const decoder = decodingProcess(programs.decode, pace)
  let worker: Worker | undefined

  /** Workers that are ending. */
  let ending: Promise<unknown> = Promise.resolve()

  function endWorker(): void {
    ending = Promise.all([ending, worker?.terminate()])
    worker = undefined
  }

  async function workerReady(): Promise<Worker> {
    if (worker) return worker
    const started = workerThread(programs.describe)
    worker = started
    // Pending callers learn of the death too. A worker that dies idle is replaced with the next
    // picture.
    const forget = (): void => {
      if (worker === started) worker = undefined
    }
    started.on('error', forget)
    started.on('exit', forget)
    const heard = await hear(started, 'ready', pace.startMs)
    if (heard === 'too-late') {
      endWorker()
      throw new Error(`The worker that reads pictures did not start within ${pace.startMs} ms.`)
    }
    return started
  }

  /** Resolves when all abandoned work has ended. */
  async function clear(): Promise<void> {
    await Promise.all([ending, decoder.gone()])
  }

  return {
    /**
     * Reads one picture at a time and blanks its bytes. Rejects when a part cannot start, or when
     * the worker dies of the picture, which no picture should cause.
     */
    async read({ bytes, face }: PictureTask): Promise<PictureReading> {
      try {
        const [reader] = await Promise.all([workerReady(), decoder.ready()])
        const startedAtMs = performance.now()
        const decoded = await decoder.decode(bytes)
        if ('refusal' in decoded) return { status: 'refused', refusal: decoded.refusal }
        const { image } = decoded
        const task: FaceTask = { image, face }
        const leftMs = pace.totalMs - (performance.now() - startedAtMs)
        const read = hear(reader, 'read', Math.max(1, leftMs))
        reader.postMessage(task, [image.pixels.data.buffer as ArrayBuffer])
        const message = await read
        if (message === 'too-late' || message.type !== 'read') {
          endWorker()
          return { status: 'refused', refusal: tookTooLong() }
        }
        return message.reading
      } catch (error) {
        endWorker()
        throw error
      } finally {
        bytes.fill(0)
      }
    },
    clear,
    async close(): Promise<void> {
      decoder.end()
      endWorker()
      await clear()
    },
  }
}

/** The first message of a type, or `too-late`. Rejects when the worker dies first. */
function hear(
  worker: Worker,
  type: PictureWorkerMessage['type'],
  limitMs: number,
): Promise<PictureWorkerMessage | 'too-late'> {
  return new Promise((resolve, reject) => {
    const settle = (how: () => void): void => {
      clearTimeout(timer)
      worker.off('message', heard)
      worker.off('error', died)
      worker.off('exit', left)
      how()
    }
    const heard = (message: PictureWorkerMessage): void => {
      if (message.type === type) settle(() => resolve(message))
    }
    const died = (error: Error): void => settle(() => reject(error))
    const left = (): void =>
      settle(() => reject(new Error('The worker that reads pictures ended without a word.')))
    const timer = setTimeout(() => settle(() => resolve('too-late')), limitMs)
    worker.on('message', heard)
    worker.on('error', died)
    worker.on('exit', left)
  })
}
