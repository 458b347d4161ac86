import type { ExhibitState } from './exhibit-state.ts'
import type { Operator } from './scene.ts'
import type { Settings } from './settings.ts'

/** A corner that nobody touches for this long closes by itself: the kiosk is the visitors'. */
const CLOSES_AFTER_MS = 120_000
/** A visitor who came upon it has no PIN: before that it closes sooner. */
const CLOSES_LOCKED_AFTER_MS = 30_000
/** So many wrong PINs in a row are not slips of a finger. */
const MISSES_BEFORE_LOCK = 5
const LOCKED_FOR_MS = 60_000

/** Opens the corner, where there is one and nobody visits; trouble with the house is no hindrance. */
export function openCorner(state: ExhibitState, settings: Settings): ExhibitState {
  const { scene, visit, nowMs } = state
  const isFree = visit === null && (scene.name === 'attract' || scene.name === 'apology')
  if (!isFree || settings.operator.pinKey === null) return state
  return {
    ...state,
    scene: { name: 'operator', unlocked: false, camera: 'asked', lastTouchMs: nowMs },
  }
}

/** A PIN was given. Five wrong ones in a row are followed by a minute in which none is heard. */
export function hearPin(state: ExhibitState, isRight: boolean): ExhibitState {
  const { scene, pinGuard, nowMs } = state
  if (scene.name !== 'operator' || scene.unlocked || pinGuard.lockedUntilMs !== null) return state
  if (isRight) {
    return {
      ...state,
      pinGuard: { misses: 0, lockedUntilMs: null },
      scene: { ...scene, unlocked: true },
    }
  }
  const misses = pinGuard.misses + 1
  const lockedUntilMs = misses >= MISSES_BEFORE_LOCK ? nowMs + LOCKED_FOR_MS : null
  return { ...state, pinGuard: { misses, lockedUntilMs } }
}

/** The guard after time has passed: PINs are heard again, and counted from the first. */
export function relentGuard(state: ExhibitState): ExhibitState {
  const { lockedUntilMs } = state.pinGuard
  if (lockedUntilMs === null || state.nowMs < lockedUntilMs) return state
  return { ...state, pinGuard: { misses: 0, lockedUntilMs: null } }
}

export function isCornerDeserted(scene: Operator, nowMs: number): boolean {
  const closesAfterMs = scene.unlocked ? CLOSES_AFTER_MS : CLOSES_LOCKED_AFTER_MS
  return nowMs - scene.lastTouchMs >= closesAfterMs
}
