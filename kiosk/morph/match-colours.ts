import type { MorphPixels } from './morph-pixels.ts'

/** An oval about a face, in pixels. */
export type Oval = {
  readonly x: number
  readonly y: number
  readonly radiusX: number
  readonly radiusY: number
}

type Lab = readonly [lightness: number, greenRed: number, blueYellow: number]
type Spread = { readonly mean: Lab; readonly deviation: Lab }

/** The least and the most that a picture's spread is stretched by: more would show its noise. */
const STRETCH = [0.55, 1.6] as const
/** Of every row and column, one in this many is measured. */
const MEASURED_STEP = 3

/**
 * Gives the visitor's picture the colours of the portrait's, in place: mean and spread in CIELAB,
 * as they are within the oval of the face on both (Reinhard and others, "Color Transfer between
 * Images", 2001). What is not there stays so.
 */
export function matchColours({ visitor, portrait, width, height }: MorphPixels, face: Oval): void {
  const from = spreadIn(visitor, width, height, face)
  const to = spreadIn(portrait, width, height, face)
  if (from === null || to === null) return
  const stretch = from.deviation.map((each, channel) => {
    const wanted = each === 0 ? 1 : (to.deviation[channel] as number) / each
    return Math.min(STRETCH[1], Math.max(STRETCH[0], wanted))
  }) as [number, number, number]
  for (let at = 0; at < visitor.length; at++) {
    const pixel = visitor[at] as number
    const opacity = pixel >>> 24
    if (opacity === 0) continue
    const [l, a, b] = labOf(pixel, opacity)
    visitor[at] = pixelOf(
      [
        to.mean[0] + (l - from.mean[0]) * stretch[0],
        to.mean[1] + (a - from.mean[1]) * stretch[1],
        to.mean[2] + (b - from.mean[2]) * stretch[2],
      ],
      opacity,
    )
  }
}

function spreadIn(
  pixels: Uint32Array,
  width: number,
  height: number,
  { x, y, radiusX, radiusY }: Oval,
): Spread | null {
  const sums = [0, 0, 0]
  const squares = [0, 0, 0]
  let count = 0
  const top = Math.max(0, Math.ceil(y - radiusY))
  const left = Math.max(0, Math.ceil(x - radiusX))
  for (let row = top; row < Math.min(height, y + radiusY); row += MEASURED_STEP) {
    for (let column = left; column < Math.min(width, x + radiusX); column += MEASURED_STEP) {
      const pixel = pixels[row * width + column] as number
      const opacity = pixel >>> 24
      const isIn = ((column - x) / radiusX) ** 2 + ((row - y) / radiusY) ** 2 < 1
      if (!isIn || opacity < 128) continue
      labOf(pixel, opacity).forEach((value, channel) => {
        sums[channel] = (sums[channel] as number) + value
        squares[channel] = (squares[channel] as number) + value * value
      })
      count += 1
    }
  }
  if (count === 0) return null
  const mean = sums.map((sum) => sum / count) as [number, number, number]
  const deviation = squares.map((sum, channel) =>
    Math.sqrt(Math.max(0, sum / count - (mean[channel] as number) ** 2)),
  ) as [number, number, number]
  return { mean, deviation }
}

/** Linear light of each 8-bit value of sRGB. */
const LINEAR = Float64Array.from({ length: 256 }, (_, value) => {
  const share = value / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
})
/** The white of sRGB, D65. */
const WHITE = [0.95047, 1, 1.08883] as const
const EPSILON = 216 / 24_389
const KAPPA = 24_389 / 27

/** CIELAB of a pixel that is multiplied by its opacity. */
function labOf(pixel: number, opacity: number): Lab {
  const channel = (value: number): number =>
    LINEAR[Math.min(255, Math.round((value * 255) / opacity))] as number
  const red = channel(pixel & 255)
  const green = channel((pixel >>> 8) & 255)
  const blue = channel((pixel >>> 16) & 255)
  const x = bent((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / WHITE[0])
  const y = bent(0.2126729 * red + 0.7151522 * green + 0.072175 * blue)
  const z = bent((0.0193339 * red + 0.119192 * green + 0.9503041 * blue) / WHITE[2])
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

function bent(share: number): number {
  return share > EPSILON ? Math.cbrt(share) : (KAPPA * share + 16) / 116
}

function unbent(value: number): number {
  return value ** 3 > EPSILON ? value ** 3 : (116 * value - 16) / KAPPA
}

function pixelOf([l, a, b]: Lab, opacity: number): number {
  const fy = (l + 16) / 116
  const x = WHITE[0] * unbent(fy + a / 500)
  const y = unbent(fy)
  const z = WHITE[2] * unbent(fy - b / 200)
  const channel = (light: number): number => {
    const share = light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055
    return Math.round(Math.min(1, Math.max(0, share)) * opacity)
  }
  const red = channel(3.2404542 * x - 1.5371385 * y - 0.4985314 * z)
  const green = channel(-0.969266 * x + 1.8760108 * y + 0.041556 * z)
  const blue = channel(0.0556434 * x - 0.2040259 * y + 1.0572252 * z)
  return (red | (green << 8) | (blue << 16) | (opacity << 24)) >>> 0
}
