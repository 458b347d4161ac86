import type { LikenessExplanation } from '../../embeddings/face/why-alike.ts'
import type { SearchStep } from '../../server/contract/events.ts'
import type { FailureCode } from '../../server/contract/failures.ts'
import type { GalleryInfo } from '../../server/contract/http.ts'
import type { ServerReply } from './remote.ts'
import type {
  CameraTrouble,
  EngineTrouble,
  Gesture,
  MatchVerdict,
  RevealStage,
  Stance,
} from './scene.ts'
import type { ShownPortrait } from './shown-portrait.ts'

/** Every way a look-up can end without a match. */
export type LookupTrouble = FailureCode | 'no-answer'

export type ServerEvent =
  | { readonly type: 'reachable'; readonly reachable: boolean }
  | { readonly type: 'gallery'; readonly gallery: GalleryInfo | null | 'unknown' }
  | { readonly type: 'info'; readonly publicUrl: string | null }
  | ServerReply

/** The face reader's engine, which is kept from visit to visit. */
export type EngineEvent =
  | { readonly type: 'engine-ready' }
  | { readonly type: 'engine-failed'; readonly reason: EngineTrouble }

/** Camera, face reader and look-ups of the visit before the mirror. */
export type MirrorEvent =
  | { readonly type: 'camera-ready' }
  | { readonly type: 'camera-failed'; readonly reason: CameraTrouble }
  | { readonly type: 'face-read'; readonly stance: Stance; readonly facesInView: number }
  | {
      readonly type: 'matched'
      /** The match, then the next nearest, each of another work. */
      readonly portraits: readonly [ShownPortrait, ...ShownPortrait[]]
      readonly verdict: MatchVerdict
      /** The way there through the index, where it was asked for. */
      readonly trace?: readonly SearchStep[] | undefined
    }
  /** The portrait on which movement has come to rest, or null: it goes on. */
  | { readonly type: 'rested'; readonly portrait: ShownPortrait | null }
  /** The visitor's picture is held still beside this portrait. */
  | { readonly type: 'sat'; readonly portraitId: string; readonly posesMeet: boolean }
  | {
      readonly type: 'explained'
      readonly of: string
      readonly explanation: LikenessExplanation | 'unanswered'
    }
  | { readonly type: 'unanswered'; readonly trouble: LookupTrouble }

/** Whether somebody moves before a kiosk that nobody visits. */
type MotionEvent = { readonly type: 'stirred'; readonly isThere: boolean }

/** How far the screen has come with a painting that takes the wall. */
export type ScreenEvent = {
  readonly type: 'revealed'
  readonly portraitId: string
  readonly stage: RevealStage
}

/** Something that happened, told apart by where it comes from. */
export type Happening =
  | ({ readonly source: 'visitor' } & Gesture)
  | ({ readonly source: 'server' } & ServerEvent)
  | ({ readonly source: 'engine' } & EngineEvent)
  | ({ readonly source: 'mirror' } & MirrorEvent)
  | ({ readonly source: 'screen' } & ScreenEvent)
  | ({ readonly source: 'motion' } & MotionEvent)
  | { readonly source: 'clock'; readonly type: 'tick' }

/** Something that happened, and when, by the exhibit's clock. */
export type ExhibitEvent = Happening & { readonly atMs: number }
