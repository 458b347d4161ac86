import { describe, expect, it } from 'vitest'
import { betweenEyes, eyeCentres, eyeDistancePx } from '../../../embeddings/face/landmarks.ts'
import { layPair } from '../../../kiosk/morph/lay-pair.ts'
import { layoutFor } from '../../../kiosk/wall/layout.ts'
import { laidOnto } from '../../../kiosk/wall/mirror-view.ts'
import { placeCrop } from '../../../kiosk/wall/place-picture.ts'
import { FACING, stillOf } from './made-up-head.ts'

const place = layoutFor(1080, 1920).portraitSlot
const visitor = stillOf({ ...FACING, yaw: 20, roll: 8 })
const portrait = stillOf({ ...FACING, yaw: -15 }, { width: 300, height: 700 })
const pair = { portraitId: 'portrait', visitor, portrait }
const lay = (mirrored: boolean, screenDensity = 1) =>
  layPair(pair, place, { mirrored, screenDensity })

describe('two sitters laid over one another', () => {
  it('have their eyes on the place’s, as far apart', () => {
    for (const mirrored of [true, false]) {
      const { landmarks } = lay(mirrored).visitor
      expect(betweenEyes(landmarks).x).toBeCloseTo(place.eyeX - place.x, 6)
      expect(betweenEyes(landmarks).y).toBeCloseTo(place.eyeY - place.y, 6)
      expect(eyeDistancePx(landmarks)).toBeCloseTo(place.eyeDistance, 6)
    }
    const hung = lay(true).portrait.landmarks
    // Within what browsers move a picture to lie on whole pixels.
    expect(Math.abs(betweenEyes(hung).x - (place.eyeX - place.x))).toBeLessThan(1)
    expect(Math.abs(betweenEyes(hung).y - (place.eyeY - place.y))).toBeLessThan(1)
  })

  it('lie where the mirror lays the frame: mirrored, its left eye is the one on the left', () => {
    for (const mirrored of [true, false]) {
      const { landmarks, view } = lay(mirrored).visitor
      const [a, , , d, e, f] = laidOnto(view, place, { density: 1, mirrored })
      const onScreen = eyeCentres(visitor.landmarks).map(({ x, y }) => ({
        x: a * x + e,
        y: d * y + f,
      }))
      const [left, right] = eyeCentres(landmarks)
      expect(left.x).toBeLessThan(right.x)
      const [first, second] = mirrored ? [right, left] : [left, right]
      expect(onScreen[0]?.x).toBeCloseTo(first.x, 6)
      expect(onScreen[1]?.y).toBeCloseTo(second.y, 6)
    }
  })

  it('lie where the wall hangs the crop, its edges on whole pixels of the screen', () => {
    const hung = placeCrop(portrait.picture, eyeCentres(portrait.landmarks), place)
    for (const screenDensity of [1, 2, 1.5]) {
      const { frame, picture } = lay(true, screenDensity).portrait
      const left = (frame.x + Math.round(place.x * screenDensity) / screenDensity) * screenDensity
      expect(left).toBeCloseTo(Math.round(left), 6)
      expect(Math.abs(frame.x + place.x - hung.frame.x)).toBeLessThanOrEqual(1)
      expect(Math.abs(picture.width - hung.picture.width)).toBeLessThanOrEqual(1)
      expect(frame.width).toBeLessThanOrEqual(picture.width)
    }
  })
})
