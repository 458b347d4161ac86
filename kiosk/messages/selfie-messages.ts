import { type MessagesOf, sentence, type TextsOf, words } from './shape.ts'

const titled = { title: words, advice: words }

/**
 * What the page for people at home says beside the exhibit's own messages. Each language fills every
 * key, or it does not compile.
 */
export const SELFIE = {
  pageTitle: words,
  start: {
    invitation: words,
    /** One line, and true: tests watch every request. */
    promise: words,
    numbers: words,
    guardians: words,
    camera: words,
    cameraApp: words,
    choose: words,
    drop: words,
    /** In place of the camera, where browsers forbid it. */
    insecure: words,
  },
  viewfinder: { waiting: words, advice: words, shoot: words },
  looking: {
    title: words,
    opening: words,
    /** Both in megabytes, as numbers of this language; the share in per cent. */
    models: sentence('received', 'total', 'percent'),
    engine: words,
    face: words,
    likeness: words,
  },
  choosing: { title: words, advice: words, face: sentence('number', 'of') },
  pair: { closer: words, share: words, another: words, nextNearest: words },
  closer: { advice: words, nearer: words, farther: words, whole: words, page: words },
  sharing: {
    title: words,
    together: words,
    alone: words,
    send: words,
    save: words,
    copyLink: words,
    copied: words,
    /** Where nothing may be copied: before the address itself. */
    link: words,
    kept: words,
  },
  sorry: {
    'nothing-found': titled,
    'too-small': titled,
    'too-dark': titled,
    'turned-away': titled,
    blurred: titled,
    unreadable: titled,
    heic: titled,
    'no-engine': titled,
    'no-models': titled,
    'no-answer': titled,
    'too-many': titled,
    'no-gallery': titled,
    'no-camera': titled,
    'camera-refused': titled,
    'camera-in-use': titled,
  },
  closed: { title: words, advice: words, walk: words },
  spoken: {
    sitter: words,
    manyFaces: words,
    cardTogether: sentence('title', 'artist'),
    cardAlone: sentence('title', 'artist'),
  },
} as const

export type SelfieTexts = TextsOf<typeof SELFIE>
export type SelfieMessages = MessagesOf<typeof SELFIE>
