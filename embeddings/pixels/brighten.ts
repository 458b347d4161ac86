import { blankPixels, type Pixels } from './pixels.ts'

/** Share of the pixels that may turn black, and share that may turn white, to stretch the rest. */
const GIVEN_UP = 0.01
/** Exponent of the tone curve. Below 1 it lifts the shadows; 0.5 is the square root. */
const LIFT = 0.5

/**
 * Brightens a picture as cleaning would: stretches its brightness from black to white and lifts the
 * shadows. Detectors then cope with old varnish, night pieces and pale lithographs.
 */
export function brighten({ width, height, data }: Pixels): Pixels {
  const histogram = new Uint32Array(256)
  for (let i = 0; i < data.length; i += 4) {
    const luma =
      0.299 * (data[i] as number) +
      0.587 * (data[i + 1] as number) +
      0.114 * (data[i + 2] as number)
    histogram[Math.round(luma)] = (histogram[Math.round(luma)] as number) + 1
  }
  const givenUp = GIVEN_UP * width * height
  const darkest = firstBeyond(histogram, givenUp)
  const brightest = 255 - firstBeyond(histogram.toReversed(), givenUp)
  const curve = Uint8ClampedArray.from(histogram, (_, value) => {
    const share = (value - darkest) / Math.max(1, brightest - darkest)
    return Math.round(255 * Math.min(1, Math.max(0, share)) ** LIFT)
  })
  const result = blankPixels(width, height)
  for (let i = 0; i < data.length; i += 4) {
    for (let channel = i; channel < i + 3; channel++) {
      result.data[channel] = curve[data[channel] as number] as number
    }
  }
  return result
}

/** The first value at which the count exceeds `givenUp` pixels. */
function firstBeyond(histogram: Uint32Array, givenUp: number): number {
  let counted = 0
  return histogram.findIndex((count) => {
    counted += count
    return counted > givenUp
  })
}
