import { crackle, rake, varnish } from '../surface/finish.ts'
import { canvasTile, woodTile } from '../surface/tiles.ts'
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

/** Lamp-lit oil on canvas: a brown ground, broad darks, thicker lights, old varnish. */
export function lamplitOil({ study, seed }: Work): Picture {
  const target = pictureOf(study)
  const picture = blankPicture(study.width, study.height)
  fillPicture(picture, 0.2, 0.14, 0.09)
  goOver(
    picture,
    study,
    target,
    {
      radius: 17,
      length: 70,
      spacing: 17,
      opacity: 0.8,
      body: 0.5,
      tolerance: 0,
      valueJitter: 0.012,
      hueJitter: 0.012,
      stray: 0.35,
      groundAngle: 0.9,
      brush: 'bristle',
    },
    seed,
  )
  goOver(
    picture,
    study,
    target,
    {
      radius: 7,
      length: 30,
      spacing: 8,
      opacity: 0.8,
      body: 0.7,
      tolerance: 0.045,
      fromDetail: 0.1,
      valueJitter: 0.018,
      hueJitter: 0.016,
      stray: 0.3,
      brush: 'bristle',
    },
    seed + 1,
  )
  goOver(
    picture,
    study,
    target,
    {
      radius: 3,
      length: 13,
      spacing: 3.6,
      opacity: 0.85,
      body: 0.6,
      tolerance: 0.035,
      fromDetail: 0.2,
      valueJitter: 0.016,
      hueJitter: 0.014,
      stray: 0.25,
      brush: 'bristle',
    },
    seed + 2,
  )
  recoverDetail(picture, target, study, 0.72, 0.45)
  grade(picture, 1, 0.9)
  rake(picture, 0.42, canvasTile(), 0.07, seed & 255)
  crackle(picture, 0.15, seed & 511)
  varnish(picture, 0.42, seed)
  return picture
}

/** The grand manner: a grey ground, long loaded strokes over silk, flesh blended softly. */
export function grandOil({ study, seed }: Work): Picture {
  const target = pictureOf(study)
  const picture = blankPicture(study.width, study.height)
  fillPicture(picture, 0.42, 0.38, 0.33)
  goOver(
    picture,
    study,
    target,
    {
      radius: 20,
      length: 90,
      spacing: 19,
      opacity: 0.8,
      body: 0.6,
      tolerance: 0,
      valueJitter: 0.025,
      hueJitter: 0.015,
      stray: 0.5,
      groundAngle: 2.3,
      brush: 'bristle',
    },
    seed,
  )
  goOver(
    picture,
    study,
    target,
    {
      radius: 8,
      length: 46,
      spacing: 9,
      opacity: 0.75,
      body: 0.8,
      tolerance: 0.05,
      fromDetail: 0.1,
      valueJitter: 0.025,
      hueJitter: 0.015,
      stray: 0.25,
      brush: 'bristle',
    },
    seed + 1,
  )
  goOver(
    picture,
    study,
    target,
    {
      radius: 3.2,
      length: 17,
      spacing: 4,
      opacity: 0.8,
      body: 0.7,
      tolerance: 0.045,
      fromDetail: 0.2,
      valueJitter: 0.018,
      hueJitter: 0.012,
      stray: 0.2,
      brush: 'bristle',
    },
    seed + 2,
  )
  recoverDetail(picture, target, study, 0.7, 0.45)
  rake(picture, 0.5, canvasTile(), 0.09, seed & 255)
  crackle(picture, 0.1, seed & 511)
  varnish(picture, 0.2, seed)
  return picture
}

/** Oil and tempera on poplar: hardly a brush mark, thin glazes, a fine net of cracks. */
export function smoothPanel({ study, seed }: Work): Picture {
  const target = pictureOf(study)
  const picture = blankPicture(study.width, study.height)
  picture.colour.set(target.colour)
  goOver(
    picture,
    study,
    target,
    {
      radius: 4,
      length: 26,
      spacing: 7,
      opacity: 0.5,
      body: 0.2,
      tolerance: 0,
      valueJitter: 0.012,
      hueJitter: 0.01,
      stray: 0.15,
      groundAngle: 0,
      brush: 'soft',
    },
    seed,
  )
  recoverDetail(picture, target, study, 0.7, 0.4)
  rake(picture, 0.16, woodTile(), 0.035, seed & 255)
  grade(picture, 1.03, 1.04)
  crackle(picture, 0.15, seed & 511)
  varnish(picture, 0.3, seed)
  return picture
}
