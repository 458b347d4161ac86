// Pictures that cost far more to decode than they weigh, made in code: strangers' ammunition.

import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { chunk } from './png-file.ts'

/** Flat grey, so that a scan over all of it takes some 70 bytes. */
function flatGrey(side: number) {
  return sharp({ create: { width: side, height: side, channels: 3, background: '#808080' } })
}

/** A progressive JPEG that brings the same coefficients again and again, as the format permits. */
export async function jpegOfManyScans(scans: number, side = 6_000): Promise<Uint8Array> {
  const jpeg = await flatGrey(side).toColourspace('b-w').jpeg({ progressive: true }).toBuffer()
  const starts = [...jpeg.keys()].filter((at) => jpeg[at] === 0xff && jpeg[at + 1] === 0xda)
  // The first scan is of the means; of the others one that begins coefficients, and does not
  // refine.
  const begins = starts.findIndex((at, scan) => scan > 0 && (jpeg[at + 9] as number) >> 4 === 0)
  const scan = Buffer.from(jpeg.subarray(starts[begins], starts[begins + 1] ?? -2))
  // Complete at once: whatever is complete may be sent anew.
  scan[9] = 0
  // With the tables it is coded by.
  const tables = jpeg.subarray(0, starts[begins])
  return Buffer.concat([tables, ...Array.from({ length: scans }, () => scan), jpeg.subarray(-2)])
}

/** What a PNG of 64 × 64 pixels may carry beside its pixels. */
export async function pngWith(extra: readonly Buffer[]): Promise<Uint8Array> {
  const png = await flatGrey(64).png().toBuffer()
  // After the signature and the header.
  return Buffer.concat([png.subarray(0, 33), ...extra, png.subarray(33)])
}

/** Texts that unpack to so many bytes each. */
export function compressedTexts(count: number, bytesEach: number): Buffer[] {
  const packed = deflateSync(Buffer.alloc(bytesEach, 'a'), { level: 9 })
  return Array.from({ length: count }, (_, at) =>
    chunk('zTXt', Buffer.concat([Buffer.from(`text${at}\0\0`, 'latin1'), packed])),
  )
}

/** A WebP, its first frame followed by as many copies of it. */
export async function animatedWebp(frames: number): Promise<Uint8Array> {
  const pictures = [flatGrey(64), flatGrey(64).negate()].map((picture) => picture.png().toBuffer())
  const two = await sharp(await Promise.all(pictures), { join: { animated: true } })
    .webp({ lossless: true })
    .toBuffer()
  const first = two.indexOf('ANMF')
  const length = 8 + two.readUInt32LE(first + 4)
  const frame = two.subarray(first, first + length)
  return riff(
    Buffer.concat([two.subarray(12, first), ...Array.from({ length: frames }, () => frame)]),
  )
}

/** The pieces of a WebP in their frame. */
function riff(pieces: Buffer): Buffer {
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  head.writeUInt32LE(pieces.length + 4, 4)
  return Buffer.concat([head, pieces])
}

/** A GIF of so many frames. */
export async function animatedGif(frames: number): Promise<Uint8Array> {
  const gif = await flatGrey(64).gif().toBuffer()
  const start = gif.indexOf(Buffer.of(0x2c, 0, 0, 0, 0))
  const frame = gif.subarray(start, -1)
  return Buffer.concat([
    gif.subarray(0, start),
    ...Array.from({ length: frames }, () => frame),
    gif.subarray(-1),
  ])
}

/** A PNG animation of so many frames. */
export async function apng(frames: number): Promise<Uint8Array> {
  const png = Buffer.from(await pngWith([]))
  const at = png.indexOf('IDAT') - 4
  const idat = png.subarray(at + 8, at + 8 + png.readUInt32BE(at))
  const control = Buffer.alloc(8)
  control.writeUInt32BE(frames, 0)
  const pieces: Buffer[] = []
  for (let number = 0; number < frames; number++) {
    const sequence = Buffer.alloc(4)
    sequence.writeUInt32BE(2 * number, 0)
    const shape = Buffer.alloc(22)
    shape.writeUInt32BE(64, 0)
    shape.writeUInt32BE(64, 4)
    pieces.push(chunk('fcTL', Buffer.concat([sequence, shape])))
    const next = Buffer.alloc(4)
    next.writeUInt32BE(2 * number + 1, 0)
    pieces.push(chunk('fdAT', Buffer.concat([next, idat])))
  }
  return Buffer.concat([
    png.subarray(0, 33),
    chunk('acTL', control),
    png.subarray(33, -12),
    ...pieces,
    png.subarray(-12),
  ])
}

