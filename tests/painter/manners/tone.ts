import { toSrgb } from '../colour/light-values.ts'
import type { Study } from '../light/study.ts'
import { at } from '../sculpture/sheet.ts'
import { lendFloats } from '../sculpture/workspace.ts'

/**
 * The study in grey, 0 black … 1 white, its sitter's middle brought to `middle`: a print has one
 * range for every face.
 */
export function greyStudy(study: Study, middle: number, contrast: number): Float32Array {
  const grey = lendFloats(study.width * study.height)
  let sum = 0
  let count = 0
  for (let i = 0; i < grey.length; i++) {
    const value = toSrgb(
      0.3 * at(study.colour, i * 3) +
        0.58 * at(study.colour, i * 3 + 1) +
        0.12 * at(study.colour, i * 3 + 2),
    )
    grey[i] = value
    if (at(study.detail, i) > 0.6) {
      sum += value
      count++
    }
  }
  const mean = count > 0 ? sum / count : 0.5
  for (let i = 0; i < grey.length; i++)
    grey[i] = Math.min(1, Math.max(0, middle + (at(grey, i) - mean) * contrast))
  return grey
}
