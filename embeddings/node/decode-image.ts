import sharp, { type Metadata, type Sharp } from 'sharp'
import type { Pixels } from '../pixels/pixels.ts'
import { lacksItsEnd, type MendedPicture, plainTiff, withItsEnd } from './mend-picture.ts'
import { pictureExcess } from './picture-excess.ts'
import { SNIFFED_BYTES, sniffPicture, UNKNOWN_KIND } from './sniff-picture.ts'

/** How much is spent on one picture at most. */
export type DecodeLimits = {
  /** Pictures larger than this in memory are refused by their header, before decoding. */
  readonly maxMegapixels: number
  /** Reading the header is given up after so many whole seconds, and so is decoding. */
  readonly maxSeconds: number
  /** Whether the limit is on what is in memory, for formats that are shrunk as they load. */
  readonly shrinksOnLoad?: boolean
}

export const INDEXING_LIMITS: DecodeLimits = {
  maxMegapixels: 100,
  maxSeconds: 120,
  shrinksOnLoad: true,
}
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

/** A picture, and what it was decoded from: the file, or what that had to be mended to. */
type Decoded = { readonly image: DecodedImage; readonly from: MendedPicture }

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
  limits: DecodeLimits = INDEXING_LIMITS,
): Promise<Decoded | DecodeFailure> {
  if (bytes.byteLength === 0) return { fault: 'empty', problem: 'the file is empty' }
  const excess = pictureExcess(bytes)
  if (excess !== undefined) {
    return { fault: 'too-costly', problem: `${excess}, so save it anew, as a plain JPEG or PNG` }
  }
  const { picture, name } = sniffPicture(bytes.subarray(0, SNIFFED_BYTES))
  if (!picture && name !== UNKNOWN_KIND) {
    return { fault: 'other-format', problem: `it is ${name}, which is not read; ${AS_WHAT}` }
  }
  let format = ''
  try {
    const reading = sharp(bytes, { limitInputPixels: false }).metadata()
    const header = await inTime(reading, limits.maxSeconds)
    format = header.format
    const failure = whyNotDecoded(header, limits)
    if (failure) return failure
    const mended =
      format === 'tiff' ? await inTime(plainTiff(bytes, header), limits.maxSeconds) : { bytes }
    if ('problem' in mended) return { fault: 'other-format', problem: mended.problem }
    return await decodePlain(mended, maxLongSidePx, limits, 'error')
  } catch (error) {
    const failure = failureOf(error as Error)
    if (failure.fault !== 'damaged' || format !== 'jpeg') return failure
    // Where more than the end is missing, the decoder comes upon the end too soon and warns.
    const mended = withItsEnd(bytes)
    const cutShort = lacksItsEnd(bytes) ? CUT_SHORT : failure
    return decodePlain(mended, maxLongSidePx, limits, 'warning').catch(() => cutShort)
  }
}

/**
 * The size of a picture by its header, as it lies in the file, in pixels; undefined where it has
 * none, or where to read it costs too much. Whoever decodes the picture is told why.
 */
export async function pictureSize(
  bytes: Uint8Array,
): Promise<Pick<Decoded['image'], 'width' | 'height'> | undefined> {
  if (bytes.byteLength === 0 || pictureExcess(bytes) !== undefined) return undefined
  const reading = sharp(bytes, { limitInputPixels: false }).metadata()
  return inTime(reading, INDEXING_LIMITS.maxSeconds).then(
    ({ width, height }) => ({ width, height }),
    () => undefined,
  )
}

/** Decodes what has been looked at; rejects what it cannot decode. */
async function decodePlain(
  from: MendedPicture,
  maxLongSidePx: number,
  { maxSeconds }: DecodeLimits,
  failOn: 'error' | 'warning',
): Promise<Decoded> {
  const { bytes } = from
  const header = await sharp(bytes, { limitInputPixels: false }).metadata()
  const tall = header.pageHeight ?? header.height
  const turned = (header.orientation ?? 1) >= 5
  const { data, info } = await inTime(
    uprightPicture(bytes, maxLongSidePx, { maxSeconds, failOn })
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
    from,
  }
}

/** Samples that come out with the right tones, by what they are of; all others come out wrong. */
const SAMPLES: Readonly<Record<string, (space: string, channels: number) => boolean>> = {
  uchar: () => true,
  ushort: () => true,
  float: (space) => space === 'scrgb',
  short: (space, channels) => space === 'labs' && channels === 3,
}
const SAMPLE_NAMES: Readonly<Record<string, string>> = {
  char: 'signed 8-bit integers',
  short: 'signed 16-bit integers',
  uint: '32-bit integers',
  int: 'signed 32-bit integers',
  float: 'floating-point numbers',
  double: 'floating-point numbers',
}

