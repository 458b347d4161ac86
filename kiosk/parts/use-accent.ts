import { useEffect, useMemo, useRef } from 'preact/hooks'
import { type Colour, colourOf } from '../../server/contract/colour.ts'
import { mediaPath } from '../../server/contract/http.ts'
import type { Look } from '../../server/contract/look.ts'
import { USUAL_SETTINGS } from '../state/settings.ts'
import type { ShownPortrait } from '../state/shown-portrait.ts'
import { cssColour, type RoomLight, roomLight, standingOut } from '../wall/room-light.ts'

/** Shown while nothing hangs. */
const RESTING_ACCENT: Colour = { red: 214, green: 190, blue: 140 }
/** Colours are sampled from the picture at this size. */
const SAMPLE_SIDE = 24

/** Lends the room the accent of the portrait that hangs, or the one colour the museum wants. */
export function useAccent(
  portrait: ShownPortrait | null | undefined,
  look: Look = USUAL_SETTINGS.look,
): void {
  const light = useMemo(() => roomLight(look), [look])
  const sitter = useRef<HTMLImageElement | null>(null)
  const digest = look.accent === null ? portrait?.crop.digest : undefined
  useEffect(() => {
    if (digest === undefined) {
      const resting = look.accent === null ? RESTING_ACCENT : colourOf(look.accent)
      lend(standingOut(resting, light))
      return
    }
    // One picture for all: Chromium holds on to those that a page made, one for every turn of the
    // wall.
    sitter.current ??= new Image()
    const picture = sitter.current
    const sampled = () => lend(sample(picture, light))
    picture.addEventListener('load', sampled)
    picture.src = mediaPath(digest)
    return () => picture.removeEventListener('load', sampled)
  }, [digest, look, light])
}

function lend(colour: Colour): void {
  document.documentElement.style.setProperty('--accent', cssColour(colour))
}

function sample(picture: HTMLImageElement, light: RoomLight): Colour {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = SAMPLE_SIDE
  const context = canvas.getContext('2d')
  if (context === null) return standingOut(RESTING_ACCENT, light)
  context.drawImage(picture, 0, 0, SAMPLE_SIDE, SAMPLE_SIDE)
  return accentOf(context.getImageData(0, 0, SAMPLE_SIDE, SAMPLE_SIDE).data, light)
}

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
