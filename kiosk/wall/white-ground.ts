import type { Pixels } from '../../embeddings/pixels/pixels.ts'

/** Darker is no white of a scanner or a page, nor is what is coloured by more than this. */
const LEAST_WHITE = 226
const MOST_COLOURED = 22
/** A ground takes this share of its picture; a cap or a cloud at the edge takes less. */
const LEAST_SHARE = 0.02

/**
 * The white that an oval, a sheet or a cut-out was photographed on: what is white and reaches a
 * corner of the picture without leaving white. 255 where it is, row by row; null where a picture
 * has fewer than two white corners.
 */
export function whiteGround({ width, height, data }: Pixels): Uint8ClampedArray | null {
  const isWhite = (at: number): boolean => {
    const [red, green, blue] = [data[at * 4], data[at * 4 + 1], data[at * 4 + 2]] as [
      number,
      number,
      number,
    ]
    const least = Math.min(red, green, blue)
    return least >= LEAST_WHITE && Math.max(red, green, blue) - least <= MOST_COLOURED
  }
  const last = width * height - 1
  const corners = [0, width - 1, last - width + 1, last].filter(isWhite)
  if (corners.length < 2) return null
  const ground = new Uint8ClampedArray(width * height)
  const waiting = [...corners]
  let count = 0
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (ground[at] !== 0 || !isWhite(at)) continue
    ground[at] = 255
    count += 1
    const x = at % width
    if (x > 0) waiting.push(at - 1)
    if (x < width - 1) waiting.push(at + 1)
    if (at >= width) waiting.push(at - width)
    if (at <= last - width) waiting.push(at + width)
  }
  return count < LEAST_SHARE * width * height ? null : ground
}
