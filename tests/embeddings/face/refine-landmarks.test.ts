import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FaceModels } from '../../../embeddings/face/face-models.ts'
import { eyeDistancePx } from '../../../embeddings/face/landmarks.ts'
import { locateLandmarks } from '../../../embeddings/face/locate-landmarks.ts'
import { refineLandmarks } from '../../../embeddings/face/refine-landmarks.ts'
import { loadNodeModels } from '../../../embeddings/node/load-node-models.ts'
import { blankPixels, fitPixels, type Pixels } from '../../../embeddings/pixels/pixels.ts'
import type { Point } from '../../../embeddings/pixels/point.ts'
import { seededRandom } from '../../../indexer/likeness/seeded-random.ts'
import { decodePicture } from '../../decode-picture.ts'
import { paintedSitter } from '../../painted-sitters.ts'

const SITTERS = [34, 61]

let models: FaceModels
beforeAll(async () => {
  models = await loadNodeModels()
})
afterAll(() => models?.close())

/**
 * Root mean square of how far nose, eyes and mouth of one are from those of the other, in pixels.
 */
function apart(one: readonly Point[], other: readonly Point[]): number {
  const squares = one.slice(27).map(({ x, y }, i) => {
    const { x: otherX, y: otherY } = other[27 + i] as Point
    return (x - otherX) ** 2 + (y - otherY) ** 2
  })
  return Math.sqrt(squares.reduce((sum, each) => sum + each, 0) / squares.length)
}

/** Soft blobs of many colours, with no face in them. */
function blobs(seed: number): Pixels {
  const random = seededRandom(seed)
  const few = blankPixels(13, 17)
  for (let i = 0; i < few.data.length; i++) if (i % 4 < 3) few.data[i] = 255 * random()
  return fitPixels(few, 500)
}

describe('settling landmarks', () => {
  it('brings those of one face together, whatever box they were begun from', async () => {
    let before = 0
    let after = 0
    for (const number of SITTERS) {
      const picture = await decodePicture(await paintedSitter(number))
      const [detection] = await models.detect(picture)
      if (detection === undefined) throw new Error(`No face was found in sitter ${number}.`)
      const { box } = detection
      const [width, height] = [box.width * 1.15, box.height * 0.9]
      const rougher = { x: box.x - 0.1 * width, y: box.y + 0.08 * height, width, height }
      const located = await locateLandmarks(models, picture, box)
      const eyes = eyeDistancePx(located)
      before += apart(located, await locateLandmarks(models, picture, rougher)) / eyes
      const settled = await refineLandmarks(models, picture, { box })
      after += apart(settled, await refineLandmarks(models, picture, { box: rougher })) / eyes
    }
    expect(after).toBeLessThan(0.7 * before)
    expect(after / SITTERS.length).toBeLessThan(0.01)
  })

  it('goes on from landmarks that came with the face', async () => {
    const picture = await decodePicture(await paintedSitter(34))
    const [detection] = await models.detect(picture)
    if (detection === undefined) throw new Error('No face was found.')
    const landmarks = await locateLandmarks(models, picture, detection.box)
    const nowhere = { x: 0, y: 0, width: 20, height: 20 }
    expect(await refineLandmarks(models, picture, { box: nowhere, landmarks })).toEqual(
      await refineLandmarks(models, picture, detection),
    )
  })

  it('leaves landmarks that slide, as they do where there is no face, where they were located', async () => {
    const box = { x: 100, y: 100, width: 200, height: 200 }
    for (const seed of [1, 2, 3]) {
      const picture = blobs(seed)
      const located = await locateLandmarks(models, picture, box)
      expect(await refineLandmarks(models, picture, { box })).toEqual(located)
    }
  })
})
