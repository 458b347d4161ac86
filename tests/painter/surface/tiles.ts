import { smoothstep } from '../sculpture/curves.ts'
import { noise, speck } from '../sculpture/noise.ts'

/** Textures of what is painted on, 512 pixels square, made once and repeated with a shift. */
const TILE = 512
export type Tile = Float32Array

const made = new Map<string, Tile>()

function once(name: string, value: (x: number, y: number) => number): Tile {
  const known = made.get(name)
  if (known) return known
  const tile = new Float32Array(TILE * TILE)
  for (let y = 0; y < TILE; y++) for (let x = 0; x < TILE; x++) tile[y * TILE + x] = value(x, y)
  made.set(name, tile)
  return tile
}

/** Repeats without a seam: blends the far edge into the near one. */
function seamless(form: (x: number, y: number) => number): (x: number, y: number) => number {
  return (x, y) => {
    const bx = smoothstep(TILE * 0.8, TILE, x)
    const by = smoothstep(TILE * 0.8, TILE, y)
    let value = form(x, y) * (1 - bx) * (1 - by)
    if (bx > 0) value += form(x - TILE, y) * bx * (1 - by)
    if (by > 0) value += form(x, y - TILE) * by * (1 - bx)
    if (bx > 0 && by > 0) value += form(x - TILE, y - TILE) * bx * by
    return value
  }
}

/** Plain-woven canvas, −1 … 1: threads over and under. */
export const canvasTile = (): Tile =>
  once('canvas', (x, y) => {
    const u = (x / TILE) * 128 * Math.PI
    const v = (y / TILE) * 128 * Math.PI
    const over = Math.sin(u) * Math.sin(v) > 0
    const thread = over ? Math.abs(Math.sin(u)) : Math.abs(Math.sin(v))
    return (
      (thread - 0.6) * (0.7 + 0.6 * noise(x * 0.05, y * 0.05, 401)) +
      0.25 * (speck(x, y, 402) - 0.5)
    )
  })

/** Laid or wove paper, −1 … 1. */
export const paperTile = (): Tile =>
  once(
    'paper',
    seamless(
      (x, y) =>
        0.9 * (noise(x * 0.5, y * 0.5, 411) - 0.5) +
        0.7 * (noise(x * 0.23, y * 0.23, 412) - 0.5) +
        0.5 * (speck(x & 511, y & 511, 413) - 0.5),
    ),
  )

/** Lime plaster, −1 … 1: trowelled unevenness and sand. */
export const plasterTile = (): Tile =>
  once(
    'plaster',
    seamless(
      (x, y) =>
        0.8 * (noise(x * 0.03, y * 0.045, 421) - 0.5) +
        0.5 * (noise(x * 0.12, y * 0.12, 422) - 0.5) +
        0.6 * (noise(x * 0.6, y * 0.6, 423) - 0.5),
    ),
  )

/** Wood under thin paint, −1 … 1: upright grain. */
export const woodTile = (): Tile =>
  once(
    'wood',
    seamless(
      (x, y) =>
        Math.sin(x * 0.25 + 5 * noise(x * 0.02, y * 0.004, 431)) * 0.3 +
        (noise(x * 0.9, y * 0.02, 432) - 0.5),
    ),
  )

/** Age cracks: 0 = sound paint, 1 = in the crack; a wandering net of cells. */
export const crackTile = (): Tile => {
  const cell = 16
  const cells = TILE / cell
  return once('crack', (x, y) => {
    const wx = x + 7 * (noise(x * 0.1, y * 0.1, 441) - 0.5)
    const wy = y + 7 * (noise(x * 0.1, y * 0.1, 442) - 0.5)
    const cx = Math.floor(wx / cell)
    const cy = Math.floor(wy / cell)
    let first = 1e9
    let second = 1e9
    for (let j = -1; j <= 1; j++) {
      for (let i = -1; i <= 1; i++) {
        const kx = (((cx + i) % cells) + cells) % cells
        const ky = (((cy + j) % cells) + cells) % cells
        const px = (cx + i + 0.15 + 0.7 * speck(kx, ky, 443)) * cell
        const py = (cy + j + 0.15 + 0.7 * speck(kx, ky, 444)) * cell
        const d = Math.hypot(wx - px, wy - py)
        if (d < first) {
          second = first
          first = d
        } else if (d < second) second = d
      }
    }
    return (
      smoothstep(0.95, 0.2, second - first) *
      smoothstep(0.25, 0.8, noise(x * 0.014, y * 0.014, 445))
    )
  })
}

export const tileAt = (tile: Tile, x: number, y: number): number =>
  tile[((y & (TILE - 1)) << 9) | (x & (TILE - 1))] as number
