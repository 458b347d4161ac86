import { light, toSrgb } from '../colour/light-values.ts'
import { smoothstep } from '../sculpture/curves.ts'
import { noise } from '../sculpture/noise.ts'
import { at } from '../sculpture/sheet.ts'
import { mottle, rake } from '../surface/finish.ts'
import { paperTile } from '../surface/tiles.ts'
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

const BORDERS = ['c9b58a', '6d7f86', 'a5604a', '7d8562', 'b08d4a', '5f6a80'] as const

/**
 * Opaque water-colour: matt tones laid edge to edge, fine drawn contours, a ruled border flecked
 * with gold.
 */
export function gouache({ study, view, seed }: Work): Picture {
  const { width, height } = study
  const target = pictureOf(study)
  grade(target, 0.88, 1.2, [1.06, 1.06, 1.05])
  const painted = blankPicture(width, height)
  painted.colour.set(target.colour)
  goOver(
    painted,
    study,
    target,
    {
      radius: 6,
      length: 22,
      spacing: 7,
      opacity: 0.75,
      body: 0,
      tolerance: 0,
      valueJitter: 0.02,
      hueJitter: 0.016,
      stray: 0.3,
      groundAngle: 0.2,
      brush: 'soft',
    },
    seed,
  )
  goOver(
    painted,
    study,
    target,
    {
      radius: 2.2,
      length: 12,
      spacing: 4,
      opacity: 0.7,
      body: 0,
      tolerance: 0.03,
      fromDetail: 0.2,
      valueJitter: 0.014,
      hueJitter: 0.01,
      stray: 0.2,
      brush: 'soft',
    },
    seed + 1,
  )
  recoverDetail(painted, target, study, 0.75, 0.45)
  const lines = inked(findOutlines(view, 0.35), width, height, 0.9)
  for (let i = 0; i < lines.length; i++) {
    const line = at(lines, i) * 0.5
    if (line > 0)
      for (let k = i * 3; k < i * 3 + 3; k++) painted.colour[k] = at(painted.colour, k) * (1 - line)
  }
  const picture = blankPicture(width, height)
  fillPicture(picture, 0.91, 0.87, 0.78)
  const [br, bg, bb] = light(BORDERS[seed % BORDERS.length] ?? BORDERS[0]).map(toSrgb) as [
    number,
    number,
    number,
  ]
  const wide = Math.round(width * 0.075)
  const outer = Math.round(width * 0.02)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const k = (y * width + x) * 3
      const inset = Math.min(x, y, width - 1 - x, height - 1 - y)
      if (inset >= wide) {
        for (let c = 0; c < 3; c++) picture.colour[k + c] = at(painted.colour, k + c)
      } else if (inset >= outer) {
        const from = inset - outer
        const to = wide - inset
        let r = br
        let g = bg
        let b = bb
        const fleck =
          smoothstep(0.8, 0.86, noise(x * 0.16, y * 0.16, seed + 7)) *
          smoothstep(6, 9, Math.min(from, to))
        const gold = Math.max(fleck, from > 1 && from < 5 ? 1 : 0, to > 5 && to <= 10 ? 1 : 0)
        const shine = 0.85 + 0.3 * noise(x * 0.05, y * 0.05, seed + 8)
        r += (0.8 * shine - r) * gold
        g += (0.64 * shine - g) * gold
        b += (0.3 * shine - b) * gold
        if (from <= 1 || to <= 2 || (to > 10 && to <= 12)) {
          r = 0.25
          g = 0.16
          b = 0.12
        }
        picture.colour[k] = r
        picture.colour[k + 1] = g
        picture.colour[k + 2] = b
      }
    }
  }
  rake(picture, 0, paperTile(), 0.06, seed & 255)
  mottle(picture, 0.025, 120, seed)
  return picture
}
