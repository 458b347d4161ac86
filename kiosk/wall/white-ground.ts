import type { Pixels } from '../../embeddings/pixels/pixels.ts'

/** Darker is no white of a scanner or a page, nor is what is coloured by more than this. */
const LEAST_WHITE = 226
const MOST_COLOURED = 22
/** A ground takes this share of its picture; a cap or a cloud at the edge takes less. */
const LEAST_SHARE = 0.01
/** Paint is hardly ever as white as this: of a ground like it one corner is enough. */
const PURE_WHITE = 246
/** Between ground and painting, pixels are a little of both. */
const EDGE = 150

/**
 * The white that an oval, a sheet or a cut-out was photographed on: what is white and reaches a
 * corner of the picture without leaving white. 255 where it is, less along its edge, row by row;
 * null where a picture has fewer than two white corners, or one that is no paint.
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
  const isPure = corners.some((at) => Math.min(...data.subarray(at * 4, at * 4 + 3)) >= PURE_WHITE)
  if (corners.length < (isPure ? 1 : 2)) return null
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
  if (count < LEAST_SHARE * width * height) return null
  for (let at = 0; at <= last; at++) {
    const beside = [at - 1, at + 1, at - width, at + width]
    if (ground[at] === 0 && beside.some((each) => ground[each] === 255)) ground[at] = EDGE
  }
  return ground
}
