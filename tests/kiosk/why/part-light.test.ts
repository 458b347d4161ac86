import { describe, expect, it } from 'vitest'
import { FACE_PARTS, type FacePart } from '../../../embeddings/face/face-parts.ts'
import { eyeCentres, type Landmarks, mirrorLandmarks } from '../../../embeddings/face/landmarks.ts'
import type { Point } from '../../../embeddings/pixels/point.ts'
import { gloomAbout, weightsOf } from '../../../kiosk/why/part-light.ts'
import { madeUpLandmarks } from '../../made-up-landmarks.ts'

const SIZE = { width: 504, height: 760, grain: 4 }
const landmarks = madeUpLandmarks(260, { x: 122, y: 220 })

/** How much of the dark is left at a place, with the lamp on some parts. */
function darkAt(place: Point, named: readonly FacePart[], on: Landmarks = landmarks): number {
  const { columns, left } = gloomAbout(on, weightsOf({ named }), SIZE)
  return left[
    Math.floor(place.y / SIZE.grain) * columns + Math.floor(place.x / SIZE.grain)
  ] as number
}

const [leftEye, rightEye] = eyeCentres(landmarks)
const [tip, lip, chin, brow] = [30, 62, 8, 19].map((each) => landmarks[each] as Point) as [
  Point,
  Point,
  Point,
  Point,
]
const beside = { x: 490, y: 20 }

describe('light on the parts of a face', () => {
  it('takes all of the dark from the parts that are named', () => {
    for (const place of [leftEye, rightEye, lip]) {
      expect(darkAt(place, ['eyes', 'mouth'])).toBeLessThan(0.02)
    }
    expect(darkAt(tip, ['nose'])).toBeLessThan(0.02)
    expect(darkAt(brow, ['brows'])).toBeLessThan(0.02)
    expect(darkAt({ x: chin.x, y: chin.y - 8 }, ['jaw'])).toBeLessThan(0.02)
  })

  it('leaves the rest of the face in the dark, where it can still be made out', () => {
    expect(darkAt(lip, ['eyes'])).toBeGreaterThan(0.75)
    expect(darkAt(leftEye, ['mouth'])).toBeGreaterThan(0.75)
    expect(darkAt(tip, ['outline'])).toBeGreaterThan(0.6)
    expect(darkAt(chin, ['brows'])).toBeGreaterThan(0.9)
  })

  it('stands behind the head for the outline', () => {
    const temple = landmarks[0] as Point
    const besideHead = { x: temple.x - 20, y: temple.y }
    expect(darkAt(besideHead, ['outline'])).toBeLessThan(0.1)
    expect(darkAt(besideHead, ['nose'])).toBeGreaterThan(0.9)
  })

  it('is one pool over all of a face that no part carries alone', () => {
    for (const place of [leftEye, rightEye, tip, lip, brow]) {
      expect(darkAt(place, [])).toBeCloseTo(0.15, 2)
    }
    expect(darkAt(beside, [])).toBeGreaterThan(0.9)
  })

  it('leaves the wall dark, whatever is named', () => {
    for (const part of FACE_PARTS) expect(darkAt(beside, [part])).toBeGreaterThan(0.8)
  })

  it('lies where the features are in a mirror too', () => {
    const mirrored = mirrorLandmarks(landmarks, SIZE.width)
    for (const part of FACE_PARTS) {
      for (const place of [leftEye, tip, lip, brow, { x: chin.x, y: chin.y - 60 }]) {
        const there = { x: SIZE.width - place.x, y: place.y }
        expect(Math.abs(darkAt(there, [part], mirrored) - darkAt(place, [part]))).toBeLessThan(0.08)
      }
    }
    // Exchanged without a thought for which landmark is whose, as a mirrored canvas does it.
    const flipped = landmarks.map(({ x, y }) => ({ x: SIZE.width - x, y }))
    const above = { x: SIZE.width / 2, y: 90 }
    expect(
      Math.abs(darkAt(above, ['outline'], flipped) - darkAt(above, ['outline'], mirrored)),
    ).toBeLessThan(0.08)
  })

  it('falls off softly', () => {
    const { columns, left } = gloomAbout(landmarks, weightsOf({ named: ['eyes', 'mouth'] }), SIZE)
    const steps = left.map((dark, at) =>
      at % columns === 0 ? 0 : Math.abs(dark - (left[at - 1] as number)),
    )
    expect(Math.max(...steps)).toBeLessThan(0.12)
  })
})
