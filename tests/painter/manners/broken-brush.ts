import { rake } from '../surface/finish.ts'
import { canvasTile } from '../surface/tiles.ts'
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

/**
 * Out of doors, in broken touches: a pale ground left showing, shadows in violet and green, thick
 * lights.
 */
export function brokenBrush({ study, seed }: Work): Picture {
  const target = pictureOf(study)
  colourShadows(target)
  const picture = blankPicture(study.width, study.height)
  fillPicture(picture, 0.78, 0.71, 0.6)
  goOver(
    picture,
    study,
    target,
    {
      radius: 9,
      length: 36,
      spacing: 10,
      opacity: 0.86,
      body: 0.8,
      tolerance: 0,
      valueJitter: 0.055,
      hueJitter: 0.05,
      stray: 0.5,
      groundAngle: 0.7,
      brush: 'bristle',
    },
    seed,
  )
  goOver(
    picture,
    study,
    target,
    {
      radius: 5,
      length: 19,
      spacing: 7,
      opacity: 0.86,
      body: 1,
      tolerance: 0.05,
      valueJitter: 0.045,
      hueJitter: 0.045,
      stray: 0.45,
      groundAngle: 0.9,
      brush: 'bristle',
    },
    seed + 1,
  )
  goOver(
    picture,
    study,
    target,
    {
      radius: 2.8,
      length: 11,
      spacing: 4,
      opacity: 0.88,
      body: 0.8,
      tolerance: 0.06,
      fromDetail: 0.3,
      valueJitter: 0.03,
      hueJitter: 0.035,
      stray: 0.35,
      brush: 'bristle',
    },
    seed + 2,
  )
  recoverDetail(picture, target, study, 0.6, 0.6)
  rake(picture, 0.85, canvasTile(), 0.06, seed & 255)
  grade(picture, 1.02, 1.12)
  return picture
}

/** Shadows take the sky's violet, lights the sun's yellow. */
function colourShadows({ colour }: Picture): void {
  for (let k = 0; k < colour.length; k += 3) {
    const r = colour[k] as number
    const g = colour[k + 1] as number
    const b = colour[k + 2] as number
    const value = 0.3 * r + 0.59 * g + 0.11 * b
    const shade = Math.max(0, 0.55 - value)
    const sun = Math.max(0, value - 0.6)
    colour[k] = r * 0.92 + 0.06 + 0.02 * sun
    colour[k + 1] = g * 0.92 + 0.065 + 0.03 * shade
    colour[k + 2] = b * 0.94 + 0.06 + 0.15 * shade - 0.12 * sun
  }
}
