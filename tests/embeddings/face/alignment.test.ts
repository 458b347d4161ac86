import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CHIP_SIZE, chipToPicture, uprightCrop } from '../../../embeddings/face/alignment.ts'
import { eyeCentres, eyeDistancePx } from '../../../embeddings/face/landmarks.ts'
import { MEAN_FACE, MEAN_FACE_FIRST_LANDMARK } from '../../../embeddings/face/mean-face.ts'
import { blankPixels } from '../../../embeddings/pixels/pixels.ts'
import type { Point } from '../../../embeddings/pixels/point.ts'
import { applyTransform, invertTransform } from '../../../embeddings/pixels/similarity-transform.ts'

/**
 * The mean face as landmarks on a picture: 100 px wide, tilted by `degrees`, its corner at (50,
 * 40).
 */
function meanFaceLandmarks(degrees: number): Point[] {
  const angle = (degrees * Math.PI) / 180
  const place = { a: 100 * Math.cos(angle), b: 100 * Math.sin(angle), tx: 50, ty: 40 }
  return Array.from({ length: 68 }, (_, landmark) => {
    const [x, y] = MEAN_FACE[landmark - MEAN_FACE_FIRST_LANDMARK] ?? [0.5, 0.5]
    return applyTransform(place, { x, y })
  })
}

describe('aligning a face', () => {
  it('lays the mean face on itself: dlib puts it a sixth of the chip from each edge', () => {
    const toChip = invertTransform(chipToPicture(meanFaceLandmarks(0)))
    const corner = applyTransform(toChip, { x: 50, y: 40 })
    expect(corner.x).toBeCloseTo(CHIP_SIZE / 6)
    expect(corner.y).toBeCloseTo(CHIP_SIZE / 6)
    const opposite = applyTransform(toChip, { x: 150, y: 140 })
    expect(opposite.x).toBeCloseTo((CHIP_SIZE * 5) / 6)
  })

  it('makes the eyes level whatever the tilt', () => {
    fc.assert(
      fc.property(fc.double({ min: -180, max: 180, noNaN: true }), (degrees) => {
        const landmarks = meanFaceLandmarks(degrees)
        const toChip = invertTransform(chipToPicture(landmarks))
        const upright = landmarks.map((landmark) => applyTransform(toChip, landmark))
        const [left, right] = eyeCentres(upright)
        expect(left.y).toBeCloseTo(right.y, 0)
        expect(right.x).toBeGreaterThan(left.x)
        expect(eyeDistancePx(upright)).toBeCloseTo(eyeDistancePx(meanFaceLandmarks(0)), 4)
      }),
    )
  })

  it('does not listen to brows, lower lip or jaw', () => {
    const still = meanFaceLandmarks(10)
    const talking = still.map((point, landmark) =>
      landmark < 27 || (landmark >= 55 && landmark <= 59) || landmark >= 65
        ? { x: point.x + 20, y: point.y - 30 }
        : point,
    )
    expect(chipToPicture(talking)).toEqual(chipToPicture(still))
  })

  it('crops for the landmark net a little more than the chip, around the same centre', () => {
    const landmarks = meanFaceLandmarks(-30)
    const { cropToPicture, pixels } = uprightCrop(blankPixels(300, 300), landmarks)
    const half = pixels.width / 2
    const centre = applyTransform(cropToPicture, { x: half, y: half })
    const chipCentre = applyTransform(chipToPicture(landmarks), {
      x: CHIP_SIZE / 2,
      y: CHIP_SIZE / 2,
    })
    expect(centre.x).toBeCloseTo(chipCentre.x)
    expect(centre.y).toBeCloseTo(chipCentre.y)
  })
})
