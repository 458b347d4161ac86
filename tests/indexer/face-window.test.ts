import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { faceCrop } from '../../indexer/images/derivatives.ts'
import { eyesOnCrop, faceWindow } from '../../indexer/images/face-window.ts'
import { decodePicture } from '../decode-picture.ts'
import { frontalLandmarks } from './catalogue-records.ts'

describe('the window around a face', () => {
  it('is 5.5 eye distances wide and 7 tall, eyes at 42 % of its height', () => {
    const { area, scale } = faceWindow(face(2000, 2000, 300), { width: 4000, height: 5000 })
    expect(area).toEqual({ x: 1175, y: 1118, width: 1650, height: 2100 })
    expect(scale * 300).toBeGreaterThanOrEqual(120)
    expect(scale * 300).toBeLessThanOrEqual(160)
  })

  it('never leaves the painting, never enlarges, and is never larger than 900 px', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6000 }),
        fc.integer({ min: 1, max: 6000 }),
        fc.integer({ min: 3, max: 4000 }),
        fc.integer({ min: 32, max: 6000 }),
        fc.integer({ min: 32, max: 6000 }),
        (x, y, eyes, width, height) => {
          const inside = face(Math.min(x, width), Math.min(y, height), eyes)
          const { area, scale } = faceWindow(inside, { width, height })
          expect(area.x).toBeGreaterThanOrEqual(0)
          expect(area.y).toBeGreaterThanOrEqual(0)
          expect(area.width).toBeGreaterThanOrEqual(1)
          expect(area.height).toBeGreaterThanOrEqual(1)
          expect(area.x + area.width).toBeLessThanOrEqual(width)
          expect(area.y + area.height).toBeLessThanOrEqual(height)
          expect(scale).toBeLessThanOrEqual(1)
          expect(Math.max(area.width, area.height) * scale).toBeLessThanOrEqual(900 + 1e-6)
        },
      ),
    )
  })

  it('keeps its size when the head turns and the eyes come together', () => {
    const picture = { width: 4000, height: 5000 }
    const turned = { ...face(2000, 2000, 300) }
    const inProfile = {
      ...turned,
      landmarks: turned.landmarks.map((point, i) =>
        i >= 36 && i < 48 ? { x: 2000 + (i < 42 ? -60 : 60), y: 2000 } : point,
      ),
    }
    expect(faceWindow(inProfile, picture).area.height).toBeGreaterThan(1800)
  })

  it('goes by the box where the landmarks have collapsed', () => {
    const box = { x: 1000, y: 1000, width: 400, height: 500 }
    const landmarks = frontalLandmarks(1210, 1190, 2)
    const { area } = faceWindow({ box, landmarks }, { width: 4000, height: 5000 })
    expect(area.width).toBeGreaterThan(box.width)
    expect(area.x).toBeLessThan(box.x)
  })
})

describe('the eyes on a crop', () => {
  it('are where the painting shows them', async () => {
    const [width, height, x, y, eyes] = [1400, 1200, 500, 300, 200]
    const dot = (at: number) => `<circle cx="${at}" cy="${y}" r="6" fill="#fff"/>`
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%"/>${dot(x - eyes / 2)}${dot(x + eyes / 2)}</svg>`
    const picture = await decodePicture(await sharp(Buffer.from(svg)).png().toBuffer())
    const shown = face(x, y, eyes)
    const window = faceWindow(shown, { width, height })
    const crop = await faceCrop(picture, 1, window)
    const pixels = await decodePicture(crop.bytes)
    expect([pixels.width, pixels.height]).toEqual([crop.width, crop.height])
    const [left, right] = eyesOnCrop(shown.landmarks, window, crop)
    for (const eye of [left, right]) {
      const at = (Math.round(eye.y) * pixels.width + Math.round(eye.x)) * 4
      expect(pixels.data[at]).toBeGreaterThan(180)
    }
    expect(right.x - left.x).toBeGreaterThan(120)
  })
})

function face(x: number, y: number, eyeDistancePx: number) {
  const width = eyeDistancePx / 0.43
  const box = { x: x - width / 2, y: y - width / 2, width, height: width * 1.2 }
  return { box, landmarks: frontalLandmarks(x, y, eyeDistancePx) }
}
