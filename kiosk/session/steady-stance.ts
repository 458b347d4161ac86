import type { Stance } from '../state/scene.ts'

/** How a visitor stands, and how many are there. */
export type Standing = { readonly stance: Stance; readonly facesInView: number }

/**
 * Tells a standing once it has lasted, so that a blink of the detector coaches nobody. Coming into
 * view and standing well are told at once: good news need not wait.
 */
export function createSteadyStance(
  lastsMs: number,
): (read: Standing, atMs: number) => Standing | null {
  let told: Standing | null = null
  let candidate: Standing | null = null
  let sinceMs = 0
  return (read, atMs) => {
    if (told !== null && same(read, told)) {
      candidate = null
      return null
    }
    if (candidate === null || !same(read, candidate)) {
      candidate = read
      sinceMs = atMs
    }
    const atOnce = told === null || told.stance === 'nobody' || read.stance === 'framed'
    if (!atOnce && atMs - sinceMs < lastsMs) return null
    told = read
    candidate = null
    return read
  }
}

function same(a: Standing, b: Standing): boolean {
  return a.stance === b.stance && a.facesInView === b.facesInView
}
