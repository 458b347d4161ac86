import type { Pixels } from '../../embeddings/pixels/pixels.ts'
import type { Box } from '../../embeddings/pixels/point.ts'

/** Pixels of one colour differ by no more, of 255 and summed over red, green and blue. */
const ONE_COLOUR = 36
/**
 * A margin ends at an edge: most of the next line is of other colours. A wall behind a head does
 * not.
 */
const EDGE_SHARE = 0.6
/** A margin that takes more of a side than this is no margin. */
const MOST_OF_SIDE = 0.45

/**
 * What is left of a picture without flat margins, such as the grey that a crop was laid on; in
 * shares of its width and height.
 */
export function withoutFlatMargins({ width, height, data }: Pixels): Box {
  const row = (y: number) => (along: number) => (y * width + along) * 4
  const column = (x: number) => (along: number) => (along * width + x) * 4
  const depth = (line: (at: number) => (along: number) => number, lines: number, length: number) =>
    marginDepth(data, line, Math.floor(lines * MOST_OF_SIDE), length) / lines
  const top = depth(row, height, width)
  const bottom = depth((at) => row(height - 1 - at), height, width)
  const left = depth(column, width, height)
  const right = depth((at) => column(width - 1 - at), width, height)
  return { x: left, y: top, width: 1 - left - right, height: 1 - top - bottom }
}

/** How many lines from the edge are of the colour of the first pixel, if they end at an edge. */
function marginDepth(
  data: Uint8ClampedArray,
  line: (at: number) => (along: number) => number,
  most: number,
  length: number,
): number {
  const first = line(0)(0)
  const differs = (at: number) =>
    [0, 1, 2].reduce(
      (sum, channel) =>
        sum + Math.abs((data[at + channel] as number) - (data[first + channel] as number)),
      0,
    ) > ONE_COLOUR
  for (let at = 0; at <= most; at++) {
    const place = line(at)
    let others = 0
    for (let along = 0; along < length; along++) if (differs(place(along))) others += 1
    if (others > 0) return others >= EDGE_SHARE * length ? at : 0
  }
  return 0
}
