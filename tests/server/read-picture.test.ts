import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { euclideanDistance } from '../../embeddings/face/distance.ts'
import type { FaceModels } from '../../embeddings/face/face-models.ts'
import { findFaces } from '../../embeddings/face/face-pipeline.ts'
import { drawnFace } from '../../embeddings/node/drawn-face.ts'
import { loadNodeModels } from '../../embeddings/node/load-node-models.ts'
import type { PictureReading } from '../../server/pictures/picture-reading.ts'
import { chooseUploadedFace, decodeUpload, readFace } from '../../server/pictures/read-picture.ts'
import { decodePicture } from '../decode-picture.ts'
import { bomb, facesInARow, plainPicture } from './sent-pictures.ts'

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"/>'
const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic0000mif1heic')])

/** Two frames, of which only the first shows a face. */
async function animation(format: 'gif' | 'webp'): Promise<Buffer> {
  const frames = [await drawnFace(), await plainPicture(400, 480, '#223344').png().toBuffer()]
  return sharp(frames, { join: { animated: true } })
    .toFormat(format, { quality: 90 })
    .toBuffer()
}

describe('[UP4] decoding what was sent', () => {
  test.each<[string, () => Promise<Uint8Array> | Uint8Array, RegExp]>([
    ['nothing', () => new Uint8Array(), /empty/],
    ['a shopping list', () => Buffer.from('bread, milk'), /no picture of a kind that is read/],
    [
      'a web page',
      () => Buffer.from('<!doctype html><title>x</title>'),
      /a web page.*not the page/,
    ],
    ['an SVG drawing', () => Buffer.from(svg), /an SVG drawing.*shows no photographed face/],
    ['a PDF document', () => Buffer.from('%PDF-1.7\n'), /a PDF document.*by itself/],
    ['a HEIC picture', () => heic, /a HEIC picture.*as a JPEG/],
    ['a picture of one pixel', () => plainPicture(1, 1, '#fff').png().toBuffer(), /too small/],
    ['a bomb of 20,000 × 20,000 pixels', bomb, /more than 50 megapixels/],
    [
      'a JPEG cut short',
      async () => {
        const jpeg = await (await facesInARow([400])).jpeg().toBuffer()
        return jpeg.subarray(0, jpeg.length / 2)
      },
      /damaged or cut short/,
    ],
    [
      'a PNG whose end is noise',
      async () => {
        const bytes = Buffer.from(await drawnFace())
        bytes.fill(7, Math.floor(bytes.length / 3))
        return bytes
      },
      /damaged or cut short/,
    ],
  ])('refuses %s, says why, and blanks it', async (_, sent, why) => {
    const bytes = Uint8Array.from(await sent())
    expect(await decodeUpload(bytes, 5)).toEqual({
      refusal: { code: 'bad-picture', detail: expect.stringMatching(why) },
    })
    expect(bytes.every((byte) => byte === 0)).toBe(true)
  })
})

