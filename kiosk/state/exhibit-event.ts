import type { FailureCode } from '../../server/contract/failures.ts'
import type { GalleryInfo } from '../../server/contract/http.ts'
import type { Language } from '../messages/languages.ts'
import type { HungPortrait } from './hung-portrait.ts'
import type { MirrorTrouble, Stance, Verdict } from './scene.ts'

/** Every way a look-up can end without a match. */
export type LookupTrouble = FailureCode | 'no-answer'

/** What a visitor does with a finger or a key. */
export type Gesture =
  | { readonly type: 'begin' }
  | { readonly type: 'speak'; readonly language: Language }
  | { readonly type: 'with-my-face' }
  | { readonly type: 'without-my-face' }
  /** The whole painting, of the portrait that hangs or of one of the others. */
  | { readonly type: 'see-whole'; readonly portraitId: string }
  | { readonly type: 'choose'; readonly portraitId: string }
  | { readonly type: 'another-wall' }
  | { readonly type: 'try-again' }
  | { readonly type: 'back' }
  | { readonly type: 'leave' }
  /** A touch or key that means nothing but "I am here". */
  | { readonly type: 'touch' }

/** What the house says. */
export type HouseNews =
  | { readonly type: 'reachable'; readonly reachable: boolean }
  | { readonly type: 'gallery'; readonly gallery: GalleryInfo | null | 'unknown' }
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
  | { readonly type: 'engine-ready' }
  | {
      readonly type: 'engine-failed'
      readonly reason: Extract<MirrorTrouble, 'no-engine' | 'no-models'>
    }

/** What the mirror says. */
export type MirrorNews =
  | { readonly type: 'camera-ready' }
  | {
      readonly type: 'camera-failed'
      readonly reason: Exclude<MirrorTrouble, 'no-engine' | 'no-models'>
    }
  | { readonly type: 'face-read'; readonly stance: Stance; readonly facesInView: number }
  | {
      readonly type: 'matched'
      /** The match, then the next nearest, each of another work. */
      readonly portraits: readonly [HungPortrait, ...HungPortrait[]]
      readonly verdict: Verdict
    }
  | { readonly type: 'unanswered'; readonly trouble: LookupTrouble }

export type Happening = Gesture | HouseNews | MirrorNews | { readonly type: 'tick' }

/** Something that happened, and when, by the exhibit's clock. */
export type ExhibitEvent = Happening & { readonly atMs: number }