const AS_WHAT = 'make it a JPEG, PNG or TIFF'
const AS_RGB = 'save it as RGB with 8 or 16 bits a channel'

/** Why a picture is not decoded, by its header; undefined when it is. */
function whyNotDecoded(
  header: Metadata,
  { maxMegapixels, shrinksOnLoad = false }: DecodeLimits,
): DecodeFailure | undefined {
  const { format, width, space, depth, channels } = header
  const other = (problem: string): DecodeFailure => ({ fault: 'other-format', problem })
  if (!FORMATS.has(format)) return other(`${format} pictures are not read; ${AS_WHAT}`)
  if (format === 'heif' && header.compression === 'hevc') {
    return other(`it is a HEIC picture, which is not read; ${AS_WHAT}`)
  }
  if (!SAMPLES[depth]?.(space, channels)) {
    const samples = SAMPLE_NAMES[depth] ?? depth
    return other(`its colours are ${samples} (${space}), which are not read; ${AS_RGB}`)
  }
  if (space === 'multiband') {
    return other(`its ${channels} channels are of a kind of colour that is not read; ${AS_RGB}`)
  }
  // An animation's height counts all of its frames.
  const tall = header.pageHeight ?? header.height
  const megapixels = (width * tall) / 1e6
  if (megapixels / (shrinksOnLoad ? shrinkOnLoad(header) : 1) > maxMegapixels) {
    return {
      fault: 'too-many-pixels',
      problem: `it has ${Math.round(megapixels)} megapixels (${width} × ${tall}); at most ${maxMegapixels} are read, so make it smaller, or raise the limit: --max-megapixels`,
    }
  }
  if (Math.min(width, tall) < MIN_SIDE_PX) {
    return {
      fault: 'too-small',
      problem: `it is too small to show a face (${width} × ${tall} pixels)`,
    }
  }
  return undefined
}

/**
 * How many times fewer pixels are in memory while a picture is shrunk as it loads. A progressive
 * JPEG is held whole all the same.
 */
function shrinkOnLoad({ format, isProgressive }: Metadata): number {
  return format === 'jpeg' && isProgressive !== true ? 64 : 1
}

/**
 * The way from a file's bytes to the picture as it is looked at: upright, sRGB, opaque, its long
 * side at most `maxLongSidePx`. What comes of it is up to the caller; it rejects what it cannot
 * decode. How large the file may be has been asked when it was decoded.
 */
export function uprightPicture(
  bytes: Uint8Array,
  maxLongSidePx: number,
  {
    maxSeconds = INDEXING_LIMITS.maxSeconds,
    failOn = 'error',
  }: { readonly maxSeconds?: number; readonly failOn?: 'error' | 'warning' } = {},
): Sharp {
  return sharp(bytes, { failOn, limitInputPixels: false })
    .timeout({ seconds: maxSeconds })
    .autoOrient()
    .resize(maxLongSidePx, maxLongSidePx, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: GROUND })
    .toColourspace('srgb')
}

/**
 * What is not done by then is waited for no longer: libvips reads headers without looking at a
 * clock, and some decoders a whole picture. A thread goes on with it meanwhile; where that must not
 * be, as with pictures that strangers send, its process has to be ended.
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

const CUT_SHORT: DecodeFailure = {
  fault: 'damaged',
  problem: 'it is cut short: its end is missing',
}

/** What libvips says, in words for a curator. */
function failureOf({ message }: Error): DecodeFailure {
  const [firstLine = ''] = message.split('\n')
  const said = firstLine.trim()
  if (/unsupported image format/i.test(message)) {
    return { fault: 'not-a-picture', problem: 'it is not a picture, or of an unknown kind' }
  }
  if (message.startsWith(TOO_SLOW)) {
    return { fault: 'too-slow', problem: 'it takes too long to decode' }
  }
  if (/bad labq format|samples out of range|no known route/i.test(message)) {
    const kind = /labq/.test(message) ? 'Lab with 8 bits a channel' : 'of a kind'
    const problem = `its colours are ${kind} that is not read (${said}); ${AS_RGB}`
    return { fault: 'other-format', problem }
  }
  if (
    /premature end|truncated|unexpected end|end of (?:file|image|stream|data)|too short/i.test(
      message,
    )
  ) {
    return { fault: 'damaged', problem: `it is cut short: its end is missing (${said})` }
  }
  const part = /header/i.test(message) ? 'the beginning of it is damaged' : 'it is damaged'
  return { fault: 'damaged', problem: `${part} (${said})` }
}
