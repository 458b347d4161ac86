import { stat } from 'node:fs/promises'

/** Waiting times of the server's work, in milliseconds. */
type Waits = {
  /** For the event loop: all work waits there. */
  readonly eventLoop: number
  /** For a thread to read a file: pictures and pages wait there. */
  readonly threadPool: number
}

/** A sample is recent for this long. */
const LATELY_MS = 5_000
const BEAT_MS = 250

/** Its creator closes it. */
export type Pulse = ReturnType<typeof feelPulse>

/**
 * Measures whether this process keeps up with its work: four times a second it notes how late its
 * own timer runs, and how long a look at `folder` takes. From `overloadedMs` on, the server counts
 * as unable to answer. Look-ups have `turnMs` in each turn of the event loop: see `hasTime`.
 */
export function feelPulse(
  folder: string,
  {
    overloadedMs,
    turnMs,
    nowMs,
  }: { readonly overloadedMs: number; readonly turnMs: number; readonly nowMs: () => number },
) {
  const loop = ofLate(nowMs)
  const pool = ofLate(nowMs)
  let dueAtMs = nowMs() + BEAT_MS
  let askedAtMs: number | undefined

  async function ask(): Promise<void> {
    const sinceMs = nowMs()
    askedAtMs = sinceMs
    // A missing folder answers just as fast.
    await stat(folder).catch(() => undefined)
    askedAtMs = undefined
    pool.note(nowMs() - sinceMs)
  }

  const timer = setInterval(() => {
    loop.note(Math.max(0, nowMs() - dueAtMs))
    dueAtMs = nowMs() + BEAT_MS
    if (askedAtMs === undefined) ask()
  }, BEAT_MS)
  timer.unref()

  let turnSinceMs: number | undefined
  /**
   * Whether a look-up that arrives now may be answered. What has arrived is read turn by turn; the
   * more there is, the longer a turn takes. Beyond `turnMs` the rest of a turn is refused, so that
   * those who are answered do not wait for all the others.
   */
  function hasTime(): boolean {
    if (turnSinceMs === undefined) {
      turnSinceMs = nowMs()
      setImmediate(() => {
        turnSinceMs = undefined
      })
    }
    return nowMs() - turnSinceMs < turnMs
  }

  /** The longest recent wait, including waits that have not ended. */
  const waits = (): Waits => ({
    eventLoop: Math.round(loop.longest()),
    threadPool: Math.round(
      Math.max(pool.longest(), askedAtMs === undefined ? 0 : nowMs() - askedAtMs),
    ),
  })
  return {
    waits,
    hasTime,
    isOverloaded: (): boolean => Math.max(...Object.values(waits())) >= overloadedMs,
    close: (): void => clearInterval(timer),
  }
}

/** The longest of the waits that ended within the last seconds. */
function ofLate(nowMs: () => number) {
  let noted: { readonly ms: number; readonly atMs: number }[] = []
  return {
    note(ms: number): void {
      const atMs = nowMs()
      noted = [...noted.filter((one) => atMs - one.atMs < LATELY_MS), { ms, atMs }]
    },
    longest: (): number => Math.max(0, ...noted.map(({ ms }) => ms)),
  }
}
