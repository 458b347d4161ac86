import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FaceModels } from '../../../embeddings/face/face-models.ts'
import { eyeDistancePx, type Landmarks } from '../../../embeddings/face/landmarks.ts'
import { locateLandmarks } from '../../../embeddings/face/locate-landmarks.ts'
import { detectThoroughly, type LocatedDetection } from '../../../embeddings/face/re-detection.ts'
import { loadNodeModels } from '../../../embeddings/node/load-node-models.ts'
import { blankPixels, fitPixels, type Pixels } from '../../../embeddings/pixels/pixels.ts'
import type { Box, Point } from '../../../embeddings/pixels/point.ts'
import { turnPicture } from '../../../indexer/evaluation/describing/vary-picture.ts'
import { seededRandom } from '../../../indexer/likeness/seeded-random.ts'
import { decodePicture } from '../../decode-picture.ts'
import { paintedSitter } from '../../painted-sitters.ts'
import { testDataFolder } from '../../test-data.ts'

/** Sitters whom SSD does not see with their head tilted so, in degrees clockwise. */
const UNSEEN_TILTED: readonly (readonly [sitter: number, degrees: number])[] = [
  [126, 45],
  [54, -90],
]

let models: FaceModels
beforeAll(async () => {
  models = await loadNodeModels()
})
afterAll(() => models.close())

async function painted(number: number): Promise<Pixels> {
  return fitPixels(await decodePicture(await paintedSitter(number)), 500)
}

/** Where a point of the picture is after `turnPicture`. */
function turnedPoint({ x, y }: Point, from: Pixels, to: Pixels, degrees: number): Point {
  const angle = (degrees * Math.PI) / 180
  const dx = x - from.width / 2
  const dy = y - from.height / 2
  return {
    x: to.width / 2 + dx * Math.cos(angle) - dy * Math.sin(angle),
    y: to.height / 2 + dx * Math.sin(angle) + dy * Math.cos(angle),
  }
}

function middle({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 }
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

function pasted(onto: Pixels, picture: Pixels, left: number): void {
  for (let y = 0; y < picture.height; y++) {
    const row = picture.data.subarray(y * picture.width * 4, (y + 1) * picture.width * 4)
    onto.data.set(row, (y * onto.width + left) * 4)
  }
}

/** Soft blobs of many colours: as busy as a painting, and no face in it. */
function blobs(seed: number): Pixels {
  const random = seededRandom(seed)
  const few = blankPixels(13, 17)
  for (let i = 0; i < few.data.length; i++) if (i % 4 < 3) few.data[i] = 255 * random()
  return fitPixels(few, 500)
}

describe('looking further for faces', () => {
  it.each(UNSEEN_TILTED)(
    'finds sitter %i, tilted by %i°, where the detector sees nobody, and where they are',
    async (number, degrees) => {
      const upright = await painted(number)
      const turned = turnPicture(upright, degrees)
      expect(await models.detect(turned)).toEqual([])
      const [detection] = await models.detect(upright)
      const landmarks = await locateLandmarks(models, upright, (detection as LocatedDetection).box)

      const seen = await detectThoroughly(models, turned)
      expect(seen).toHaveLength(1)
      const [face] = seen as [LocatedDetection]
      const eyes = eyeDistancePx(landmarks)
      const expected = landmarks.map((point) => turnedPoint(point, upright, turned, degrees))
      ;(face.landmarks as Landmarks).slice(27).forEach((point, i) => {
        expect(distance(point, expected[27 + i] as Point)).toBeLessThan(0.25 * eyes)
      })
      const place = turnedPoint(
        middle((detection as LocatedDetection).box),
        upright,
        turned,
        degrees,
      )
      expect(distance(middle(face.box), place)).toBeLessThan(0.5 * eyes)
      expect(face.box.width).toBeGreaterThan(1.5 * eyes)
      expect(face.box.width).toBeLessThan(5 * eyes)
    },
  )

  it('finds two faces that lie side by side, each of them once', async () => {
    const lying = await Promise.all(
      [54, 126].map(async (number) => fitPixels(turnPicture(await painted(number), -90), 400)),
    )
    const both = blankPixels(800, 400)
    lying.forEach((picture, i) => {
      pasted(both, picture, 400 * i)
    })
    const seen = await detectThoroughly(models, both)
    expect(seen).toHaveLength(2)
    expect(seen.map(({ box }) => Math.floor(middle(box).x / 400)).sort()).toEqual([0, 1])
  })

  it('looks once where a face is seen at once', async () => {
    let looks = 0
    const counting: FaceModels = {
      ...models,
      detect: (picture) => {
        looks++
        return models.detect(picture)
      },
    }
    const picture = await painted(54)
    expect(await detectThoroughly(counting, picture)).toEqual(await models.detect(picture))
    expect(looks).toBe(1)
  })

  it('leaves a picture without a face without one', async () => {
    expect(await detectThoroughly(models, blobs(1))).toEqual([])
  })

  it('does not take a thing for a face because one copy shows it as one', async () => {
    const picture = blobs(3)
    let looks = 0
    const credulous: FaceModels = {
      ...models,
      detect: async () =>
        looks++ === 1 ? [{ score: 0.9, box: { x: 100, y: 100, width: 150, height: 180 } }] : [],
    }
    expect(await detectThoroughly(credulous, picture)).toEqual([])
    expect(looks).toBeGreaterThan(2)
  })

  const shared = testDataFolder('tilted heads in real photographs')
  if (shared) {
    it.each([
      ['franklin-pierce-1', -45],
      ['leo-tolstoy-4', 45],
    ])(
      'finds the head in the photograph %s tilted by %i°, which the detector misses',
      async (name, degrees) => {
        const photograph = await decodePicture(join(shared, 'visitors', `${name}.jpg`))
        const turned = turnPicture(fitPixels(photograph, 600), degrees)
        expect(await models.detect(turned)).toEqual([])
        expect(await detectThoroughly(models, turned)).toHaveLength(1)
      },
    )
  }
})
