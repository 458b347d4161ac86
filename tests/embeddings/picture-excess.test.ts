import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { decodeImage, pictureSize } from '../../embeddings/node/decode-image.ts'
import { pictureExcess } from '../../embeddings/node/picture-excess.ts'
import {
  animatedGif,
  animatedWebp,
  apng,
  avifWith,
  compressedTexts,
  exif,
  jpegOfManyScans,
  pngExif,
  pngProfile,
  pngWith,
  tiffOfPages,
  webpWith,
} from '../costly-pictures.ts'

const MB = 1024 * 1024

describe('a picture that costs more to decode than it weighs', () => {
  it.each<[string, () => Promise<Uint8Array>, RegExp]>([
    ['a JPEG of 20,000 scans', () => jpegOfManyScans(20_000, 1_000), /100 scans/],
    ['a PNG of 100 packed texts', () => pngWith(compressedTexts(100, 8 * MB)), /bytes of packed/],
    ['a PNG of one packed text', () => pngWith(compressedTexts(1, 40 * MB)), /bytes of packed/],
    ['a PNG whose profile unpacks to 40 MB', () => pngWith([pngProfile(40 * MB)]), /bytes of/],
    ['a PNG of 20,000 frames', () => apng(20_000), /10,000 frames/],
    ['a WebP of 20,000 frames', () => animatedWebp(20_000), /10,000 frames/],
    ['a GIF of 20,000 frames', () => animatedGif(20_000), /10,000 frames/],
    ['a TIFF of 20,000 pages', () => tiffOfPages(20_000), /10,000 frames or pages/],
    ['an AVIF of 20,000 samples', () => avifWith({ samples: 20_000 }), /10,000 frames/],
    ['an AVIF of 20,000 boxes', () => avifWith({ boxes: 20_000 }), /10,000 boxes/],
    ['an AVIF of boxes in boxes', () => avifWith({ depth: 1_000 }), /16 deep/],
    [
      'a PNG with EXIF of 60,000 entries',
      () => pngWith([pngExif(exif({ entries: 60_000, bytesEach: 1 * MB }))]),
      /5,000 entries/,
    ],
    [
      'a PNG with EXIF 1,000 directories deep',
      () => pngWith([pngExif(exif({ entries: 1, bytesEach: 4, depth: 1_000 }))]),
      /32 directories/,
    ],
    [
      'a WebP with EXIF that leads in a circle',
      () => webpWith('EXIF', exif({ entries: 1, bytesEach: 4 })),
      /32 directories/,
    ],
    [
      'a JPEG of 20,000 scans behind broken EXIF',
      async () => afterStart(await jpegOfManyScans(20_000, 1_000), brokenExif()),
      /100 scans/,
    ],
    [
      'a JPEG of 3,000 comments',
      async () => afterStart(await jpegOfManyScans(1, 64), ...Array(3_000).fill(COMMENT)),
      /2,000 segments/,
    ],
  ])('is refused before it is decoded: %s', async (_, made, why) => {
    const bytes = await made()
    expect(pictureExcess(bytes)).toMatch(why)
    expect(await decodeImage(bytes, 1600)).toMatchObject({
      fault: 'too-costly',
      problem: expect.stringMatching(why),
    })
    expect(await pictureSize(bytes)).toBeUndefined()
  })

  it('has its size read where it costs no more, and none where there is no picture', async () => {
    expect(await pictureSize(await apng(500))).toMatchObject({ width: expect.any(Number) })
    expect(await pictureSize(new Uint8Array())).toBeUndefined()
    expect(await pictureSize(Buffer.from('no picture'))).toBeUndefined()
  })

  it.each<[string, () => Promise<Uint8Array>]>([
    ['a JPEG in as many scans as optimisers make', () => jpegOfManyScans(90, 64)],
    ['a PNG with 15 MB of texts', () => pngWith(compressedTexts(3, 5 * MB))],
    ['a PNG animation', () => apng(500)],
    ['a WebP animation', () => animatedWebp(500)],
    ['a GIF animation', () => animatedGif(500)],
    ['a TIFF of many pages', () => tiffOfPages(500)],
    ['a WebP with a profile of 4 MB', () => webpWith('ICCP', Buffer.alloc(4 * MB))],
    [
      'what a camera writes',
      () => picture().withExif(CAMERA).withIccProfile('p3').jpeg({ progressive: true }).toBuffer(),
    ],
    ['an AVIF', () => picture().avif().toBuffer()],
  ])('is no other: %s', async (_, made) => {
    const bytes = await made()
    expect(pictureExcess(bytes)).toBeUndefined()
    expect(await decodeImage(bytes, 1600)).toMatchObject({ image: { width: 64, height: 64 } })
  })

  it('is not told of by a file that ends anywhere, or is none', async () => {
    for (const whole of [
      await picture().jpeg({ progressive: true }).toBuffer(),
      await pngWith(compressedTexts(2, 100)),
      await animatedWebp(3),
      await animatedGif(3),
      await tiffOfPages(3),
      await picture().avif().toBuffer(),
      Buffer.from('a shopping list'),
    ]) {
      for (let bytes = 0; bytes < whole.length; bytes += 1 + Math.floor(whole.length / 300)) {
        expect(pictureExcess(whole.subarray(0, bytes))).toBeUndefined()
      }
    }
  })
})

const CAMERA = { IFD0: { Make: 'Pendant', Model: '1' }, IFD2: { UserComment: 'none' } }
/** An empty one. */
const COMMENT = Buffer.of(0xff, 0xfe, 0, 2)

function picture() {
  return sharp({ create: { width: 64, height: 64, channels: 3, background: '#a86' } })
}

/** Segments of a JPEG, put after its first two bytes. */
function afterStart(jpeg: Uint8Array, ...segments: Uint8Array[]): Uint8Array {
  return Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)])
}

/** Its first directory lies beyond its end. */
function brokenExif(): Buffer {
  const data = Buffer.from('Exif\0\0II*\0\x08\xff\0\0', 'latin1')
  const head = Buffer.of(0xff, 0xe1, 0, data.length + 2)
  return Buffer.concat([head, data])
}
