import type { Pixels } from './pixels.ts'

/** Mean brightness of a picture: 0 black, 1 white. */
export function meanBrightness(picture: Pixels): number {
  return brightnessWithin(picture, 0)
}

/** Mean brightness of the middle of a face chip, which shows only face: 0 black, 1 white. */
export function faceBrightness(chip: Pixels): number {
  return brightnessWithin(chip, Math.floor(chip.width / 4))
}

/** Mean brightness without `margin` pixels on every side. */
function brightnessWithin(picture: Pixels, margin: number): number {
  let sum = 0
  let count = 0
  for (let y = margin; y < picture.height - margin; y++) {
    for (let x = margin; x < picture.width - margin; x++) {
      const at = (y * picture.width + x) * 4
      sum +=
        0.299 * (picture.data[at] as number) +
        0.587 * (picture.data[at + 1] as number) +
        0.114 * (picture.data[at + 2] as number)
      count++
    }
  }
  return count === 0 ? 0 : sum / count / 255
}

/**
 * Mean relative luminance of a picture, 0 black to 1 white, as WCAG 2.2 defines it: linear sRGB,
 * 0.2126 R + 0.7152 G + 0.0722 B. Limits for flashes are given in this measure.
 */
export function relativeLuminance({ width, height, data }: Pixels): number {
  let sum = 0
  for (let at = 0; at < data.length; at += 4) {
    sum +=
      0.2126 * (LINEAR[data[at] as number] as number) +
      0.7152 * (LINEAR[data[at + 1] as number] as number) +
      0.0722 * (LINEAR[data[at + 2] as number] as number)
  }
  return width * height === 0 ? 0 : Math.min(1, sum / (width * height))
}

const LINEAR: readonly number[] = Array.from({ length: 256 }, (_, level) => {
  const value = level / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
})
