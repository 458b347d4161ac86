import { describe, expect, it } from 'vitest'
import { faceQuality, sharpness } from '../../../embeddings/face/face-quality.ts'
import { blankPixels, type Pixels, resizePixels } from '../../../embeddings/pixels/pixels.ts'

const GOOD = {
  eyeDistancePx: 80,
  detectionScore: 0.98,
  pose: { yaw: 3, pitch: -2, roll: 0 },
  sharpness: 0.2,
  alignmentResidual: 0.03,
  mirrorDistance: 0.15,
}

/** Blotches of several sizes, like a face under a lamp. */
function blotches(side: number): Pixels {
  const pixels = blankPixels(side, side)
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const tone = 128 + 60 * Math.sin(x / 9) * Math.cos(y / 7) + 40 * Math.sin((x * y) / 11)
      pixels.data.fill(tone, (y * side + x) * 4, (y * side + x) * 4 + 3)
    }
  }
  return pixels
}

describe('the quality of a face', () => {
  it('falls with everything that makes a face worse, and with nothing else', () => {
    const best = faceQuality(GOOD)
    for (const worse of [
      { ...GOOD, eyeDistancePx: 12 },
      { ...GOOD, detectionScore: 0.4 },
      { ...GOOD, pose: { yaw: 40, pitch: 0, roll: 0 } },
      { ...GOOD, pose: { yaw: 0, pitch: 30, roll: 0 } },
      { ...GOOD, sharpness: 0.01 },
      { ...GOOD, alignmentResidual: 0.08 },
      { ...GOOD, mirrorDistance: 0.35 },
    ]) {
      expect(faceQuality(worse)).toBeLessThan(best)
    }
    expect(faceQuality({ ...GOOD, pose: { ...GOOD.pose, roll: 45 } })).toBe(best)
    expect(faceQuality({ ...GOOD, eyeDistancePx: 400 })).toBe(best)
    const { mirrorDistance: _, ...unmirrored } = GOOD
    expect(faceQuality(unmirrored)).toBe(best)
  })

  it('is between 0 and 1 even of nonsense', () => {
    expect(faceQuality({ ...GOOD, pose: { yaw: 90, pitch: 80, roll: 0 } })).toBe(0)
    expect(faceQuality({ ...GOOD, eyeDistancePx: 0 })).toBe(0)
    expect(faceQuality({ ...GOOD, alignmentResidual: Number.POSITIVE_INFINITY })).toBe(0)
    expect(faceQuality({ ...GOOD, mirrorDistance: 0.9 })).toBe(0)
    expect(faceQuality({ ...GOOD, detectionScore: 7, sharpness: 9 })).toBeLessThanOrEqual(1)
  })
})

describe('sharpness', () => {
  it('falls when the picture is blurred', () => {
    const sharp = blotches(150)
    const blurred = resizePixels(resizePixels(sharp, 40, 40), 150, 150)
    expect(sharpness(blurred)).toBeLessThan(sharpness(sharp) / 2)
  })

  it('does not take a dim picture for a blurred one', () => {
    const bright = blotches(150)
    const dim: Pixels = { ...bright, data: bright.data.map((v, i) => (i % 4 === 3 ? 255 : v / 3)) }
    expect(sharpness(dim)).toBeGreaterThan(sharpness(bright) * 0.9)
  })

  it('is nothing on an even wall', () => {
    expect(sharpness(blankPixels(150, 150))).toBe(0)
  })
})
