import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { explainLikeness, faceOnChip } from '../../embeddings/face/why-alike.ts'
import { loadNodeModels } from '../../embeddings/node/load-node-models.ts'
import { decodePicture } from '../decode-picture.ts'
import { paintedSitter } from '../painted-sitters.ts'
import { testDataFolder } from '../test-data.ts'
import { writeFakeCameraClip, writeFakeCameraShots } from './fake-camera.ts'
import { openChromium, type SharedChromium, sharedChromium } from './open-chromium.ts'
import { watchPageThread } from './page-thread.ts'
import type { ExplainedPair, FollowingReport } from './pages/following/following.ts'
import { type ServedPages, servePages } from './serve-pages.ts'

const testData = testDataFolder('following people on film')

let pages: ServedPages
let folder: string
let herbalist: Buffer
let glassblower: Buffer

beforeAll(async () => {
  pages = await servePages()
  folder = await mkdtemp(join(tmpdir(), 'pendant-clips-'))
  herbalist = await paintedSitter(34)
  glassblower = await paintedSitter(1)
})
afterAll(async () => {
  await pages?.close()
  if (folder) await rm(folder, { recursive: true, force: true })
})

let browser: Browser | SharedChromium | undefined
afterEach(async () => {
  await browser?.close()
  browser = undefined
})

/** The following page before a camera that plays the clip, or before none. */
async function openPage(clip?: string, origin = pages.origin): Promise<Page> {
  browser = clip
    ? await openChromium({ noGraphics: true, fakeCamera: clip })
    : await sharedChromium()
  const page = await browser.newPage()
  await page.goto(`${origin}/following/`)
  return page
}

async function follow(page: Page, frames: number): Promise<FollowingReport> {
  expect(await page.evaluate(() => following.startReader())).toMatchObject({ status: 'ready' })
  expect(await page.evaluate(() => following.openCamera())).toBe('ready')
  return page.evaluate((count) => following.follow(count), frames)
}

function say(what: string, { seconds, readings, frameMs }: FollowingReport): void {
  const described = readings.filter(({ face }) => face?.descriptor).length
  const middle = frameMs.toSorted((a, b) => a - b)[frameMs.length >> 1]
  console.info(
    `${what}: ${(described / seconds).toFixed(1)} described frames a second, ` +
      `${middle?.toFixed(0)} ms a frame (median)`,
  )
}

describe('a visitor before the camera', () => {
  it('is found once, followed and described on every frame; no tensor is left and the page never held up', async () => {
    const clip = join(folder, 'one.mjpeg')
    await writeFakeCameraClip(clip, herbalist, { frames: 60 })
    const page = await openPage(clip)
    await follow(page, 5)
    const marks = { from: 'following-began', to: 'following-ended' }
    const { result: report, thread } = await watchPageThread(browser as Browser, page, marks, () =>
      page.evaluate(() => following.follow(60)),
    )
    say('an invented sitter', report)
    const faces = report.readings.map(({ face }) => face)
    expect(new Set(faces.map((face) => face?.faceNumber))).toEqual(new Set([1]))
    expect(faces.filter((face) => face?.descriptor).length).toBe(60)
    const { before, after } = report
    expect(after.framesRead - before.framesRead).toBe(60)
    expect(after.descriptions - before.descriptions).toBe(60)
    expect(after.landmarkPasses - before.landmarkPasses).toBe(60)
    // About five times a second, however fast this machine is, and never twice in a frame.
    expect(after.detections - before.detections).toBeLessThanOrEqual(5.5 * report.seconds + 2)
    expect(after.detections - before.detections).toBeLessThanOrEqual(60)
    expect(after.tensors).toBe(before.tensors)
    expect(thread.longestTaskCpuMs).toBeGreaterThan(0)
    expect(thread.longestTaskCpuMs).toBeLessThan(50)
  })

  it.skipIf(testData === undefined)('is followed on film', async () => {
    const page = await openPage(join(testData as string, 'visitors/video/head-pose-male.mjpeg'))
    const report = await follow(page, 40)
    say('a man on film', report)
    expect(new Set(report.readings.map(({ face }) => face?.faceNumber))).toEqual(new Set([1]))
    // The first frame is described both ways.
    expect(report.after.descriptions).toBe(41)
  })

  it('is let go when the room is empty, and is a new face when they come back', async () => {
    const clip = join(folder, 'leaving.mjpeg')
    await writeFakeCameraShots(clip, [
      { people: [herbalist], frames: 45 },
      { people: [], frames: 45 },
    ])
    const page = await openPage(clip)
    const { readings } = await follow(page, 90)
    const numbers = readings.map(({ face }) => face?.faceNumber ?? 0)
    expect(numbers).toContain(0)
    expect(Math.max(...numbers)).toBeGreaterThanOrEqual(2)
    // Each number is one unbroken stay.
    const stays = numbers.filter((number, i) => number > 0 && number !== numbers[i - 1])
    expect(stays).toEqual([...new Set(stays)])
  })

  it('is forgotten when told, and nothing in flight is told after that', async () => {
    const page = await openPage()
    pages.offer('/pictures/herbalist.webp', herbalist)
    await page.evaluate(() => following.startReader())
    const inFlight = await page.evaluate(async () => {
      const before = await following.readPicture('/pictures/herbalist.webp')
      const reading = following.readPicture('/pictures/herbalist.webp')
      // Once the picture is decoded it is on its way to the worker.
      while ((await following.diagnose())?.framesRead === 1) following.forget()
      const after = await following.readPicture('/pictures/herbalist.webp')
      return { before, reading: await reading, after }
    })
    expect(inFlight.before.face?.faceNumber).toBe(1)
    expect(inFlight.reading.face).toBeNull()
    expect(inFlight.after.face?.faceNumber).toBeGreaterThan(1)
  })
})

