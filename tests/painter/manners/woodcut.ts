import { light, toSrgb } from '../colour/light-values.ts'
import { smoothstep } from '../sculpture/curves.ts'
import { noise } from '../sculpture/noise.ts'
import { at, GROUND, HAIR, SKIN } from '../sculpture/sheet.ts'
import { mottle } from '../surface/finish.ts'
import { paperTile, tileAt } from '../surface/tiles.ts'
import { copyBorder } from './engraving.ts'
import { findOutlines, inked } from './outline.ts'
import { blankPicture, type Picture, type Work } from './picture.ts'
import { greyStudy } from './tone.ts'

const BLOCKS = ['9a7b4a', '7d8c72', 'a3664a', '6f8794', 'b0925a', '8a7a8c'] as const

/**
 * Chiaroscuro woodcut: a black line block, a tone block in one colour, the paper for the lights.
 */
export function woodcut({ study, view, seed }: Work): Picture {
  const { width, height } = study
  const picture = blankPicture(width, height)
  const grey = greyStudy(study, 0.62, 1.2)
  const outlines = inked(findOutlines(view, 0.9), width, height, 1.7)
  const tone = light(BLOCKS[seed % BLOCKS.length] ?? BLOCKS[0]).map(toSrgb) as [
    number,
    number,
    number,
  ]
  const paper = paperTile()
  const edge = Math.round(width * 0.05)
  for (let y = 1; y + 1 < height; y++) {
    for (let x = 1; x + 1 < width; x++) {
      const i = y * width + x
      const kind = at(view.substance, i)
      const ground = kind === GROUND
      const wobble = 3 * (noise(x * 0.02, y * 0.02, seed) - 0.5)
      const inset = Math.min(x - edge, y - edge, width - edge - x, height - edge - y) + wobble
      let key = 0
      let second = 0
      if (inset > 0) {
        const value = ground ? 0.55 : at(grey, i)
        // gouged hatching: bold lines along the form in the half-shadows, solid black beyond
        const px = (x - view.centreX) / view.scale
        const py = (view.centreY - y) / view.scale
        const z = ground ? 0 : at(view.depth, i)
        const phase =
          (ground ? py * 1.5 + 0.2 * Math.sin(px * 0.7) : px * 0.5 + py * 0.75 + z * 0.5) * 2.1 +
          0.35 * noise(x * 0.03, y * 0.03, seed + 1)
        const wave = Math.abs((phase - Math.floor(phase)) * 2 - 1)
        const dark = ground ? 0.3 + 0.35 * smoothstep(0.1, 1, y / height) : 0.62 - value
        const hatch = smoothstep(-0.07, 0.07, wave - 1 + Math.min(0.92, dark * 1.9))
        key = dark > 0 ? hatch : 0
        if (kind === HAIR || (kind === SKIN && at(view.weight, i) > 0.4)) {
          key = smoothstep(-0.06, 0.06, 0.78 - value - at(study.strands, i) * 0.75)
        }
        const fine = at(study.detail, i)
        if (fine > 0.78) key += (smoothstep(0.43, 0.34, value) - key) * smoothstep(0.78, 0.9, fine)
        key = Math.max(key, smoothstep(0.25, 0.6, at(outlines, i)))
        second = ground ? 1 : smoothstep(0.7, 0.66, value + 0.02 * noise(x * 0.2, y * 0.2, seed))
        if (inset < 5) key = 1
      }
      key *= 0.93 + 0.07 * noise(x * 0.4, y * 0.4, seed + 2)
      const bare = noise(x * 0.25, y * 0.016, seed + 4)
      second *= 0.82 + 0.18 * smoothstep(0.1, 0.35, bare)
      const grain = 1 + 0.06 * tileAt(paper, x, y + (seed & 511))
      const k = i * 3
      const sheet = [0.93, 0.895, 0.81] as const
      for (let c = 0; c < 3; c++) {
        const base = (sheet[c] as number) * (1 - second) + (tone[c] as number) * second
        picture.colour[k + c] = (base * (1 - key) + (0.1 - 0.015 * c) * key) * grain
      }
    }
  }
  copyBorder(picture)
  mottle(picture, 0.05, 170, seed)
  return picture
}
