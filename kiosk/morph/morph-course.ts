/** How much of the portrait there is, in shares from 0 to 1. */
export type MorphMix = {
  /** How far corners have gone from where the visitor's are to where the portrait's are. */
  readonly shape: number
  /** How far colours have gone, where there is something of the visitor. */
  readonly colour: number
  /** How much there is of the painting where there is nothing of the visitor. */
  readonly ground: number
}

/** The picture half way, on a painting that is all there: what a poster shows. */
export const HALF_WAY: MorphMix = { shape: 0.5, colour: 0.5, ground: 1 }

/** For so long nothing happens: what is to change wants to be seen first. */
const HOLD_MS = 250
const MORPH_MS = 1_800
/** Without movement the one gives way to the other in so long. */
const CROSS_FADE_MS = 400

export type Manner = 'morph' | 'cross-fade'

/** How far a morph is, `elapsedMs` after it was first seen: t from 0 to 1. */
export function progressAt(elapsedMs: number, manner: Manner): number {
  const sinceMs = manner === 'morph' ? elapsedMs - HOLD_MS : elapsedMs
  return clamp(sinceMs / (manner === 'morph' ? MORPH_MS : CROSS_FADE_MS))
}

/**
 * The mix at t. Features begin to move before colours do, so that the painted eyes open where the
 * visitor's already are; what surrounds them comes last. At 0 all is the visitor's, at 1 the
 * portrait's.
 */
export function mixAt(t: number): MorphMix {
  return {
    shape: ease(clamp(t / 0.94)),
    colour: ease(clamp((t - 0.1) / 0.9)),
    ground: ease(clamp((t - 0.22) / 0.78)),
  }
}

/**
 * How much of the portrait itself, sharp and still, lies over what was painted of it while it
 * moved.
 */
export function finishAt(t: number): number {
  return ease(clamp((t - 0.86) / 0.14))
}

/** How far a plain cross-fade is. */
export function fadeAt(t: number): number {
  return ease(t)
}

/** Slow at either end, like a curtain. */
function ease(share: number): number {
  return share * share * (3 - 2 * share)
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share))
}
