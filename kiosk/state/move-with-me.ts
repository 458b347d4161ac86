import type { HouseNews } from './exhibit-event.ts'
import type { ExhibitState } from './exhibit-state.ts'
import type { HungPortrait } from './hung-portrait.ts'
import type { Moving } from './scene.ts'
import type { Settings } from './settings.ts'

/** The reel of the gallery that hangs, by its digest; null where there is none, or nothing is known. */
export function reelOf({ gallery }: ExhibitState): string | null {
  if (gallery === null || gallery === 'unknown') return null
  return gallery.reel?.sha256 ?? null
}

/** Whether one gesture leads from likeness to movement: for one visitor alone, where there is a reel. */
export function mayMove(state: ExhibitState, { moving }: Settings): boolean {
  const { scene, visit } = state
  const isBeforeMirror = scene.name === 'framing' || scene.name === 'live'
  return moving && isBeforeMirror && visit?.isDuet === false && reelOf(state) !== null
}

/** Portraits are to answer how the visitor moves. */
export function moveWithMe(state: ExhibitState, settings: Settings): ExhibitState {
  const { scene } = state
  if (!mayMove(state, settings)) return state
  if (scene.name !== 'framing' && scene.name !== 'live') return state
  return { ...state, scene: { name: 'moving', blend: 0, shown: null, back: scene } }
}

/** A share of likeness in what is answered. */
export function blend(state: ExhibitState, share: number): ExhibitState {
  const { scene } = state
  if (scene.name !== 'moving' || !Number.isFinite(share)) return state
  return { ...state, scene: { ...scene, blend: Math.min(1, Math.max(0, share)) } }
}

/** Movement has come to rest on a portrait, or goes on. */
export function rest(state: ExhibitState, shown: HungPortrait | null): ExhibitState {
  const { scene } = state
  if (scene.name !== 'moving' || scene.shown?.portraitId === shown?.portraitId) return state
  return { ...state, scene: { ...scene, shown } satisfies Moving }
}

/** The exhibit after a reel has come, or has not; nothing where another is wanted by now. */
export function takeReel(
  state: ExhibitState,
  news: Extract<HouseNews, { type: 'reel-ready' | 'reel-unanswered' }>,
  settings: Settings,
): ExhibitState {
  const { sha256 } = news
  if (sha256 !== reelOf(state)) return state
  if (news.type === 'reel-ready') {
    return { ...state, reel: { sha256, status: 'ready' } }
  }
  return {
    ...state,
    reel: { sha256, status: 'failed', retryAtMs: state.nowMs + settings.retryMs },
  }
}
