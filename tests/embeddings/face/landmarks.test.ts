import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eyeCentres, LANDMARK_COUNT, mirrorLandmarks } from '../../../embeddings/face/landmarks.ts'
import { madeUpLandmarks } from '../../made-up-landmarks.ts'

const somewhere = fc.record({
  x: fc.integer({ min: -2000, max: 2000 }),
  y: fc.integer({ min: -2000, max: 2000 }),
})
const someLandmarks = fc.array(somewhere, {
  minLength: LANDMARK_COUNT,
  maxLength: LANDMARK_COUNT,
})

describe('the landmarks of a mirror image', () => {
  it('are as before when it is mirrored again', () => {
    fc.assert(
      fc.property(someLandmarks, fc.integer({ min: 1, max: 4000 }), (landmarks, width) => {
        expect(mirrorLandmarks(mirrorLandmarks(landmarks, width), width)).toEqual(landmarks)
      }),
    )
  })

  it('are each a landmark of the picture, as far from the other side', () => {
    fc.assert(
      fc.property(someLandmarks, (landmarks) => {
        const places = (of: typeof landmarks) => of.map(({ x, y }) => `${x} ${y}`).sort()
        const mirrored = mirrorLandmarks(landmarks, 640)
        expect(places(mirrored.map(({ x, y }) => ({ x: 640 - x, y })))).toEqual(places(landmarks))
      }),
    )
  })

  it('name what they show: those of an even face hardly move', () => {
    const face = madeUpLandmarks(150)
    const [left, right] = eyeCentres(face)
    const mirrored = mirrorLandmarks(face, left.x + right.x)
    mirrored.forEach(({ x, y }, landmark) => {
      const before = face[landmark] as { x: number; y: number }
      expect(Math.hypot(x - before.x, y - before.y), `landmark ${landmark}`).toBeLessThan(6)
    })
  })
})
