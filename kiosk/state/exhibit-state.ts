import type { GalleryInfo } from '../../server/contract/http.ts'
import type { Language } from '../messages/languages.ts'
import type { LookupTrouble } from './exhibit-event.ts'
import type { HungPortrait } from './hung-portrait.ts'
import type { MirrorTrouble, Scene, Stance } from './scene.ts'

/** What is known of the one visitor; gone, all of it, when the visit ends. */
export type Visit = {
  /** Which way they chose on the notice. Without `face` the camera never opens. */
  readonly way: 'undecided' | 'face' | 'cabinet'
  readonly cameraReady: boolean
  readonly lastTouchMs: number
  readonly stance: Stance
  readonly facesInView: number
  /** Since when no face has been seen; null while one is. */
  readonly nobodySinceMs: number | null
  /** Why the last look-up was not answered; null when it was. */
  readonly lookupTrouble: LookupTrouble | null
}

/** The portraits that pass by and hang in the cabinet, and the gallery they come from. */
type Spread = {
  readonly gallery: string
  readonly portraits: readonly HungPortrait[]
}

/** Everything the exhibit knows. The screen and what runs behind it are functions of this. */
export type ExhibitState = {
  /** The clock of the last event. */
  readonly nowMs: number
  readonly language: Language
  /** Whether the server answers, and since when. */
  readonly reachable: boolean
  readonly reachableSinceMs: number
  readonly gallery: GalleryInfo | null | 'unknown'
  readonly spread: Spread | null
  /** When to ask for the spread again after no answer. */
  readonly spreadRetryAtMs: number | null
  readonly engine:
    | { readonly status: 'starting' | 'ready' }
    | {
        readonly status: 'failed'
        readonly reason: Extract<MirrorTrouble, 'no-engine' | 'no-models'>
        readonly retryAtMs: number
      }
  readonly visit: Visit | null
  readonly scene: Scene
}

export function openingState(nowMs: number, language: Language): ExhibitState {
  return {
    nowMs,
    language,
    reachable: false,
    reachableSinceMs: nowMs,
    gallery: 'unknown',
    spread: null,
    spreadRetryAtMs: null,
    engine: { status: 'starting' },
    visit: null,
    scene: { name: 'attract', turn: 0, sinceMs: nowMs },
  }
}
