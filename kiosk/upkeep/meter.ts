/** How often something happens, and how long it takes. */
export interface Meter {
  /** It happened now, and took so long. */
  count(tookMs: number): void
  /** Over the last seconds; null where nothing happened. */
  rate(): MeterRate | null
}

export type MeterRate = {
  readonly perSecond: number
  readonly medianMs: number
}

/** Long enough to be steady, short enough to show what a hand before the camera does. */
const WINDOW_MS = 5_000

/** `now` in milliseconds of any clock that does not jump. */
export function createMeter(now: () => number): Meter {
  const events: { readonly atMs: number; readonly tookMs: number }[] = []
  const forgetOld = (): void => {
    while (events[0] !== undefined && now() - events[0].atMs > WINDOW_MS) events.shift()
  }
  return {
    count(tookMs) {
      forgetOld()
      events.push({ atMs: now(), tookMs })
    },
    rate() {
      forgetOld()
      const medianMs = upperMedian(events.map(({ tookMs }) => tookMs))
      return medianMs === null ? null : { perSecond: (1000 * events.length) / WINDOW_MS, medianMs }
    },
  }
}

/** The upper one of two in the middle; null of none. */
export function upperMedian(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? null
}
