import type { Clock } from '../../../indexer/downloads/host-limiter.ts'

export interface QuickClock extends Clock {
  /** What was waited for, in order. */
  readonly waits: readonly number[]
  pass(ms: number): void
}

/** A clock that is moved on by whoever waits, at once; chance is always the same. */
export function quickClock(chance = 0.5): QuickClock {
  let now = Date.now()
  const waits: number[] = []
  return {
    waits,
    now: () => now,
    random: () => chance,
    async wait(ms, signal) {
      signal.throwIfAborted()
      waits.push(ms)
      const due = now + ms
      await new Promise((resolve) => setImmediate(resolve))
      now = Math.max(now, due)
    },
    pass(ms) {
      now += ms
    },
  }
}
