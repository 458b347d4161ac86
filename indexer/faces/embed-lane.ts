import type { Worker } from 'node:worker_threads'
import { workerThread } from '../../embeddings/node/worker-thread.ts'
import type { EmbedOutcome, EmbedTask, WorkerMessage, WorkerSettings } from './embed-task.ts'

/** The outcome of a task, or the reason why its worker died of it. */
export type LaneOutcome = EmbedOutcome | { readonly status: 'crashed'; readonly reason: string }

/** One worker thread and its tasks. A new worker replaces one that dies. */
export interface EmbedLane {
  /** Does the tasks in the given order. Rejects when a worker cannot even start. */
  describe(task: EmbedTask): Promise<LaneOutcome>
  close(): Promise<void>
}

type InHand = {
  readonly task: EmbedTask
  resolve(outcome: LaneOutcome): void
  reject(error: Error): void
}

/** Starts a lane. `program` is the module that a worker runs. */
export function embedLane(program: URL, settings: WorkerSettings): EmbedLane {
  let inHand: InHand[] = []
  let closing = false
  let unfit: Error | undefined
  let worker = start()

  function start(): Worker {
    const started = workerThread(program, settings)
    let ready = false
    let death = 'it ended without a word'
    started.on('message', (message: WorkerMessage) => {
      if (message.type === 'ready') ready = true
      else inHand.shift()?.resolve(message.outcome)
    })
    started.on('error', (error: unknown) => {
      death = error instanceof Error ? error.message : String(error)
    })
    started.on('exit', () => {
      if (!closing) bury(ready, death)
    })
    return started
  }

  /** The worker died of its first task. The other tasks go to its successor. */
  function bury(ready: boolean, death: string): void {
    if (!ready) {
      unfit = new Error(`A worker that describes faces could not start: ${death}`)
      for (const { reject } of inHand) reject(unfit)
      inHand = []
      return
    }
    inHand.shift()?.resolve({ status: 'crashed', reason: death })
    worker = start()
    for (const { task } of inHand) worker.postMessage(task)
  }

  return {
    describe(task) {
      if (unfit) return Promise.reject(unfit)
      return new Promise((resolve, reject) => {
        inHand.push({ task, resolve, reject })
        worker.postMessage(task)
      })
    },
    async close() {
      closing = true
      await worker.terminate()
    },
  }
}
