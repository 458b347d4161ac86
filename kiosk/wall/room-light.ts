import { type Colour, colourOf, contrast, mixed } from '../../server/contract/colour.ts'
import {
  LEAST_ACCENT_CONTRAST,
  LEAST_TEXT_CONTRAST,
  type Look,
  SOFTENED_BY,
} from '../../server/contract/look.ts'
import { extremesOf } from './plaster.ts'

/** What the lamp makes of a museum's wall. */
export type RoomLight = {
  /** How brightly the lamp burns, 0 to 1: as bright as leaves the words legible. */
  readonly lamp: number
  /** The part of the lit wall that words stand out from the least. */
  readonly hardest: Colour
  readonly ink: Colour
}

const LAMP_STEP = 0.05

/**
 * The lamp lightens a wall, and its absence darkens it, both of which may take the wall too near to
 * the words' colour. The settings promise that the wall itself is far enough from it.
 */
export function roomLight({ wall, ink: written }: Pick<Look, 'wall' | 'ink'>): RoomLight {
  const ground = colourOf(wall)
  const ink = colourOf(written)
  const soft = mixed(ink, ground, SOFTENED_BY)
  const { darkest, lightest } = extremesOf(ground)
  let lamp = 1
  for (;;) {
    const seen = [darkest, lightest].map((colour) => mixed(ground, colour, lamp)) as [
      Colour,
      Colour,
    ]
    const [hardest] = seen.sort((a, b) => contrast(soft, a) - contrast(soft, b))
    if (contrast(soft, hardest) >= LEAST_TEXT_CONTRAST || lamp <= 0) return { lamp, hardest, ink }
    lamp = Math.max(0, lamp - LAMP_STEP)
  }
}

/** The colour, its hue kept, moved towards the ink until it stands out everywhere on the wall. */
export function standingOut(colour: Colour, { hardest, ink }: RoomLight): Colour {
  let share = 0
  let moved = colour
  while (contrast(moved, hardest) < LEAST_ACCENT_CONTRAST && share < 1) {
    share += 0.02
    moved = mixed(colour, ink, share)
  }
  return moved
}

/** As style sheets and canvases take it. */
export function cssColour(colour: Colour): string {
  return `rgb(${rgbParts(colour)})`
}

/** What stands within `rgb()`, where an opacity may follow. */
export function rgbParts({ red, green, blue }: Colour): string {
  return [red, green, blue].map(Math.round).join(' ')
}
