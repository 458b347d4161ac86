import type { ExhibitState } from './exhibit-state.ts'
import type { HouseTrouble, Scene } from './scene.ts'
import type { Settings } from './settings.ts'

export function attract(state: ExhibitState): ExhibitState {
  const turn = state.scene.name === 'attract' ? state.scene.turn : 0
  return {
    ...state,
    visit: null,
    scene: { name: 'attract', turn, sinceMs: state.nowMs, isEyeOpen: false },
  }
}

/** Forgets the visitor, language and all. Only one who was seen is told that nothing was kept. */
export function endVisit(state: ExhibitState, settings: Settings): ExhibitState {
  const seen = state.visit?.way === 'face'
  const forgotten = { ...state, visit: null, language: settings.language }
  return seen
    ? { ...forgotten, scene: { name: 'goodbye', sinceMs: state.nowMs } }
    : attract(forgotten)
}

/** What is wrong with the house, if anything is. Silence counts only after a while. */
function houseTrouble(state: ExhibitState, settings: Settings): HouseTrouble | null {
  const silentMs = state.nowMs - state.reachableSinceMs
  if (!state.reachable && silentMs >= settings.serverGraceMs) return 'server-gone'
  if (state.gallery === null) return 'no-gallery'
  if (state.gallery !== 'unknown' && state.gallery.portraits === 0) return 'empty-gallery'
  return null
}

/**
 * Brings the scene into line with the house. A visitor who already has a portrait keeps it through
 * any trouble; scenes that have nothing to show yet give way to an apology, and it gives way again.
 */
export function heedHouse(state: ExhibitState, settings: Settings): ExhibitState {
  const trouble = houseTrouble(state, settings)
  const { scene } = state
  if (scene.name === 'apology' && 'retryAtMs' in scene) return state
  if (trouble === null) return scene.name === 'apology' ? attract(state) : state
  if (!givesWay(scene, trouble) || state.visit?.first != null) return state
  if (scene.name === 'apology' && scene.reason === trouble) return state
  return {
    ...state,
    visit: null,
    language: settings.language,
    scene: { name: 'apology', reason: trouble },
  }
}

function givesWay(scene: Scene, trouble: HouseTrouble): boolean {
  switch (scene.name) {
    case 'attract':
    case 'consent':
    case 'release':
    case 'apology':
      return true
    case 'waking':
    case 'framing':
      return trouble !== 'server-gone'
    case 'still-there':
      return givesWay(scene.under, trouble)
    case 'live':
    case 'moving':
    case 'why':
    case 'turn':
    case 'duet':
    case 'whole':
    case 'closer':
    case 'poster':
    case 'print':
    case 'cabinet':
    case 'goodbye':
    case 'operator':
      return false
    default:
      return scene satisfies never
  }
}
