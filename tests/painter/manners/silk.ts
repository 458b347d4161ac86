import { light, toSrgb } from '../colour/light-values.ts'
import { smoothstep } from '../sculpture/curves.ts'
import { noise } from '../sculpture/noise.ts'
import { at, GROUND } from '../sculpture/sheet.ts'
import { mottle } from '../surface/finish.ts'
import { goOver } from './brushwork.ts'
import { findOutlines, inked } from './outline.ts'
import {
  blankPicture,
  fillPicture,
  grade,
  type Picture,
  pictureOf,
  recoverDetail,
  type Work,
} from './picture.ts'

/**
 * Ink and light colour on silk: thin washes, a fine even line, the silk for a ground, a red seal.
 */
export function inkOnSilk({ study, view, seed }: Work): Picture {
  const { width, height } = study
  const target = pictureOf(study)
  grade(target, 0.84, 0.92, [1.1, 1.08, 1.02])
  const washed = blankPicture(width, height)
  washed.colour.set(target.colour)
  goOver(
    washed,
    study,
    target,
    {
      radius: 8,
      length: 40,
      spacing: 10,
      opacity: 0.6,
      body: 0,
      tolerance: 0,
      valueJitter: 0.014,
      hueJitter: 0.008,
      stray: 0.2,
      groundAngle: 0,
      brush: 'soft',
    },
    seed,
  )
  recoverDetail(washed, target, study, 0.85, 0.3)
  const lines = inked(findOutlines(view, 0.6), width, height, 1)
  const picture = blankPicture(width, height)
  const [sr, sg, sb] = light(['b79b6c', 'a98f66', 'bfa67c'][seed % 3] ?? 'b79b6c').map(toSrgb) as [
    number,
    number,
    number,
  ]
  fillPicture(picture, sr, sg, sb)
  const silk = [sr, sg, sb] as const
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x
      const k = i * 3
      const ground = at(view.substance, i) === GROUND
      const wash = ground ? 0.1 * smoothstep(0.75, 0.2, y / height) : 0.86
      const line = at(lines, i) * (0.6 + 0.25 * noise(x * 0.02, y * 0.02, seed))
      const weft =
        1 +
        0.035 * Math.sin(y * 2.1 + 2 * noise(x * 0.01, y * 0.3, 5)) +
        0.025 * Math.sin(x * 2.4) +
        0.05 * (noise(x * 0.9, y * 0.05, seed + 1) - 0.5)
      for (let c = 0; c < 3; c++) {
        const base = silk[c] as number
        // thin colour lets the silk through: half mixed, half multiplied
        const over = at(washed.colour, k + c)
        let value = base + (over * (0.72 + 0.28 * base) - base) * wash
        value = value * (1 - line) + 0.12 * line
        picture.colour[k + c] = value * weft
      }
    }
  }
  seal(picture, seed)
  mottle(picture, 0.07, 220, seed)
  return picture
}

/** An invented seal: strokes in a square that spell nothing. */
function seal(picture: Picture, seed: number): void {
  const size = Math.round(picture.width * 0.06)
  const x0 = seed % 2 === 0 ? Math.round(picture.width * 0.075) : Math.round(picture.width * 0.865)
  const y0 = Math.round(picture.height * 0.1)
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const u = x / size
      const v = y / size
      const frame = Math.min(u, v, 1 - u, 1 - v) < 0.07
      const cell = Math.floor(u * 2) * 3 + Math.floor(v * 3)
      const bars =
        Math.abs(((v * 3) % 1) - 0.3 - 0.4 * ((seed >> cell) & 1)) < 0.11 ||
        Math.abs(((u * 2) % 1) - 0.5 - 0.2 * (((seed >> (cell + 3)) & 1) - 0.5)) < 0.09
      const k = ((y0 + y) * picture.width + x0 + x) * 3
      const inked = frame || !bars ? 0.82 * (0.7 + 0.3 * noise(x * 0.4, y * 0.4, seed)) : 0.08
      picture.colour[k] = at(picture.colour, k) * (1 - inked) + 0.66 * inked
      picture.colour[k + 1] = at(picture.colour, k + 1) * (1 - inked) + 0.16 * inked
      picture.colour[k + 2] = at(picture.colour, k + 2) * (1 - inked) + 0.11 * inked
    }
  }
}
