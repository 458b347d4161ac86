import type { Colour } from '../../server/contract/colour.ts'
import { type RoomLight, standingOut } from '../wall/room-light.ts'

/** Shown while nothing hangs. */
export const RESTING_ACCENT: Colour = { red: 214, green: 190, blue: 140 }

/**
 * The one colour a painting lends the room: the mean of its pixels weighed by how colourful they
 * are, then moved until it stands out from the lit wall. `pixels` is RGBA, row by row.
 */
export function accentOf(pixels: Uint8ClampedArray, light: RoomLight): Colour {
  let [red, green, blue, weights] = [0, 0, 0, 0]
  for (let at = 0; at + 3 < pixels.length; at += 4) {
    const [r, g, b] = [pixels[at] as number, pixels[at + 1] as number, pixels[at + 2] as number]
    const most = Math.max(r, g, b)
    const chroma = most - Math.min(r, g, b)
    // Squared, so that a small strong red counts for more than a wide brown ground.
    const weight = (chroma / 255) ** 2 * (most / 255) + 1e-6
    red += r * weight
    green += g * weight
    blue += b * weight
    weights += weight
  }
  if (weights === 0) return standingOut(RESTING_ACCENT, light)
  return standingOut({ red: red / weights, green: green / weights, blue: blue / weights }, light)
}
