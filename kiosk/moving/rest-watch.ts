/** A portrait that has answered for so long is one that the visitor stays at. */
const RESTS_AFTER_MS = 900

/** Tells when what answers a movement stays the same, and when it goes on. */
export interface RestWatch {
  /**
   * What is shown now; null for nothing. Tells the portrait on which movement has come to rest, or
   * null.
   */
  see(portraitId: string | null, atMs: number): void
}

export function createRestWatch(tell: (portraitId: string | null) => void): RestWatch {
  let shown: string | null = null
  let sinceMs = 0
  let told: string | null = null
  return {
    see(portraitId, atMs) {
      if (portraitId !== shown) {
        shown = portraitId
        sinceMs = atMs
        if (told !== null) tell(null)
        told = null
        return
      }
      if (shown === null || told === shown || atMs - sinceMs < RESTS_AFTER_MS) return
      told = shown
      tell(told)
    },
  }
}
