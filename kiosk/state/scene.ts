import type { LikenessExplanation } from '../../embeddings/face/why-alike.ts'
import type { Framing } from '../../embeddings/follow/framing.ts'
import type { PinAnswer, SearchStep } from '../../server/contract/events.ts'
import type { Language } from '../../server/contract/texts/languages.ts'
import type { CameraFailure } from '../camera/camera.ts'
import type { FaceReaderStart } from '../face/face-reader.ts'
import type { ShownPortrait } from './shown-portrait.ts'

/** What is wrong with the server or its gallery: nobody can visit until it is over. */
export type ServerTrouble = 'server-gone' | 'no-gallery' | 'empty-gallery'

export type CameraTrouble = CameraFailure['reason']
export type EngineTrouble = Extract<FaceReaderStart, { status: 'failed' }>['reason']
/** What keeps one visitor from the mirror; the cabinet stays open. */
export type MirrorTrouble = CameraTrouble | EngineTrouble

/** How the visitor stands before the camera; `nobody` when no face is followed. */
export type Stance = Framing | 'nobody'

/** The collection passes by, one face after another; nobody is there. */
export type Attract = {
  readonly name: 'attract'
  readonly turn: number
  readonly sinceMs: number
  /** Whether the machine's eye looks at this turn's portrait. */
  readonly isEyeOpen: boolean
  /** Whether somebody moves before it, as a museum may have watched: they are looked at. */
  readonly isAnswering: boolean
}
/** The notice, and two equal ways on. */
export type Consent = { readonly name: 'consent' }
/** A signed release before the camera, where a museum asks for one. */
export type Release = { readonly name: 'release' }
/** Camera and face reader are being made ready. */
export type Waking = { readonly name: 'waking' }
/** The mirror is on and no portrait has answered yet. */
export type FramingScene = { readonly name: 'framing' }
/**
 * What has come of looking so far: the match may still change; it holds; or it holds and is no
 * likeness, farther than 99 of 100 first matches here.
 */
export type MatchVerdict = 'looking' | 'settled' | 'nothing-near'
/**
 * The visitor and a portrait, side by side. Where nothing is near, no portrait hangs beside them:
 * the shown and the others are then the few nearest, and equals.
 */
export type Live = {
  readonly name: 'live'
  readonly verdict: MatchVerdict
  readonly shown: ShownPortrait
  /** The next nearest, nearest first. */
  readonly others: readonly ShownPortrait[]
  /** The way to the match through the index, while the machine's eye is open. */
  readonly trace: readonly SearchStep[]
}
/**
 * Portraits that answer the visitor's movement, each as soon as they move. The one on the wall
 * changes many times a second: the scene knows only of one that has come to rest.
 */
