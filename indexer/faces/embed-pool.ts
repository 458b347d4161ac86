import { availableParallelism } from 'node:os'
import { INDEXING_LIMITS } from '../../embeddings/node/decode-image.ts'
import { type EmbedLane, embedLane, type LaneOutcome } from './embed-lane.ts'
import type { EmbedTask } from './embed-task.ts'

/** Pictures a worker has at once; see embed-worker.ts. */
const TASKS_A_WORKER = 3

export type EmbedPoolOptions = {
  readonly dataFolder: string
  /** Default: 100. */
  readonly maxMegapixels?: number
  /** Default: one for each core. */
  readonly workers?: number
  /** The program of a worker. Tests pass one that dies. */
  readonly program?: URL
}

type EndedTask = { readonly task: EmbedTask; readonly outcome: LaneOutcome }

/**
 * Processes that describe pictures. Native code that fails ends one of them, not the indexer. Their
 * creator closes them.
 */
export interface EmbedPool {
  /**
   * Yields each task with its outcome, in the order of completion. It takes a task only when a
   * worker is idle, so at most three pictures a worker are in memory. An aborted signal takes no
   * more tasks, and the current ones are finished. Throws when a worker cannot start at all.
   */
  run(tasks: Iterable<EmbedTask>, signal: AbortSignal): AsyncGenerator<EndedTask, void>
  close(): Promise<void>
}

/** Starts the workers. Each takes about two seconds to load its models. */
export function embedPool(options: EmbedPoolOptions): EmbedPool {
  const program = options.program ?? new URL('./embed-worker.ts', import.meta.url)
  const { dataFolder, maxMegapixels = INDEXING_LIMITS.maxMegapixels } = options
  const lanes = Array.from({ length: options.workers ?? availableParallelism() }, (_, lane) =>
    embedLane(program, { dataFolder, maxMegapixels, saysSlow: lane === 0 }),
  )

  return {
    async *run(tasks, signal) {
      const source = tasks[Symbol.iterator]()
      type Ended = EndedTask & { readonly lane: EmbedLane; readonly running: Promise<Ended> }
      const underWay = new Set<Promise<Ended>>()
      const draw = (lane: EmbedLane): void => {
        if (signal.aborted) return
        const next = source.next()
        if (next.done) return
        const task = next.value
        const running: Promise<Ended> = lane
          .describe(task)
          .then((outcome) => ({ lane, task, outcome, running }))
        underWay.add(running)
      }
      for (let round = 0; round < TASKS_A_WORKER; round++) lanes.forEach(draw)
      while (underWay.size > 0) {
        const { lane, task, outcome, running } = await Promise.race(underWay)
        underWay.delete(running)
        draw(lane)
        yield { task, outcome }
      }
    },
    async close() {
      await Promise.all(lanes.map((lane) => lane.close()))
    },
  }
}
