import sharp, { type Sharp } from 'sharp'
import type { Pixels } from '../pixels/pixels.ts'
import { pictureExcess } from './picture-excess.ts'

/** How much is spent on one picture at most. */
export type DecodeLimits = {
  /** Larger pictures are refused by their header, before a byte of them is decoded. */
  readonly maxMegapixels: number
  /** Reading the header is given up after so many whole seconds, and so is decoding. */
  readonly maxSeconds: number
}

const INDEXING_LIMITS: DecodeLimits = { maxMegapixels: 100, maxSeconds: 120 }
/** Nothing smaller can show a face. */
const MIN_SIDE_PX = 32

/** What is read, by sharp's names; AVIF is a HEIF. Of an animation the first frame is taken. */
const FORMATS: ReadonlySet<string> = new Set(['jpeg', 'png', 'webp', 'tiff', 'heif', 'gif'])

/** What a picture shows where it is transparent: paper. */
const GROUND = '#ffffff'

export type DecodedImage = {
  /** Upright, sRGB, opaque, at most as large as asked for. */
  readonly pixels: Pixels
  /** Size of the upright picture at full size. */
  readonly width: number
  readonly height: number
}

/** Why a picture was not decoded, and the same in words for a curator. */
export type DecodeFailure = { readonly fault: DecodeFault; readonly problem: string }
export type DecodeFault =
  | 'empty'
  | 'not-a-picture'
  | 'other-format'
  | 'too-many-pixels'
  | 'too-small'
  | 'too-slow'
  | 'too-costly'
  | 'damaged'

/**
 * Decodes the bytes of a picture file for analysis: turned upright by its EXIF, brought to 8-bit
 * sRGB by its colour profile, laid on white, and shrunk to `maxLongSidePx` while loading where the
 * format can. A picture that cannot be read is an expected ending.
 */
export async function decodeImage(
  bytes: Uint8Array,
  maxLongSidePx: number,
  { maxMegapixels, maxSeconds }: DecodeLimits = INDEXING_LIMITS,
): Promise<{ image: DecodedImage } | DecodeFailure> {
  if (bytes.byteLength === 0) return { fault: 'empty', problem: 'the file is empty' }
  const excess = pictureExcess(bytes)
  if (excess !== undefined) {
    return { fault: 'too-costly', problem: `${excess}, so save it anew, as a plain JPEG or PNG` }
  }
  try {
    const header = await inTime(sharp(bytes, { limitInputPixels: false }).metadata(), maxSeconds)
    if (!FORMATS.has(header.format)) {
      return {
        fault: 'other-format',
        problem: `${header.format} pictures are not read; make it a JPEG, PNG or TIFF`,
      }
    }
    // An animation's height counts all of its frames.
    const tall = header.pageHeight ?? header.height
    const megapixels = (header.width * tall) / 1e6
    if (megapixels > maxMegapixels) {
      return {
        fault: 'too-many-pixels',
        problem: `it has ${Math.round(megapixels)} megapixels (${header.width} × ${tall}); at most ${maxMegapixels} are read, so make it smaller`,
      }
    }
    if (Math.min(header.width, tall) < MIN_SIDE_PX) {
      return {
        fault: 'too-small',
        problem: `it is too small to show a face (${header.width} × ${tall} pixels)`,
      }
    }
    const turned = (header.orientation ?? 1) >= 5
    const { data, info } = await inTime(
      uprightPicture(bytes, maxLongSidePx, { maxMegapixels, maxSeconds })
        .ensureAlpha()
        .raw({ depth: 'uchar' })
        .toBuffer({ resolveWithObject: true }),
      maxSeconds,
    )
    return {
      image: {
        pixels: {
          width: info.width,
          height: info.height,
          data: new Uint8ClampedArray(data.buffer, data.byteOffset, data.byteLength),
        },
        width: turned ? tall : header.width,
        height: turned ? header.width : tall,
      },
    }
  } catch (error) {
    return failureOf(error as Error)
  }
}

/**
 * The way from a file's bytes to the picture as it is looked at: upright, sRGB, opaque, its long side
 * at most `maxLongSidePx`. What comes of it is up to the caller; it rejects what it cannot decode.
 */
export function uprightPicture(
  bytes: Uint8Array,
  maxLongSidePx: number,
  { maxMegapixels, maxSeconds }: DecodeLimits = INDEXING_LIMITS,
): Sharp {
  return sharp(bytes, { failOn: 'error', limitInputPixels: maxMegapixels * 1e6 })
    .timeout({ seconds: maxSeconds })
    .autoOrient()
    .resize(maxLongSidePx, maxLongSidePx, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: GROUND })
    .toColourspace('srgb')
}

/**
 * What is not done by then is waited for no longer: libvips reads headers without looking at a clock,
 * and some decoders a whole picture. A thread goes on with it meanwhile; where that must not be, as with
 * pictures that strangers send, its process has to be ended.
 */
async function inTime<T>(work: Promise<T>, maxSeconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(TOO_SLOW)), maxSeconds * 1000)
  })
  try {
    return await Promise.race([work, tooLate])
  } finally {
    clearTimeout(timer)
  }
}

/** As sharp begins its own message. */
const TOO_SLOW = 'timeout: '

/** What libvips says, in words for a curator. */
function failureOf({ message }: Error): DecodeFailure {
  const [firstLine = ''] = message.split('\n')
  if (/unsupported image format/i.test(message)) {
    return { fault: 'not-a-picture', problem: 'it is not a picture, or of an unknown kind' }
  }
  if (message.startsWith(TOO_SLOW)) {
    return { fault: 'too-slow', problem: 'it takes too long to decode' }
  }
  return { fault: 'damaged', problem: `it is damaged or cut short (${firstLine.trim()})` }
}
