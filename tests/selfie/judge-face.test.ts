import { describe, expect, it } from 'vitest'
import { toDescriptor } from '../../embeddings/face/descriptor.ts'
import type { StillFace } from '../../embeddings/follow/still-reading.ts'
import { faultOf, whyNoFace } from '../../kiosk/selfie/judge-face.ts'

/** A face fit to be compared, 60 px between the eyes. */
function face(part: Partial<StillFace> = {}, eyeDistancePx = 60): StillFace {
  return {
    landmarks: Array.from({ length: 68 }, (_, index) => ({
      x: index >= 42 && index < 48 ? eyeDistancePx : 0,
      y: 0,
    })),
    pose: { yaw: 5, pitch: -5, roll: 30 },
    residual: 0.03,
    brightness: 0.5,
    sharpness: 0.05,
    descriptor: toDescriptor(new Float32Array(128)),
    ...part,
  }
}

describe('a chosen face', () => {
  it('may be compared, tilted or not', () => {
    expect(faultOf(face())).toBeNull()
  })

  it.each([
    ['too-small', face({}, 10)],
    ['too-dark', face({ brightness: 0.02 })],
    ['turned-away', face({ pose: { yaw: 60, pitch: 0, roll: 0 } })],
    ['nothing-found', face({ residual: 0.2 })],
    ['blurred', face({ sharpness: 0.001 })],
  ] as const)('is not compared when it is %s', (fault, seen) => {
    expect(faultOf(seen)).toBe(fault)
  })
})

describe('a picture without a face', () => {
  it.each([
    ['too-small', { width: 40, height: 30 }, 0.5],
    ['too-dark', { width: 800, height: 600 }, 0.03],
    ['nothing-found', { width: 800, height: 600 }, 0.5],
  ] as const)('is %s', (fault, size, brightness) => {
    expect(whyNoFace(size, { faces: [], brightness })).toBe(fault)
  })
})