describe('reading the face of a picture', () => {
  let models: FaceModels
  beforeAll(async () => {
    models = await loadNodeModels()
  })
  afterAll(() => models.close())

  async function read(picture: Uint8Array, face?: number): Promise<PictureReading> {
    const bytes = Uint8Array.from(picture)
    const decoded = await decodeUpload(bytes, 5)
    if ('refusal' in decoded) throw new Error(decoded.refusal.detail)
    const reading = await readFace(models, decoded.image, face)
    expect(bytes.every((byte) => byte === 0)).toBe(true)
    expect(decoded.image.pixels.data.every((value) => value === 0)).toBe(true)
    return reading
  }

  async function described(picture: Uint8Array, face?: number) {
    const reading = await read(picture, face)
    if (reading.status === 'refused') throw new Error(reading.refusal.detail)
    return reading
  }

  test.each<[string, () => Promise<Uint8Array>, number]>([
    ['a PNG', drawnFace, 0],
    [
      'a JPEG',
      async () =>
        sharp(await drawnFace())
          .jpeg({ quality: 95 })
          .toBuffer(),
      0.1,
    ],
    [
      'a WebP',
      async () =>
        sharp(await drawnFace())
          .webp({ quality: 95 })
          .toBuffer(),
      0.1,
    ],
    [
      'an AVIF',
      async () =>
        sharp(await drawnFace())
          .avif({ quality: 80 })
          .toBuffer(),
      0.1,
    ],
    [
      'a TIFF',
      async () =>
        sharp(await drawnFace())
          .tiff({ compression: 'lzw' })
          .toBuffer(),
      0.1,
    ],
    ['the first frame of a GIF', () => animation('gif'), 0.2],
    ['the first frame of a WebP', () => animation('webp'), 0.15],
    [
      'a CMYK JPEG',
      async () =>
        sharp(await drawnFace())
          .toColourspace('cmyk')
          .jpeg()
          .toBuffer(),
      0.3,
    ],
    [
      '16 bits a channel',
      async () =>
        sharp(await drawnFace())
          .toColourspace('rgb16')
          .png()
          .toBuffer(),
      0.02,
    ],
    [
      'one that its EXIF turns upright',
      async () =>
        sharp(
          await sharp(await drawnFace())
            .rotate(90)
            .png()
            .toBuffer(),
        )
          .withMetadata({ orientation: 8 })
          .jpeg({ quality: 95 })
          .toBuffer(),
      0.1,
    ],
  ])('[UP4] reads %s as what it shows', async (_, picture, within) => {
    const [face] = await findFaces(models, await decodePicture(await drawnFace()))
    const reading = await described(await picture())
    expect([reading.width, reading.height]).toEqual([400, 480])
    expect(euclideanDistance(reading.descriptor, face?.descriptor as never)).toBeLessThanOrEqual(
      within,
    )
  })

  test('[UP6] takes the largest face when the others are less than half as wide', async () => {
    const { box } = await described(await (await facesInARow([160, 400])).png().toBuffer())
    expect(box.x).toBeGreaterThan(160)
  })

  test('[UP6] asks which is meant where faces are of similar size, and takes that one', async () => {
    const three = await (await facesInARow([300, 400, 350])).png().toBuffer()
    expect(await read(three)).toEqual({
      status: 'refused',
      refusal: {
        code: 'many-faces',
        detail: expect.stringMatching(/shows 3 faces.*face=1 to face=3/),
      },
    })
    const lefts = []
    for (const face of [1, 2, 3]) lefts.push((await described(three, face)).box.x)
    const [largest, second, smallest] = lefts as [number, number, number]
    expect(smallest).toBeLessThan(300)
    expect(largest).toBeGreaterThan(300)
    expect(second).toBeGreaterThan(700)
    expect(await read(three, 4)).toMatchObject({
      refusal: { code: 'no-face', detail: expect.stringContaining('shows 3 faces') },
    })
  })

  test.each<[string, () => Promise<Uint8Array>, RegExp]>([
    [
      'that shows nothing',
      () => plainPicture(600, 400, '#808080').png().toBuffer(),
      /not even in a brightened/,
    ],
    ['of the night', () => plainPicture(600, 400, '#050505').png().toBuffer(), /very dark/],
    [
      'of a few pixels',
      async () =>
        sharp(await drawnFace())
          .resize(34)
          .png()
          .toBuffer(),
      /very small \(34 × 41/,
    ],
  ])('[UP5] says of a picture %s why there may be no face', async (_, picture, why) => {
    expect(await read(await picture())).toEqual({
      status: 'refused',
      refusal: { code: 'no-face', detail: expect.stringMatching(why) },
    })
  })

  test('[UP7] refuses a face of a few pixels, and says that it is too small', async () => {
    const far = await sharp(await drawnFace())
      .resize(54)
      .extend({ top: 30, bottom: 30, left: 40, right: 40, background: '#332c24' })
      .png()
      .toBuffer()
    expect(await read(far)).toEqual({
      status: 'refused',
      refusal: { code: 'face-unfit', detail: expect.stringContaining('too small') },
    })
  })
})

test('[UP6] a face far smaller than the largest makes no crowd', () => {
  const wide = (width: number) => ({ box: { x: 0, y: 0, width, height: width }, score: 0.9 })
  expect(chooseUploadedFace([], undefined)).toBeUndefined()
  expect(chooseUploadedFace([wide(49), wide(100)], undefined)).toEqual({ chosen: wide(100) })
  expect(chooseUploadedFace([wide(50), wide(100)], undefined)).toMatchObject({
    refusal: { code: 'many-faces', detail: expect.stringContaining('2 faces') },
  })
  expect(chooseUploadedFace([wide(50), wide(100)], 2)).toEqual({ chosen: wide(50) })
})
