import type { Pixels } from '../../embeddings/pixels/pixels.ts'

/** Four numbers for each pixel: colour times coverage, and coverage. */
type Layer = { readonly width: number; readonly height: number; readonly sums: Float32Array }

/**
 * Fills the holes of a picture with the colours of the covered pixels around them: near ones give
 * their detail, far ones their mean (pull and push over a pyramid: S. Gortler et al., "The
 * lumigraph", SIGGRAPH 1996, section 3.4). `coverage` is white where `picture` is complete and
 * black where the picture is black for lack of content. Partly covered pixels are partly filled.
 */
export function fillFromEdges(picture: Pixels, coverage: Pixels): Pixels {
  const { width, height } = picture
  const sums = new Float32Array(width * height * 4)
  let isWhole = true
  for (let at = 0; at < sums.length; at += 4) {
    for (let channel = 0; channel < 3; channel++) {
      sums[at + channel] = picture.data[at + channel] as number
    }
    sums[at + 3] = (coverage.data[at] as number) / 255
    isWhole &&= sums[at + 3] === 1
  }
  if (isWhole) return picture
  const filled = fill({ width, height, sums })
  const data = new Uint8ClampedArray(sums.length)
  for (let at = 0; at < sums.length; at += 4) {
    for (let channel = 0; channel < 3; channel++) {
      data[at + channel] = filled.sums[at + channel] as number
    }
    data[at + 3] = 255
  }
  return { width, height, data }
}

/** Fills the gaps of a layer from a layer of half its size, which is filled in the same way. */
function fill(layer: Layer): Layer {
  const { width, height, sums } = layer
  const smaller = width > 1 || height > 1 ? fill(halved(layer)) : undefined
  const filled = new Float32Array(sums.length)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4
      const covered = Math.min(1, sums[at + 3] as number)
      for (let channel = 0; channel < 3; channel++) {
        const lacking = covered < 1 && smaller ? sampled(smaller, x, y, channel) : 0
        filled[at + channel] = (sums[at + channel] as number) + (1 - covered) * lacking
      }
      filled[at + 3] = 1
    }
  }
  return { width, height, sums: filled }
}

/** Adds up four pixels into one, and scales the sums down where the coverage exceeds 1. */
function halved({ width, height, sums }: Layer): Layer {
  const [halfWidth, halfHeight] = [Math.ceil(width / 2), Math.ceil(height / 2)]
  const result = new Float32Array(halfWidth * halfHeight * 4)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 4
      const to = ((y >> 1) * halfWidth + (x >> 1)) * 4
      for (let i = 0; i < 4; i++) {
        result[to + i] = (result[to + i] as number) + (sums[from + i] as number)
      }
    }
  }
  for (let at = 0; at < result.length; at += 4) {
    const covered = result[at + 3] as number
    if (covered <= 1) continue
    for (let i = 0; i < 4; i++) result[at + i] = (result[at + i] as number) / covered
  }
  return { width: halfWidth, height: halfHeight, sums: result }
}

/** The colour of a half-size layer at the middle of a pixel, between its four nearest pixels. */
function sampled({ width, height, sums }: Layer, x: number, y: number, channel: number): number {
  const px = Math.min(width - 1, Math.max(0, (x + 0.5) / 2 - 0.5))
  const py = Math.min(height - 1, Math.max(0, (y + 0.5) / 2 - 0.5))
  const [left, top] = [Math.floor(px), Math.floor(py)]
  const [right, bottom] = [Math.min(width - 1, left + 1), Math.min(height - 1, top + 1)]
  const value = (column: number, row: number): number =>
    sums[(row * width + column) * 4 + channel] as number
  const upper = value(left, top) * (1 - px + left) + value(right, top) * (px - left)
  const lower = value(left, bottom) * (1 - px + left) + value(right, bottom) * (px - left)
  return upper * (1 - py + top) + lower * (py - top)
}
