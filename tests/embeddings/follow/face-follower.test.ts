import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Descriptor } from '../../../embeddings/face/descriptor.ts'
import { euclideanDistance } from '../../../embeddings/face/distance.ts'
import { findFaces } from '../../../embeddings/face/face-pipeline.ts'
import { betweenEyes, type Landmarks } from '../../../embeddings/face/landmarks.ts'
import { createFaceFollower } from '../../../embeddings/follow/face-follower.ts'
import type { FaceReading } from '../../../embeddings/follow/face-reading.ts'
import {
  type ForgetfulModels,
  forgetfulModels,
} from '../../../embeddings/follow/forgetful-models.ts'
import { loadNodeModels } from '../../../embeddings/node/load-node-models.ts'
import type { Pixels } from '../../../embeddings/pixels/pixels.ts'
import { decodePicture } from '../../decode-picture.ts'
import { stage } from '../../kiosk/face/stage.ts'
import { paintedSitter } from '../../painted-sitters.ts'
import { testDataFolder } from '../../test-data.ts'

/** Milliseconds between frames, and between confirmations: every fourth frame. */
const FRAME_MS = 40
const CONFIRM_EVERY_MS = 150

let models: ForgetfulModels
let herbalist: Buffer
let glassblower: Buffer

beforeAll(async () => {
  models = forgetfulModels(
    await loadNodeModels({ detector: 'tiny-face-detector', minDetectionScore: 0.4 }),
  )
  herbalist = await paintedSitter(34)
  glassblower = await paintedSitter(1)
})
afterAll(() => models.close())

/** Shows frames one after the other; gives the readings and what the nets were asked for them. */
async function show(frames: readonly Pixels[]) {
  const follower = createFaceFollower(models, { confirmEveryMs: CONFIRM_EVERY_MS })
  const before = { ...models.counts }
  const readings: FaceReading[] = []
  for (const [index, frame] of frames.entries()) {
    readings.push(await follower.follow(copy(frame), index * FRAME_MS))
  }
  const { detections, landmarkPasses, descriptions } = models.counts
  return {
    readings,
    detections: detections - before.detections,
    landmarkPasses: landmarkPasses - before.landmarkPasses,
    descriptions: descriptions - before.descriptions,
    follower,
  }
}

function copy(picture: Pixels): Pixels {
  return { ...picture, data: picture.data.slice() }
}

const times = <Item>(count: number, item: Item): Item[] => Array.from({ length: count }, () => item)
const alone = (left: number): Promise<Pixels> => stage([{ picture: herbalist, left, height: 1 }])
const emptyRoom = (): Promise<Pixels> => stage([])

