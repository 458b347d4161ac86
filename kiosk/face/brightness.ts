import type { Pixels } from '../../embeddings/pixels.ts'

/** Mean brightness of the middle of a face chip, where there is nothing but face: 0 black, 1 white. */
export function faceBrightness(chip: Pixels): number {
  const margin = Math.floor(chip.width / 4)
  let sum = 0
  let count = 0
  for (let y = margin; y < chip.height - margin; y++) {
    for (let x = margin; x < chip.width - margin; x++) {
      const at = (y * chip.width + x) * 4
      sum +=
        0.299 * (chip.data[at] as number) +
        0.587 * (chip.data[at + 1] as number) +
        0.114 * (chip.data[at + 2] as number)
      count++
    }
  }
  return count === 0 ? 0 : sum / count / 255
}
