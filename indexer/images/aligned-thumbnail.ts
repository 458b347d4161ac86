import sharp from 'sharp'
import { eyeCentres, type Landmarks } from '../../embeddings/face/landmarks.ts'
import type { ThumbnailShape } from '../../embeddings/movement/pose-pack-header.ts'
import { relativeLuminance } from '../../embeddings/pixels/brightness.ts'
import { blankPixels, type Pixels } from '../../embeddings/pixels/pixels.ts'
import { applyTransform, fitSimilarity } from '../../embeddings/pixels/similarity-transform.ts'
import { warpPixels } from '../../embeddings/pixels/warp.ts'
import { fillFromEdges } from './fill-from-edges.ts'

/**
 * The thumbnail's shape: 80 pixels between the eyes, 3.2 eye distances wide and 4 high. It holds
 * forehead, chin and some hair, also of faces turned by 40°, whose eyes are closer together. Its
 * sides are whole blocks of 16, in which JPEGs are coded.
 */
export const THUMBNAIL_SHAPE: ThumbnailShape = {
  width: 256,
  height: 320,
  eyes: [
    { x: 88, y: 144 },
    { x: 168, y: 144 },
  ],
}

const JPEG_QUALITY = 82

export type AlignedThumbnail = {
  readonly jpeg: Uint8Array<ArrayBuffer>
  /** See `PosePackPortrait`. */
  readonly luminance: number
}

/**
 * Lays a face upright, with its eyes where all thumbnails have them. Landmarks are in pixels of the
 * crop. Where the painting ends within the thumbnail, a blur continues its edge.
 */
export async function alignedThumbnail(
  crop: Pixels,
  landmarks: Landmarks,
): Promise<AlignedThumbnail> {
  const pixels = tilePixels(crop, landmarks)
  const { width, height, data } = pixels
  const jpeg = await sharp(data, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .jpeg({ quality: JPEG_QUALITY })
    .toBuffer()
  return { jpeg: Uint8Array.from(jpeg), luminance: relativeLuminance(pixels) }
}

/** Throws `RangeError` when both eyes are at the same place. */
export function tilePixels(crop: Pixels, landmarks: Landmarks): Pixels {
  const { width, height, eyes } = THUMBNAIL_SHAPE
  const tileToCrop = fitSimilarity(eyes, eyeCentres(landmarks))
  const thumbnail = warpPixels(crop, tileToCrop, width, height)
  const isWithin = [
    { x: 0, y: 0 },
    { x: width, y: 0 },
    { x: 0, y: height },
    { x: width, y: height },
  ].every((corner) => {
    const { x, y } = applyTransform(tileToCrop, corner)
    return x >= 1 && y >= 1 && x <= crop.width - 1 && y <= crop.height - 1
  })
  if (isWithin) return thumbnail
  const painted = blankPixels(crop.width, crop.height)
  painted.data.fill(255)
  return fillFromEdges(thumbnail, warpPixels(painted, tileToCrop, width, height))
}
