import { describe, expect, it } from 'vitest'
import { CHIP_SIZE } from '../../../embeddings/face/alignment.ts'
import { FACE_PARTS, type FacePart } from '../../../embeddings/face/face-parts.ts'
import { eyeCentres, type Landmarks } from '../../../embeddings/face/landmarks.ts'
import { landmarksOnChip, type PartMask, partMasks } from '../../../embeddings/face/part-masks.ts'
import type { Point } from '../../../embeddings/pixels/point.ts'
import { madeUpLandmarks } from '../../made-up-landmarks.ts'

const onChip = landmarksOnChip(madeUpLandmarks(240, { x: 60, y: 30 }))
const masks = partMasks(onChip)

function shareAt(mask: PartMask, { x, y }: Point): number {
  return mask[Math.floor(y) * CHIP_SIZE + Math.floor(x)] as number
}

function area(mask: PartMask): number {
  return mask.reduce((sum, share) => sum + share, 0) / mask.length
}

/** Which part a place belongs to for the most part. */
function partAt(place: Point): FacePart {
  return FACE_PARTS.reduce((best, part) =>
    shareAt(masks[part], place) > shareAt(masks[best], place) ? part : best,
  )
}

describe('landmarks on a chip', () => {
  it('are the same wherever, and however large, the face is on its picture', () => {
    const elsewhere = landmarksOnChip(madeUpLandmarks(90, { x: 300, y: 200 }))
    elsewhere.forEach(({ x, y }, landmark) => {
      expect(x).toBeCloseTo(onChip[landmark]?.x as number, 3)
      expect(y).toBeCloseTo(onChip[landmark]?.y as number, 3)
    })
  })
})

describe('the masks of a face’s parts', () => {
  it('cover the landmarks of their own part', () => {
    const own: Record<Exclude<FacePart, 'outline'>, readonly number[]> = {
      eyes: [36, 37, 39, 41, 42, 44, 45, 47],
      brows: [18, 19, 20, 23, 24, 25],
      nose: [29, 30, 31, 33, 35],
      mouth: [48, 51, 54, 57, 62],
      jaw: [5, 6, 7, 9, 10, 11],
    }
    for (const [part, landmarks] of Object.entries(own)) {
      for (const landmark of landmarks) {
        expect([landmark, partAt(onChip[landmark] as Point)]).toEqual([landmark, part])
        expect(shareAt(masks[part as FacePart], onChip[landmark] as Point)).toBeGreaterThan(0.5)
      }
    }
  })

  it('leave what surrounds the face to the outline, and nothing within it', () => {
    for (const corner of [
      { x: 1, y: 1 },
      { x: 148, y: 1 },
      { x: 1, y: 148 },
      { x: 148, y: 148 },
    ]) {
      expect(shareAt(masks.outline, corner)).toBe(1)
    }
    for (const eye of eyeCentres(onChip)) expect(shareAt(masks.outline, eye)).toBe(0)
    expect(shareAt(masks.outline, onChip[30] as Point)).toBe(0)
  })

  it('never claim more than all of a pixel between them', () => {
    for (let pixel = 0; pixel < CHIP_SIZE ** 2; pixel++) {
      const claimed = FACE_PARTS.reduce((sum, part) => sum + (masks[part][pixel] as number), 0)
      expect(claimed).toBeLessThanOrEqual(1.000001)
    }
  })

  it('are about as large as each other within the face', () => {
    for (const part of ['eyes', 'brows', 'nose', 'mouth', 'jaw'] as const) {
      expect(area(masks[part])).toBeGreaterThan(0.05)
      expect(area(masks[part])).toBeLessThan(0.13)
    }
    expect(area(masks.outline)).toBeGreaterThan(0.25)
  })

  it('follow the face’s own landmarks, and no mean face', () => {
    const lower: Landmarks = onChip.map(({ x, y }, landmark) =>
      landmark >= 48 ? { x, y: y + 12 } : { x, y },
    )
    const followed = partMasks(lower)
    const middle = (mask: PartMask): number =>
      mask.reduce((sum, share, pixel) => sum + share * Math.floor(pixel / CHIP_SIZE), 0) /
      (area(mask) * mask.length)
    expect(middle(followed.mouth) - middle(masks.mouth)).toBeGreaterThan(8)
    expect(middle(followed.eyes)).toBeCloseTo(middle(masks.eyes), 3)
  })

  it('end softly', () => {
    for (const part of FACE_PARTS) {
      const steps = masks[part].map((share, pixel) =>
        pixel % CHIP_SIZE === 0 ? 0 : Math.abs(share - (masks[part][pixel - 1] as number)),
      )
      expect(Math.max(...steps)).toBeLessThan(0.6)
    }
  })

  it('grow on all sides when they are to be wider, but for the outline of what they take', () => {
    const wider = partMasks(onChip, 3)
    for (const part of ['eyes', 'nose', 'mouth', 'outline'] as const) {
      expect(area(wider[part])).toBeGreaterThan(area(masks[part]))
    }
  })

  it('lie on a chip even where a face reaches beyond it', () => {
    const far = partMasks(onChip.map(({ x, y }) => ({ x: x - 120, y: y + 90 })))
    for (const part of FACE_PARTS) {
      expect(far[part].length).toBe(CHIP_SIZE ** 2)
      expect(far[part].every((share) => share >= 0 && share <= 1)).toBe(true)
    }
  })
})
