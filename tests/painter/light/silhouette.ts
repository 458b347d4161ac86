import type { DepthView } from '../sculpture/depth-view.ts'
import { at } from '../sculpture/sheet.ts'
import { lendFloats } from '../sculpture/workspace.ts'
import type { Study } from './study.ts'

/**
 * Loses the staircase along silhouettes: pixels where one thing ends take the mean of their
 * neighbourhood.
 */
export function softenSilhouette(study: Study, view: DepthView): void {
  const { width, height, colour } = study
  const source = lendFloats(colour.length)
  source.set(colour)
  for (let y = 1; y + 1 < height; y++) {
    for (let x = 1; x + 1 < width; x++) {
      const i = y * width + x
      const z = at(view.depth, i)
      let breaks = 0
      for (const j of [i - 1, i + 1, i - width, i + width])
        if (Math.abs(at(view.depth, j) - z) > 0.5) breaks++
      if (breaks === 0) continue
      if (at(study.detail, i) < 0.66) study.detail[i] = 0.66
      for (let c = 0; c < 3; c++) {
        const k = i * 3 + c
        const row = width * 3
        colour[k] =
          (at(source, k) * 4 +
            (at(source, k - 3) + at(source, k + 3) + at(source, k - row) + at(source, k + row)) *
              2 +
            at(source, k - row - 3) +
            at(source, k - row + 3) +
            at(source, k + row - 3) +
            at(source, k + row + 3)) /
          16
      }
    }
  }
}
