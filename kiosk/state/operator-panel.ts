import type { PinAnswer } from '../../server/contract/events.ts'
import type { ExhibitState } from './exhibit-state.ts'
import type { Operator } from './scene.ts'
import type { Settings } from './settings.ts'

/** A panel that nobody touches for this long closes by itself: the kiosk is the visitors'. */
const CLOSES_AFTER_MS = 120_000
/** A visitor who came upon it has no PIN: before that it closes sooner. */
const CLOSES_LOCKED_AFTER_MS = 30_000

/** Whether the panel can be opened: where there is a PIN, and nobody visits. */
export function mayOperate({ visit }: ExhibitState, { operator }: Settings): boolean {
  return visit === null && operator.hasPin
}

export function openPanel(state: ExhibitState, settings: Settings): ExhibitState {
  if (!mayOperate(state, settings)) return state
  const lastTouchMs = state.nowMs
  return { ...state, scene: { name: 'operator', unlocked: false, camera: 'asked', lastTouchMs } }
}

/** The server has looked at a PIN: it was right, or none is taken for a while, or neither. */
export function takePin(
  state: ExhibitState,
  scene: Operator,
  { isRight, pauseMs }: PinAnswer,
): ExhibitState {
  if (scene.unlocked) return state
  if (isRight) return { ...state, pinLockedUntilMs: null, scene: { ...scene, unlocked: true } }
  return { ...state, pinLockedUntilMs: pauseMs > 0 ? state.nowMs + pauseMs : null }
}

/** The pad after time has passed: PINs are taken again. */
export function unlockPinPad(state: ExhibitState): ExhibitState {
  const { pinLockedUntilMs } = state
  if (pinLockedUntilMs === null || state.nowMs < pinLockedUntilMs) return state
  return { ...state, pinLockedUntilMs: null }
}

export function isPanelDeserted(scene: Operator, nowMs: number): boolean {
  const closesAfterMs = scene.unlocked ? CLOSES_AFTER_MS : CLOSES_LOCKED_AFTER_MS
  return nowMs - scene.lastTouchMs >= closesAfterMs
}
