import { blankPixels, type Pixels } from '../pixels/pixels.ts'
import type { PartMask } from './part-masks.ts'

/**
 * Computes the colours that replace a hidden part: red, green and blue of every pixel, row by row.
 * The result must not depend on pixels that the mask covers wholly, or it would reveal the part.
 */
export type Filling = (picture: Pixels, mask: PartMask) => Float32Array

/** Copies a picture and blends the filling over the part by the mask's shares. */
export function hidePart(picture: Pixels, mask: PartMask, filling: Filling): Pixels {
  const { width, height, data } = picture
  const fill = filling(picture, mask)
  const result = blankPixels(width, height)
  for (let pixel = 0; pixel < mask.length; pixel++) {
    const hidden = mask[pixel] as number
    for (let channel = 0; channel < 3; channel++) {
      const at = pixel * 4 + channel
      result.data[at] =
        (1 - hidden) * (data[at] as number) + hidden * (fill[pixel * 3 + channel] as number)
    }
  }
  fill.fill(0)
  return result
}

/** Fills the part with the mean colour of all that the mask leaves visible. */
export const flatColour: Filling = ({ data }, mask) => {
  const sums = [0, 0, 0]
  let shown = 0
  for (let pixel = 0; pixel < mask.length; pixel++) {
    const weight = 1 - (mask[pixel] as number)
    shown += weight
    for (let channel = 0; channel < 3; channel++) {
      sums[channel] = (sums[channel] as number) + weight * (data[pixel * 4 + channel] as number)
    }
  }
  const mean = sums.map((sum) => (shown > 0 ? sum / shown : 0))
  return Float32Array.from({ length: mask.length * 3 }, (_, at) => mean[at % 3] as number)
}

/**
 * Fills the part from its surroundings. Each place takes its colour from the finest scale at which
 * something near it is visible (pull and push: S. Gortler et al., "The Lumigraph", SIGGRAPH 1996,
 * section 3.4).
 */
export const smoothSkin: Filling = ({ width, height, data }, mask) => {
  const sums = new Float32Array(width * height * 4)
  for (let pixel = 0; pixel < mask.length; pixel++) {
    const weight = 1 - (mask[pixel] as number)
    sums[pixel * 4] = weight * (data[pixel * 4] as number)
    sums[pixel * 4 + 1] = weight * (data[pixel * 4 + 1] as number)
    sums[pixel * 4 + 2] = weight * (data[pixel * 4 + 2] as number)
    sums[pixel * 4 + 3] = weight
  }
  return pushed({ width, height, sums })
}

/** For each pixel, the weighted sums of red, green and blue, and the sum of the weights. */
type Scale = { readonly width: number; readonly height: number; readonly sums: Float32Array }

/** The colours at one scale. Coarser scales fill its holes. */
function pushed(scale: Scale): Float32Array {
  const { width, height, sums } = scale
  const colours = new Float32Array(width * height * 3)
  const isTop = width === 1 && height === 1
  const above = isTop ? undefined : pulled(scale)
  const around = above && pushed(above)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const pixel = y * width + x
      const weight = sums[pixel * 4 + 3] as number
      const own = Math.min(1, weight)
      for (let channel = 0; channel < 3; channel++) {
        if (weight > 0) {
          colours[pixel * 3 + channel] = (own * (sums[pixel * 4 + channel] as number)) / weight
        }
      }
      if (own < 1 && above && around) addBetween(colours, pixel * 3, 1 - own, above, around, x, y)
    }
  }
  sums.fill(0)
  around?.fill(0)
  return colours
}

/** Halves a scale: two by two pixels become one. */
function pulled({ width, height, sums }: Scale): Scale {
  const [halfWidth, halfHeight] = [Math.ceil(width / 2), Math.ceil(height / 2)]
  const half = new Float32Array(halfWidth * halfHeight * 4)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 4
      const to = ((y >> 1) * halfWidth + (x >> 1)) * 4
      for (let each = 0; each < 4; each++) {
        half[to + each] = (half[to + each] as number) + (sums[from + each] as number)
      }
    }
  }
  return { width: halfWidth, height: halfHeight, sums: half }
}

/**
 * Adds a share of the coarser scale's colour at a pixel of this scale, with linear interpolation.
 */
function addBetween(
  colours: Float32Array,
  to: number,
  share: number,
  { width, height }: Scale,
  around: Float32Array,
  x: number,
  y: number,
): void {
  const px = Math.min(width - 1, Math.max(0, (x - 0.5) / 2))
  const py = Math.min(height - 1, Math.max(0, (y - 0.5) / 2))
  const [left, top] = [Math.floor(px), Math.floor(py)]
  const [fx, fy] = [px - left, py - top]
  const upper = top * width
  const lower = Math.min(height - 1, top + 1) * width
  const right = Math.min(width - 1, left + 1)
  for (let channel = 0; channel < 3; channel++) {
    const at = (pixel: number): number => around[pixel * 3 + channel] as number
    const above = (1 - fx) * at(upper + left) + fx * at(upper + right)
    const below = (1 - fx) * at(lower + left) + fx * at(lower + right)
    colours[to + channel] =
      (colours[to + channel] as number) + share * ((1 - fy) * above + fy * below)
  }
}
