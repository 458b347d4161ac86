import { stat } from 'node:fs/promises'

/** Waiting times of the server's work, in milliseconds. */
type Waits = {
  /** For the event loop: all work waits there. */
  readonly eventLoop: number
  /** For a thread to read a file: pictures and pages wait there. */
  readonly threadPool: number
}

/** Measures whether a process keeps up with its work. Its creator closes it. */
export interface Pulse {
  /** The longest recent wait, including waits that have not ended. */
  waits(): Waits
  isOverloaded(): boolean
  close(): void
}

/** A sample is recent for this long. */
const LATELY_MS = 5_000
const BEAT_MS = 250

/**
 * Measures four times a second how late its own timer runs, and how long a look at `folder` takes.
 * From `overloadedMs` on, the server counts as unable to answer.
 */
export function feelPulse(
  folder: string,
  { overloadedMs, nowMs }: { overloadedMs: number; nowMs: () => number },
): Pulse {
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
  const waits = (): Waits => ({
    eventLoop: Math.round(loop.longest()),
    threadPool: Math.round(
      Math.max(pool.longest(), askedAtMs === undefined ? 0 : nowMs() - askedAtMs),
    ),
  })
  return {
    waits,
    isOverloaded: () => Math.max(...Object.values(waits())) >= overloadedMs,
    close: () => clearInterval(timer),
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
