import { inflateSync } from 'node:zlib'

/**
 * What a file may carry beside one picture's pixels. Decoders keep to no such limits: see the
 * figures in docs/adr/0020-pictures-sent-are-looked-at-by-a-worker.md.
 */
const MOST = {
  /** Encoders write some 10, the most thorough optimisers some 60. */
  scans: 100,
  /** JPEG's marker segments outside scans; a colour profile takes up to 255 of them. */
  segments: 2_000,
  /** Frames of an animation, pages of a document, samples of a film. */
  frames: 10_000,
  /** Texts and profiles that are packed, unpacked and taken together. */
  unpackedBytes: 16 * 1024 * 1024,
  /** Directories of an EXIF: five in what cameras write. */
  exifDirectories: 32,
  exifEntries: 5_000,
  /** Boxes of an AVIF, and how deep they lie in each other. */
  boxes: 10_000,
  boxDepth: 16,
} as const

/**
 * What a picture file has so much of that it is not decoded, in words for a curator; undefined
 * where there is nothing of the kind. Reads the structure alone, in one pass over the bytes, and
 * stops where that is broken: saying so is the decoder's part.
 */
export function pictureExcess(bytes: Uint8Array): string | undefined {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    if (data.readUInt16BE(0) === 0xffd8) jpegExcess(data)
    else if (data.readUInt32BE(0) === 0x89504e47) pngExcess(data)
    else if (nameAt(data, 0) === 'RIFF') webpExcess(data)
    else if (nameAt(data, 0) === 'GIF8') gifExcess(data)
    else if (nameAt(data, 4) === 'ftyp') boxExcess(data)
    else tiffExcess(data)
    return undefined
  } catch (error) {
    if (error instanceof Excess) return error.message
    // The file ends before its structure does.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

class Excess extends Error {}

/** A count that may not go beyond a limit. */
function counter(most: number, what: string): (more?: number) => void {
  let count = 0
  return (more = 1) => {
    count += more
    if (count > most) throw new Excess(`it has more than ${most.toLocaleString('en')} ${what}`)
  }
}

const countFrames = () => counter(MOST.frames, 'frames or pages')

function nameAt(data: Buffer, at: number): string {
  return data.toString('latin1', at, at + 4)
}

/** ITU-T T.81, annex B. */
function jpegExcess(data: Buffer): void {
  const scan = counter(MOST.scans, 'scans')
  const segment = counter(MOST.segments, 'segments beside its scans')
  for (let at = data.indexOf(0xff, 2); at >= 0; at = data.indexOf(0xff, at)) {
    const marker = data.readUInt8(at + 1)
    if (marker === 0xd9) return
    // Fill bytes, coded data and restart marks.
    if (marker === 0xff) at += 1
    else if (marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2
    else {
      const end = at + 2 + data.readUInt16BE(at + 2)
      if (marker === 0xda) scan()
      else segment()
      if (marker === 0xe1 && nameAt(data, at + 4) === 'Exif')
        exifExcess(data.subarray(at + 10, end))
      at = end
    }
  }
}

/** https://www.w3.org/TR/png-3/#5DataRep */
function pngExcess(data: Buffer): void {
  const frame = countFrames()
  const unpacked = counter(MOST.unpackedBytes, 'bytes of packed texts and profiles')
  let left: number = MOST.unpackedBytes
  for (let at = 8; at < data.length; ) {
    const body = data.subarray(at + 8, at + 8 + data.readUInt32BE(at))
    const name = nameAt(data, at + 4)
    if (name === 'IEND') return
    if (name === 'fcTL') frame()
    if (name === 'eXIf') exifExcess(body)
    const packed = packedPart(name, body)
    if (packed) {
      const bytes = unpackedLength(packed, left)
      unpacked(bytes)
      left -= bytes
    }
    at += 12 + body.length
  }
}

/** The zlib stream of a PNG's piece. */
function packedPart(name: string, body: Buffer): Buffer | undefined {
  const keyword = body.indexOf(0) + 1
  if (name === 'zTXt' || name === 'iCCP') return body.subarray(keyword + 1)
  if (name !== 'iTXt' || body[keyword] !== 1) return undefined
  const language = body.indexOf(0, keyword + 2) + 1
  return body.subarray(body.indexOf(0, language) + 1)
}

/** How much it unpacks to; more than `most` where it is more. */
function unpackedLength(packed: Buffer, most: number): number {
  try {
    return inflateSync(packed, { maxOutputLength: Math.max(1, most) }).length
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? most + 1 : 0
  }
}

/** https://developers.google.com/speed/webp/docs/riff_container */
function webpExcess(data: Buffer): void {
  const frame = countFrames()
  for (let at = 12; at < data.length; ) {
    const length = data.readUInt32LE(at + 4)
    const name = nameAt(data, at)
    if (name === 'ANMF') frame()
    if (name === 'EXIF') exifExcess(data.subarray(at + 8, at + 8 + length))
    at += 8 + length + (length % 2)
  }
}

/** https://www.w3.org/Graphics/GIF/spec-gif89a.txt */
function gifExcess(data: Buffer): void {
  const frame = countFrames()
  const tableBytes = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)
  const pastBlocks = (from: number): number => {
    let at = from
    for (let length = data.readUInt8(at); length > 0; length = data.readUInt8(at)) at += 1 + length
    return at + 1
  }
  let at = 13 + tableBytes(data.readUInt8(10))
  for (;;) {
    const kind = data.readUInt8(at)
    if (kind === 0x21) at = pastBlocks(at + 2)
    else if (kind === 0x2c) {
      frame()
      at = pastBlocks(at + 11 + tableBytes(data.readUInt8(at + 9)))
    } else return
  }
}

/** The pages of a TIFF, in either byte order, of 32 or 64 bits; TIFF 6.0, section 2. */
function tiffExcess(data: Buffer): void {
  const page = countFrames()
  for (const _ of directories(data)) page()
}

function exifExcess(data: Buffer): void {
  const directory = counter(MOST.exifDirectories, 'directories of EXIF')
  const entry = counter(MOST.exifEntries, 'entries of EXIF')
  const body = nameAt(data, 0) === 'Exif' ? data.subarray(6) : data
  try {
    for (const entries of directories(body, EXIF_POINTERS)) {
      directory()
      entry(entries)
    }
  } catch (error) {
    // Broken EXIF keeps nobody from what comes after it.
    if (!(error instanceof RangeError)) throw error
  }
}

/** Tags that lead to the directories of Exif, GPS and Interoperability. */
const EXIF_POINTERS: ReadonlySet<number> = new Set([0x8769, 0x8825, 0xa005])

/** How many entries each directory has; without an end where they lead in a circle. */
function* directories(
  data: Buffer,
  pointers: ReadonlySet<number> = new Set(),
): Generator<number, void> {
  const order = data.toString('latin1', 0, 2)
  if (order !== 'II' && order !== 'MM') return
  const number = (at: number, bytes: 2 | 4 | 8): number => {
    const read = order === 'II' ? data.readUIntLE.bind(data) : data.readUIntBE.bind(data)
    // No file is so long that the upper two bytes of an address count.
    return bytes < 8 ? read(at, bytes) : read(order === 'II' ? at : at + 2, 6)
  }
  const isBig = number(2, 2) === 43
  const [addressBytes, countBytes, entryBytes] = isBig
    ? ([8, 8, 20] as const)
    : ([4, 2, 12] as const)
  const open = [number(isBig ? 8 : 4, addressBytes)]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === 0) continue
    const entries = number(at, countBytes)
    yield entries
    const first = at + countBytes
    for (let entry = 0; pointers.size > 0 && entry < entries; entry++) {
      const tag = first + entry * entryBytes
      if (pointers.has(number(tag, 2)))
        open.push(number(tag + entryBytes - addressBytes, addressBytes))
    }
    const next = first + entries * entryBytes
    if (next + addressBytes <= data.length) open.push(number(next, addressBytes))
  }
}

