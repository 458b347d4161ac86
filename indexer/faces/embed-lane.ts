import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { forkProgram } from '../../embeddings/node/program-process.ts'
import type { EmbedOutcome, EmbedTask, WorkerMessage, WorkerSettings } from './embed-task.ts'

/** The outcome of a task, or the reason why its worker died of it. */
export type LaneOutcome = EmbedOutcome | { readonly status: 'crashed'; readonly reason: string }

/** One worker process and its tasks. A new worker replaces one that dies. */
export interface EmbedLane {
  /** Does the tasks in the given order. Rejects when a worker cannot even start. */
  describe(task: EmbedTask): Promise<LaneOutcome>
  close(): Promise<void>
}

type Pending = {
  readonly task: EmbedTask
  resolve(outcome: LaneOutcome): void
  reject(error: Error): void
}

/** Starts a lane. `program` is the module that a worker runs. */
export function embedLane(program: URL, settings: WorkerSettings): EmbedLane {
  let waiting: Pending[] = []
  /** The worker's tasks, in the order of its answers. */
  let inHand: Pending[] = []
  /** Number of the next tasks that a worker gets one at a time. */
  let suspects = 0
  let closing = false
  let unfit: Error | undefined
  let saysSlow = settings.saysSlow
  let worker = start()

  function start(): ChildProcess {
    const started = forkProgram(program, [JSON.stringify({ ...settings, saysSlow })])
    saysSlow = false
    let ready = false
    let death: string | undefined
    started.on('message', (message: WorkerMessage) => {
      if (message.type === 'ready') ready = true
      else if (message.type === 'dying') death = message.reason
      else {
        suspects = Math.max(0, suspects - 1)
        inHand.shift()?.resolve(message.outcome)
        give()
      }
    })
    // The exit that follows says why the channel broke.
    started.on('error', () => undefined)
    started.on('exit', (code, signal) => {
      if (!closing) replace(ready, death ?? (signal ? `ended by ${signal}` : `status ${code}`))
    })
    return started
  }

  function give(): void {
    while (waiting.length > 0 && (inHand.length === 0 || suspects === 0)) {
      const next = waiting.shift() as Pending
      inHand.push(next)
      worker.send(next.task)
    }
  }

  /**
   * Starts a new worker. Any of several tasks in hand may have ended the old one: one was decoded,
   * one described, one encoded. The new worker gets them one at a time, which shows the culprit.
   */
  function replace(ready: boolean, death: string): void {
    if (!ready) {
      unfit = new Error(`A worker that describes faces could not start: ${death}`)
      for (const { reject } of [...inHand, ...waiting]) reject(unfit)
      inHand = []
      waiting = []
      return
    }
    const [first, ...others] = inHand
    if (first && others.length === 0) {
      suspects = Math.max(0, suspects - 1)
      first.resolve({ status: 'crashed', reason: death })
    } else {
      suspects = inHand.length
      waiting = [...inHand, ...waiting]
    }
    inHand = []
    worker = start()
    give()
  }

  return {
    describe(task) {
      if (unfit) return Promise.reject(unfit)
      return new Promise((resolve, reject) => {
        waiting.push({ task, resolve, reject })
        give()
      })
    },
    async close() {
      closing = true
      if (worker.exitCode !== null || worker.signalCode !== null) return
      const gone = once(worker, 'exit')
      worker.kill('SIGKILL')
      await gone
    },
  }
}
