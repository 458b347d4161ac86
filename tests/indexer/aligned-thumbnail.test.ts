import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { eyeCentres, type Landmarks } from '../../embeddings/face/landmarks.ts'
import { relativeLuminance } from '../../embeddings/pixels/brightness.ts'
import { blankPixels, type Pixels } from '../../embeddings/pixels/pixels.ts'
import {
  alignedThumbnail,
  THUMBNAIL_SHAPE,
  tilePixels,
} from '../../indexer/images/aligned-thumbnail.ts'
import { fillFromEdges } from '../../indexer/images/fill-from-edges.ts'
import { turnedHead } from '../turned-head.ts'

/** A grey crop with a white disc on each eye. */
function markedCrop(landmarks: Landmarks, width = 700, height = 900): Pixels {
  const crop = blankPixels(width, height)
  const eyes = eyeCentres(landmarks)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const isEye = eyes.some((eye) => Math.hypot(x + 0.5 - eye.x, y + 0.5 - eye.y) < 8)
      crop.data.fill(isEye ? 255 : 90, (y * width + x) * 4, (y * width + x) * 4 + 3)
    }
  }
  return crop
}

/** Where the bright pixels of the half about `middleX` have their middle. */
function brightSpot({ width, height, data }: Pixels, middleX: number) {
  let [sumX, sumY, weight] = [0, 0, 0]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (Math.abs(x - middleX) > 40) continue
      const bright = Math.max(0, (data[(y * width + x) * 4] as number) - 130)
      sumX += bright * (x + 0.5)
      sumY += bright * (y + 0.5)
      weight += bright
    }
  }
  return { x: sumX / weight, y: sumY / weight }
}

describe('a thumbnail of the pose pack', () => {
  it('has the eyes where every thumbnail has them, however the head is held', () => {
    const degrees = (limit: number) => fc.double({ min: -limit, max: limit, noNaN: true })
    fc.assert(
      fc.property(
        degrees(40),
        degrees(20),
        degrees(70),
        fc.integer({ min: 60, max: 140 }),
        (yaw, pitch, roll, eyeDistancePx) => {
          const middle = { x: 350, y: 420 }
          const landmarks = turnedHead({ yaw, pitch, roll }, { eyeDistancePx, middle })
          const thumbnail = tilePixels(markedCrop(landmarks), landmarks)
          expect([thumbnail.width, thumbnail.height]).toEqual([
            THUMBNAIL_SHAPE.width,
            THUMBNAIL_SHAPE.height,
          ])
          for (const eye of THUMBNAIL_SHAPE.eyes) {
            const spot = brightSpot(thumbnail, eye.x)
            expect(Math.hypot(spot.x - eye.x, spot.y - eye.y)).toBeLessThan(0.5)
          }
        },
      ),
      { numRuns: 12 },
    )
  })

  it('goes on in a blur where the painting ends, and is never stretched', () => {
    // The painting ends just above the brows: blue on the left half, yellow on the right.
    const landmarks = turnedHead({}, { eyeDistancePx: 80, middle: { x: 150, y: 40 } })
    const crop = blankPixels(300, 500)
    for (let at = 0; at < crop.data.length; at += 4) {
      const isLeft = (at / 4) % crop.width < crop.width / 2
      crop.data.set(isLeft ? [20, 40, 200] : [220, 200, 30], at)
    }
    const thumbnail = tilePixels(crop, landmarks)
    const colour = (x: number, y: number) => [
      ...thumbnail.data.slice((y * 256 + x) * 4, (y * 256 + x) * 4 + 3),
    ]
    const near = (actual: number[], wanted: number[], by: number) =>
      actual.forEach((value, channel) => {
        expect(Math.abs(value - (wanted[channel] as number))).toBeLessThan(by)
      })
    // Beside the edge in the painting's own colours, far above it in what is between them.
    near(colour(40, 98), [20, 40, 200], 25)
    near(colour(216, 98), [220, 200, 30], 25)
    near(colour(128, 2), [120, 120, 115], 60)
    expect(thumbnail.data.every((value, at) => at % 4 !== 3 || value === 255)).toBe(true)
  })

  it('is a JPEG of that size, with its light beside it', async () => {
    const landmarks = turnedHead({ yaw: 10 }, { eyeDistancePx: 100, middle: { x: 350, y: 420 } })
    const crop = markedCrop(landmarks)
    const { jpeg, luminance } = await alignedThumbnail(crop, landmarks)
    const { format, width, height } = await sharp(jpeg).metadata()
    expect([format, width, height]).toEqual(['jpeg', THUMBNAIL_SHAPE.width, THUMBNAIL_SHAPE.height])
    expect(luminance).toBeCloseTo(relativeLuminance(tilePixels(crop, landmarks)), 10)
    expect(luminance).toBeGreaterThan(0.1)
  })
})

describe('filling from the edges', () => {
  it('leaves a whole picture as it is', () => {
    const picture = blankPixels(5, 3)
    const white = blankPixels(5, 3)
    white.data.fill(255)
    expect(fillFromEdges(picture, white)).toBe(picture)
  })

  it('makes a picture of one colour out of any part of it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 17 }),
        fc.integer({ min: 1, max: 17 }),
        fc.array(fc.nat(255), { minLength: 3, maxLength: 3 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 255 })),
        (width, height, colour, covers) => {
          const picture = blankPixels(width, height)
          const coverage = blankPixels(width, height)
          for (let at = 0; at < picture.data.length; at += 4) {
            const covered = at === 0 ? 255 : (covers.next().value as number)
            coverage.data.fill(covered, at, at + 3)
            colour.forEach((value, channel) => {
              picture.data[at + channel] = (value * covered) / 255
            })
          }
          const { data } = fillFromEdges(picture, coverage)
          for (let at = 0; at < data.length; at += 4) {
            colour.forEach((value, channel) => {
              expect(Math.abs((data[at + channel] as number) - value)).toBeLessThanOrEqual(2)
            })
          }
        },
      ),
      { numRuns: 40 },
    )
  })
})
