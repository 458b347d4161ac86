import type { ExhibitState } from './exhibit-state.ts'
import type { FramingScene, Live, Moving } from './scene.ts'
import type { Settings } from './settings.ts'

/**
 * The pose pack of the published gallery, by its digest; null where it has none, or none is known.
 */
export function posePackOf({ gallery }: ExhibitState): string | null {
  if (gallery === null || gallery === 'unknown') return null
  return gallery.reel?.sha256 ?? null
}

/** Whether portraits can move with the visitor: with one alone, where there is a pose pack. */
export function mayMove(state: ExhibitState, { moving }: Settings): boolean {
  return moving && state.visit?.isDuet === false && posePackOf(state) !== null
}

/** Portraits are to answer how the visitor moves. */
export function moveWithMe(
  state: ExhibitState,
  back: FramingScene | Live,
  settings: Settings,
): ExhibitState {
  if (!mayMove(state, settings)) return state
  return { ...state, scene: { name: 'moving', blend: 0, shown: null, back } }
}

/** A share of likeness in what is answered. */
export function blend(state: ExhibitState, scene: Moving, share: number): ExhibitState {
  if (!Number.isFinite(share)) return state
  return { ...state, scene: { ...scene, blend: Math.min(1, Math.max(0, share)) } }
}
