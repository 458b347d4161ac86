import { describe, expect, it } from 'vitest'
import { landmarkBox } from '../../../embeddings/face/landmarks.ts'
import { cornersOf, FACE_LINES, faceBox } from '../../../kiosk/eye/face-lines.ts'
import { madeUpLandmarks } from '../../made-up-landmarks.ts'

const landmarks = madeUpLandmarks(200, { x: 300, y: 300 })
const WALL = { x: 0, y: 0, width: 1000, height: 1000 }

describe('the lines of a face', () => {
  it('go through each of its 68 landmarks once, eyes and lips round to where they began', () => {
    const all = FACE_LINES.flatMap((line) => line.landmarks)
    expect(all.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 68 }, (_, at) => at))
    const closed = FACE_LINES.filter(({ isClosed }) => isClosed).map((line) => line.landmarks[0])
    expect(closed).toEqual([36, 42, 48, 60])
  })

  it('lead from neighbour to neighbour: none crosses the face', () => {
    const { width } = landmarkBox(landmarks)
    for (const line of FACE_LINES) {
      for (const [at, landmark] of line.landmarks.slice(1).entries()) {
        const from = landmarks[line.landmarks[at] as number]
        const to = landmarks[landmark]
        const length = Math.hypot((to?.x ?? 0) - (from?.x ?? 0), (to?.y ?? 0) - (from?.y ?? 0))
        expect(length).toBeLessThan(0.3 * width)
      }
    }
  })
})

describe('the box of a face', () => {
  it('holds all landmarks with air about them, most above the brows', () => {
    const tight = landmarkBox(landmarks)
    const box = faceBox(landmarks, WALL)
    const air = {
      left: tight.x - box.x,
      above: tight.y - box.y,
      right: box.x + box.width - tight.x - tight.width,
      below: box.y + box.height - tight.y - tight.height,
    }
    expect(air.left).toBeCloseTo(air.right, 9)
    expect(Math.min(air.left, air.below)).toBeGreaterThan(0.05 * tight.width)
    expect(air.above).toBeGreaterThan(air.left)
  })

  it('stays within its room, and is none where there is no room', () => {
    const room = { x: 290, y: 250, width: 180, height: 400 }
    const box = faceBox(landmarks, room)
    expect(box.x).toBeGreaterThan(room.x)
    expect(box.x + box.width).toBeLessThan(room.x + room.width)
    expect(box.y).toBeGreaterThan(room.y)
    const elsewhere = faceBox(landmarks, { x: 2000, y: 0, width: 10, height: 10 })
    expect([elsewhere.width, elsewhere.height]).toEqual([0, 0])
  })

  it('has a tick at each corner, bent inwards', () => {
    const box = { x: 10, y: 20, width: 100, height: 60 }
    const corners = cornersOf(box, 8)
    expect(corners.map(([, corner]) => corner)).toEqual([
      { x: 10, y: 20 },
      { x: 110, y: 20 },
      { x: 110, y: 80 },
      { x: 10, y: 80 },
    ])
    for (const [across, corner, down] of corners) {
      expect(across?.y).toBe(corner?.y)
      expect(down?.x).toBe(corner?.x)
      for (const end of [across, down]) {
        expect(end?.x).toBeGreaterThanOrEqual(box.x)
        expect(end?.x).toBeLessThanOrEqual(box.x + box.width)
        expect(end?.y).toBeGreaterThanOrEqual(box.y)
        expect(end?.y).toBeLessThanOrEqual(box.y + box.height)
      }
    }
  })
})
