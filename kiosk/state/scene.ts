import type { Framing } from '../face/framing.ts'
import type { HungPortrait } from './hung-portrait.ts'

/** What is wrong with the house itself: nobody can visit until it is over. */
export type HouseTrouble = 'server-gone' | 'no-gallery' | 'empty-gallery'

/** What keeps one visitor from the mirror; the cabinet stays open. */
export type MirrorTrouble =
  | 'no-camera'
  | 'camera-refused'
  | 'camera-in-use'
  | 'insecure-page'
  | 'no-engine'
  | 'no-models'

/** How the visitor stands before the camera; `nobody` when no face is followed. */
export type Stance = Framing | 'nobody'

/** The collection passes by, one face after another; nobody is there. */
export type Attract = { readonly name: 'attract'; readonly turn: number; readonly sinceMs: number }
/** The notice, and two equal ways on. */
export type Consent = { readonly name: 'consent' }
/** Camera and face reader are being made ready. */
export type Waking = { readonly name: 'waking' }
/** The mirror is on and no portrait has answered yet. */
export type FramingScene = { readonly name: 'framing' }
/**
 * What has come of looking so far: the match may still change; it holds; or it holds and is no
 * likeness, farther than 99 of 100 first matches here.
 */
export type Verdict = 'looking' | 'settled' | 'nothing-near'
/**
 * The visitor and a portrait, side by side. Where nothing is near, no portrait hangs beside them:
 * the shown and the others are then the few nearest, and equals.
 */
export type Live = {
  readonly name: 'live'
  readonly verdict: Verdict
  readonly shown: HungPortrait
  /** The next nearest, nearest first. */
  readonly others: readonly HungPortrait[]
}
/** Portraits to choose from and to walk along, without a face. */
export type Cabinet = {
  readonly name: 'cabinet'
  /** Which hang of the collection is on the wall, from 0. */
  readonly wall: number
  readonly chosen: HungPortrait | null
  /** Likenesses of the chosen portrait, the nearest first. */
  readonly likenesses: readonly HungPortrait[] | 'asked' | 'unanswered'
}
/** One whole painting has the wall to itself. */
export type Whole = {
  readonly name: 'whole'
  readonly shown: HungPortrait
  readonly others: readonly HungPortrait[]
  readonly back: Live | Cabinet
}
export type Apology =
  | { readonly name: 'apology'; readonly reason: HouseTrouble }
  | {
      readonly name: 'apology'
      readonly reason: MirrorTrouble
      /** When the mirror is tried again unasked; null while a try is under way. */
      readonly retryAtMs: number | null
    }
/** The scenes of a visit: those a visitor may wander off from. */
export type VisitScene = Consent | Waking | FramingScene | Live | Whole | Cabinet | Apology
/** Asks before it ends a visit; `under` is what staying returns to. */
export type StillThere = {
  readonly name: 'still-there'
  readonly under: VisitScene
  readonly untilMs: number
}
/** The visitor has gone; all of them is already forgotten. */
export type Goodbye = { readonly name: 'goodbye'; readonly sinceMs: number }

export type Scene = Attract | VisitScene | StillThere | Goodbye
export type SceneName = Scene['name']
