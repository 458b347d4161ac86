import type { Landmarks } from '../face/landmarks.ts'
import type { Box } from '../pixels/point.ts'
import type { DecodedImage } from './decode-image.ts'

/** Long side, in pixels, to which pictures are shrunk before faces are looked for in them. */
export const ANALYSIS_LONG_SIDE_PX = 1600

/** A face of the shrunk picture, with its places in pixels of the picture at full size. */
export function atFullSize<Face extends { readonly box: Box; readonly landmarks: Landmarks }>(
  face: Face,
  image: DecodedImage,
): Face {
  const across = image.width / image.pixels.width
  const down = image.height / image.pixels.height
  return {
    ...face,
    box: {
      x: face.box.x * across,
      y: face.box.y * down,
      width: face.box.width * across,
      height: face.box.height * down,
    },
    landmarks: face.landmarks.map(({ x, y }) => ({ x: x * across, y: y * down })),
  }
}
