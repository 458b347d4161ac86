import { CHIP_SIZE, chipToPicture } from '../../embeddings/face/alignment.ts'
import type { Landmarks } from '../../embeddings/face/landmarks.ts'
import { invertTransform } from '../../embeddings/pixels/similarity-transform.ts'

/** A canvas transform as `setTransform` takes it. */
type Transform = readonly [a: number, b: number, c: number, d: number, e: number, f: number]

/**
 * Lays a picture so that a square canvas of `side` pixels shows the face upright, as the
 * recognition net gets it. Mirrored, it is the chip's mirror image: a face is described by the two
 * alike.
 */
export function chipTransform(
  landmarks: Landmarks,
  { side, mirrored }: { readonly side: number; readonly mirrored: boolean },
): Transform {
  const { a, b, tx, ty } = invertTransform(chipToPicture(landmarks))
  const scale = side / CHIP_SIZE
  const across = mirrored ? -scale : scale
  const from = mirrored ? side : 0
  return [a * across, b * scale, -b * across, a * scale, from + tx * across, ty * scale]
}

/**
 * Draws the upright chip of a picture over the whole of a square canvas. `landmarks` are on the
 * picture at `width` × `height` pixels. Nothing but what the canvas itself resamples: see
 * `faceChip` for the chip that is described, averaged over the area of each pixel.
 */
export function drawChip(
  context: CanvasRenderingContext2D,
  picture: {
    readonly source: CanvasImageSource
    readonly width: number
    readonly height: number
    readonly landmarks: Landmarks
    readonly mirrored: boolean
  },
): void {
  const { source, width, height, landmarks, mirrored } = picture
  const side = context.canvas.width
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.clearRect(0, 0, side, side)
  context.imageSmoothingQuality = 'high'
  context.setTransform(...chipTransform(landmarks, { side, mirrored }))
  context.drawImage(source, 0, 0, width, height)
  context.setTransform(1, 0, 0, 1, 0, 0)
}
