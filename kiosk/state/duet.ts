import type { ExhibitState } from './exhibit-state.ts'
import type { Live } from './scene.ts'
import type { Settings } from './settings.ts'
import { unseen, withCameraOff } from './visit.ts'

/** Nobody changes places sooner; a face that is framed before this is the first one's. */
const CHANGING_PLACES_MS = 2_500
/** By then they have, even if nobody saw it: one head came out from behind the other. */
const CHANGED_PLACES_MS = 8_000

/**
 * The next of two visitors. After the first has a portrait, the second is asked before the mirror,
 * and everything of the first but that portrait is forgotten: one face at a time is described.
 * Where the law wants a release, the second signs their own, and the camera is off until they have.
 * After the second has one, the two hang side by side.
 */
export function nextOfTwo(state: ExhibitState, scene: Live, settings: Settings): ExhibitState {
  const { visit, nowMs } = state
  if (visit === null || !visit.isDuet || scene.verdict === 'looking') return state
  const { first } = visit
  if (first !== null) {
    return { ...state, scene: { name: 'duet', portraits: [first, scene.shown], back: scene } }
  }
  const kept = { ...visit, first: scene.shown }
  return settings.release
    ? { ...state, visit: withCameraOff(kept), scene: { name: 'release' } }
    : {
        ...state,
        visit: unseen(kept),
        scene: { name: 'turn', first: scene.shown, sinceMs: nowMs, isFree: false },
      }
}

/**
 * Goes on to the mirror by itself once somebody stands before it after the places were changed;
 * past the question, if they took so long that it was asked. The first, still reading that it is
 * the other's turn, is not taken for the other.
 */
export function awaitSecond(state: ExhibitState): ExhibitState {
  const { visit, nowMs } = state
  const scene = state.scene.name === 'still-there' ? state.scene.under : state.scene
  if (scene.name !== 'turn' || visit?.stance !== 'framed') return state
  const changingMs = nowMs - scene.sinceMs
  const haveChanged = changingMs >= (scene.isFree ? CHANGING_PLACES_MS : CHANGED_PLACES_MS)
  return haveChanged ? { ...state, scene: { name: 'framing' } } : state
}

/** The first one stays a little longer: their portrait is forgotten, and looked for afresh. */
export function firstAgain(state: ExhibitState): ExhibitState {
  if (state.visit === null) return state
  const visit = { ...unseen(state.visit), first: null }
  return { ...state, visit, scene: { name: 'framing' } }
}
