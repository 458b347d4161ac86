import sharp, { type Sharp } from 'sharp'
import { ANALYSIS_LONG_SIDE_PX } from '../../embeddings/node/analysis-size.ts'
import { uprightPicture } from '../../embeddings/node/decode-image.ts'
import type { Pixels } from '../../embeddings/pixels/pixels.ts'
import type { CropWindow } from './face-window.ts'

/**
 * Long side of the display picture of a whole work: the analysis size, so that one decoding serves
 * both.
 */
const DISPLAY_LONG_SIDE_PX = ANALYSIS_LONG_SIDE_PX
/** Long side of the picture for a close look. It fits a browser's textures and a network line. */
const CLOSER_LONG_SIDE_PX = 4096
/** A second decoding is worthwhile when it gives so many times more pixels a side. */
export const WORTHWHILE_GAIN = 1.15
const JPEG_QUALITY = 85

export type Jpeg = {
  readonly bytes: Uint8Array
  readonly width: number
  readonly height: number
}

/** The display picture of a whole work. */
export function displayPicture(pixels: Pixels): Promise<Jpeg> {
  return encode(
    fromPixels(pixels).resize(DISPLAY_LONG_SIDE_PX, DISPLAY_LONG_SIDE_PX, {
      fit: 'inside',
      withoutEnlargement: true,
    }),
  )
}

/**
 * The close-look picture of a whole work; undefined when the display picture shows as much. It goes
 * from the file to a JPEG strip by strip and so never lies in memory as a whole, except for the
 * coefficients of a progressive JPEG. `size` is the size of the upright picture in the file.
 */
export async function closerPicture(
  bytes: Uint8Array,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<Jpeg | undefined> {
  if (Math.max(width, height) <= DISPLAY_LONG_SIDE_PX * WORTHWHILE_GAIN) return undefined
  return encode(uprightPicture(bytes, CLOSER_LONG_SIDE_PX))
}

/**
 * Crops a face with its surroundings as painted. `pixels` shows the whole picture at `pixelsScale`
 * times the size in which the window is given. The scale should be at least the window's own.
 */
export function faceCrop(pixels: Pixels, pixelsScale: number, window: CropWindow): Promise<Jpeg> {
  const { area, scale } = window
  const left = Math.min(pixels.width - 1, Math.round(area.x * pixelsScale))
  const top = Math.min(pixels.height - 1, Math.round(area.y * pixelsScale))
  const width = Math.min(pixels.width - left, Math.max(1, Math.round(area.width * pixelsScale)))
  const height = Math.min(pixels.height - top, Math.max(1, Math.round(area.height * pixelsScale)))
  const shrink = Math.min(1, scale / pixelsScale)
  return encode(
    fromPixels(pixels)
      .extract({ left, top, width, height })
      .resize(Math.max(1, Math.round(width * shrink)), Math.max(1, Math.round(height * shrink)), {
        fit: 'fill',
      }),
  )
}

function fromPixels({ width, height, data }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels: 4 } })
}

async function encode(picture: Sharp): Promise<Jpeg> {
  const { data, info } = await picture
    .removeAlpha()
    // Tables of its own would make a picture smaller by a twentieth, in twice the time.
    .jpeg({ quality: JPEG_QUALITY, optimiseCoding: false })
    .toBuffer({ resolveWithObject: true })
  return { bytes: data, width: info.width, height: info.height }
}
