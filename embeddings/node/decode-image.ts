import sharp from 'sharp'
import type { Pixels } from '../pixels.ts'

/** Larger pictures are refused by their header, before a byte of them is decoded. */
const MAX_MEGAPIXELS = 100
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

/**
 * Decodes the bytes of a picture file for analysis: turned upright by its EXIF, brought to 8-bit
 * sRGB by its colour profile, laid on white, and shrunk to `maxLongSidePx` while loading where the
 * format can. A picture that cannot be read is an expected ending: `problem` says why, for a curator.
 */
export async function decodeImage(
  bytes: Uint8Array,
  maxLongSidePx: number,
): Promise<{ image: DecodedImage } | { problem: string }> {
  if (bytes.byteLength === 0) return { problem: 'the file is empty' }
  try {
    const header = await sharp(bytes, { limitInputPixels: false }).metadata()
    if (!FORMATS.has(header.format)) {
      return { problem: `${header.format} pictures are not read; make it a JPEG, PNG or TIFF` }
    }
    // An animation's height counts all of its frames.
    const tall = header.pageHeight ?? header.height
    const megapixels = (header.width * tall) / 1e6
    if (megapixels > MAX_MEGAPIXELS) {
      return {
        problem: `it has ${Math.round(megapixels)} megapixels (${header.width} × ${tall}); at most ${MAX_MEGAPIXELS} are read, so make it smaller`,
      }
    }
    if (Math.min(header.width, tall) < MIN_SIDE_PX) {
      return { problem: `it is too small to show a face (${header.width} × ${tall} pixels)` }
    }
    const turned = (header.orientation ?? 1) >= 5
    const { data, info } = await sharp(bytes, {
      failOn: 'error',
      limitInputPixels: MAX_MEGAPIXELS * 1e6,
    })
      .autoOrient()
      .resize(maxLongSidePx, maxLongSidePx, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: GROUND })
      .toColourspace('srgb')
      .ensureAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
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
    return { problem: inWords(error as Error) }
  }
}

/** What libvips says, in words for a curator. */
function inWords({ message }: Error): string {
  const [firstLine = ''] = message.split('\n')
  if (/unsupported image format/i.test(message)) return 'it is not a picture, or of an unknown kind'
  return `it is damaged or cut short (${firstLine.trim()})`
}
