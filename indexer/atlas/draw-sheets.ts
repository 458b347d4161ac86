import pMap from 'p-map'
import sharp from 'sharp'
import { ATLAS_LEVELS, SHEET } from '../../embeddings/atlas/atlas-file.ts'
import type { Portrait } from '../../embeddings/gallery/portrait.ts'
import type { DataPaths } from '../../embeddings/store/data-paths.ts'
import { readPictureFile } from '../images/read-picture-file.ts'

/** What of a portrait is drawn; the crop's eyes say where its face is. */
export type Pictured = Pick<Portrait, 'crop' | 'eyes'>

const [SMALL, LARGE] = ATLAS_LEVELS
const WEBP_QUALITY = 68
const AT_ONCE = 4
/** The face on its thumbnail, in distances between the eyes: as on aligned thumbnails. */
const WIDTH_IN_EYES = 3.2
const EYES_AT = 0.45
/** What hangs where a picture cannot be read: the wall. */
const WALL = { r: 46, g: 44, b: 37 }
const CHANNELS = 3
const THUMBNAIL_BYTES = LARGE.width * LARGE.height * CHANNELS

/**
 * Draws pictures on sheets and gives those of every level, as WebP, in the order given. Thumbnails
 * are cut out of crops and not turned. One that cannot be read leaves its place bare. `onEach` is
 * called after each picture; what it throws ends the drawing.
 */
export async function drawSheets(
  paths: DataPaths,
  pictures: readonly Pictured[],
  onEach: () => void,
): Promise<readonly (readonly Uint8Array[])[]> {
  const small: Buffer[] = []
  const [smallSheets, largeSheets]: [Uint8Array[], Uint8Array[]] = [[], []]
  const perSheet = LARGE.columns * LARGE.rows
  for (let first = 0; first < pictures.length; first += perSheet) {
    const thumbnails = await pMap(
      pictures.slice(first, first + perSheet),
      async (pictured) => {
        const thumbnail = await thumbnailOf(paths, pictured)
        onEach()
        return thumbnail
      },
      { concurrency: AT_ONCE },
    )
    largeSheets.push(await sheetOf(thumbnails, LARGE))
    small.push(...(await Promise.all(thumbnails.map(shrunk))))
  }
  const perSmallSheet = SMALL.columns * SMALL.rows
  for (let first = 0; first < small.length; first += perSmallSheet) {
    smallSheets.push(await sheetOf(small.slice(first, first + perSmallSheet), SMALL))
  }
  return [smallSheets, largeSheets]
}

async function thumbnailOf(paths: DataPaths, { crop, eyes }: Pictured): Promise<Buffer> {
  const pixels = Buffer.alloc(THUMBNAIL_BYTES)
  for (let at = 0; at < pixels.length; at += CHANNELS) pixels.set([WALL.r, WALL.g, WALL.b], at)
  const file = await readPictureFile(paths.media(crop.digest))
  if ('problem' in file) return pixels
  const area = faceArea(crop, eyes)
  // The whole crop at the thumbnail's scale: JPEGs are decoded faster when they are shrunk at once.
  const scale = LARGE.width / area.width
  const width = Math.max(LARGE.width, Math.round(crop.width * scale))
  const height = Math.max(LARGE.height, Math.round(crop.height * scale))
  let shrunkCrop: Buffer
  try {
    shrunkCrop = await sharp(file.bytes)
      .resize(width, height, { fit: 'fill', kernel: 'cubic' })
      .flatten({ background: WALL })
      .toColourspace('srgb')
      .raw()
      .toBuffer()
  } catch {
    // It was whole when it was described; the report of the pose pack names its fault.
    return pixels
  }
  if (shrunkCrop.length !== width * height * CHANNELS) return pixels
  const left = Math.min(width - LARGE.width, Math.round(area.left * scale))
  const top = Math.min(height - LARGE.height, Math.round(area.top * scale))
  for (let row = 0; row < LARGE.height; row++) {
    const from = ((top + row) * width + left) * CHANNELS
    const to = row * LARGE.width * CHANNELS
    shrunkCrop.copy(pixels, to, from, from + LARGE.width * CHANNELS)
  }
  return pixels
}

/** The part of a crop that its thumbnail shows, as much of it as there is. */
function faceArea(crop: Portrait['crop'], [left, right]: Portrait['eyes']) {
  const wanted = Math.max(8, WIDTH_IN_EYES * Math.hypot(right.x - left.x, right.y - left.y))
  const ratio = LARGE.height / LARGE.width
  const width = Math.max(1, Math.min(wanted, crop.width, crop.height / ratio))
  const height = width * ratio
  const within = (start: number, size: number, room: number) =>
    Math.max(0, Math.min(room - size, start))
  return {
    left: within((left.x + right.x) / 2 - width / 2, width, crop.width),
    top: within((left.y + right.y) / 2 - height * EYES_AT, height, crop.height),
    width,
  }
}

function shrunk(thumbnail: Buffer): Promise<Buffer> {
  return sharp(thumbnail, {
    raw: { width: LARGE.width, height: LARGE.height, channels: CHANNELS },
  })
    .resize(SMALL.width, SMALL.height)
    .raw()
    .toBuffer()
}

function sheetOf(
  thumbnails: readonly Buffer[],
  { width, height, columns }: (typeof ATLAS_LEVELS)[number],
): Promise<Uint8Array> {
  const sheet = Buffer.alloc(SHEET.width * SHEET.height * CHANNELS)
  thumbnails.forEach((thumbnail, at) => {
    const left = (at % columns) * width
    const top = Math.floor(at / columns) * height
    for (let row = 0; row < height; row++) {
      const from = row * width * CHANNELS
      const to = ((top + row) * SHEET.width + left) * CHANNELS
      thumbnail.copy(sheet, to, from, from + width * CHANNELS)
    }
  })
  return sharp(sheet, { raw: { ...SHEET, channels: CHANNELS } })
    .webp({ quality: WEBP_QUALITY, effort: 2 })
    .toBuffer()
}
