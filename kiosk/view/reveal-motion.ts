import type { Box } from '../../embeddings/pixels/point.ts'
import { type Reveal, type RevealStep, revealStep } from './reveal.ts'

const DRAW_BACK_MS = 2_400
/** One for every frame of a screen: between two, the browser draws straight lines. */
const STEPS = 144
const GENTLE = 'cubic-bezier(0.45, 0.05, 0.35, 1)'

/** The elements of a reveal. Each is laid out from the upper left corner of the one around it. */
export type RevealedParts = {
  /** Laid out where the whole painting will hang, and cuts off what is outside. */
  readonly window: HTMLElement
  /** In the window, and as large. */
  readonly painting: HTMLElement
  /** In the window, and as large as it is at first. */
  readonly crop: HTMLElement
}

export interface RevealMotion {
  /** Draws back from the face; says when the whole painting hangs, unless it was closed before. */
  play(onWhole: () => void): void
  /** Leaves the elements where they are laid out: at the whole painting. */
  close(): void
}

/**
 * Puts the elements of a reveal where it begins. It moves them by transforms alone, so that no
 * frame of it waits for the page's thread.
 */
export function prepareReveal(of: RevealedParts, reveal: Reveal): RevealMotion {
  const steps = Array.from({ length: STEPS + 1 }, (_, step) => revealStep(reveal, step / STEPS))
  const { whole } = reveal
  const near = revealStep(reveal, 0).crop
  const timing = { duration: DRAW_BACK_MS, easing: GENTLE, fill: 'both' } as const
  const move = (element: HTMLElement, boxOf: (step: RevealStep) => Box, from: Box) =>
    element.animate(
      steps.map((step) => ({ transform: transformOnto(boxOf(step), from) })),
      timing,
    )
  /** Undoes what the window around an element does to it. */
  const inside = (box: Box, window: Box): Box => ({
    x: ((box.x - window.x) * whole.width) / window.width,
    y: ((box.y - window.y) * whole.height) / window.height,
    width: (box.width * whole.width) / window.width,
    height: (box.height * whole.height) / window.height,
  })
  const animations = [
    move(of.window, ({ window }) => window, whole),
    move(of.painting, ({ painting, window }) => inside(painting, window), atOrigin(whole)),
    move(of.crop, ({ crop, window }) => inside(crop, window), atOrigin(near)),
    // The crop is the sharper of the two while the face is large; at last there is one picture.
    of.crop.animate([{ opacity: 1 }, { opacity: 1, offset: 0.6 }, { opacity: 0 }], timing),
  ]
  for (const animation of animations) animation.pause()
  return {
    play(onWhole) {
      for (const animation of animations) animation.play()
      Promise.all(animations.map(({ finished }) => finished)).then(onWhole, () => {
        // Closed: it never will.
      })
    },
    close() {
      for (const animation of animations) animation.cancel()
    },
  }
}

function atOrigin({ width, height }: Box): Box {
  return { x: 0, y: 0, width, height }
}

/** The transform, about its upper left corner, that lays an element of box `from` onto `box`. */
function transformOnto(box: Box, from: Box): string {
  const scale = `scale(${box.width / from.width}, ${box.height / from.height})`
  return `translate(${box.x - from.x}px, ${box.y - from.y}px) ${scale}`
}
