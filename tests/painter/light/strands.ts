import type { DepthView } from '../sculpture/depth-view.ts'
import { speck } from '../sculpture/noise.ts'
import { at, FUR, HAIR, SKIN } from '../sculpture/sheet.ts'

/**
 * Streaks along the hair: noise averaged up and down the flow of each hairy pixel (line integral
 * convolution), 0 … 1, written into `strands`.
 */
export function findStrands(view: DepthView, seed: number, strands: Float32Array, reach = 9): void {
  const { width, height, flow, substance, weight } = view
  const grain = grainTile()
  const shift = seed * 193
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x
      const kind = at(substance, i)
      if (kind !== HAIR && kind !== FUR && !(kind === SKIN && at(weight, i) > 0.02)) continue
      let sum = at(grain, grainIndex(x, y, shift))
      let count = 1
      for (const way of [1, -1]) {
        let px = x
        let py = y
        for (let step = 0; step < reach; step++) {
          const j = Math.round(py) * width + Math.round(px)
          const fx = at(flow, j * 2)
          const fy = at(flow, j * 2 + 1)
          const length = Math.sqrt(fx * fx + fy * fy)
          if (length < 0.02) break
          px += (way * fx) / length
          py += (way * fy) / length
          if (px < 0 || py < 0 || px >= width - 1 || py >= height - 1) break
          sum += at(grain, grainIndex(Math.round(px), Math.round(py), shift))
          count++
        }
      }
      const mean = sum / count
      strands[i] = Math.max(0, Math.min(1, 0.5 + (mean - 0.5) * (1.2 + 0.2 * count)))
    }
  }
}

const GRAIN = 512
let grainMade: Float32Array | undefined

const grainIndex = (x: number, y: number, shift: number): number =>
  ((y & (GRAIN - 1)) << 9) | ((x + shift) & (GRAIN - 1))

function grainTile(): Float32Array {
  if (grainMade) return grainMade
  const grain = new Float32Array(GRAIN * GRAIN)
  for (let y = 0; y < GRAIN; y++)
    for (let x = 0; x < GRAIN; x++)
      grain[y * GRAIN + x] = 0.45 * speck(x, y, 1) + 0.55 * speck(x >> 1, y >> 1, 2)
  grainMade = grain
  return grain
}
