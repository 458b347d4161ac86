import { describe, expect, it } from 'vitest'
import { toDescriptor } from '../../../embeddings/face/descriptor.ts'
import type { FaceModels } from '../../../embeddings/face/face-models.ts'
import { forgetfulModels } from '../../../embeddings/follow/forgetful-models.ts'
import { scaleReading } from '../../../embeddings/follow/scale-reading.ts'
import { faceBrightness } from '../../../embeddings/pixels/brightness.ts'
import { blankPixels, type Pixels } from '../../../embeddings/pixels/pixels.ts'

/** Nets that note how bright the pictures are that they see, and fail when told to. */
function nets(fails = false) {
  const seen: number[] = []
  const see = (pixels: Pixels): void => {
    seen.push(pixels.data[0] as number)
    if (fails) throw new Error('The net failed.')
  }
  const models: FaceModels = {
    async detect(picture) {
      see(picture)
      return []
    },
    async findLandmarks(crop) {
      see(crop)
      return []
    },
    async describe(chips) {
      for (const chip of chips) see(chip)
      return chips.map(() => toDescriptor(new Float32Array(128)))
    },
    close() {},
  }
  return { seen, models: forgetfulModels(models) }
}

function grey(value: number): Pixels {
  const pixels = blankPixels(8, 8)
  pixels.data.fill(value)
  return pixels
}

describe('models that leave no picture behind', () => {
  it('blank crops and chips once the nets have seen them', async () => {
    const { seen, models } = nets()
    const [crop, first, second] = [grey(10), grey(20), grey(30)]
    await models.findLandmarks(crop)
    await models.describe([first, second])
    expect(seen).toEqual([10, 20, 30])
    for (const pixels of [crop, first, second]) {
      expect(pixels.data.every((byte) => byte === 0)).toBe(true)
    }
  })

  it('blank them when a net fails, too', async () => {
    const { models } = nets(true)
    const chip = grey(20)
    await expect(models.describe([chip])).rejects.toThrow('The net failed.')
    expect(chip.data.every((byte) => byte === 0)).toBe(true)
  })

  it('leave the picture to detect on alone', async () => {
    const { models } = nets()
    const picture = grey(40)
    await models.detect(picture)
    expect(picture.data[0]).toBe(40)
  })

  it('count what the nets were asked', async () => {
    const { models } = nets()
    await models.detect(grey(1))
    await models.findLandmarks(grey(1))
    await models.findLandmarks(grey(1))
    await models.describe([grey(1), grey(2), grey(3)])
    expect(models.counts).toEqual({ detections: 1, landmarkPasses: 2, descriptions: 3 })
  })
})

describe('brightness of a face', () => {
  it('is that of the middle of the chip, from 0 to 1', () => {
    expect(faceBrightness(grey(0))).toBe(0)
    expect(faceBrightness(grey(255))).toBeCloseTo(1)
    expect(faceBrightness(grey(51))).toBeCloseTo(0.2)
  })
})

describe('a reading in pixels of the camera frame', () => {
  it('has its landmarks moved with the frame, and nothing else', () => {
    const reading = {
      frameWidth: 640,
      frameHeight: 360,
      facesInView: 1,
      face: {
        faceNumber: 1,
        landmarks: [{ x: 320, y: 180 }],
        pose: { yaw: 1, pitch: 2, roll: 3 },
        framing: 'framed' as const,
        quality: 0.7,
        descriptor: null,
      },
    }
    const scaled = scaleReading(reading, { width: 1280, height: 720 })
    expect(scaled).toMatchObject({ frameWidth: 1280, frameHeight: 720, facesInView: 1 })
    expect(scaled.face).toEqual({ ...reading.face, landmarks: [{ x: 640, y: 360 }] })
    expect(scaleReading({ ...reading, face: null }, { width: 1, height: 1 }).face).toBeNull()
  })
})
