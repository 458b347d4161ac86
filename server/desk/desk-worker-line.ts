import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { forkProgram } from '../../embeddings/node/program-process.ts'
import type { DeskEvents } from '../contract/desk.ts'
import type { Refusal } from '../contract/failures.ts'
import type { Logger } from '../web/logger.ts'

const WORKER = new URL('../../indexer/desk/desk-worker.ts', import.meta.url)

type Reply = { readonly answer: unknown } | { readonly refusal: Refusal }
type Told = {
  readonly event: keyof DeskEvents
  readonly data: Parameters<DeskEvents[keyof DeskEvents]>[0]
}
type FromWorker =
  | ({ readonly id: number } & Reply)
  | Told
  | { readonly type: 'dying'; reason: string }

/** The process that keeps the catalogue for the desk. */
export interface DeskWorkerLine {
  /** Starts it, so that work that was under way goes on. */
  wake(): void
  /** Asks for an operation of the desk in a curator's name. */
  ask(operation: string, input: unknown, by: string): Promise<Reply>
  close(): Promise<void>
}

/**
 * Starts the process with the first question, and again after it has died. It is a process of its
 * own: what it does never holds a visitor up, and its end is not the server's.
 */
export function deskWorkerLine(
  data: string,
  log: Logger,
  tell: (event: Told['event'], data: Told['data']) => void,
): DeskWorkerLine {
  let worker: ChildProcess | undefined
  let closing = false
  let count = 0
  const waiting = new Map<number, (reply: Reply) => void>()

  function start(): ChildProcess {
    const started = forkProgram(WORKER, [data])
    started.on('message', (message: FromWorker) => {
      if ('event' in message) tell(message.event, message.data)
      else if ('id' in message) {
        waiting.get(message.id)?.(message)
        waiting.delete(message.id)
      } else log.error({ reason: message.reason }, 'the process behind the desk is dying')
    })
    started.on('error', (err) => log.error({ err }, 'the process behind the desk is not reached'))
    started.once('exit', (code, signal) => {
      if (worker === started) worker = undefined
      if (closing) return
      log.error({ code, signal }, 'the process behind the desk has ended')
      for (const answer of waiting.values()) answer({ refusal: GONE })
      waiting.clear()
    })
    return started
  }

  function awake(): ChildProcess {
    worker ??= start()
    return worker
  }

  return {
    wake: () => void awake(),
    ask(operation, input, by) {
      return new Promise((resolve) => {
        const id = ++count
        waiting.set(id, resolve)
        awake().send({ id, operation, input, by })
      })
    },
    async close() {
      closing = true
      if (!worker || worker.exitCode !== null) return
      const gone = once(worker, 'exit')
      // It ends when its channel does, and what it runs is kept.
      worker.disconnect()
      await gone
    },
  }
}

const GONE: Refusal = {
  code: 'internal',
  detail: 'The process behind the desk ended; ask again. The log says why.',
}
