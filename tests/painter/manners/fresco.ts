import { smoothstep } from '../sculpture/curves.ts'
import { cloud, noise } from '../sculpture/noise.ts'
import { at } from '../sculpture/sheet.ts'
import { crackle, mottle, rake } from '../surface/finish.ts'
import { plasterTile, tileAt } from '../surface/tiles.ts'
import { goOver } from './brushwork.ts'
import {
  blankPicture,
  grade,
  type Picture,
  pictureOf,
  recoverDetail,
  type Work,
} from './picture.ts'

/**
 * True fresco: earths sunk into lime, hatched modelling, matt and pale, the plaster worn and lost
 * at the edges.
 */
export function fresco({ study, seed }: Work): Picture {
  const { width, height } = study
  const target = pictureOf(study)
  grade(target, 0.8, 0.86, [1.13, 1.1, 1.06])
  const picture = blankPicture(width, height)
  picture.colour.set(target.colour)
  goOver(
    picture,
    study,
    target,
    {
      radius: 7,
      length: 34,
      spacing: 9,
      opacity: 0.6,
      body: 0.1,
      tolerance: 0,
      valueJitter: 0.025,
      hueJitter: 0.014,
      stray: 0.3,
      groundAngle: 0.3,
      brush: 'soft',
    },
    seed,
  )
  goOver(
    picture,
    study,
    target,
    {
      radius: 1.5,
      length: 22,
      spacing: 5,
      opacity: 0.4,
      body: 0.1,
      tolerance: 0,
      fromDetail: 0.1,
      valueJitter: 0.055,
      hueJitter: 0.02,
      stray: 0.16,
      brush: 'bristle',
    },
    seed + 1,
  )
  recoverDetail(picture, target, study, 0.6, 0.5)
  const plaster = plasterTile()
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x
      const grain = tileAt(plaster, x + (seed & 255), y)
      const edge = Math.min(x, y, width - x, height - y) / width
      const sparing = smoothstep(0.15, 0.6, at(study.detail, i))
      const wear =
        0.94 * cloud(x * 0.011, y * 0.011, seed + 3, 4) +
        0.13 * grain +
        0.2 * smoothstep(0.12, 0, edge)
      const worn = smoothstep(0.66, 0.8, wear) * (1 - 0.8 * sparing) * 0.55
      const lost =
        smoothstep(0.86, 0.875, wear + 0.04 * noise(x * 0.13, y * 0.13, seed + 4)) * (1 - sparing)
      const k = i * 3
      const lime = [0.83, 0.78, 0.69] as const
      for (let c = 0; c < 3; c++) {
        let value = at(picture.colour, k + c)
        value += ((lime[c] as number) - value) * Math.max(worn, lost)
        picture.colour[k + c] = value * (1 + 0.055 * grain)
      }
      picture.relief[i] = at(picture.relief, i) * 0.3 - 1.3 * lost
    }
  }
  rake(picture, 0.5, plaster, 0.34, seed & 255)
  crackle(picture, 0.2, seed & 511)
  mottle(picture, 0.05, 160, seed)
  return picture
}
