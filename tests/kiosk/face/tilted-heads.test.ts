import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Descriptor } from '../../../embeddings/face/descriptor.ts'
import { euclideanDistance } from '../../../embeddings/face/distance.ts'
import type { FaceModels } from '../../../embeddings/face/face-models.ts'
import { createFaceFollower } from '../../../embeddings/follow/face-follower.ts'
import { loadNodeModels } from '../../../embeddings/node/load-node-models.ts'
import type { Pixels } from '../../../embeddings/pixels/pixels.ts'
import { turnPicture } from '../../../indexer/evaluation/describing/vary-picture.ts'
import { splitMotionJpeg } from '../../../indexer/evaluation/lists/motion-jpeg.ts'
import { decodePicture } from '../../decode-picture.ts'
import { paintedSitter } from '../../painted-sitters.ts'
import { testDataFolder } from '../../test-data.ts'
import { stage } from './stage.ts'

const FRAME_MS = 66
/** Two upright views and two tilted ones, then the face is found or is not. */
const LOOKS = 4

let models: FaceModels
let upright: Pixels
beforeAll(async () => {
  models = await loadNodeModels({ detector: 'tiny-face-detector', minDetectionScore: 0.4 })
  upright = await stage([{ picture: await paintedSitter(34), left: 0.25, height: 1 }])
})
afterAll(() => models.close())

/** The first descriptor of whoever stands before the camera, and how many frames it took. */
async function firstDescribed(frames: readonly Pixels[]) {
  const follower = createFaceFollower(models)
  for (const [i, frame] of frames.entries()) {
    const { face } = await follower.follow({ ...frame, data: frame.data.slice() }, i * FRAME_MS)
    if (face?.descriptor) return { after: i + 1, descriptor: face.descriptor }
  }
  return null
}

describe('a visitor who comes with a tilted head', () => {
  it.each([40, -40])('is found tilted by %d°, and described as upright', async (degrees) => {
    const tilted = turnPicture(upright, degrees)
    const found = await firstDescribed(Array.from({ length: LOOKS }, () => tilted))
    const asUpright = await firstDescribed([upright])
    expect(found).not.toBeNull()
    expect(
      euclideanDistance(found?.descriptor as Descriptor, asUpright?.descriptor as Descriptor),
    ).toBeLessThan(0.25)
  })
})

const shared = testDataFolder('following real heads that are tilted from the start')
describe.skipIf(shared === undefined)('two real people who tilt their heads', () => {
  it('are watched from any frame on: one of them is described within a second, always the same', async () => {
    const file = join(shared as string, 'visitors/video/head-pose-two-people.mjpeg')
    const clip = await Promise.all(splitMotionJpeg(await readFile(file)).map(decodePicture))
    const found: Descriptor[] = []
    for (const start of [0, 20, 32]) {
      const seen = await firstDescribed(clip.slice(start, start + 15))
      if (seen) found.push(seen.descriptor)
    }
    const [first, ...others] = found as [Descriptor, ...Descriptor[]]
    expect(others).toHaveLength(2)
    // Two people are 0.6 and more from each other.
    for (const other of others) expect(euclideanDistance(first, other)).toBeLessThan(0.5)
  })
})
