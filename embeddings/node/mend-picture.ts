import sharp, { type Metadata } from 'sharp'

// Pictures that sharp would read wrongly, or not at all, although all of them is there: brought to
// a form that it reads rightly.

/** What a picture is read from, and what a curator should know of it. */
export type MendedPicture = { readonly bytes: Uint8Array; readonly note?: string }

const START_OF_SCAN = Uint8Array.of(0xff, 0xda)
const END_OF_JPEG = Uint8Array.of(0xff, 0xd9)

/**
 * Whether a JPEG goes no further than its pixels. What decoders say of it cannot be relied on:
 * libvips keeps its messages in one place, and pictures decoded beside it clear them.
 */
export function lacksItsEnd(jpeg: Uint8Array): boolean {
  const bytes = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength)
  // A thumbnail among its notes has an end of its own, before the scans of the picture begin.
  return bytes.indexOf(END_OF_JPEG, bytes.lastIndexOf(START_OF_SCAN)) < 0
}

/** A JPEG with the end of image that it lacks; decoders of other kinds do without it. */
export function withItsEnd(bytes: Uint8Array): MendedPicture {
  const beginsToEnd = bytes.at(-1) === END_OF_JPEG[0]
  return {
    bytes: Buffer.concat([beginsToEnd ? bytes.subarray(0, -1) : bytes, END_OF_JPEG]),
    note: 'its last bytes are missing; all that it shows is there',
  }
}

/** Pages of a TIFF that are looked at for the largest. */
const MOST_PAGES = 32

/**
 * A TIFF as one page of colours and, where it has one, transparency. Of several pages it takes the
 * largest: others are thumbnails and masks. A channel besides the colours which is not said to be
 * transparency is left out, since it would be taken for one.
 */
export async function plainTiff(
  bytes: Uint8Array,
  header: Metadata,
): Promise<MendedPicture | { readonly problem: string }> {
  const page = await largestPage(bytes, header)
  const { colours, extras } = channelsOf(bytes) ?? { colours: header.channels, extras: [] }
  const unsaid = header.channels - colours
  const isTransparency = [1, 2].includes(extras[0] ?? 0)
  if (unsaid > 1) {
    return {
      problem: `it has ${unsaid} channels besides its colours; save it as RGB with 8 or 16 bits a channel`,
    }
  }
  const drops = unsaid === 1 && !isTransparency
  if (page === 0 && !drops) return { bytes }
  const one = sharp(bytes, { page, failOn: 'error', limitInputPixels: false }).keepMetadata()
  const plain = drops ? one.removeAlpha() : one
  return {
    bytes: await plain.tiff({ compression: 'none' }).toBuffer(),
    ...(drops && { note: 'its fourth channel is not said to be transparency, and was left out' }),
  }
}

async function largestPage(bytes: Uint8Array, { pages = 1 }: Metadata): Promise<number> {
  let largest = { page: 0, pixels: 0 }
  for (let page = 0; pages > 1 && page < Math.min(pages, MOST_PAGES); page++) {
    const header = await sharp(bytes, { page, limitInputPixels: false }).metadata()
    const pixels = header.width * header.height
    if (pixels > largest.pixels) largest = { page, pixels }
  }
  return largest.page
}

/** Colours by what TIFF calls the photometric interpretation: grey, RGB, CMYK, YCbCr, Lab. */
const COLOURS: Readonly<Record<number, number>> = { 0: 1, 1: 1, 2: 3, 3: 1, 5: 4, 6: 3, 8: 3, 9: 3 }

/**
 * How many channels of a TIFF are colours, and what it says of the others (ExtraSamples: 0 nothing,
 * 1 and 2 transparency), by its first directory. Undefined for a TIFF that cannot be followed.
 */
function channelsOf(
  bytes: Uint8Array,
): { readonly colours: number; readonly extras: readonly number[] } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const little = bytes[0] === 0x49
  // BigTIFF has other sizes of everything; it is as rare as its extra channels.
  if (bytes.byteLength < 16 || view.getUint16(2, little) !== 42) return undefined
  const tags = new Map<number, number[]>()
  const directory = view.getUint32(4, little)
  if (directory + 2 > bytes.byteLength) return undefined
  const entries = view.getUint16(directory, little)
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + entry * 12
    if (at + 12 > bytes.byteLength) return undefined
    const count = view.getUint32(at + 4, little)
    // Numbers of two bytes, up to two of which stand in the entry itself.
    const from = count <= 2 ? at + 8 : view.getUint32(at + 8, little)
    const isShort = view.getUint16(at + 2, little) === 3
    if (!isShort || count > 16 || from + count * 2 > bytes.byteLength) continue
    const values = Array.from({ length: count }, (_, i) => view.getUint16(from + i * 2, little))
    tags.set(view.getUint16(at, little), values)
  }
  const colours = COLOURS[tags.get(262)?.[0] ?? -1]
  return colours === undefined ? undefined : { colours, extras: tags.get(338) ?? [] }
}
