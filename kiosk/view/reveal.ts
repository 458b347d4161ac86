import type { Box } from '../../embeddings/pixels/point.ts'
import { likenessesOffered } from '../state/browse.ts'
import type { ExhibitState } from '../state/exhibit-state.ts'
import type { Whole } from '../state/scene.ts'
import type { ShownPortrait } from '../state/shown-portrait.ts'
import type { FacePlace } from '../wall/layout.ts'
import { placeCrop, placeWhole } from '../wall/place-picture.ts'

/** The two slots of a pair, and the class that the styles move each by. */
export const PAIR_CLASS = { visitorSlot: 'pair-visitor', portraitSlot: 'pair-portrait' } as const
export type PairSlot = keyof typeof PAIR_CLASS

/** How a painted face hung before its painting is shown whole. */
export type ShownBeside = {
  /** Which of the two slots is its own. */
  readonly slot: PairSlot
  /** What hung in the other. */
  readonly beside: ShownPortrait | 'mirror' | null
}

/** How a whole painting comes to have the wall; boxes on the viewport, in CSS pixels. */
export type Reveal = {
  /** What is seen of the painting at first: its face, where that hung. */
  readonly window: Box
  /** All of the painting as large as it then is, nearly always far beyond the window. */
  readonly near: Box
  /** The painting at last: whole, and the window with it. */
  readonly whole: Box
  /** Where the crop lies on the painting, in shares of it. */
  readonly crop: Box
}

/** One instant of a reveal. */
export type RevealStep = { readonly window: Box; readonly painting: Box; readonly crop: Box }

/** Where a painted face hung, or would have, in the scene that its painting was asked for in. */
export function shownBeside(state: ExhibitState, { shown, back }: Whole): ShownBeside {
  if (back.name === 'live' || back.name === 'moving')
    return { slot: 'portraitSlot', beside: 'mirror' }
  const [first, second] =
    back.name === 'duet' ? back.portraits : [back.chosen, likenessesOffered(state, back).nearest]
  return first?.portraitId === shown.portraitId
    ? { slot: 'visitorSlot', beside: second }
    : { slot: 'portraitSlot', beside: first }
}

/**
 * A face that hangs at `place`, and the room its whole painting is to have; null where nobody knows
 * which part of the painting the face is.
 */
export function planReveal(portrait: ShownPortrait, place: FacePlace, room: Box): Reveal | null {
  if (portrait.place === null) return null
  const { frame, picture } = placeCrop(portrait.crop, portrait.eyes, place)
  const whole = placeWhole(portrait.picture, room)
  const width = picture.width / portrait.place.width
  const height = (width * whole.height) / whole.width
  return {
    window: frame,
    near: {
      x: frame.x + picture.x - portrait.place.x * width,
      y: frame.y + picture.y - portrait.place.y * height,
      width,
      height,
    },
    whole,
    crop: portrait.place,
  }
}

/**
 * What is seen when the share `done` of a reveal is over. The painting shrinks by the same factor
 * in the same time, as it does for somebody who steps back, and about one point of the wall that
 * keeps still. The window opens at an even pace, but never past the painting's edges.
 */
export function revealStep({ window, near, whole, crop }: Reveal, done: number): RevealStep {
  const shrunk = whole.width / near.width
  const painting = between(near, whole, pathDone(shrunk, done))
  return {
    window: within(between(window, whole, done), painting),
    painting,
    crop: {
      x: painting.x + crop.x * painting.width,
      y: painting.y + crop.y * painting.height,
      width: crop.width * painting.width,
      height: crop.height * painting.height,
    },
  }
}

/** How far along its straight path a painting is when it has shrunk by `shrunk ** done`. */
function pathDone(shrunk: number, done: number): number {
  // Where nothing shrinks, the painting only moves.
  return Math.abs(shrunk - 1) < 1e-3 ? done : (shrunk ** done - 1) / (shrunk - 1)
}

function between(from: Box, to: Box, share: number): Box {
  const mix = (a: number, b: number) => a + (b - a) * share
  return {
    x: mix(from.x, to.x),
    y: mix(from.y, to.y),
    width: mix(from.width, to.width),
    height: mix(from.height, to.height),
  }
}

/** The part of a box that lies within another. */
function within(box: Box, bounds: Box): Box {
  const x = Math.max(box.x, bounds.x)
  const y = Math.max(box.y, bounds.y)
  return {
    x,
    y,
    width: Math.min(box.x + box.width, bounds.x + bounds.width) - x,
    height: Math.min(box.y + box.height, bounds.y + bounds.height) - y,
  }
}
