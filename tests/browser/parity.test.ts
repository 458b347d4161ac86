import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faceChip } from '../../embeddings/face/alignment.ts'
import { describeChips } from '../../embeddings/face/describe-chips.ts'
import { type Descriptor, toDescriptor } from '../../embeddings/face/descriptor.ts'
import { euclideanDistance } from '../../embeddings/face/distance.ts'
import type { FaceModels } from '../../embeddings/face/face-models.ts'
import { findFaces } from '../../embeddings/face/face-pipeline.ts'
import { refineLandmarks } from '../../embeddings/face/refine-landmarks.ts'
import { INDEXING_MODELS, loadNodeModels } from '../../embeddings/node/load-node-models.ts'
import type { Pixels } from '../../embeddings/pixels/pixels.ts'
import { type Box, overlap } from '../../embeddings/pixels/point.ts'
import { decodePicture } from '../decode-picture.ts'
import { paintedSitter } from '../painted-sitters.ts'
import { testDataFolder } from '../test-data.ts'
import { type SharedChromium, sharedChromium } from './open-chromium.ts'
import type { ParityAnswer } from './pages/parity/parity.ts'
import { type ServedPages, servePages } from './serve-pages.ts'

/** The same face, the same pixels: Node and Chromium agree within this Euclidean distance. */
const MAX_DISTANCE = 0.05
/** Between SSD's box in Node and the tiny detector's in Chromium. */
const MAX_MEDIAN_ACROSS_DETECTORS = 0.02

const SITTERS = [10, 34, 58, 82, 106, 130]
const PHOTOGRAPHS = ['sophia-loren-1', 'kofi-annan-2', 'yao-ming-1', 'lucy-liu-2', 'vaclav-havel-1']

const testData = testDataFolder('parity on photographs')

let pages: ServedPages
let browser: SharedChromium
let page: Page
let thorough: FaceModels
let fast: FaceModels
let offered = 0

beforeAll(async () => {
  pages = await servePages()
  browser = await sharedChromium()
  page = await browser.newPage()
  await page.goto(`${pages.origin}/parity/`)
  thorough = await loadNodeModels(INDEXING_MODELS)
  fast = await loadNodeModels({ detector: 'tiny-face-detector', minDetectionScore: 0.4 })
})
afterAll(async () => {
  await browser?.close()
  await pages?.close()
  thorough?.close()
  fast?.close()
})

/** What Chromium makes of a picture and of the given boxes in it. */
async function inChromium(picture: Pixels, boxes: readonly Box[]): Promise<ParityAnswer> {
  const pixelsUrl = `/pictures/${++offered}.rgba`
  const { width, height } = picture
  pages.offer(pixelsUrl, new Uint8Array(picture.data))
  return page.evaluate((question) => parity.ask(question), { pixelsUrl, width, height, boxes })
}

async function describeBoxes(
  models: FaceModels,
  picture: Pixels,
  boxes: readonly Box[],
): Promise<Descriptor[]> {
  const chips: Pixels[] = []
  for (const box of boxes) {
    chips.push(faceChip(picture, await refineLandmarks(models, picture, { box })))
  }
  return (await describeChips(models, chips)).map(({ descriptor }) => descriptor)
}

/**
 * Compares both sides; gives the distance of each face between SSD in Node and Chromium's own
 * detector.
 */
async function compare(picture: Pixels): Promise<number[]> {
  const indexed = await findFaces(thorough, picture)
  const boxes = indexed.map(({ box }) => box)
  const answer = await inChromium(picture, boxes)

  const inNode = await describeBoxes(fast, picture, boxes)
  inNode.forEach((descriptor, index) => {
    const theirs = toDescriptor(answer.ofBoxes[index] as number[])
    expect(euclideanDistance(descriptor, theirs)).toBeLessThanOrEqual(MAX_DISTANCE)
    const indexedDescriptor = indexed[index]?.descriptor as Descriptor
    expect(euclideanDistance(indexedDescriptor, theirs)).toBeLessThanOrEqual(MAX_DISTANCE)
  })

  const foundInNode = await findFaces(fast, picture)
  expect(answer.found.length).toBe(foundInNode.length)
  foundInNode.forEach((face, index) => {
    const theirs = toDescriptor(answer.found[index]?.descriptor as number[])
    expect(euclideanDistance(face.descriptor, theirs)).toBeLessThanOrEqual(MAX_DISTANCE)
  })

  return indexed.flatMap(({ box, descriptor }) => {
    const same = answer.found.find((found) => overlap(found.box, box) > 0.3)
    return same ? [euclideanDistance(descriptor, toDescriptor(same.descriptor as number[]))] : []
  })
}

function expectSmallMedian(what: string, distances: readonly number[]): void {
  const sorted = distances.toSorted((a, b) => a - b)
  const median = sorted[sorted.length >> 1] as number
  console.info(
    `${what}: ${sorted.length} faces, SSD in Node against TinyFaceDetector in Chromium: ` +
      `median ${median.toFixed(3)}, largest ${sorted.at(-1)?.toFixed(3)}`,
  )
  expect(median).toBeLessThanOrEqual(MAX_MEDIAN_ACROSS_DETECTORS)
}

describe('the same face in Node and in Chromium', () => {
  it('has the same descriptor: invented sitters', async () => {
    const distances: number[] = []
    for (const number of SITTERS) {
      distances.push(...(await compare(await decodePicture(await paintedSitter(number)))))
    }
    expect(distances.length).toBeGreaterThanOrEqual(SITTERS.length / 2)
    expectSmallMedian('invented sitters', distances)
  }, 180_000)

  it.skipIf(testData === undefined)(
    'has the same descriptor: photographs',
    async () => {
      const distances: number[] = []
      for (const name of PHOTOGRAPHS) {
        const file = join(testData as string, 'visitors', `${name}.jpg`)
        distances.push(...(await compare(await decodePicture(file))))
      }
      expectSmallMedian('photographs', distances)
    },
    180_000,
  )
})
