import { crackle, rake, varnish } from '../surface/finish.ts'
import { woodTile } from '../surface/tiles.ts'
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
 * Hot wax on a thin wooden panel: short thick touches that follow the face, a worn plain ground.
 */
export function encaustic({ study, seed }: Work): Picture {
  const target = pictureOf(study)
  grade(target, 1.05, 1.1, [1.03, 1, 0.95])
  const picture = blankPicture(study.width, study.height)
  fillPicture(picture, 0.4, 0.3, 0.2)
  goOver(
    picture,
    study,
    target,
    {
      radius: 12,
      length: 44,
      spacing: 12,
      opacity: 0.85,
      body: 0.6,
      tolerance: 0,
      valueJitter: 0.025,
      hueJitter: 0.02,
      stray: 0.4,
      groundAngle: 1.5,
      brush: 'bristle',
    },
    seed,
  )
  goOver(
    picture,
    study,
    target,
    {
      radius: 4.2,
      length: 20,
      spacing: 6,
      opacity: 0.85,
      body: 1,
      tolerance: 0.03,
      fromDetail: 0.1,
      valueJitter: 0.03,
      hueJitter: 0.02,
      stray: 0.22,
      brush: 'bristle',
    },
    seed + 1,
  )
  goOver(
    picture,
    study,
    target,
    {
      radius: 2,
      length: 13,
      spacing: 3.4,
      opacity: 0.85,
      body: 0.9,
      tolerance: 0.05,
      fromDetail: 0.4,
      valueJitter: 0.02,
      hueJitter: 0.015,
      stray: 0.2,
      brush: 'bristle',
    },
    seed + 2,
  )
  recoverDetail(picture, target, study, 0.5, 0.6)
  rake(picture, 0.8, woodTile(), 0.12, seed & 255)
  crackle(picture, 0.16, seed & 511)
  varnish(picture, 0.16, seed)
  return picture
}
