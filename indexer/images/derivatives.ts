import sharp, { type Sharp } from 'sharp'
import { ANALYSIS_LONG_SIDE_PX } from '../../embeddings/node/analysis-size.ts'
import type { Pixels } from '../../embeddings/pixels.ts'
import type { FaceWindow } from './face-window.ts'

/** Long side of the picture that is shown of a whole work: as analysed, so that one decoding serves both. */
const DISPLAY_LONG_SIDE_PX = ANALYSIS_LONG_SIDE_PX
const JPEG_QUALITY = 85

export type Jpeg = {
  readonly bytes: Uint8Array
  readonly width: number
  readonly height: number
}

/** The whole work as it is shown. */
export function displayPicture(pixels: Pixels): Promise<Jpeg> {
  return encode(
    fromPixels(pixels).resize(DISPLAY_LONG_SIDE_PX, DISPLAY_LONG_SIDE_PX, {
      fit: 'inside',
      withoutEnlargement: true,
    }),
  )
}

/**
 * The surroundings of a face as painted. `pixels` shows the whole picture at `pixelsScale` of the
 * size the window is given in; the scale is best at least the window's own.
 */
export function faceCrop(pixels: Pixels, pixelsScale: number, window: FaceWindow): Promise<Jpeg> {
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
    .jpeg({ quality: JPEG_QUALITY })
    .toBuffer({ resolveWithObject: true })
  return { bytes: data, width: info.width, height: info.height }
}
