/**
 * How much relative luminance may rise in a second. WCAG 2.3.1 allows three general flashes in any
 * second, and a flash is a pair of opposing changes by a tenth of full luminance or more: what
 * rises by no more than three tenths a second cannot make a fourth.
 */
const RISE_A_SECOND = 0.3

/** Keeps pictures that change many times a second from flashing at whoever is hurt by it. */
export interface Lamp {
  /**
   * The share of its own light that a picture of this mean relative luminance (0 to 1) may be shown
   * in at a time: all of it where it is no brighter than what was shown before; else it comes up
   * slowly, as under a lamp that is turned up. Times are milliseconds and do not go back.
   */
  light(luminance: number, atMs: number): number
  /** What is shown next stands by itself. */
  forget(): void
}

export function createLamp(): Lamp {
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
