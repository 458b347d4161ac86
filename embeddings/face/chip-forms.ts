import { blankPixels, type Pixels } from '../pixels/pixels.ts'

/** Makes another picture of a chip's size out of a chip. */
export type ChipForm = (chip: Pixels) => Pixels

/** The chip without its colours: a print, or an old photograph, has none. */
export const greyChip: ChipForm = ({ width, height, data }) => {
  const result = blankPixels(width, height)
  for (let at = 0; at < data.length; at += 4) {
    const luma =
      0.299 * (data[at] as number) +
      0.587 * (data[at + 1] as number) +
      0.114 * (data[at + 2] as number)
    result.data.fill(luma, at, at + 3)
  }
  return result
}

/**
 * The chip with its finest detail smoothed away, 1-4-6-4-1 along both axes: brushwork, hatching and
 * cracks are no face. Beyond an edge, the pixel at the edge counts again.
 */
export const blurredChip: ChipForm = ({ width, height, data }) => {
  const result = blankPixels(width, height)
  const along = (from: ArrayLike<number>, to: { [at: number]: number }, axis: 'x' | 'y'): void => {
    const [last, step] = axis === 'x' ? [width - 1, 4] : [height - 1, width * 4]
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const place = axis === 'x' ? x : y
        const before = place > 0 ? step : 0
        const wellBefore = place > 1 ? 2 * step : before
        const after = place < last ? step : 0
        const wellAfter = place < last - 1 ? 2 * step : after
        for (let at = (y * width + x) * 4, end = at + 3; at < end; at++) {
          to[at] =
            ((from[at - wellBefore] as number) +
              4 * (from[at - before] as number) +
              6 * (from[at] as number) +
              4 * (from[at + after] as number) +
              (from[at + wellAfter] as number)) /
            16
        }
      }
    }
  }
  const halfway = new Float32Array(data.length)
  along(data, halfway, 'x')
  along(halfway, result.data, 'y')
  halfway.fill(0)
  return result
}

/**
 * What is described of a portrait beside its chip. Painters, engravers and restorers add what a
 * camera does not; the mean of several forms has less of it. docs/likeness.md has the gain.
 */
export const PORTRAIT_FORMS: readonly ChipForm[] = [greyChip, blurredChip]
