import type { Visit } from './exhibit-state.ts'

export function arrive(nowMs: number, way: Visit['way']): Visit {
  return {
    way,
    isDuet: false,
    first: null,
    cameraReady: false,
    cameraLost: false,
    lastTouchMs: nowMs,
    stance: 'nobody',
    facesInView: 0,
    nobodySinceMs: null,
    dwellingSinceMs: null,
    isEyeOpen: false,
    satBeside: null,
    lookupTrouble: null,
  }
}

/** The visit once somebody else is asked before the mirror: what it last saw counts no more. */
export function unseen(visit: Visit): Visit {
  return {
    ...visit,
    stance: 'nobody',
    facesInView: 0,
    nobodySinceMs: null,
    dwellingSinceMs: null,
    satBeside: null,
    lookupTrouble: null,
  }
}

/** The visit once its camera is off. */
export function unlit(visit: Visit): Visit {
  return { ...unseen(visit), cameraReady: false }
}
