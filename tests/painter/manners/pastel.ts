import { light, toSrgb } from '../colour/light-values.ts'
import { smoothstep } from '../sculpture/curves.ts'
import { noise } from '../sculpture/noise.ts'
import { at, GROUND } from '../sculpture/sheet.ts'
import { mottle } from '../surface/finish.ts'
import { paperTile, tileAt } from '../surface/tiles.ts'
import { goOver } from './brushwork.ts'
import {
  blankPicture,
  fillPicture,
  grade,
  type Picture,
  pictureOf,
  recoverDetail,
  type Work,
} from './picture.ts'

const PAPERS = ['8c8474', '7b8790', 'a08d74', '8f7f80', '7d8574'] as const

/**
 * Pastel on toned paper: smudged underneath, dry chalk strokes on top, the paper's tooth showing at
 * the edges.
 */
export function pastel({ study, view, seed }: Work): Picture {
  const { width, height } = study
  const target = pictureOf(study)
  grade(target, 0.92, 1.02, [1.05, 1.05, 1.06])
  const chalk = blankPicture(width, height)
  chalk.colour.set(target.colour)
  goOver(
    chalk,
    study,
    target,
    {
      radius: 9,
      length: 60,
      spacing: 11,
      opacity: 0.5,
      body: 0,
      tolerance: 0,
      valueJitter: 0.035,
      hueJitter: 0.02,
      stray: 0.3,
      groundAngle: 2.2,
      brush: 'soft',
    },
    seed,
  )
  goOver(
    chalk,
    study,
    target,
    {
      radius: 3,
      length: 30,
      spacing: 7,
      opacity: 0.6,
      body: 0,
      tolerance: 0,
      valueJitter: 0.05,
      hueJitter: 0.03,
      stray: 0.35,
      groundAngle: 2.2,
      brush: 'dry',
    },
    seed + 1,
  )
  goOver(
    chalk,
    study,
    target,
    {
      radius: 1.7,
      length: 13,
      spacing: 4,
      opacity: 0.6,
      body: 0,
      tolerance: 0.03,
      fromDetail: 0.3,
      valueJitter: 0.03,
      hueJitter: 0.02,
      stray: 0.3,
      brush: 'dry',
    },
    seed + 2,
  )
  recoverDetail(chalk, target, study, 0.62, 0.5)
  const picture = blankPicture(width, height)
  const [pr, pg, pb] = light(PAPERS[seed % PAPERS.length] ?? PAPERS[0]).map(toSrgb) as [
    number,
    number,
    number,
  ]
  fillPicture(picture, pr, pg, pb)
  const tooth = paperTile()
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x
      const k = i * 3
      const u = x / width - 0.5
      const v = y / height - 0.42
      const reach =
        Math.hypot(u * 1.7, v * 1.35) + 0.16 * (noise(x * 0.012, y * 0.05, seed + 5) - 0.5)
      const ground = at(view.substance, i) === GROUND
      const worked = smoothstep(ground ? 0.72 : 0.98, ground ? 0.38 : 0.62, reach)
      const grain = tileAt(tooth, x, y + (seed & 511))
      const caught = smoothstep(
        -0.42,
        0.1,
        grain + (worked - 0.5) * 1.5 + at(study.detail, i) * 0.5 + 0.2,
      )
      const cover = caught * (0.25 + 0.75 * worked)
      const tint = 1 + 0.1 * grain
      for (let c = 0; c < 3; c++) {
        const base = at(picture.colour, k + c) * tint
        picture.colour[k + c] = base + (at(chalk.colour, k + c) * (1 + 0.05 * grain) - base) * cover
      }
    }
  }
  mottle(picture, 0.03, 150, seed)
  return picture
}
