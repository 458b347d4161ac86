import type { ExhibitState } from './exhibit-state.ts'
import type { Gesture } from './scene.ts'
import { rowOf } from './scenes.ts'
import type { Settings } from './settings.ts'

/** Who was not seen for so long, since the page stood still, may have moved meanwhile. */
const UNSEEN_MS = 2_000

/** What a visitor does by holding something for a while, without a hand. */
type Dwelling = { readonly gesture: Gesture; readonly forMs: number }

/**
 * What the visitor is about to do by dwelling; null when nothing. Holding still before a portrait
 * that has settled shows the whole painting, or of two visitors asks for the next; where a museum
 * wants it, looking aside from what came of that leads back, unless a second face is seen: who
 * turns to a friend has not had enough. A face alone can so do at most one thing: a picture on the
 * opposite wall never looks aside.
 */
function dwellingOf(state: ExhibitState, settings: Settings): Dwelling | null {
  const { visit, scene } = state
  const { dwellMs, lookAsideMs } = settings
  if (visit === null || visit.way !== 'face' || !visit.cameraReady) return null
  const { holdStill, leadsBackAside } = rowOf(scene)
  if (visit.stance === 'framed') {
    const gesture = dwellMs === 0 ? null : (holdStill?.(scene, state) ?? null)
    return gesture && { gesture, forMs: dwellMs }
  }
  const isAside = visit.stance === 'turned-away' && visit.facesInView < 2
  if (!isAside || lookAsideMs === 0 || leadsBackAside?.(scene) !== true) return null
  return { gesture: { type: 'back' }, forMs: lookAsideMs }
}

/** How much of a dwelling is done, from 0 to 1; null while there is none. */
export function dwellShare(state: ExhibitState, settings: Settings): number | null {
  const dwelling = dwellingOf(state, settings)
  const sinceMs = state.visit?.dwellingSinceMs ?? null
  if (dwelling === null || sinceMs === null) return null
  return Math.min(1, (state.nowMs - sinceMs) / dwelling.forMs)
}

/** The gesture that a visitor has now made by dwelling; null while none. */
export function dwelledGesture(state: ExhibitState, settings: Settings): Gesture | null {
  const share = dwellShare(state, settings)
  return share === 1 ? (dwellingOf(state, settings)?.gesture ?? null) : null
}

/** Who has not been seen for a while dwells from now on, if at all. */
export function interruptDwelling(before: ExhibitState, after: ExhibitState): ExhibitState {
  const { visit, nowMs } = after
  if (visit === null || visit.dwellingSinceMs === null) return after
  if (nowMs - before.nowMs < UNSEEN_MS) return after
  return { ...after, visit: { ...visit, dwellingSinceMs: nowMs } }
}

/** Keeps the time since when the visitor has dwelled: while it is on the same, without a break. */
export function keepDwelling(
  before: ExhibitState,
  after: ExhibitState,
  settings: Settings,
): ExhibitState {
  const { visit, nowMs } = after
  if (visit === null) return after
  const now = dwellingOf(after, settings)
  const then = dwellingOf(before, settings)
  const isUnbroken =
    after.scene.name === before.scene.name &&
    visit.lastTouchMs === before.visit?.lastTouchMs &&
    now !== null &&
    then !== null &&
    isSameGesture(now.gesture, then.gesture)
  const dwellingSinceMs = now === null ? null : isUnbroken ? visit.dwellingSinceMs : nowMs
  if (dwellingSinceMs === visit.dwellingSinceMs) return after
  return { ...after, visit: { ...visit, dwellingSinceMs } }
}

function isSameGesture(a: Gesture, b: Gesture): boolean {
  const shown = (gesture: Gesture) => (gesture.type === 'see-whole' ? gesture.portraitId : null)
  return a.type === b.type && shown(a) === shown(b)
}
