import { type ExhibitState, galleryIdOf } from './exhibit-state.ts'
import { answerAbout, type Questions, type Remote } from './remote.ts'
import type { Browse, BrowseFilter, Facet } from './scene.ts'
import type { ShownPortrait } from './shown-portrait.ts'
import { arrive } from './visit.ts'

/** Portraits that hang on one wall. */
const PORTRAITS_ON_A_WALL = 12
/** Likenesses offered besides the nearest. */
const OTHERS_SHOWN = 4
/** In the order in which they are offered. */
const FACETS: readonly Facet[] = ['century', 'place', 'museum', 'category']

const NOTHING_CHOSEN: Browse = {
  name: 'browse',
  filter: {},
  narrowing: null,
  wall: 0,
  chosen: null,
}

/** A visit without a face begins; what there was of one with a face is forgotten. */
export function openBrowse(state: ExhibitState): ExhibitState {
  return { ...state, visit: arrive(state.nowMs, 'browse'), scene: NOTHING_CHOSEN }
}

export function isSameFilter(a: BrowseFilter, b: BrowseFilter): boolean {
  return FACETS.every((facet) => a[facet] === b[facet])
}

function narrowsNothing(filter: BrowseFilter): boolean {
  return isSameFilter(filter, {})
}

/**
 * What to ask the narrowed portraits by. Those of an older gallery stay while there is no newer.
 */
export function narrowedWanted(
  state: ExhibitState,
  { filter }: Browse,
): Questions['narrowed']['of'] | null {
  if (narrowsNothing(filter)) return null
  const { answer } = state.remotes.narrowed
  const gallery = galleryIdOf(state)
  const isHere = answer !== null && isSameFilter(answer.of.filter, filter)
  if (isHere && (gallery === null || !state.reachable)) return answer.of
  return { gallery, filter }
}

/** How far the portraits to choose from, or the likenesses of the chosen one, have come. */
export function browsed(
  { remotes }: ExhibitState,
  { filter, chosen }: Browse,
): { readonly portraits: readonly ShownPortrait[]; readonly status: Remote['status'] } {
  if (chosen !== null) {
    const portraits = answerAbout(remotes.likenesses, chosen.portraitId)
    return { portraits: portraits ?? [], status: statusOf(remotes.likenesses, portraits) }
  }
  const { spread, narrowed } = remotes
  if (narrowsNothing(filter)) {
    const portraits = spread.answer?.value ?? null
    return { portraits: portraits ?? [], status: portraits === null ? 'asking' : 'answered' }
  }
  const { answer } = narrowed
  const portraits = answer !== null && isSameFilter(answer.of.filter, filter) ? answer.value : null
  return { portraits: portraits ?? [], status: statusOf(narrowed, portraits) }
}

/** Whoever sees portraits need not know that newer ones are asked for. */
function statusOf(
  { status }: Remote,
  portraits: readonly ShownPortrait[] | null,
): Remote['status'] {
  if (portraits !== null) return 'answered'
  return status === 'failed' ? 'failed' : 'asking'
}

/** The wall of portraits to choose from, and how many walls there are. */
export function wallOf(
  state: ExhibitState,
  scene: Browse,
): { readonly wall: number; readonly walls: number; readonly hung: readonly ShownPortrait[] } {
  const { portraits } = browsed(state, scene)
  const walls = Math.max(1, Math.ceil(portraits.length / PORTRAITS_ON_A_WALL))
  // A newer gallery may have fewer.
  const wall = scene.wall < walls ? scene.wall : 0
  const first = wall * PORTRAITS_ON_A_WALL
  return { wall, walls, hung: portraits.slice(first, first + PORTRAITS_ON_A_WALL) }
}

/** The chosen portrait and its likenesses, the nearest first; none before one is chosen. */
export function portraitsInPairs(state: ExhibitState, scene: Browse): readonly ShownPortrait[] {
  return scene.chosen === null ? [] : [scene.chosen, ...browsed(state, scene).portraits]
}

/** The likenesses of the chosen portrait, as they are offered. */
export function likenessesOffered(
  state: ExhibitState,
  scene: Browse,
): { readonly nearest: ShownPortrait | null; readonly others: readonly ShownPortrait[] } {
  const [, nearest = null, ...others] = portraitsInPairs(state, scene)
  return { nearest, others: others.slice(0, OTHERS_SHOWN) }
}

/**
 * By what browsing can be narrowed here: a choice of one thing is none, but for a category, which
 * other portraits lack.
 */
export function facetsOffered({ remotes }: ExhibitState): readonly Facet[] {
  const facets = remotes.facets.answer?.value
  return facets === undefined
    ? []
    : FACETS.filter((facet) => facets[facet].length > (facet === 'category' ? 0 : 1))
}

export function choose(state: ExhibitState, scene: Browse, portraitId: string): ExhibitState {
  const within =
    scene.chosen === null ? browsed(state, scene).portraits : portraitsInPairs(state, scene)
  const chosen = within.find((portrait) => portrait.portraitId === portraitId)
  if (chosen === undefined || chosen === scene.chosen) return state
  return { ...state, scene: { ...scene, narrowing: null, chosen } }
}

export function nextWall(state: ExhibitState, scene: Browse): ExhibitState {
  if (scene.chosen !== null) return state
  const { wall, walls } = wallOf(state, scene)
  return { ...state, scene: { ...scene, wall: (wall + 1) % walls } }
}

/** Hangs the values of a facet in place of the portraits, or the portraits again. */
export function narrowBy(
  state: ExhibitState,
  scene: Browse,
  narrowing: Facet | null,
): ExhibitState {
  return scene.chosen === null ? { ...state, scene: { ...scene, narrowing } } : state
}

export function filterBy(state: ExhibitState, scene: Browse, filter: BrowseFilter): ExhibitState {
  if (scene.chosen !== null) return state
  const isSame = isSameFilter(filter, scene.filter)
  const next = isSame ? scene : { ...scene, filter, wall: 0 }
  return { ...state, scene: { ...next, narrowing: null } }
}

/** One step back while browsing; null where the only way back is out of it. */
export function stepBack(state: ExhibitState, scene: Browse): ExhibitState | null {
  if (scene.narrowing !== null) return narrowBy(state, scene, null)
  if (scene.chosen !== null) return { ...state, scene: { ...scene, chosen: null } }
  return narrowsNothing(scene.filter) ? null : filterBy(state, scene, {})
}

/** Asks once more for what was not answered. */
export function askAgain(state: ExhibitState, scene: Browse): ExhibitState {
  if (browsed(state, scene).status !== 'failed') return state
  const { answer } = scene.chosen === null ? state.remotes.narrowed : state.remotes.likenesses
  const question = scene.chosen === null ? 'narrowed' : 'likenesses'
  const remotes = { ...state.remotes, [question]: { status: 'idle', answer } }
  return { ...state, remotes }
}