/** What other boxes lie in, and how far into it they begin; ISO/IEC 14496-12. */
const CONTAINERS: Readonly<Record<string, number>> = {
  meta: 4,
  iinf: 6,
  iref: 4,
  iprp: 0,
  ipco: 0,
  moov: 0,
  trak: 0,
  mdia: 0,
  minf: 0,
  stbl: 0,
  moof: 0,
  traf: 0,
  edts: 0,
  dinf: 0,
}

function boxExcess(data: Buffer): void {
  const box = counter(MOST.boxes, 'boxes')
  const frame = countFrames()
  const walk = (start: number, end: number, depth: number): void => {
    if (depth > MOST.boxDepth) throw new Excess(`its boxes lie more than ${MOST.boxDepth} deep`)
    for (let at = start; at + 8 <= end; ) {
      box()
      const said = data.readUInt32BE(at)
      const head = said === 1 ? 16 : 8
      const length = said === 0 ? end - at : said === 1 ? data.readUIntBE(at + 10, 6) : said
      if (length < head) return
      const name = nameAt(data, at + 4)
      const within = CONTAINERS[name]
      const next = Math.min(end, at + length)
      if (within !== undefined) walk(at + head + within, next, depth + 1)
      if (name === 'stsz' || name === 'stz2') frame(data.readUInt32BE(at + head + 8))
      at = next
    }
  }
  walk(0, data.length, 0)
}
