import { describe, expect, it } from 'vitest'
import { betweenEyes, eyeCentres, eyeDistancePx } from '../../../embeddings/face/landmarks.ts'
import { landmarksInPlace } from '../../../kiosk/eye/eye-layer.tsx'
import { nearnessOfStep } from '../../../kiosk/eye/search-trace.tsx'
import { layoutFor } from '../../../kiosk/wall/layout.ts'
import type { SearchStep } from '../../../server/contract/events.ts'
import { madeUpLandmarks } from '../../made-up-landmarks.ts'

describe('landmarks over a picture that hangs', () => {
  it('have their eyes where the place has them, at every size and whichever way the room runs', () => {
    const landmarks = madeUpLandmarks(260, { x: 130, y: 190 })
    const [left, right] = eyeCentres(landmarks)
    const crop = { digest: 'a'.repeat(64), width: 600, height: 700 }
    for (const direction of ['ltr', 'rtl'] as const) {
      for (const [width, height] of [
        [1080, 1920],
        [1920, 1080],
        [390, 844],
      ] as const) {
        const place = layoutFor(width, height, direction).portraitSlot
        const laid = landmarksInPlace({ crop, landmarks }, [left, right], place)
        const eyes = betweenEyes(laid)
        expect(eyes.x).toBeCloseTo(place.eyeX - place.x, 6)
        expect(eyes.y).toBeCloseTo(place.eyeY - place.y, 6)
        expect(eyeDistancePx(laid)).toBeCloseTo(place.eyeDistance, 6)
      }
    }
  })
})

describe('a step of a search trace', () => {
  const trace = (...distances: number[]) =>
    distances.map((squaredDistance) => ({ squaredDistance })) as unknown as SearchStep[]

  it('is as near as it has come: nothing at the entrance, all at the end', () => {
    const steps = trace(2, 1.5, 1.25, 1)
    expect(steps.map((_, at) => nearnessOfStep(steps, at))).toEqual([0, 0.5, 0.75, 1])
  })

  it('is at the end where the entrance is the nearest itself', () => {
    expect(nearnessOfStep(trace(0.7), 0)).toBe(1)
  })
})
