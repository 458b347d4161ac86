import type { ExhibitState } from '../state/exhibit-state.ts'
import { upperMedian } from './meter.ts'

/** How long recent visitors waited. It knows moments, and nothing of whoever waited. */
export interface Paces {
  /** What the exhibit shows now. */
  see(state: Pick<ExhibitState, 'scene'>): void
  /** Medians over the last visits, in milliseconds; null while nobody came so far. */
  medians(): { readonly firstPortraitMs: number | null; readonly settledMs: number | null }
}

const VISITS_KEPT = 20

/**
 * Counts from the consent: to the first portrait beside the visitor, and to the one that stays.
 * `now` in milliseconds of any clock that does not jump.
 */
export function createPaces(now: () => number): Paces {
  const waits = { first: [] as number[], settled: [] as number[] }
  let agreedAtMs: number | null = null
  let isFirstShown = false

  function note(kept: number[], sinceMs: number): void {
    kept.push(now() - sinceMs)
    if (kept.length > VISITS_KEPT) kept.shift()
  }

  return {
    see({ scene }) {
      if (scene.name === 'waking') agreedAtMs ??= now()
      else if (scene.name === 'attract' || scene.name === 'goodbye') agreedAtMs = null
      if (agreedAtMs === null) isFirstShown = false
      if (scene.name !== 'live' || agreedAtMs === null) return
      if (!isFirstShown) note(waits.first, agreedAtMs)
      isFirstShown = true
      if (scene.verdict === 'looking') return
      note(waits.settled, agreedAtMs)
      agreedAtMs = null
    },
    medians: () => ({
      firstPortraitMs: upperMedian(waits.first),
      settledMs: upperMedian(waits.settled),
    }),
  }
}
