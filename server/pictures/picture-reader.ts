import type { PictureReading, PictureTask } from './picture-reading.ts'
import { CLOSING, tooManyWaiting } from './picture-refusals.ts'
import {
  type ReadingLane,
  type ReadingPace,
  type ReadingPrograms,
  readingLane,
} from './reading-lane.ts'

export type PictureReaderOptions = {
  /**
   * How many pictures are read at once, each by a decoding process and a worker thread with models
   * of its own. They start with the first picture.
   */
  readonly workers?: number
  /** Pictures that may wait for a worker; further ones are refused. */
  readonly maxWaiting?: number
  readonly pace?: Partial<ReadingPace>
  /** What decodes and what describes; tests hand in programs that never answer. */
  readonly programs?: Partial<ReadingPrograms>
}

const PACE: ReadingPace = { startMs: 60_000, decodeMs: 5_000, totalMs: 20_000 }
const PROGRAMS: ReadingPrograms = {
  decode: new URL('./decode-program.ts', import.meta.url),
  describe: new URL('./picture-worker.ts', import.meta.url),
}
const MAX_WAITING = 8

/** Describes uploaded pictures, in memory only. Whoever opens it closes it. */
export interface PictureReader {
  /**
   * Takes the bytes over: they are blank when this settles. With too many pictures waiting it is
   * refused at once. An aborted signal takes the picture out of the queue; what is said of it then,
   * nobody hears. Rejects when the decoder or a worker cannot start, or a worker dies.
   */
  read(picture: PictureTask, signal: AbortSignal): Promise<PictureReading>
  /** Refuses what waits, and ends the workers whatever they are at. */
  close(): Promise<void>
}

type Waiting = {
  readonly picture: PictureTask
  readonly settle: (reading: PictureReading | Promise<PictureReading>) => void
}

export function openPictureReader({
  workers = 1,
  maxWaiting = MAX_WAITING,
  pace,
  programs,
}: PictureReaderOptions = {}): PictureReader {
  const lanes = Array.from({ length: workers }, () =>
    readingLane({ ...PROGRAMS, ...programs }, { ...PACE, ...pace }),
  )
  const idle = [...lanes]
  let waiting: Waiting[] = []
  let closed = false

  function next(): void {
    const lane = waiting.length > 0 ? idle.pop() : undefined
    const first = lane && waiting.shift()
    if (!lane || !first) return
    first.settle(work(lane, first.picture))
  }

  async function work(lane: ReadingLane, picture: PictureTask): Promise<PictureReading> {
    try {
      const reading = await lane.read(picture)
      return closed && reading.status === 'refused' ? { ...reading, refusal: CLOSING } : reading
    } catch (error) {
      if (closed) return { status: 'refused', refusal: CLOSING }
      throw error
    } finally {
      // What was given up counts as busy until it is really gone; nobody waits for that to be answered.
      lane.clear().then(() => {
        idle.push(lane)
        if (!closed) next()
      })
    }
  }

  function drop(picture: PictureTask, refusal = CLOSING): PictureReading {
    picture.bytes.fill(0)
    return { status: 'refused', refusal }
  }

  return {
    read(picture, signal) {
      if (closed || signal.aborted) return Promise.resolve(drop(picture))
      if (idle.length === 0 && waiting.length >= maxWaiting) {
        return Promise.resolve(drop(picture, tooManyWaiting(waiting.length)))
      }
      return new Promise((resolve) => {
        const abandon = (): void => {
          waiting = waiting.filter((other) => other !== one)
          one.settle(drop(picture))
        }
        const one: Waiting = {
          picture,
          settle(reading) {
            signal.removeEventListener('abort', abandon)
            resolve(reading)
          },
        }
        waiting.push(one)
        signal.addEventListener('abort', abandon)
        next()
      })
    },
    async close() {
      closed = true
      for (const { picture, settle } of waiting) settle(drop(picture))
      waiting = []
      await Promise.all(lanes.map((lane) => lane.close()))
    },
  }
}
