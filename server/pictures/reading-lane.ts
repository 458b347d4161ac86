import type { Worker } from 'node:worker_threads'
import { workerThread } from '../../embeddings/node/worker-thread.ts'
import type { PictureReading, PictureTask, PictureWorkerMessage } from './picture-reading.ts'
import { notDecoded, tookTooLong } from './picture-refusals.ts'

/** How long a worker may take, in milliseconds; one that takes longer is ended. */
export type ReadingPace = {
  /** To load its models. */
  readonly startMs: number
  /** To decode a picture. It gives up by itself when it can. */
  readonly decodeMs: number
  /** For a picture altogether, from when the worker has it. */
  readonly totalMs: number
}

/** One worker thread, started at its first picture and again after one that ended it. */
export interface ReadingLane {
  /**
   * One picture at a time; its bytes are given away. Rejects when the worker cannot start or dies of
   * the picture, which no picture should make it do.
   */
  read(task: PictureTask): Promise<PictureReading>
  close(): Promise<void>
}

/** How much later than the decoder's own limit a worker is ended: it counts in whole seconds. */
const GRACE_MS = 1_000

export function readingLane(program: URL, pace: ReadingPace): ReadingLane {
  let worker: Worker | undefined

  /** Workers on their way out: one that is decoding ends only when the decoder lets go. */
  let ending: Promise<unknown> = Promise.resolve()

  function end(): void {
    ending = Promise.all([ending, worker?.terminate()])
    worker = undefined
  }

  async function ready(): Promise<Worker> {
    if (worker) return worker
    const decodeSeconds = Math.max(1, Math.round(pace.decodeMs / 1000))
    const started = workerThread(program, { decodeSeconds })
    worker = started
    // Whoever waits for an answer hears of it too; one that dies idle is replaced at the next picture.
    const forget = (): void => {
      if (worker === started) worker = undefined
    }
    started.on('error', forget)
    started.on('exit', forget)
    const heard = await hear(started, (message) => message.type === 'ready', pace.startMs)
    if (heard === 'too-late') {
      end()
      throw new Error(`The worker that reads pictures did not start within ${pace.startMs} ms.`)
    }
    return started
  }

  return {
    async read(task) {
      try {
        const reader = await ready()
        const decoded = hear(
          reader,
          (message) => message.type === 'decoded',
          pace.decodeMs + GRACE_MS,
        )
        const read = hear(reader, (message) => message.type === 'read', pace.totalMs)
        // When the worker dies both reject, and only one of them is waited for.
        Promise.allSettled([decoded, read])
        reader.postMessage(task, [task.bytes.buffer])
        if ((await decoded) === 'too-late') {
          end()
          return { status: 'refused', refusal: notDecoded('too-slow') }
        }
        const message = await read
        if (message === 'too-late' || message.type !== 'read') {
          end()
          return { status: 'refused', refusal: tookTooLong() }
        }
        return message.reading
      } catch (error) {
        end()
        throw error
      }
    },
    async close() {
      end()
      await ending
    },
  }
}

/** The first message of a kind, or `too-late`. Rejects when the worker dies before. */
function hear(
  worker: Worker,
  isIt: (message: PictureWorkerMessage) => boolean,
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
      if (isIt(message)) settle(() => resolve(message))
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
