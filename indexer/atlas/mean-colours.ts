import pMap from 'p-map'
import sharp from 'sharp'
import type { Portrait } from '../../embeddings/gallery/portrait.ts'
import type { DataPaths } from '../../embeddings/store/data-paths.ts'
import { readPictureFile } from '../images/read-picture-file.ts'

const AT_ONCE = 4
const CHANNELS = 3
/**
 * Whole pictures are averaged from so few pixels: JPEGs are decoded faster when they are shrunk.
 */
const SIDE = 16

/** Hue in degrees, lightness from 0 to 1. */
export type MeanColour = { readonly hue: number; readonly lightness: number }

const UNKNOWN: MeanColour = { hue: 0, lightness: 0 }

/**
 * The mean colour of the whole picture that each portrait is in; black where it cannot be read.
 * `onEach` is called after each picture; what it throws ends the reading.
 */
export async function meanColours(
  paths: DataPaths,
  portraits: readonly Pick<Portrait, 'picture'>[],
  onEach: () => void,
): Promise<readonly MeanColour[]> {
  const digests = [...new Set(portraits.map(({ picture }) => picture.digest))]
  const known = new Map(
    await pMap(
      digests,
      async (digest) => {
        const colour = await colourOfFile(paths.media(digest))
        onEach()
        return [digest, colour] as const
      },
      { concurrency: AT_ONCE },
    ),
  )
  return portraits.map(({ picture }) => known.get(picture.digest) ?? UNKNOWN)
}

async function colourOfFile(path: string): Promise<MeanColour> {
  const file = await readPictureFile(path)
  if ('problem' in file) return UNKNOWN
  const pixels = await sharp(file.bytes)
    .resize(SIDE, SIDE, { fit: 'fill' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer()
    // It was whole when it was described; its portrait's thumbnail is bare as well.
    .catch(() => undefined)
  return pixels?.length === SIDE * SIDE * CHANNELS ? meanColour(pixels) : UNKNOWN
}

function meanColour(pixels: Uint8Array): MeanColour {
  const sums = [0, 0, 0]
  pixels.forEach((value, at) => {
    sums[at % CHANNELS] = (sums[at % CHANNELS] as number) + value
  })
  const [red, green, blue] = sums.map((sum) => sum / (255 * (pixels.length / CHANNELS))) as [
    number,
    number,
    number,
  ]
  const most = Math.max(red, green, blue)
  const least = Math.min(red, green, blue)
  return { hue: 60 * hueSixth(red, green, blue, most, most - least), lightness: (most + least) / 2 }
}

/** In sixths of the circle; 0 of a grey. */
function hueSixth(red: number, green: number, blue: number, most: number, chroma: number): number {
  if (chroma === 0) return 0
  if (most === red) return ((green - blue) / chroma + 6) % 6
  return most === green ? (blue - red) / chroma + 2 : (red - green) / chroma + 4
}