/**
 * EXIF as a TIFF of `entries` tags, each of which claims the same `bytesEach`: they are copied for
 * every tag. With `depth`, so many directories hang one below the other.
 */
export function exif({
  entries,
  bytesEach,
  depth = 1,
}: {
  entries: number
  bytesEach: number
  depth?: number
}): Buffer {
  const directory = 2 + 12 * (entries + 1) + 4
  const data = Buffer.alloc(8 + depth * directory + bytesEach)
  data.write('II*\0', 0, 'latin1')
  data.writeUInt32LE(8, 4)
  for (let level = 0; level < depth; level++) {
    const start = 8 + level * directory
    data.writeUInt16LE(entries + 1, start)
    for (let entry = 0; entry < entries; entry++) {
      const at = start + 2 + 12 * entry
      // UserComment and its neighbours, of bytes.
      data.writeUInt16LE(0x9286 + (entry % 3), at)
      data.writeUInt16LE(7, at + 2)
      data.writeUInt32LE(bytesEach, at + 4)
      data.writeUInt32LE(8 + depth * directory, at + 8)
    }
    // The directory below: the Exif IFD.
    const at = start + 2 + 12 * entries
    data.writeUInt16LE(0x8769, at)
    data.writeUInt16LE(4, at + 2)
    data.writeUInt32LE(1, at + 4)
    data.writeUInt32LE(level + 1 < depth ? start + directory : 8, at + 8)
  }
  return data
}

export const pngExif = (data: Buffer): Buffer => chunk('eXIf', data)

/** A colour profile that unpacks to so many bytes. */
export function pngProfile(bytes: number): Buffer {
  return chunk(
    'iCCP',
    Buffer.concat([
      Buffer.from('icc\0\0', 'latin1'),
      deflateSync(Buffer.alloc(bytes), { level: 9 }),
    ]),
  )
}

/** A WebP with EXIF and a colour profile in it. */
export async function webpWith(name: 'EXIF' | 'ICCP' | 'XMP ', data: Buffer): Promise<Uint8Array> {
  const plain = await flatGrey(64).webp({ lossless: true }).toBuffer()
  const flag = { EXIF: 0x08, ICCP: 0x20, 'XMP ': 0x04 }[name]
  const head = Buffer.alloc(10)
  head[0] = flag
  head.writeUIntLE(63, 4, 3)
  head.writeUIntLE(63, 7, 3)
  const pieces = [riffChunk('VP8X', head), plain.subarray(12)]
  pieces.splice(name === 'ICCP' ? 1 : 2, 0, riffChunk(name, data))
  return riff(Buffer.concat(pieces))
}

function riffChunk(name: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(name, 0, 'latin1')
  head.writeUInt32LE(data.length, 4)
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)])
}

/** A TIFF of so many pages, all of which show the same pixels. */
export async function tiffOfPages(pages: number): Promise<Uint8Array> {
  const tiff = Buffer.from(await flatGrey(64).tiff().toBuffer())
  const first = tiff.readUInt32LE(4)
  const length = 2 + 12 * tiff.readUInt16LE(first) + 4
  const directory = tiff.subarray(first, first + length)
  const copies = Array.from({ length: pages }, (_, at) => {
    const copy = Buffer.from(directory)
    copy.writeUInt32LE(at + 1 < pages ? tiff.length + (at + 1) * length : 0, length - 4)
    return copy
  })
  tiff.writeUInt32LE(tiff.length, 4)
  return Buffer.concat([tiff, ...copies])
}

/** An AVIF with boxes after its own: a film of so many samples, empty boxes, boxes in boxes. */
export async function avifWith({
  samples = 0,
  boxes = 0,
  depth = 0,
}: {
  samples?: number
  boxes?: number
  depth?: number
}): Promise<Uint8Array> {
  const avif = await flatGrey(64).avif({ effort: 0 }).toBuffer()
  const sizes = Buffer.alloc(12)
  sizes.writeUInt32BE(1, 4)
  sizes.writeUInt32BE(samples, 8)
  const film = ['stbl', 'minf', 'mdia', 'trak', 'moov'].reduce(
    (within, name) => isoBox(name, within),
    isoBox('stsz', sizes),
  )
  const deep = Array.from({ length: depth }).reduce<Buffer>(
    (within) => isoBox('moov', within),
    Buffer.alloc(0),
  )
  const empty = isoBox('free', Buffer.alloc(0))
  return Buffer.concat([
    avif,
    ...(samples > 0 ? [film] : []),
    ...(depth > 0 ? [deep] : []),
    ...Array.from({ length: boxes }, () => empty),
  ])
}

function isoBox(name: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + data.length, 0)
  head.write(name, 4, 'latin1')
  return Buffer.concat([head, data])
}
