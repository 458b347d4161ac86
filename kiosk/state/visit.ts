import type { ExhibitState, VisitState } from './exhibit-state.ts'
import type { Settings } from './settings.ts'
import type { ShownPortrait } from './shown-portrait.ts'

export function arrive(nowMs: number, way: VisitState['way']): VisitState {
  return {
    way,
    isDuet: false,
    first: null,
    cameraReady: false,
    cameraLost: false,
    lastTouchMs: nowMs,
    stance: 'nobody',
    wasSeen: false,
    facesInView: 0,
    nobodySinceMs: null,
    dwellingSinceMs: null,
    isEyeOpen: false,
    frozenBeside: null,
    posesMeet: true,
    lookupTrouble: null,
  }
}

/** The visit once somebody else is asked before the mirror: what it last saw counts no more. */
export function unseen(visit: VisitState): VisitState {
  return {
    ...visit,
    stance: 'nobody',
    facesInView: 0,
    nobodySinceMs: null,
    dwellingSinceMs: null,
    frozenBeside: null,
    lookupTrouble: null,
  }
}

/** The visit once its camera is off. */
export function withCameraOff(visit: VisitState): VisitState {
  return { ...unseen(visit), cameraReady: false }
}

/** The exhibit with nobody there; the carousel goes on from where it is. */
export function attract(state: ExhibitState): ExhibitState {
  const turn = state.scene.name === 'attract' ? state.scene.turn : 0
  return {
    ...state,
    visit: null,
    scene: { name: 'attract', turn, sinceMs: state.nowMs, isEyeOpen: false, isAnswering: false },
  }
}

/**
 * Forgets the visitor, language and all. Only one before a camera is told that nothing was kept,
 * and sees `painting` once more.
 */
export function endVisit(
  state: ExhibitState,
  settings: Settings,
  painting: ShownPortrait | null = null,
): ExhibitState {
  const forgotten = { ...state, visit: null, language: settings.language }
  return state.visit?.way === 'face'
    ? { ...forgotten, scene: { name: 'goodbye', sinceMs: state.nowMs, painting } }
    : attract(forgotten)
}

/** The end of a visit by time alone. Nobody is said goodbye to who was never seen. */
export function lapseVisit(state: ExhibitState, settings: Settings): ExhibitState {
  const ended = endVisit(state, settings)
  return state.visit?.wasSeen === true ? ended : attract(ended)
}
