import type { LikenessExplanation } from '../../embeddings/face/why-alike.ts'
import type { WalkStep } from '../../server/contract/events.ts'
import type { FailureCode } from '../../server/contract/failures.ts'
import type { GalleryInfo } from '../../server/contract/http.ts'
import type { Language } from '../../server/contract/texts/languages.ts'
import type { ComputedFace, Facets } from './collection.ts'
import type { HungPortrait } from './hung-portrait.ts'
import type {
  CabinetFilter,
  CameraTrouble,
  EngineTrouble,
  Facet,
  Stance,
  Verdict,
} from './scene.ts'

/** Every way a look-up can end without a match. */
export type LookupTrouble = FailureCode | 'no-answer'

/** What a visitor does with a finger or a key. */
export type Gesture =
  | { readonly type: 'begin' }
  | { readonly type: 'speak'; readonly language: Language }
  | { readonly type: 'with-my-face' }
  /** Two visitors, one after the other, where a museum offers it. */
  | { readonly type: 'the-two-of-us' }
  /** Signs the release. */
  | { readonly type: 'sign' }
  | { readonly type: 'without-my-face' }
  /** The whole painting, of the portrait that hangs or of one of the others. */
  | { readonly type: 'see-whole'; readonly portraitId: string }
  | { readonly type: 'choose'; readonly portraitId: string }
  | { readonly type: 'another-wall' }
  /** The next of two visitors steps before the mirror. */
  | { readonly type: 'next-of-two' }
  | { readonly type: 'look-closer' }
  /** Portraits are to answer the visitor's movement, or to look like them again. */
  | { readonly type: 'move-with-me' }
  | { readonly type: 'look-alike' }
  | { readonly type: 'blend'; readonly blend: number }
  | { readonly type: 'why' }
  | { readonly type: 'poster' }
  /** Opens or closes the machine's eye. */
  | { readonly type: 'eye'; readonly isOpen: boolean }
  | { readonly type: 'print' }
  | { readonly type: 'with-me'; readonly withMe: boolean }
  /** Puts the values of a facet on the wall, or the portraits again. */
  | { readonly type: 'narrow'; readonly by: Facet | null }
  | { readonly type: 'filter'; readonly filter: CabinetFilter }
  /** The long press that leads to the operator's corner, and the PIN that opens it. */
  | { readonly type: 'operate' }
  | { readonly type: 'pin'; readonly isRight: boolean }
  | { readonly type: 'try-again' }
  | { readonly type: 'back' }
  | { readonly type: 'leave' }
  /** A touch or key that means nothing but "I am here". */
  | { readonly type: 'touch' }

/** What the house says. */
export type HouseNews =
  | { readonly type: 'reachable'; readonly reachable: boolean }
  | { readonly type: 'gallery'; readonly gallery: GalleryInfo | null | 'unknown' }
  | { readonly type: 'house'; readonly publicUrl: string | null }
  | {
      readonly type: 'spread'
      readonly gallery: string
      readonly portraits: readonly HungPortrait[]
    }
  | { readonly type: 'spread-unanswered' }
  | {
      readonly type: 'likenesses'
      readonly of: string
      readonly portraits: readonly HungPortrait[]
    }
  | { readonly type: 'likenesses-unanswered'; readonly of: string }
  | {
      readonly type: 'narrowed'
      readonly gallery: string
      readonly filter: CabinetFilter
      readonly portraits: readonly HungPortrait[]
    }
  | { readonly type: 'narrowed-unanswered'; readonly filter: CabinetFilter }
  | { readonly type: 'facets'; readonly gallery: string; readonly facets: Facets }
  | { readonly type: 'facets-unanswered' }
  | { readonly type: 'reel-ready'; readonly sha256: string }
  | { readonly type: 'reel-unanswered'; readonly sha256: string }
  | { readonly type: 'computed'; readonly face: ComputedFace; readonly walk: readonly WalkStep[] }
  | { readonly type: 'engine-ready' }
  | { readonly type: 'engine-failed'; readonly reason: EngineTrouble }

/** What the mirror says. */
export type MirrorNews =
  | { readonly type: 'camera-ready' }
  | { readonly type: 'camera-failed'; readonly reason: CameraTrouble }
  | { readonly type: 'face-read'; readonly stance: Stance; readonly facesInView: number }
  | {
      readonly type: 'matched'
      /** The match, then the next nearest, each of another work. */
      readonly portraits: readonly [HungPortrait, ...HungPortrait[]]
      readonly verdict: Verdict
      /** The way there through the index, where it was asked for. */
      readonly walk?: readonly WalkStep[] | undefined
    }
  /** The portrait on which movement has come to rest, or null: it goes on. */
  | { readonly type: 'rested'; readonly portrait: HungPortrait | null }
  /** The visitor's picture is held still beside this portrait. */
  | { readonly type: 'sat'; readonly portraitId: string }
  | {
      readonly type: 'explained'
      readonly of: string
      readonly explanation: LikenessExplanation | 'unanswered'
    }
  | { readonly type: 'unanswered'; readonly trouble: LookupTrouble }

export type Happening = Gesture | HouseNews | MirrorNews | { readonly type: 'tick' }

/** Something that happened, and when, by the exhibit's clock. */
export type ExhibitEvent = Happening & { readonly atMs: number }
