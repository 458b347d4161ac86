import { toSrgb } from '../colour/light-values.ts'
import type { Study } from '../light/study.ts'
import type { DepthView } from '../sculpture/depth-view.ts'
import { at } from '../sculpture/sheet.ts'
import { lendFloats } from '../sculpture/workspace.ts'

/** The picture being painted: sRGB in 0 … 1, 3 numbers a pixel, and how high the paint stands. */
export type Picture = { width: number; height: number; colour: Float32Array; relief: Float32Array }

/** What a hand is given to paint from. */
export type Work = { study: Study; view: DepthView; seed: number }

export function blankPicture(width: number, height: number): Picture {
  return {
    width,
    height,
    colour: lendFloats(width * height * 3),
    relief: lendFloats(width * height),
  }
}

/** The study as it is, brought to sRGB. */
export function pictureOf(study: Study): Picture {
  const picture = blankPicture(study.width, study.height)
  for (let i = 0; i < picture.colour.length; i++) picture.colour[i] = toSrgb(at(study.colour, i))
  return picture
}

export function fillPicture(picture: Picture, r: number, g: number, b: number): void {
  for (let i = 0; i < picture.colour.length; i += 3) {
    picture.colour[i] = r
    picture.colour[i + 1] = g
    picture.colour[i + 2] = b
  }
}

/**
 * Brings back some of `from`, more where the study wants fine painting: eyes stay eyes under any
 * brush.
 */
export function recoverDetail(
  picture: Picture,
  from: Picture,
  study: Study,
  strength: number,
  threshold = 0.5,
): void {
  for (let i = 0; i < study.detail.length; i++) {
    const wanted = at(study.detail, i) - threshold
    if (wanted <= 0) continue
    const t = Math.min(1, (wanted / (1 - threshold)) * 1.25) * strength
    for (let k = i * 3; k < i * 3 + 3; k++)
      picture.colour[k] = at(picture.colour, k) + (at(from.colour, k) - at(picture.colour, k)) * t
  }
}

/** Contrast, saturation and a colour cast over everything, about a middle grey. */
export function grade(
  picture: Picture,
  contrast: number,
  saturation: number,
  cast: readonly [number, number, number] = [1, 1, 1],
): void {
  const { colour } = picture
  for (let i = 0; i < colour.length; i += 3) {
    const r = at(colour, i)
    const g = at(colour, i + 1)
    const b = at(colour, i + 2)
    const grey = 0.3 * r + 0.59 * g + 0.11 * b
    const base = 0.45 + (grey - 0.45) * contrast
    colour[i] = (base + (r - grey) * saturation) * cast[0]
    colour[i + 1] = (base + (g - grey) * saturation) * cast[1]
    colour[i + 2] = (base + (b - grey) * saturation) * cast[2]
  }
}

export function pictureBytes(picture: Picture): Uint8Array {
  const bytes = new Uint8Array(picture.colour.length)
  for (let i = 0; i < bytes.length; i++) {
    const value = at(picture.colour, i) * 255 + 0.5
    bytes[i] = Math.max(0, Math.min(255, value))
  }
  return bytes
}
