import type { FacePart } from '../../embeddings/face/face-parts.ts'
import type { Nearness } from '../../embeddings/likeness/nearness.ts'
import type { LookupTrouble } from '../state/exhibit-event.ts'
import type { Facet, HouseTrouble, MirrorTrouble, Stance } from '../state/scene.ts'
import {
  counted,
  type MessagesOf,
  ordered,
  paragraphs,
  sentence,
  type TextsOf,
  words,
} from './shape.ts'

type Words = typeof words
const titled = { title: words, advice: words }

/**
 * Everything the exhibit says to a visitor. Each language fills every key, or it does not compile.
 * Sentences are whole: nothing is put together from parts, since word order differs.
 */
export const EXHIBIT = {
  /** What the list of languages is called. */
  languages: words,
  attract: {
    /** Stops a passer-by: one short sentence. */
    invitation: words,
    begin: words,
  },
  consent: {
    title: words,
    /** What is computed, and what with, where it is known how many portraits hang, and where not. */
    compared: counted('portraits'),
    comparedWithAll: words,
    /** Where, and for how long; what is not done. */
    promises: paragraphs,
    /** Where portraits may answer movement: what is measured for that, and that it goes nowhere. */
    movement: words,
    guardians: words,
    withMyFace: words,
    withoutMyFace: words,
    /** Where a museum offers it: two visitors, a portrait each. */
    theTwoOfUs: words,
  },
  /** A written release, where a museum asks for one before the camera is lit. */
  release: {
    title: words,
    /** What is consented to. */
    text: paragraphs,
    /** What pressing the word means. */
    meaning: words,
    sign: words,
  },
  waking: { title: words, camera: words, models: words },
  stances: {
    nobody: words,
    framed: words,
    'too-far': words,
    'too-near': words,
    'off-centre': words,
    'turned-away': words,
    'too-dark': words,
  } satisfies Record<Stance, Words>,
  /** Several people stand before the mirror. */
  oneAtATime: words,
  live: {
    looking: words,
    /**
     * Each claims no more than its row of the table in `embeddings/likeness/nearness.ts` says, and says it of
     * the portrait and this collection, never of the visitor.
     */
    nearness: {
      rare: words,
      'nine-in-ten': words,
      'three-in-four': words,
      half: words,
      ordinary: words,
      distant: words,
      'nothing-near': words,
    } satisfies Record<Nearness, Words>,
    /** Over the nearest, where nothing is near: kin at best, none of them a twin. */
    cousins: words,
    seeWhole: words,
    /** While dwelling leads to the whole painting. */
    holdForWhole: words,
    nextOfTwo: words,
  },
  /** What the portraits answer, and what is drawn over them: words to press beside each other. */
  modes: {
    /** What the choice is called. */
    name: words,
    likeness: words,
    movement: words,
    /** What is set by the thread between the two. */
    blend: words,
    eye: words,
  },
  /** Portraits that answer movement. */
  moving: {
    title: words,
    /** What comes of holding still. */
    rest: words,
    gathering: words,
    unanswered: words,
  },
  /** Which parts of two faces carry their likeness. */
  why: {
    ask: words,
    looking: words,
    /** One part, or two with the language's own word between them, in a place that no grammar bends. */
    mostly: sentence('parts'),
    parts: {
      eyes: words,
      brows: words,
      nose: words,
      mouth: words,
      jaw: words,
      outline: words,
    } satisfies Record<FacePart, Words>,
    noOne: words,
    unanswered: words,
    /** What was done to know it, and what it does not say. */
    meaning: words,
  },
  /** The picture half way between visitor and portrait. */
  poster: { see: words, title: words, advice: words },
  /** What the machine's eye shows, each beside its drawing. */
  eye: {
    upright: words,
    numbers: words,
    /** How many portraits the search went by, from the entrance to the nearest. */
    walk: counted('portraits'),
  },
  turn: titled,
  duet: { title: words },
  whole: {
    alsoNear: words,
    otherCousins: words,
    /** Over what the calibration says of the match. */
    howNear: words,
    lookCloser: words,
    print: words,
    /** Where it hangs, when that is in this house; the way there is a sentence, or empty. */
    findIt: sentence('room', 'way'),
    /** Beside the code that a phone reads. */
    takeAway: words,
    /** While dwelling leads back to the mirror. */
    turnAwayToGoBack: words,
  },
  closer: { advice: words, nearer: words, farther: words, whole: words },
  print: {
    title: words,
    withMe: words,
    /** What is on the sheet, and that nothing of it is kept. */
    advice: words,
    print: words,
  },
  cabinet: {
    title: words,
    advice: words,
    anotherWall: words,
    /** The facets that the collection can be narrowed by, as words to press. */
    narrowBy: { century: words, place: words, museum: words } satisfies Record<Facet, Words>,
    /** Over the values of each. */
    choose: { century: words, place: words, museum: words } satisfies Record<Facet, Words>,
    century: ordered('century'),
    /** The first century before our era is 1. */
    centuryBefore: ordered('century'),
    portraits: counted('portraits'),
    all: words,
    noneLeft: words,
    /** Where a collection has one work alone. */
    noOther: words,
    alsoNear: words,
    looking: words,
    walkOn: words,
    unanswered: words,
  },
  label: {
    unknownArtist: words,
    untitled: words,
    publicDomain: words,
    notOnView: words,
    /** Between title and date, museum and room; with the space that follows it. */
    comma: words,
  },
  stillThere: { title: words, advice: counted('seconds'), stay: words },
  /** For whoever looks after the kiosk. */
  operator: {
    title: words,
    enterPin: words,
    wrongPin: words,
    /** Where the browser computes no digests. */
    noDigests: words,
    enter: words,
    locked: counted('seconds'),
    clear: words,
    close: words,
    headings: {
      camera: words,
      rates: words,
      engine: words,
      gallery: words,
      versions: words,
      faults: words,
      pattern: words,
    },
    noFaults: words,
    showPattern: words,
    reload: words,
  },
  goodbye: { title: words, kept: words },
  apologies: {
    'server-gone': titled,
    'no-gallery': titled,
    'empty-gallery': titled,
    'no-camera': titled,
    'camera-refused': titled,
    'camera-in-use': titled,
    'insecure-page': titled,
    'no-engine': titled,
    'no-models': titled,
  } satisfies Record<HouseTrouble | MirrorTrouble, typeof titled>,
  /** Said beside a picture that stays; keyed like `server/contract/failures.ts`. */
  failures: {
    'bad-request': words,
    'bad-probe': words,
    'other-space': words,
    'not-found': words,
    'too-large': words,
    'too-many-probes': words,
    internal: words,
    'no-gallery': words,
    'empty-gallery': words,
    'no-answer': words,
  } satisfies Record<LookupTrouble, Words>,
  ways: { back: words, leave: words, tryAgain: words, goOnWithoutFace: words },
  /** For those who hear the exhibit: what a picture shows. */
  spoken: {
    portrait: sentence('title', 'artist'),
    mirror: words,
    /** The canvas of portraits that answer movement. */
    moving: words,
    /** The picture half way between the visitor and a painting. */
    poster: sentence('title'),
    nearYou: sentence('title', 'artist'),
    /** What hangs at either side, each by its title. */
    duet: sentence('first', 'second'),
    /** What the code holds, for who cannot see it. */
    takeAway: sentence('address'),
    operatorsCorner: words,
  },
} as const

export type Texts = TextsOf<typeof EXHIBIT>

export type Messages = MessagesOf<typeof EXHIBIT> & {
  /** Tag of the language: labels are sought in the same. */
  readonly language: string
}
