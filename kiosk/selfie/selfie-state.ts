import type { Box, Point } from '../../embeddings/pixels/point.ts'
import type { Language } from '../../server/contract/texts/languages.ts'
import type { CameraFailure } from '../camera/camera.ts'
import type { LeftLikeness } from '../parts/likenesses-left.ts'
import type { ShownPortrait } from '../state/shown-portrait.ts'
import type { DownloadProgress } from './download-engine.ts'
import type { FaceFault } from './judge-face.ts'

/** The picture of a person at home. It exists only on this page. */
export type SelfieStill = {
  readonly picture: ImageBitmap
  /**
   * Centres of the eyes in pixels of the picture. The eye on the left of the picture comes first.
   */
  readonly eyes: readonly [Point, Point]
}

/**
 * Every reason why a picture has no likeness. `kiosk/messages/selfie/` says what to do about each.
 */
export type SorryReason =
  | FaceFault
  | 'unreadable'
  | 'heic'
  | 'no-engine'
  | 'no-models'
  | 'no-pixels'
  | 'no-answer'
  | 'too-many'
  | 'no-gallery'
  | Exclude<CameraFailure['reason'], 'insecure-page'>

/** Nothing is chosen yet. Portraits pass by. */
export type Start = { readonly name: 'start' }
type Viewfinder = { readonly name: 'viewfinder' }
export type Looking = {
  readonly name: 'looking'
  /** What the visitor waits for, in bytes while the models download. */
  readonly step: 'opening' | 'engine' | 'face' | 'likeness' | DownloadProgress
  readonly picture: ImageBitmap | null
}
/** The picture has several faces, and the visitor chooses one. */
export type Choosing = {
  readonly name: 'choosing'
  readonly picture: ImageBitmap
  readonly faces: readonly Box[]
}
type Sorry = {
  readonly name: 'sorry'
  readonly reason: SorryReason
  /** Whether the visitor may try the same picture once more. */
  readonly mayTryAgain: boolean
  /** The other faces of the picture, to choose again after an unfit one. */
  readonly back: Choosing | null
}
/** The still and a portrait, side by side. If nothing is near, the portraits are equals. */
export type Pair = {
  readonly name: 'pair'
  readonly still: SelfieStill
  readonly nothingNear: boolean
  /** The nearest portrait of each work, the nearest first; never empty. */
  readonly portraits: readonly [ShownPortrait, ...ShownPortrait[]]
  /** By which the atlas places the visitor, whatever works they are of. */
  readonly nearest: readonly LeftLikeness[]
  readonly shown: ShownPortrait
}
/** One painting that the visitor looks at closely. */
export type SelfieCloser = {
  readonly name: 'closer'
  readonly back: Pair
  readonly shown: ShownPortrait
}
export type CardKind = 'together' | 'alone'
/** A card to take away. */
export type Sharing = {
  readonly name: 'sharing'
  readonly back: Pair | SelfieCloser
  readonly shown: ShownPortrait
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
  /** Portraits from all over the gallery that pass by; empty until they are loaded. */
  readonly spread: readonly ShownPortrait[]
  /** Index of the portrait that is shown. */
  readonly turn: number
}
