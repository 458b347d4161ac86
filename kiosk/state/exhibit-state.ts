import type { GalleryInfo } from '../../server/contract/http.ts'
import type { Language } from '../../server/contract/texts/languages.ts'
import type { LookupTrouble } from './exhibit-event.ts'
import { NOTHING_ASKED, type Remotes } from './remote.ts'
import type { EngineTrouble, Scene, Stance } from './scene.ts'
import type { ShownPortrait } from './shown-portrait.ts'

/** What is known of the one visitor; gone, all of it, when the visit ends. */
export type VisitState = {
  /** Which way they chose on the notice. Without `face` the camera never opens. */
  readonly way: 'undecided' | 'face' | 'browse'
  /** Two visitors take turns before the mirror. */
  readonly isDuet: boolean
  /** The portrait of the first of two; null before there is one. */
  readonly first: ShownPortrait | null
  readonly cameraReady: boolean
  /** The camera failed while a painting was looked at; it is asked for again before the mirror. */
  readonly cameraLost: boolean
  readonly lastTouchMs: number
  readonly stance: Stance
  /** Whether their face was seen at all: who never was cannot have walked off. */
  readonly wasSeen: boolean
  readonly facesInView: number
  /** Since when no face has been seen; null while one is. */
  readonly nobodySinceMs: number | null
  /** Since when the visitor has held what dwelling counts; null while they do not. */
  readonly dwellingSinceMs: number | null
  /** Whether the visitor looks through the machine's eye. */
  readonly isEyeOpen: boolean
  /**
   * The portrait beside which the visitor's picture is held still; null while it is beside none.
   */
  readonly frozenBeside: string | null
  /** Whether both heads of that pair are held alike enough to be one. */
  readonly posesMeet: boolean
  /** Why the last look-up was not answered; null when it was. */
  readonly lookupTrouble: LookupTrouble | null
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
  /** Where visitors' telephones reach the server; null where nobody has said. */
  readonly publicUrl: string | null
  /** All that is asked of the server, and what came of it. */
  readonly remotes: Remotes
  /** The server takes no further PIN before this; null when it takes the next one. */
  readonly pinLockedUntilMs: number | null
  readonly engine:
    | { readonly status: 'starting' | 'ready' }
    | {
        readonly status: 'failed'
        readonly reason: EngineTrouble
        readonly retryAtMs: number
      }
  readonly visit: VisitState | null
  readonly scene: Scene
}

export function openingState(nowMs: number, language: Language): ExhibitState {
  return {
    nowMs,
    language,
    reachable: false,
    reachableSinceMs: nowMs,
    gallery: 'unknown',
    publicUrl: null,
    remotes: NOTHING_ASKED,
    pinLockedUntilMs: null,
    engine: { status: 'starting' },
    visit: null,
    scene: { name: 'attract', turn: 0, sinceMs: nowMs, isEyeOpen: false, isAnswering: false },
  }
}

/** The portraits that pass by and can be chosen from; none before the server has told. */
export function spreadOf({ remotes }: ExhibitState): readonly ShownPortrait[] {
  return remotes.spread.answer?.value ?? []
}

/** The id of the published gallery; null while there is none or it is not known. */
export function galleryIdOf({ gallery }: ExhibitState): string | null {
  return gallery === null || gallery === 'unknown' ? null : gallery.id
}
