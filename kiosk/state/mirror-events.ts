import type { EngineEvent, MirrorEvent, ScreenEvent } from './exhibit-event.ts'
import type { ExhibitState } from './exhibit-state.ts'
import { explain } from './look-into.ts'
import type { CameraTrouble, MirrorTrouble } from './scene.ts'
import { mirrorUse, rowOf } from './scenes.ts'
import type { Settings } from './settings.ts'
import { withCameraOff } from './visit.ts'

/** An engine that does not start has taken long to say so: it is tried again after a minute. */
const RETRIES_LEFT_OUT = 12

/**
 * The exhibit after the camera or the face reader said something; nothing unless a mirror is on.
 */
export function takeMirrorEvent(
  state: ExhibitState,
  event: MirrorEvent,
  settings: Settings,
): ExhibitState {
  const { visit, scene } = state
  if (scene.name === 'operator') {
    if (event.type === 'camera-ready') return { ...state, scene: { ...scene, camera: 'ready' } }
    if (event.type !== 'camera-failed') return state
    return { ...state, scene: { ...scene, camera: event.reason } }
  }
  if (visit === null || visit.way !== 'face') return state
  switch (event.type) {
    case 'camera-ready':
      return wakeMirror({ ...state, visit: { ...visit, cameraReady: true } })
    case 'camera-failed':
      return loseCamera(releaseCamera(state), event.reason, settings)
    case 'face-read': {
      if (!visit.cameraReady) return state
      const { stance, facesInView } = event
      const wasSeen = visit.wasSeen || stance !== 'nobody'
      const nobodySinceMs = stance === 'nobody' ? (visit.nobodySinceMs ?? state.nowMs) : null
      // Of two visitors the first has stepped aside.
      const isFree = scene.name === 'turn' && stance !== 'framed'
      return {
        ...state,
        visit: { ...visit, stance, wasSeen, facesInView, nobodySinceMs },
        scene: isFree ? { ...scene, isFree } : scene,
      }
    }
    case 'matched': {
      if (scene.name !== 'framing' && scene.name !== 'live') return state
      const [shown, ...others] = event.portraits
      const { verdict, trace = [] } = event
      return {
        ...state,
        visit: { ...visit, lookupTrouble: null },
        scene: { name: 'live', verdict, shown, others, trace },
      }
    }
    case 'rested': {
      const shown = event.portrait
      const isNews = scene.name === 'moving' && scene.shown?.portraitId !== shown?.portraitId
      return isNews ? { ...state, scene: { ...scene, shown } } : state
    }
    case 'sat':
      return {
        ...state,
        visit: { ...visit, frozenBeside: event.portraitId, posesMeet: event.posesMeet },
      }
    case 'explained':
      return explain(state, event.of, event.explanation)
    case 'unanswered':
      return { ...state, visit: { ...visit, lookupTrouble: event.trouble } }
    default:
      return event satisfies never
  }
}

export function takeEngineEvent(
  state: ExhibitState,
  event: EngineEvent,
  settings: Settings,
): ExhibitState {
  if (event.type === 'engine-ready') return wakeMirror({ ...state, engine: { status: 'ready' } })
  const { reason } = event
  // One that ran can run again soon; files that did not come may come.
  const isSoon = reason === 'no-models' || state.engine.status === 'ready'
  const retryAtMs = state.nowMs + settings.retryMs * (isSoon ? 1 : RETRIES_LEFT_OUT)
  return wakeMirror(releaseCamera({ ...state, engine: { status: 'failed', reason, retryAtMs } }))
}

/** The exhibit once a painting has come so far; nothing where another has the wall by now. */
export function takeScreenEvent(
  state: ExhibitState,
  { portraitId, stage }: ScreenEvent,
): ExhibitState {
  const { scene } = state
  if (scene.name !== 'whole' || scene.shown.portraitId !== portraitId) return state
  return scene.reveal === 'whole' ? state : { ...state, scene: { ...scene, reveal: stage } }
}

/** Whoever looks at a painting goes on doing so; the camera is asked for again on the way back. */
function loseCamera(state: ExhibitState, reason: CameraTrouble, settings: Settings): ExhibitState {
  const { visit, scene } = state
  const use = mirrorUse(scene)
  if (use === 'off') return state
  if (use === 'stays') return { ...state, visit: visit && { ...visit, cameraLost: true } }
  return apologise(state, reason, state.nowMs + settings.retryMs)
}

/**
 * Goes on from waking, or from an apology for the mirror, as soon as all is ready. Without an
 * engine nothing goes on before the mirror: an apology is made. A camera that was lost is asked for
 * again.
 */
export function wakeMirror(state: ExhibitState): ExhibitState {
  const { visit, scene, engine } = state
  const use = mirrorUse(scene)
  if (visit?.way !== 'face' || use === 'off' || use === 'stays') return state
  if (engine.status === 'failed') return apologise(state, engine.reason, engine.retryAtMs)
  if (visit.cameraLost) {
    return { ...state, visit: { ...visit, cameraLost: false }, scene: { name: 'waking' } }
  }
  if (use === 'answers' || use === 'shows' || !visit.cameraReady) return state
  return { ...state, scene: engine.status === 'ready' ? { name: 'framing' } : { name: 'waking' } }
}

function apologise(state: ExhibitState, reason: MirrorTrouble, retryAtMs: number): ExhibitState {
  const visit = state.visit && { ...state.visit, cameraLost: false }
  return { ...state, visit, scene: { name: 'apology', reason, retryAtMs } }
}

/** The exhibit once its camera is off: nothing of the visitor is seen, and none of it printed. */
function releaseCamera(state: ExhibitState): ExhibitState {
  const { visit, scene } = state
  return {
    ...state,
    visit: visit && withCameraOff(visit),
    scene: rowOf(scene).withoutVisitor?.(scene) ?? scene,
  }
}