describe('following one face from frame to frame', () => {
  it('describes a face on every frame and looks for it on few', async () => {
    const { readings, detections, descriptions } = await show(times(12, await alone(0.25)))
    expect(readings.every(({ face }) => face?.descriptor && face.framing === 'framed')).toBe(true)
    // The first frame is described both ways.
    expect(descriptions).toBe(13)
    // One look and two second looks at what it found, then a confirmation every fourth frame.
    expect(detections).toBe(5)
  })

  it('gives the descriptor that the whole pipeline gives: at once, and by mean of any two frames', async () => {
    const frame = await alone(0.25)
    const { readings } = await show(times(4, frame))
    const [whole] = await findFaces(models, copy(frame))
    if (!whole) throw new Error('No face was found.')
    const [first, ...later] = readings.map(({ face }) => {
      if (!face?.descriptor) throw new Error('No face was described.')
      return face.descriptor
    }) as [Descriptor, Descriptor, Descriptor, Descriptor]
    expect(euclideanDistance(first, whole.descriptor)).toBeLessThan(0.05)
    for (const [one, next] of [later.slice(0, 2), later.slice(1)] as [Descriptor, Descriptor][]) {
      const mean = one.map((value, i) => (value + (next[i] as number)) / 2) as Descriptor
      expect(euclideanDistance(mean, whole.descriptor)).toBeLessThan(0.05)
    }
  })

  it('stays with a face that moves, without a new number', async () => {
    const places = [0.2, 0.215, 0.23, 0.245, 0.26, 0.275, 0.29, 0.305]
    const { readings } = await show(await Promise.all(places.map(alone)))
    const eyes = readings.map(({ face }) => face && betweenEyes(face.landmarks).x)
    const moved = (eyes.at(-1) as number) - (eyes[0] as number)
    expect(moved).toBeGreaterThan(0.09 * 640)
    expect(moved).toBeLessThan(0.12 * 640)
    expect(new Set(readings.map(({ face }) => face?.faceNumber))).toEqual(new Set([1]))
  })

  it('stays with a head that tilts far to the side', async () => {
    const person = [{ picture: herbalist, left: 0.25, height: 0.8 }]
    const tilts = [0, 8, 16, 24, 32, 40, 48, 55, 55, 55, 55, 55, 55, 55]
    const frames = await Promise.all(tilts.map((tilt) => stage(person, { tilt })))
    const { readings } = await show(frames)
    expect(readings.map(({ face }) => face?.faceNumber)).toEqual(times(tilts.length, 1))
    expect(readings.every(({ face }) => face?.descriptor)).toBe(true)
    const roll = readings.at(-1)?.face?.pose.roll as number
    expect(Math.abs(roll)).toBeGreaterThan(45)
  })

  it('lets go at once when the place of the face is empty', async () => {
    const { readings } = await show([...times(3, await alone(0.25)), await emptyRoom()])
    expect(readings[2]?.face).not.toBeNull()
    expect(readings[3]).toMatchObject({ face: null, facesInView: 0 })
  })

  it('gives a face that was lost and came back a new number', async () => {
    const face = await alone(0.25)
    const { readings } = await show([face, await emptyRoom(), face])
    expect(readings.map((reading) => reading.face?.faceNumber)).toEqual([1, undefined, 2])
  })

  it('keeps the number of a face that jumped within a frame but is still where it was', async () => {
    const { readings } = await show([await alone(0.2), await alone(0.3)])
    expect(readings.map((reading) => reading.face?.faceNumber)).toEqual([1, 1])
  })

  it('looks closer at one of two people only, and counts both', async () => {
    const two = await stage([
      { picture: herbalist, left: 0, height: 0.9 },
      { picture: glassblower, left: 0.5, height: 0.75 },
    ])
    const { readings, descriptions, landmarkPasses } = await show(times(8, two))
    expect(readings.map(({ facesInView }) => facesInView)).toEqual(times(8, 2))
    expect(new Set(readings.map(({ face }) => face?.faceNumber))).toEqual(new Set([1]))
    expect(descriptions).toBe(9)
    // Three passes to take the one face up, then one a frame.
    expect(landmarkPasses).toBe(3 + 7)
  })

  it.each([1, 14])(
    'reads the visitor and never what only looks like a face: %i upside down',
    async (number) => {
      // The detector takes it for a face, in one view or another, and it is twice as large.
      const decoy = await sharp(await paintedSitter(number))
        .flip()
        .png()
        .toBuffer()
      const scene = await stage([
        { picture: decoy, left: 0, height: 0.95 },
        { picture: herbalist, left: 0.68, height: 0.42 },
      ])
      const follower = createFaceFollower(models)
      for (let frame = 0; frame < 14; frame++) {
        const { face } = await follower.follow(copy(scene), frame * 70)
        expect(face?.descriptor).toBeTruthy()
        expect(betweenEyes(face?.landmarks as Landmarks).x).toBeGreaterThan(0.68 * scene.width)
      }
    },
  )

  it('does not describe a face that is too far away', async () => {
    const far = await stage([{ picture: herbalist, left: 0.45, height: 0.3 }])
    const { readings, descriptions } = await show(times(3, far))
    expect(readings.map(({ face }) => face?.framing)).toEqual(times(3, 'too-far'))
    expect(readings.map(({ face }) => face?.descriptor)).toEqual(times(3, null))
    expect(descriptions).toBe(0)
  })

  it('says that it is too dark', async () => {
    const dark = await stage([{ picture: herbalist, left: 0.25, height: 1 }], { light: 0.07 })
    const { readings } = await show([await alone(0.25), dark])
    expect(readings[1]?.face?.framing).toBe('too-dark')
    expect(readings[1]?.face?.descriptor).toBeNull()
  })

  it('forgets the face when it is told to', async () => {
    const frame = await alone(0.25)
    const { follower } = await show([frame])
    follower.forget()
    const reading = await follower.follow(copy(frame), 1000)
    expect(reading.face?.faceNumber).toBe(2)
  })
})

const testData = testDataFolder('following people on film, frame by frame')

describe.skipIf(testData === undefined)('following people on film', () => {
  it('stays with one of two, whom alone it looks closer at', async () => {
    const film = join(testData as string, 'visitors/video/head-pose-two-people.mjpeg')
    const frames = await Promise.all(splitFilm(await readFile(film)).map(decodePicture))
    const { readings, descriptions, landmarkPasses } = await show(frames)
    expect(frames.length).toBe(70)
    expect(readings.map(({ face }) => face?.faceNumber)).toEqual(times(70, 1))
    expect(Math.max(...readings.map(({ facesInView }) => facesInView))).toBe(2)
    expect(descriptions).toBeLessThanOrEqual(71)
    expect(landmarkPasses).toBe(3 + 69)
    const described = readings.flatMap(({ face }) => face?.descriptor ?? [])
    expect(described.length).toBeGreaterThan(60)
    for (const descriptor of described) {
      expect(euclideanDistance(descriptor, described[0] as Descriptor)).toBeLessThan(0.5)
    }
  })
})

/** The JPEGs of an .mjpeg: each begins with FF D8 right after the FF D9 of the one before. */
function splitFilm(film: Buffer): Buffer[] {
  const frames: Buffer[] = []
  const seam = Buffer.from([0xff, 0xd9, 0xff, 0xd8])
  let start = 0
  for (let end = film.indexOf(seam); end >= 0; end = film.indexOf(seam, start)) {
    frames.push(film.subarray(start, end + 2))
    start = end + 2
  }
  return [...frames, film.subarray(start)]
}
