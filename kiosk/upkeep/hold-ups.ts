/** A look that comes so much late found the page's thread busy with something else. */
const HELD_UP_MS = 5_000
const HOUR_MS = 3_600_000

/** Counts how often a page that should look about regularly could not. Times are `performance.now()`. */
export interface HoldUps {
  /** To be called every `everyMs`. Looks of a page that nobody sees come late by right. */
  look(nowMs: number, isPageShown: boolean): void
  lastHour(nowMs: number): number
}

export function createHoldUps(everyMs: number): HoldUps {
  let lastLookMs: number | null = null
  let heldUpAtMs: number[] = []
  return {
    look(nowMs, isPageShown) {
      const lateMs = lastLookMs === null ? 0 : nowMs - lastLookMs - everyMs
      if (lateMs > HELD_UP_MS) heldUpAtMs = [...heldUpAtMs.slice(-9), nowMs]
      // The first look after a time out of sight says nothing.
      lastLookMs = isPageShown ? nowMs : null
    },
    lastHour: (nowMs) => heldUpAtMs.filter((atMs) => nowMs - atMs < HOUR_MS).length,
  }
}
