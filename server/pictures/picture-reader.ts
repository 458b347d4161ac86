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
   * Pictures read at once, each by its own decoding process and a worker thread with its own
   * models. They start with the first picture.
   */
  readonly workers?: number
  /** Pictures that may wait for a worker. Further pictures are refused. */
  readonly maxWaiting?: number
  readonly pace?: Partial<ReadingPace>
  /** The decoding and describing programs. Tests pass programs that never answer. */
  readonly programs?: Partial<ReadingPrograms>
}

const PACE: ReadingPace = { startMs: 60_000, decodeMs: 5_000, totalMs: 20_000 }
const PROGRAMS: ReadingPrograms = {
  decode: new URL('./decode-program.ts', import.meta.url),
  describe: new URL('./picture-worker.ts', import.meta.url),
}
const MAX_WAITING = 8

type Waiting = {
  readonly picture: PictureTask
  readonly settle: (reading: PictureReading | Promise<PictureReading>) => void
}

/** Describes uploaded pictures, in memory only. Its creator closes it. */
export type PictureReader = ReturnType<typeof openPictureReader>

export function openPictureReader({
  workers = 1,
  maxWaiting = MAX_WAITING,
  pace,
  programs,
}: PictureReaderOptions = {}) {
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
      // An abandoned lane is busy until its work has really ended. The answer does not wait for
      // that.
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
    /**
     * Takes over the bytes and blanks them before it settles. Refuses a picture at once when too
     * many wait. An aborted signal removes the picture from the queue; its result then reaches
     * nobody. Rejects when the decoder or a worker cannot start, or a worker dies.
     */
    read(picture: PictureTask, signal: AbortSignal): Promise<PictureReading> {
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
    /** Refuses waiting pictures, and ends the workers whatever they are doing. */
    async close(): Promise<void> {
      closed = true
      for (const { picture, settle } of waiting) settle(drop(picture))
      waiting = []
      await Promise.all(lanes.map((lane) => lane.close()))
    },
  }
}
