import type { Box, Point } from '../../embeddings/pixels/point.ts'
import type { Language } from '../../server/contract/texts/languages.ts'
import type { CameraStart } from '../camera/camera.ts'
import type { HungPortrait } from '../state/hung-portrait.ts'
import type { DownloadProgress } from './download-engine.ts'
import type { FaceFault } from './judge-face.ts'

/** The picture a person at home gave; it is on this page and nowhere else. */
export type SelfieSitter = {
  readonly picture: ImageBitmap
  /** Centres of the eyes in pixels of the picture, the left one on the picture first. */
  readonly eyes: readonly [Point, Point]
}

/** Everything that can keep a picture from its likeness; what to do is in `kiosk/messages/selfie/`. */
export type SorryReason =
  | FaceFault
  | 'unreadable'
  | 'heic'
  | 'no-engine'
  | 'no-models'
  | 'no-answer'
  | 'too-many'
  | 'no-gallery'
  | Exclude<Extract<CameraStart, { status: 'failed' }>['reason'], 'insecure-page'>

/** Nothing is chosen yet; portraits pass by. */
export type Start = { readonly name: 'start' }
type Viewfinder = { readonly name: 'viewfinder' }
export type Looking = {
  readonly name: 'looking'
  /** What is waited for; bytes while the models are on their way. */
  readonly step: 'opening' | 'engine' | 'face' | 'likeness' | DownloadProgress
  readonly picture: ImageBitmap | null
}
/** Several faces: which is meant? */
export type Choosing = {
  readonly name: 'choosing'
  readonly picture: ImageBitmap
  readonly faces: readonly Box[]
}
type Sorry = {
  readonly name: 'sorry'
  readonly reason: SorryReason
  /** Whether the same picture may be tried once more. */
  readonly mayTryAgain: boolean
  /** Where one of several faces was chosen and is not fit: the others, to choose from again. */
  readonly back: Choosing | null
}
/** The sitter and a portrait, side by side. Where nothing is near, the portraits are equals. */
export type Pair = {
  readonly name: 'pair'
  readonly sitter: SelfieSitter
  readonly nothingNear: boolean
  /** The nearest of each work, nearest first; never empty. */
  readonly portraits: readonly [HungPortrait, ...HungPortrait[]]
  readonly shown: HungPortrait
}
/** One painting, to be looked at closely. */
export type SelfieCloser = {
  readonly name: 'closer'
  readonly back: Pair
  readonly shown: HungPortrait
}
export type CardKind = 'together' | 'alone'
/** A card to take away. */
export type Sharing = {
  readonly name: 'sharing'
  readonly back: Pair | SelfieCloser
  readonly shown: HungPortrait
  readonly kind: CardKind
}
/** The museum has turned the face mode off. */
type Closed = { readonly name: 'closed' }

export type SelfieScene =
  | Start
  | Viewfinder
  | Looking
  | Choosing
  | Sorry
  | Pair
  | SelfieCloser
  | Sharing
  | Closed

export type SelfieState = {
  readonly language: Language
  readonly scene: SelfieScene
  /** Portraits from all over the gallery, to pass by; empty before they are here. */
  readonly spread: readonly HungPortrait[]
  /** Which of them has its turn. */
  readonly turn: number
}
