import type { Settings } from '../exhibit/settings.ts'
import type { ExhibitState } from './exhibit-state.ts'
import { unlit, unseen } from './visitor.ts'

/** Nobody changes places sooner; a face that is framed before this is the first one's. */
const CHANGING_PLACES_MS = 2_500

/**
 * The next of two visitors. After the first has a portrait, the second is asked before the mirror,
 * and everything of the first but that portrait is forgotten: one face at a time is described. Where
 * the law wants a release, the second signs their own, and the camera is off until they have. After
 * the second has one, the two hang side by side.
 */
export function nextOfTwo(state: ExhibitState, settings: Settings): ExhibitState {
  const { visit, scene, nowMs } = state
  if (visit === null || !visit.isDuet) return state
  if (scene.name === 'turn') return { ...state, scene: { name: 'framing' } }
  if (scene.name !== 'live' || scene.verdict === 'looking') return state
  const { first } = visit
  if (first !== null) {
    return { ...state, scene: { name: 'duet', portraits: [first, scene.shown], back: scene } }
  }
  const kept = { ...visit, first: scene.shown }
  return settings.release
    ? { ...state, visit: unlit(kept), scene: { name: 'release' } }
    : {
        ...state,
        visit: unseen(kept),
        scene: { name: 'turn', first: scene.shown, sinceMs: nowMs },
      }
}

/** Goes on to the mirror by itself once somebody stands before it after the places were changed. */
export function awaitSecond(state: ExhibitState): ExhibitState {
  const { visit, scene, nowMs } = state
  if (scene.name !== 'turn' || nowMs - scene.sinceMs < CHANGING_PLACES_MS) return state
  return visit?.stance === 'framed' ? { ...state, scene: { name: 'framing' } } : state
}

/** The first one stays a little longer: their portrait is let go of, and looked for afresh. */
export function firstAgain(state: ExhibitState): ExhibitState {
  if (state.visit === null) return state
  const visit = { ...unseen(state.visit), first: null }
  return { ...state, visit, scene: { name: 'framing' } }
}
