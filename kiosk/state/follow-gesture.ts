import type { Settings } from '../exhibit/settings.ts'
import type { Gesture } from './exhibit-event.ts'
import type { ExhibitState, Visit } from './exhibit-state.ts'
import type { HungPortrait } from './hung-portrait.ts'
import type { Cabinet, Live } from './scene.ts'
import { wakeMirror } from './take-news.ts'
import { arrive, endVisit } from './visit-endings.ts'

/** Portraits that hang on one wall of the cabinet. */
export const PORTRAITS_ON_A_WALL = 12

const EMPTY_CABINET: Cabinet = { name: 'cabinet', wall: 0, chosen: null, likenesses: 'asked' }

/** The exhibit after a visitor did something. */
export function followGesture(
  state: ExhibitState,
  gesture: Gesture,
  settings: Settings,
): ExhibitState {
  if (state.scene.name === 'still-there') {
    return gesture.type === 'leave'
      ? endVisit(state, settings)
      : { ...state, scene: state.scene.under }
  }
  switch (gesture.type) {
    case 'begin':
      return state.scene.name === 'attract' ? enter(state, settings) : state
    case 'speak': {
      const spoken = { ...state, language: gesture.language }
      if (state.scene.name === 'attract') return enter(spoken, settings)
      return state.visit === null ? state : spoken
    }
    case 'with-my-face':
      return state.scene.name === 'consent' && settings.faceMode
        ? wakeMirror({
            ...state,
            visit: arrive(state.nowMs, 'face'),
            scene: { name: 'waking' },
          })
        : state
    case 'without-my-face':
      return state.visit === null || state.scene.name === 'cabinet' ? state : openCabinet(state)
    case 'see-whole':
      return seeWhole(state, gesture.portraitId)
    case 'choose':
      return choose(state, gesture.portraitId)
    case 'another-wall':
      return nextWall(state)
    case 'try-again':
      return tryAgain(state)
    case 'back':
      return goBack(state, settings)
    case 'leave':
      return state.visit === null ? state : endVisit(state, settings)
    case 'touch':
      return state
    default:
      return gesture satisfies never
  }
}

function enter(state: ExhibitState, settings: Settings): ExhibitState {
  const visit: Visit = arrive(state.nowMs, settings.faceMode ? 'undecided' : 'cabinet')
  return { ...state, visit, scene: settings.faceMode ? { name: 'consent' } : EMPTY_CABINET }
}

function openCabinet(state: ExhibitState): ExhibitState {
  return { ...state, visit: arrive(state.nowMs, 'cabinet'), scene: EMPTY_CABINET }
}

function seeWhole(state: ExhibitState, portraitId: string): ExhibitState {
  const { scene } = state
  if (scene.name !== 'live' && scene.name !== 'cabinet' && scene.name !== 'whole') return state
  const back: Live | Cabinet = scene.name === 'whole' ? scene.back : scene
  const hanging = portraitsOf(back)
  const shown = hanging.find((portrait) => portrait.portraitId === portraitId)
  if (shown === undefined) return state
  const others = hanging.filter((portrait) => portrait !== shown)
  return { ...state, scene: { name: 'whole', shown, others, back } }
}

function portraitsOf(scene: Live | Cabinet): readonly HungPortrait[] {
  if (scene.name === 'live') return [scene.shown, ...scene.others]
  const likenesses = typeof scene.likenesses === 'string' ? [] : scene.likenesses
  return scene.chosen === null ? [] : [scene.chosen, ...likenesses]
}

function choose(state: ExhibitState, portraitId: string): ExhibitState {
  const { scene } = state
  if (scene.name !== 'cabinet') return state
  const within = scene.chosen === null ? (state.spread?.portraits ?? []) : portraitsOf(scene)
  const chosen = within.find((portrait) => portrait.portraitId === portraitId)
  if (chosen === undefined || chosen === scene.chosen) return state
  return { ...state, scene: { ...scene, chosen, likenesses: 'asked' } }
}

function nextWall(state: ExhibitState): ExhibitState {
  const { scene } = state
  if (scene.name !== 'cabinet' || scene.chosen !== null) return state
  const walls = Math.ceil((state.spread?.portraits.length ?? 0) / PORTRAITS_ON_A_WALL)
  return { ...state, scene: { ...scene, wall: walls > 0 ? (scene.wall + 1) % walls : 0 } }
}

function tryAgain(state: ExhibitState): ExhibitState {
  const { scene } = state
  if (scene.name === 'cabinet' && scene.likenesses === 'unanswered') {
    return { ...state, scene: { ...scene, likenesses: 'asked' } }
  }
  if (scene.name !== 'apology' || !('retryAtMs' in scene)) return state
  const engine = state.engine.status === 'failed' ? { status: 'starting' as const } : state.engine
  return { ...state, engine, scene: { ...scene, retryAtMs: null } }
}

function goBack(state: ExhibitState, settings: Settings): ExhibitState {
  const { scene } = state
  // The engine may have broken while the painting was looked at.
  if (scene.name === 'whole') return wakeMirror({ ...state, scene: scene.back })
  if (scene.name === 'cabinet' && scene.chosen !== null) {
    return { ...state, scene: { ...scene, chosen: null, likenesses: 'asked' } }
  }
  return state.visit === null ? state : endVisit(state, settings)
}
