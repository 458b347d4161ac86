import { openBrowse } from './browse.ts'
import type { ExhibitState } from './exhibit-state.ts'
import { wakeMirror } from './mirror-events.ts'
import type { Gesture, Scene } from './scene.ts'
import { rowOf } from './scenes.ts'
import type { Settings } from './settings.ts'
import { attract, endVisit } from './visit.ts'

/** The exhibit after a visitor did something. */
export function followGesture(
  state: ExhibitState,
  gesture: Gesture,
  settings: Settings,
): ExhibitState {
  const { scene } = state
  if (scene.name === 'still-there') {
    return gesture.type === 'leave' ? sayGoodbye(state, settings) : { ...state, scene: scene.under }
  }
  const after = meaningOf(state, gesture, settings)
  // Camera or engine may have broken while paintings were looked at.
  return after.scene === scene ? after : wakeMirror(after)
}

/** What the scene makes of a gesture; else what every scene makes of it; else nothing. */
function meaningOf(state: ExhibitState, gesture: Gesture, settings: Settings): ExhibitState {
  const { scene, visit } = state
  const on = rowOf(scene).on?.[gesture.type] as
    | ((state: ExhibitState, scene: Scene, gesture: Gesture, settings: Settings) => ExhibitState)
    | undefined
  if (on !== undefined) return on(state, scene, gesture, settings)
  switch (gesture.type) {
    case 'speak':
      return visit === null ? state : { ...state, language: gesture.language }
    case 'without-my-face':
      return visit === null ? state : openBrowse(state)
    case 'back':
      return goBack(state, settings)
    case 'leave':
      return leave(state, settings)
    default:
      return state
  }
}

/** One step back; where there is none before it, out of the visit. */
function goBack(state: ExhibitState, settings: Settings): ExhibitState {
  const { scene } = state
  const { over, back } = rowOf(scene)
  if (over !== undefined) return { ...state, scene: over(scene) }
  return back?.(state, scene) ?? leave(state, settings)
}

function leave(state: ExhibitState, settings: Settings): ExhibitState {
  const { scene, visit } = state
  if (visit !== null) return sayGoodbye(state, settings)
  return scene.name === 'goodbye' || scene.name === 'operator' ? attract(state) : state
}

/**
 * Whoever says goodbye themself and is alone before the mirror sees their painting once more, as
 * the museum's. Nobody who comes up sees whom another resembles.
 */
function sayGoodbye(state: ExhibitState, settings: Settings): ExhibitState {
  const { scene, visit } = state
  const left: Scene = scene.name === 'still-there' ? scene.under : scene
  const isAlone = visit !== null && !visit.isDuet && visit.facesInView <= 1
  const isSought = left.name === 'live' && left.verdict === 'looking'
  const shown = isAlone && !isSought ? (rowOf<Scene>(left).shown?.(left, state) ?? null) : null
  return endVisit(state, settings, shown && { ...shown, similarity: null, squaredDistance: null })
}
