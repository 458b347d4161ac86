import type { Language } from '../../server/contract/texts/languages.ts'
import type { CardKind, SorryReason } from './selfie-state.ts'

/** A gesture of a person at home with a finger, a key or a picture. */
export type SelfieGesture =
  | { readonly type: 'speak'; readonly language: Language }
  /** A picture is about to come: a dialogue opens, or something is dragged over the page. */
  | { readonly type: 'picture-coming' }
  | { readonly type: 'use-camera' }
  | { readonly type: 'camera-failed'; readonly reason: SorryReason }
  | { readonly type: 'choose-face'; readonly face: number }
  | { readonly type: 'try-again' }
  /** Hangs another of the portraits beside the picture. */
  | { readonly type: 'hang'; readonly portraitId: string }
  | { readonly type: 'look-closer'; readonly portraitId: string }
  | { readonly type: 'share' }
  | { readonly type: 'card'; readonly kind: CardKind }
  | { readonly type: 'back' }
  /** Wipes the picture and everything made from it. */
  | { readonly type: 'another' }
