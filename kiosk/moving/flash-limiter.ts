/**
 * How much relative luminance may rise in a second. WCAG 2.3.1 allows three general flashes in any
 * second, and a flash is a pair of opposing changes by a tenth of full luminance or more: what
 * rises by no more than three tenths a second cannot make a fourth.
 */
const RISE_A_SECOND = 0.3

/** Keeps pictures that change many times a second from flashing at whoever is hurt by it. */
export interface FlashLimiter {
  /**
   * The share of its own light in which a picture of this mean relative luminance (0 to 1) may be
   * shown at this time. A picture no brighter than the one before gets all of it; a brighter one
   * comes up slowly. Times are milliseconds and do not go back.
   */
  light(luminance: number, atMs: number): number
  /** What is shown next stands by itself. */
  forget(): void
}

export function createFlashLimiter(): FlashLimiter {
  let shown: { readonly luminance: number; readonly atMs: number } | null = null
  return {
    light(luminance, atMs) {
      const most =
        shown === null
          ? luminance
          : shown.luminance + (RISE_A_SECOND * Math.max(0, atMs - shown.atMs)) / 1000
      const now = Math.min(luminance, most)
      shown = { luminance: now, atMs }
      return luminance > 0 ? now / luminance : 1
    },
    forget() {
      shown = null
    },
  }
}