export type Moving = {
  readonly name: 'moving'
  /** From 0, portraits that move like the visitor, to 1, those that look like them. */
  readonly blend: number
  /** The portrait that has come to rest; null while none has. */
  readonly shown: ShownPortrait | null
  /** What the search for a likeness was left at. */
  readonly back: FramingScene | Live
}
/** Which parts of the two faces carry their likeness, as light on both. */
export type Why = {
  readonly name: 'why'
  readonly shown: ShownPortrait
  readonly sinceMs: number
  readonly explanation: LikenessExplanation | 'asked' | 'unanswered'
  readonly back: Live | Whole
}
/** Of two visitors the first has a portrait: the second is asked before the mirror. */
export type TurnScene = {
  readonly name: 'turn'
  readonly first: ShownPortrait
  readonly sinceMs: number
  /** Whether the first has been seen to step aside, and who stands there may be the second. */
  readonly isFree: boolean
}
/** The portraits of two visitors, side by side. */
export type Duet = {
  readonly name: 'duet'
  readonly portraits: readonly [ShownPortrait, ShownPortrait]
  /** The mirror as the second of them left it. */
  readonly back: Live
}
/** What browsing is narrowed to; a key that is left out narrows nothing. */
export type BrowseFilter = {
  readonly museum?: string
  /** The century as historians count: 17 is 1601 to 1700. */
  readonly century?: number
  readonly place?: string
  /** What portraits show, as the curator named it. */
  readonly category?: string
}
/** By what browsing may be narrowed. */
export type Facet = keyof BrowseFilter
/** Portraits to choose from and to walk along, without a face. */
export type Browse = {
  readonly name: 'browse'
  readonly filter: BrowseFilter
  /** The facet whose values are on the wall to choose from; null while portraits are. */
  readonly narrowing: Facet | null
  /** Which twelve of the portraits are on the wall, from 0. */
  readonly wall: number
  readonly chosen: ShownPortrait | null
}
/** One whole painting has the wall to itself. */
export type Whole = {
  readonly name: 'whole'
  readonly shown: ShownPortrait
  readonly others: readonly ShownPortrait[]
  /** How the painting takes the wall; the words come once it hangs whole. */
  readonly reveal: RevealStage
  /** Whether the face hung here a moment ago, and does not have to come up first. */
  readonly wasHere: boolean
  readonly back: Live | Moving | Browse | Duet
}
/** The face where it hung; then the painting drawn back to from it; then all of the painting. */
export type RevealStage = 'face' | 'drawn-back' | 'whole'
/** The painting as near as one likes. */
export type CloserScene = { readonly name: 'closer'; readonly back: Whole }
/** Half the visitor, half the portrait: the picture half way between the two. */
export type Poster = { readonly name: 'poster'; readonly back: Whole }
/** The visitor's place among all portraits, and the flight from there to theirs. */
export type AtlasScene = { readonly name: 'atlas'; readonly back: Whole }
/** A sheet of paper with portrait and label, before it is printed. */
export type Print = {
  readonly name: 'print'
  /** Whether the visitor's own picture is on it, at their wish. */
  readonly withMe: boolean
  /** The whole painting, or the poster of the visit: that is on the sheet then. */
  readonly back: Whole | Poster
}
export type Apology =
  | { readonly name: 'apology'; readonly reason: ServerTrouble }
  | {
      readonly name: 'apology'
      readonly reason: MirrorTrouble
      /** When the mirror is tried again unasked; null while a try is under way. */
      readonly retryAtMs: number | null
    }
/** The scenes of a visit: those a visitor may wander off from. */
export type VisitScene =
  | Consent
  | Release
  | Waking
  | FramingScene
  | Live
  | Moving
  | Why
  | TurnScene
  | Duet
  | Whole
  | CloserScene
  | Poster
  | AtlasScene
  | Print
  | Browse
  | Apology
/** Asks before it ends a visit; `under` is what staying returns to. */
export type StillThere = {
  readonly name: 'still-there'
  readonly under: VisitScene
  readonly untilMs: number
}
/**
 * The visitor has gone; all of them is already forgotten. `painting` is the one they looked at
 * last, without how near it was to them; null where nobody may be reminded of it.
 */
export type Goodbye = {
  readonly name: 'goodbye'
  readonly sinceMs: number
  readonly painting: ShownPortrait | null
}

/** For whoever looks after the kiosk: what it is, how it fares, what went wrong. */
export type Operator = {
  readonly name: 'operator'
  /** Whether the PIN was given; nothing is shown before. */
  readonly unlocked: boolean
  /** How the camera fares, where the mirror is not turned off altogether. */
  readonly camera: 'asked' | 'ready' | CameraTrouble
  readonly lastTouchMs: number
}

/** What opens over a whole painting, which stays on the wall beneath it. */
export type OverWhole = CloserScene | Poster | AtlasScene | Print

export type Scene = Attract | VisitScene | StillThere | Goodbye | Operator
export type SceneName = Scene['name']
export type SceneNamed<Name extends SceneName> = Extract<Scene, { readonly name: Name }>

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
  | { readonly type: 'atlas' }
  /** Opens or closes the machine's eye. */
  | { readonly type: 'eye'; readonly isOpen: boolean }
  | { readonly type: 'print' }
  | { readonly type: 'with-me'; readonly withMe: boolean }
  /** Puts the values of a facet on the wall, or the portraits again. */
  | { readonly type: 'narrow'; readonly by: Facet | null }
  | { readonly type: 'filter'; readonly filter: BrowseFilter }
  /** The long press that leads to the operator panel, and what the server said of a PIN. */
  | { readonly type: 'operate' }
  | ({ readonly type: 'pin' } & PinAnswer)
  | { readonly type: 'try-again' }
  | { readonly type: 'back' }
  | { readonly type: 'leave' }
  /** A touch or key that means nothing but "I am here". */
  | { readonly type: 'touch' }
