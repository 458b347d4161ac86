import type { Box } from '../../embeddings/point.ts'

type Format = 'portrait' | 'landscape' | 'phone'

/** A place on the wall for one face; everything in CSS pixels of the viewport. */
export type FacePlace = Box & {
  /** The point between the eyes. */
  readonly eyeX: number
  readonly eyeY: number
  readonly eyeDistance: number
}

/** Where everything hangs. One eye line for every face of every scene. */
export type Hang = {
  readonly format: Format
  readonly eyeLine: number
  /** One face alone, as the procession shows it. */
  readonly solo: FacePlace
  /** The visitor's place beside the portrait, or the chosen portrait's beside its likeness. */
  readonly guest: FacePlace
  readonly host: FacePlace
  /** Where the words beside the pictures begin, and how wide they may run. */
  readonly words: { readonly x: number; readonly width: number }
  /** The room that a whole painting may take, in its own proportions. */
  readonly whole: Box
}

/** Below this width the room is a phone's. */
const PHONE_WIDTH = 700

/** The hang for a viewport of `width` × `height` CSS pixels. */
export function hangFor(width: number, height: number): Hang {
  if (width < PHONE_WIDTH && height >= width) return phone(width, height)
  return height > width ? portraitFormat(width, height) : landscape(width, height)
}

function portraitFormat(width: number, height: number): Hang {
  const eyeLine = height * 0.38
  const unit = Math.min(width / 1080, height / 1920)
  const centre = width / 2
  const gap = 13 * unit
  const pair = { width: 504 * unit, height: 890 * unit, eyeDistance: 150 * unit, eyeLine }
  const solo = { width: 800 * unit, height: 950 * unit, eyeDistance: 214 * unit, eyeLine }
  return {
    format: 'portrait',
    eyeLine,
    solo: place({ ...solo, left: centre - 400 * unit, above: 0.48 }),
    guest: place({ ...pair, left: centre - gap - pair.width, above: 0.46 }),
    host: place({ ...pair, left: centre + gap, above: 0.46 }),
    words: { x: centre + 27 * unit, width: 470 * unit },
    whole: {
      x: centre - 484 * unit,
      y: height * 0.055,
      width: 968 * unit,
      height: height * 0.555,
    },
  }
}

function landscape(width: number, height: number): Hang {
  const eyeLine = height * 0.45
  const unit = Math.min(width / 1920, height / 1080)
  const pair = { width: 560 * unit, height: 800 * unit, eyeDistance: 150 * unit, eyeLine }
  const solo = { width: 720 * unit, height: 864 * unit, eyeDistance: 196 * unit, eyeLine }
  // The three columns of the room: guest, host, words.
  const left = (width - 1760 * unit) / 2
  return {
    format: 'landscape',
    eyeLine,
    solo: place({ ...solo, left: left + 220 * unit, above: 0.44 }),
    guest: place({ ...pair, left, above: 0.44 }),
    host: place({ ...pair, left: left + 592 * unit, above: 0.44 }),
    words: { x: left + 1224 * unit, width: 560 * unit },
    whole: { x: left, y: height * 0.07, width: 1152 * unit, height: height * 0.86 },
  }
}

function phone(width: number, height: number): Hang {
  const eyeLine = height * 0.27
  const pair = {
    width: width / 2,
    height: height * 0.41,
    eyeDistance: width * 0.142,
    eyeLine,
  }
  const solo = { width, height: height * 0.55, eyeDistance: width * 0.26, eyeLine }
  return {
    format: 'phone',
    eyeLine,
    solo: place({ ...solo, left: 0, above: 0.27 / 0.55 }),
    guest: place({ ...pair, left: 0, above: 0.42 }),
    host: place({ ...pair, left: width / 2, above: 0.42 }),
    words: { x: width * 0.05, width: width * 0.9 },
    whole: { x: 0, y: 0, width, height: height * 0.52 },
  }
}

/** A place whose eyes lie on the eye line, with the share `above` of its height over it. */
function place(of: {
  readonly left: number
  readonly width: number
  readonly height: number
  readonly eyeDistance: number
  readonly eyeLine: number
  readonly above: number
}): FacePlace {
  return {
    x: of.left,
    y: of.eyeLine - of.height * of.above,
    width: of.width,
    height: of.height,
    eyeX: of.left + of.width / 2,
    eyeY: of.eyeLine,
    eyeDistance: of.eyeDistance,
  }
}

/** The hang as custom properties, for what the stylesheets set beside and below the pictures. */
export function hangStyle({ eyeLine, solo, guest, host, words }: Hang): Record<string, string> {
  return {
    '--eye-line': `${eyeLine}px`,
    '--solo-x': `${solo.x}px`,
    '--solo-width': `${solo.width}px`,
    '--solo-bottom': `${solo.y + solo.height}px`,
    '--guest-x': `${guest.x}px`,
    '--guest-width': `${guest.width}px`,
    '--pair-top': `${guest.y}px`,
    '--pair-bottom': `${host.y + host.height}px`,
    '--host-x': `${host.x}px`,
    '--words-x': `${words.x}px`,
    '--words-width': `${words.width}px`,
  }
}
