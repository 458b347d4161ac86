import type { FromWorker, ToWorker } from './worker-messages.ts'

/**
 * A conversation with a worker in which everything expected comes in time, or the worker is ended.
 */
export interface WorkerLine {
  send(message: ToWorker, transfer?: Transferable[]): void
  /**
   * The first message from now on that `accepts` takes. Rejects when it does not come within
   * `withinMs` (`what` names it in the error) or the line has ended.
   */
  expect<Message extends FromWorker>(
    accepts: (message: FromWorker) => message is Message,
    withinMs: number,
    what: string,
  ): Promise<Message>
  /** Ends the worker; whatever is still expected is rejected with the problem. */
  end(problem: Error): void
}

type Expected = {
  accepts(message: FromWorker): boolean
  settle(message: FromWorker): void
  reject(problem: Error): void
}

export function openWorkerLine(worker: Worker): WorkerLine {
  const expected = new Set<Expected>()
  let ended: Error | null = null

  const end = (problem: Error): void => {
    if (ended !== null) return
    ended = problem
    worker.terminate()
    for (const { reject } of expected) reject(problem)
    expected.clear()
  }

  worker.onmessage = ({ data: message }: MessageEvent<FromWorker>) => {
    if (message.type === 'broken') return end(new Error(message.detail))
    for (const one of expected) {
      if (!one.accepts(message)) continue
      expected.delete(one)
      return one.settle(message)
    }
  }
  worker.onerror = (event) => end(new Error(event.message || 'The worker could not be loaded.'))
  worker.onmessageerror = () => end(new Error('The worker sent what cannot be read.'))

  return {
    send(message, transfer = []) {
      if (ended === null) worker.postMessage(message, transfer)
    },

    expect<Message extends FromWorker>(
      accepts: (message: FromWorker) => message is Message,
      withinMs: number,
      what: string,
    ) {
      return new Promise<Message>((resolve, reject) => {
        if (ended !== null) return reject(ended)
        const late = setTimeout(
          () => end(new Error(`${what} took longer than ${withinMs} ms.`)),
          withinMs,
        )
        expected.add({
          accepts,
          settle(message) {
            clearTimeout(late)
            resolve(message as Message)
          },
          reject(problem) {
            clearTimeout(late)
            reject(problem)
          },
        })
      })
    },

    end,
  }
}
