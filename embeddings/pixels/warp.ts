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
  // What each column of samples adds to a place in the source is the same on every row.
  const columns = Array.from({ length: size * samples }, (_, i) => {
    return Math.floor(i / samples) + ((i % samples) + 0.5) / samples
  })
  const acrossOf = Float64Array.from(columns, (cx) => a * cx)
  const downOf = Float64Array.from(columns, (cx) => b * cx)
  const lastColumn = sourceWidth - 1
  const lastRow = sourceHeight - 1
  const rowBytes = sourceWidth * 4
  const result = blankPixels(size, height)
  let to = 0
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < size; x++, to += 4) {
      let red = 0
      let green = 0
      let blue = 0
      for (let sy = 0; sy < samples; sy++) {
        const cy = y + (sy + 0.5) / samples
        const across = b * cy
        const down = a * cy
        const end = (x + 1) * samples
        for (let column = x * samples; column < end; column++) {
          const px = (acrossOf[column] as number) - across + tx - 0.5
          const py = (downOf[column] as number) + down + ty - 0.5
          if (px >= 0 && py >= 0 && px < lastColumn && py < lastRow) {
            // All four neighbours are there, which is nearly always so.
            const left = px | 0
            const top = py | 0
            const fx = px - left
            const fy = py - top
            const at = top * rowBytes + left * 4
            const under = at + rowBytes
            const upperLeft = (1 - fx) * (1 - fy)
            const upperRight = fx * (1 - fy)
            const lowerLeft = (1 - fx) * fy
            const lowerRight = fx * fy
            red += upperLeft * (data[at] as number)
            green += upperLeft * (data[at + 1] as number)
            blue += upperLeft * (data[at + 2] as number)
            red += upperRight * (data[at + 4] as number)
            green += upperRight * (data[at + 5] as number)
            blue += upperRight * (data[at + 6] as number)
            red += lowerLeft * (data[under] as number)
            green += lowerLeft * (data[under + 1] as number)
            blue += lowerLeft * (data[under + 2] as number)
            red += lowerRight * (data[under + 4] as number)
            green += lowerRight * (data[under + 5] as number)
            blue += lowerRight * (data[under + 6] as number)
            continue
          }
          const left = Math.floor(px)
          const top = Math.floor(py)
          if (left < -1 || top < -1 || left > lastColumn || top > lastRow) continue
          for (let row = Math.max(0, top); row <= Math.min(lastRow, top + 1); row++) {
            const vertical = row === top ? 1 - (py - top) : py - top
            for (let at = Math.max(0, left); at <= Math.min(lastColumn, left + 1); at++) {
              const weight = (at === left ? 1 - (px - left) : px - left) * vertical
              const from = row * rowBytes + at * 4
              red += weight * (data[from] as number)
              green += weight * (data[from + 1] as number)
              blue += weight * (data[from + 2] as number)
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