describe('two faces whose likeness is explained', () => {
  async function askedPair(page: Page): Promise<ExplainedPair> {
    pages.offer('/pictures/herbalist.webp', herbalist)
    pages.offer('/pictures/glassblower.webp', glassblower)
    await page.evaluate(() => following.startReader())
    const found = []
    for (const address of ['/pictures/herbalist.webp', '/pictures/glassblower.webp']) {
      const { face } = await page.evaluate((at) => following.readPicture(at), address)
      if (face === null) throw new Error(`No face was read off ${address}.`)
      found.push({ address, landmarks: face.landmarks })
      await page.evaluate(() => following.forget())
    }
    const [visitor, portrait] = found
    if (visitor === undefined || portrait === undefined) throw new Error('There are two.')
    return { visitor, portrait }
  }

  it('are not told of once the visitor is forgotten; the next two are, as Node tells it, while frames are read', async () => {
    const page = await openPage()
    const pair = await askedPair(page)
    const forgotten = await page.evaluate(
      (asked) => following.explain({ ...asked, isForgotten: true }),
      pair,
    )
    expect(forgotten.explanation).toBeNull()
    expect(forgotten.areClosed).toBe(true)

    const before = await page.evaluate(() => following.diagnose())
    const report = await page.evaluate((asked) => following.explain(asked), pair)
    const after = await page.evaluate(() => following.diagnose())
    const { explanation, ms, framesMeanwhile } = report
    console.info(`explained in ${ms.toFixed(0)} ms, ${framesMeanwhile} frames read meanwhile`)
    expect(framesMeanwhile).toBeGreaterThan(5)
    expect(report.areClosed).toBe(true)
    expect(after?.tensors).toBe(before?.tensors)
    // All of it, and none of what was dropped.
    const ofFrames = (after?.framesRead as number) - (before?.framesRead as number)
    const described = (after?.descriptions as number) - (before?.descriptions as number)
    expect(described).toBeGreaterThanOrEqual(52)
    expect(described).toBeLessThanOrEqual(52 + ofFrames + 1)
    expect(framesMeanwhile).toBeLessThanOrEqual(ofFrames)

    const models = await loadNodeModels({ detector: 'tiny-face-detector', minDetectionScore: 0.4 })
    try {
      const [one, other] = [
        faceOnChip(await decodePicture(herbalist), pair.visitor.landmarks),
        faceOnChip(await decodePicture(glassblower), pair.portrait.landmarks),
      ]
      const inNode = await explainLikeness(models, one, other)
      expect(inNode.parts.length).toBe(6)
      expect(explanation?.parts.length).toBe(6)
      expect(explanation?.distance).toBeCloseTo(inNode.distance, 1)
      for (const [i, { part, visitor, portrait }] of inNode.parts.entries()) {
        const theirs = explanation?.parts[i]
        expect(theirs?.part).toBe(part)
        expect(Math.abs((theirs?.visitor as number) - visitor)).toBeLessThan(0.02)
        expect(Math.abs((theirs?.portrait as number) - portrait)).toBeLessThan(0.02)
      }
    } finally {
      models.close()
    }
  })
})

