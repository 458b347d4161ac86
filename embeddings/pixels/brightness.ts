import type { Pixels } from './pixels.ts'

/** Mean brightness of a picture: 0 black, 1 white. */
export function meanBrightness(picture: Pixels): number {
  return brightnessWithin(picture, 0)
}

/** Mean brightness of the middle of a face chip, where there is nothing but face: 0 black, 1 white. */
export function faceBrightness(chip: Pixels): number {
  return brightnessWithin(chip, Math.floor(chip.width / 4))
}

/** `margin` pixels are left out on every side. */
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
