import { blankPixels, type Pixels } from './pixels.ts'
import { type SimilarityTransform, scaleOf } from './similarity-transform.ts'

/** Samples along one side of a pixel. More make no difference that the nets can see. */
const MAX_SAMPLES_A_SIDE = 8

/**
 * Crops a picture: pixel (x, y) of the crop shows `source` at `cropToSource(x, y)`. The crop is
 * `size` pixels square, or `size` wide and `height` high. Where the crop shrinks the picture, each
 * pixel averages an even grid of bilinear samples over the area it covers, so fine brushwork does
 * not alias into the descriptor. Outside the picture is black.
 */
export function warpPixels(
  source: Pixels,
  cropToSource: SimilarityTransform,
  size: number,
  height = size,
): Pixels {
  const { width: sourceWidth, height: sourceHeight, data } = source
  const samples = Math.min(MAX_SAMPLES_A_SIDE, Math.max(1, Math.ceil(scaleOf(cropToSource))))
  const share = 1 / (samples * samples)
  const { a, b, tx, ty } = cropToSource
  const result = blankPixels(size, height)
  let to = 0
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < size; x++, to += 4) {
      let red = 0
      let green = 0
      let blue = 0
      for (let sy = 0; sy < samples; sy++) {
        const cy = y + (sy + 0.5) / samples
        for (let sx = 0; sx < samples; sx++) {
          const cx = x + (sx + 0.5) / samples
          const px = a * cx - b * cy + tx - 0.5
          const py = b * cx + a * cy + ty - 0.5
          const left = Math.floor(px)
          const top = Math.floor(py)
          if (left < -1 || top < -1 || left >= sourceWidth || top >= sourceHeight) continue
          const fx = px - left
          const fy = py - top
          const hasLeft = left >= 0
          const hasRight = left + 1 < sourceWidth
          const at = (top * sourceWidth + left) * 4
          if (top >= 0) {
            if (hasLeft) {
              const weight = (1 - fx) * (1 - fy)
              red += weight * (data[at] as number)
              green += weight * (data[at + 1] as number)
              blue += weight * (data[at + 2] as number)
            }
            if (hasRight) {
              const weight = fx * (1 - fy)
              red += weight * (data[at + 4] as number)
              green += weight * (data[at + 5] as number)
              blue += weight * (data[at + 6] as number)
            }
          }
          if (top + 1 < sourceHeight) {
            const below = at + sourceWidth * 4
            if (hasLeft) {
              const weight = (1 - fx) * fy
              red += weight * (data[below] as number)
              green += weight * (data[below + 1] as number)
              blue += weight * (data[below + 2] as number)
            }
            if (hasRight) {
              const weight = fx * fy
              red += weight * (data[below + 4] as number)
              green += weight * (data[below + 5] as number)
              blue += weight * (data[below + 6] as number)
            }
          }
        }
      }
      result.data[to] = red * share
      result.data[to + 1] = green * share
      result.data[to + 2] = blue * share
    }
  }
  return result
}
