import { isSameFilter, narrowsNothing } from './cabinet-filter.ts'
import type { ExhibitState } from './exhibit-state.ts'
import type { HungPortrait } from './hung-portrait.ts'
import type { Cabinet, CabinetFilter, Facet } from './scene.ts'
import { arrive } from './visitor.ts'

/** Portraits that hang on one wall of the cabinet. */
export const PORTRAITS_ON_A_WALL = 12

const EMPTY_CABINET: Cabinet = {
  name: 'cabinet',
  filter: {},
  narrowing: null,
  narrowed: null,
  narrowedOf: null,
  wall: 0,
  chosen: null,
  likenesses: 'asked',
}

/** A visit without a face begins; what there was of one with a face is forgotten. */
export function openCabinet(state: ExhibitState): ExhibitState {
  return { ...state, visit: arrive(state.nowMs, 'cabinet'), scene: EMPTY_CABINET }
}

/** The portraits that may be chosen from, over all walls; none while they are asked for. */
export function portraitsToChoose(state: ExhibitState, scene: Cabinet): readonly HungPortrait[] {
  if (scene.narrowed === null) return state.spread?.portraits ?? []
  return typeof scene.narrowed === 'string' ? [] : scene.narrowed
}

/** The chosen portrait and its likenesses, the nearest first; none before one is chosen. */
export function portraitsInPairs({ chosen, likenesses }: Cabinet): readonly HungPortrait[] {
  if (chosen === null) return []
  return typeof likenesses === 'string' ? [chosen] : [chosen, ...likenesses]
}

export function choose(state: ExhibitState, portraitId: string): ExhibitState {
  const { scene } = state
  if (scene.name !== 'cabinet') return state
  const within = scene.chosen === null ? portraitsToChoose(state, scene) : portraitsInPairs(scene)
  const chosen = within.find((portrait) => portrait.portraitId === portraitId)
  if (chosen === undefined || chosen === scene.chosen) return state
  return { ...state, scene: { ...scene, narrowing: null, chosen, likenesses: 'asked' } }
}

export function nextWall(state: ExhibitState): ExhibitState {
  const { scene } = state
  if (scene.name !== 'cabinet' || scene.chosen !== null) return state
  const walls = Math.ceil(portraitsToChoose(state, scene).length / PORTRAITS_ON_A_WALL)
  return { ...state, scene: { ...scene, wall: walls > 0 ? (scene.wall + 1) % walls : 0 } }
}

/** Hangs the values of a facet in place of the portraits, or the portraits again. */
export function narrowBy(state: ExhibitState, facet: Facet | null): ExhibitState {
  const { scene } = state
  if (scene.name !== 'cabinet' || scene.chosen !== null) return state
  return { ...state, scene: { ...scene, narrowing: facet } }
}

export function filterCabinet(state: ExhibitState, filter: CabinetFilter): ExhibitState {
  const { scene } = state
  if (scene.name !== 'cabinet' || scene.chosen !== null) return state
  const hung = { ...scene, narrowing: null }
  if (isSameFilter(filter, scene.filter)) return { ...state, scene: hung }
  const narrowed = narrowsNothing(filter) ? null : 'asked'
  return { ...state, scene: { ...hung, filter, narrowed, narrowedOf: null, wall: 0 } }
}

/** One step back in the cabinet; null where the only way back is out of it. */
export function stepBack(state: ExhibitState, scene: Cabinet): ExhibitState | null {
  if (scene.narrowing !== null) return narrowBy(state, null)
  if (scene.chosen !== null) {
    return { ...state, scene: { ...scene, chosen: null, likenesses: 'asked' } }
  }
  return narrowsNothing(scene.filter) ? null : filterCabinet(state, {})
}

/** Asks once more for what was not answered; null where everything was. */
export function askAgain(state: ExhibitState, scene: Cabinet): ExhibitState | null {
  if (scene.chosen !== null && scene.likenesses === 'unanswered') {
    return { ...state, scene: { ...scene, likenesses: 'asked' } }
  }
  if (scene.chosen === null && scene.narrowed === 'unanswered') {
    return { ...state, scene: { ...scene, narrowed: 'asked' } }
  }
  return null
}
