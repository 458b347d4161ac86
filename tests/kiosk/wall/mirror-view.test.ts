import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FaceReading } from '../../../embeddings/follow/face-reading.ts'
import { layoutFor } from '../../../kiosk/wall/layout.ts'
import { approach, laidOnto, mirrorView } from '../../../kiosk/wall/mirror-view.ts'

const { visitorSlot } = layoutFor(1080, 1920)

/** A reading of a level face whose eyes are these. */
function faceWithEyes(
  left: { x: number; y: number },
  right: { x: number; y: number },
): FaceReading {
  const landmarks = Array.from({ length: 68 }, (_, index) =>
    index >= 36 && index < 42 ? left : index >= 42 && index < 48 ? right : { x: 0, y: 0 },
  )
  const face = {
    faceNumber: 1,
    landmarks,
    pose: { yaw: 0, pitch: 0, roll: 0 },
    framing: 'framed' as const,
    quality: 1,
    descriptor: null,
  }
  return { frameWidth: 640, frameHeight: 480, facesInView: 1, face }
}

describe('the mirror', () => {
  it('puts the eyes where the place has them, as far apart, and mirrored', () => {
    const point = fc.record({
      x: fc.integer({ min: 0, max: 639 }),
      y: fc.integer({ min: 0, max: 479 }),
    })
    fc.assert(
      fc.property(
        point,
        fc.integer({ min: 10, max: 200 }),
        fc.constantFrom(1, 1.5),
        (left, apart, density) => {
          const right = { x: left.x + apart, y: left.y }
          const reading = faceWithEyes(left, right)
          const [a, , , d, e, f] = laidOnto(mirrorView(reading, visitorSlot), visitorSlot, {
            density,
            mirrored: true,
          })
          const onWall = ({ x, y }: { x: number; y: number }) => ({
            x: (a * x + e) / density + visitorSlot.x,
            y: (d * y + f) / density + visitorSlot.y,
          })
          const [first, second] = [onWall(left), onWall(right)]
          expect((first.x + second.x) / 2).toBeCloseTo(visitorSlot.eyeX, 6)
          expect((first.y + second.y) / 2).toBeCloseTo(visitorSlot.eyeY, 6)
          // The eye on the left of the frame is on the right of the mirror.
          expect(first.x - second.x).toBeCloseTo(visitorSlot.eyeDistance, 6)
        },
      ),
    )
  })

  it('shows visitors as others see them where the museum wants that', () => {
    const [left, right] = [
      { x: 200, y: 240 },
      { x: 260, y: 240 },
    ]
    const view = mirrorView(faceWithEyes(left, right), visitorSlot)
    const [a, , , , e] = laidOnto(view, visitorSlot, { density: 1, mirrored: false })
    const [first, second] = [left, right].map(({ x }) => a * x + e + visitorSlot.x) as [
      number,
      number,
    ]
    expect((first + second) / 2).toBeCloseTo(visitorSlot.eyeX, 6)
    expect(second - first).toBeCloseTo(visitorSlot.eyeDistance, 6)
  })

  it('fills its place with the frame while nobody is followed', () => {
    const view = mirrorView({ frameWidth: 640, frameHeight: 480, face: null }, visitorSlot)
    expect(view.scale * 640).toBeGreaterThanOrEqual(visitorSlot.width)
    expect(view.scale * 480).toBeGreaterThanOrEqual(visitorSlot.height)
  })

  it('goes half of the way between two scales by their ratio', () => {
    const half = approach({ x: 0, y: 0, scale: 1 }, { x: 10, y: 20, scale: 4 }, 0.5)
    expect(half).toEqual({ x: 5, y: 10, scale: 2 })
  })
})