describe('two people before the camera', () => {
  it('are both counted, and one of them only is ever looked at closer', async () => {
    const clip = join(folder, 'two.mjpeg')
    await writeFakeCameraShots(clip, [{ people: [herbalist, glassblower], frames: 60 }])
    const page = await openPage(clip)
    const report = await follow(page, 40)
    expect(Math.max(...report.readings.map(({ facesInView }) => facesInView))).toBe(2)
    // Each sways by 21 pixels; between the two are hundreds.
    const noses = report.readings.flatMap(({ face }) =>
      face?.descriptor ? [face.landmarks[30]?.x ?? Number.NaN] : [],
    )
    expect(Math.max(...noses) - Math.min(...noses)).toBeLessThan(60)
    // A face of which the detector is in doubt may be let go; then it is taken up anew, under
    // another number, and described both ways in its first frame. To take one up needs up to nine
    // passes, to follow it one a frame.
    const takenUp = Math.max(...report.readings.map(({ face }) => face?.faceNumber ?? 0))
    expect(report.after.descriptions).toBeLessThanOrEqual(40 + takenUp)
    expect(takenUp).toBeLessThanOrEqual(2)
    expect(report.after.landmarkPasses).toBeLessThanOrEqual(9 * takenUp + 39)
  })

  it.skipIf(testData === undefined)('are never described together on film', async () => {
    const clip = join(testData as string, 'visitors/video/head-pose-two-people.mjpeg')
    const report = await follow(await openPage(clip), 40)
    say('two people on film', report)
    expect(Math.max(...report.readings.map(({ facesInView }) => facesInView))).toBe(2)
    const described = report.readings.flatMap(({ face }) => (face?.descriptor ? [face] : []))
    // One face a frame; the first frame of each is described both ways.
    const people = new Set(described.map(({ faceNumber }) => faceNumber)).size
    expect(report.after.descriptions).toBe(described.length + people)
  })
})

describe('starting', () => {
  it('works on a page isolated from other origins, where tfjs would want threads', async () => {
    const isolated = await servePages({ crossOriginIsolated: true })
    try {
      const page = await openPage(undefined, isolated.origin)
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
      const start = await page.evaluate(() => following.startReader())
      expect(start).toMatchObject({ status: 'ready' })
    } finally {
      await isolated.close()
    }
  })

  it('says that the models cannot be had, and starts once they can', async () => {
    const page = await openPage()
    const start = await page.evaluate(() => following.startReader({ modelsUrl: '/nowhere/' }))
    expect(start).toMatchObject({ status: 'failed', reason: 'no-models' })
    expect(await page.evaluate(() => following.startReader())).toMatchObject({ status: 'ready' })
  })

  it('says that there is no engine when its files are missing', async () => {
    const page = await openPage()
    const start = await page.evaluate(() => following.startReader({ wasmUrl: '/nowhere/' }))
    expect(start).toMatchObject({ status: 'failed', reason: 'no-engine' })
  })

  it('ends an engine that does not start in time', async () => {
    const page = await openPage()
    const start = await page.evaluate(() => following.startReader({ limits: { engineStartMs: 1 } }))
    expect(start).toMatchObject({ status: 'failed', reason: 'no-engine' })
  })

  it('says that there is no camera', async () => {
    const page = await openPage()
    expect(await page.evaluate(() => following.openCamera())).toBe('no-camera')
  })
})
