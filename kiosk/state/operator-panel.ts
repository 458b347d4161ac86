import type { ExhibitState } from './exhibit-state.ts'
import type { Operator } from './scene.ts'
import type { Settings } from './settings.ts'

/** A panel that nobody touches for this long closes by itself: the kiosk is the visitors'. */
const CLOSES_AFTER_MS = 120_000
/** A visitor who came upon it has no PIN: before that it closes sooner. */
const CLOSES_LOCKED_AFTER_MS = 30_000
/** So many wrong PINs in a row are not slips of a finger. */
const MISSES_BEFORE_LOCK = 5
const LOCKED_FOR_MS = 60_000

/** Whether the panel can be opened: where there is a PIN, and nobody visits. */
export function mayOperate({ visit }: ExhibitState, { operator }: Settings): boolean {
  return visit === null && operator.pinKey !== null
}

export function openPanel(state: ExhibitState, settings: Settings): ExhibitState {
  if (!mayOperate(state, settings)) return state
  const lastTouchMs = state.nowMs
  return { ...state, scene: { name: 'operator', unlocked: false, camera: 'asked', lastTouchMs } }
}

/** A PIN was given. Five wrong ones in a row are followed by a minute in which none is taken. */
export function takePin(state: ExhibitState, scene: Operator, isRight: boolean): ExhibitState {
  const { pinGuard, nowMs } = state
  if (scene.unlocked || pinGuard.lockedUntilMs !== null) return state
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

/** The guard after time has passed: PINs are taken again, and counted from the first. */
export function unlockPinGuard(state: ExhibitState): ExhibitState {
  const { lockedUntilMs } = state.pinGuard
  if (lockedUntilMs === null || state.nowMs < lockedUntilMs) return state
  return { ...state, pinGuard: { misses: 0, lockedUntilMs: null } }
}

export function isPanelDeserted(scene: Operator, nowMs: number): boolean {
  const closesAfterMs = scene.unlocked ? CLOSES_AFTER_MS : CLOSES_LOCKED_AFTER_MS
  return nowMs - scene.lastTouchMs >= closesAfterMs
}
