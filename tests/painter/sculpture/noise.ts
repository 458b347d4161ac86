/** Smooth value noise on an integer lattice, hashed: no tables, no state. */

function lattice(ix: number, iy: number, seed: number): number {
  let h = Math.imul(ix, 0x27d4eb2d) ^ Math.imul(iy, 0x165667b1) ^ Math.imul(seed, 0x9e3779b1)
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296
}

/** Uniform in [0, 1) for a pair of integers. */
export const speck = lattice

/** In [0, 1), continuous, features about one unit wide. */
export function noise(x: number, y: number, seed: number): number {
  const ix = Math.floor(x)
  const iy = Math.floor(y)
  const fx = x - ix
  const fy = y - iy
  const ux = fx * fx * (3 - 2 * fx)
  const uy = fy * fy * (3 - 2 * fy)
  const top = lattice(ix, iy, seed) * (1 - ux) + lattice(ix + 1, iy, seed) * ux
  const low = lattice(ix, iy + 1, seed) * (1 - ux) + lattice(ix + 1, iy + 1, seed) * ux
  return top * (1 - uy) + low * uy
}

/** Several octaves of noise, in [0, 1), mean about one half. */
export function cloud(x: number, y: number, seed: number, octaves = 4): number {
  let sum = 0
  let weight = 0.5
  let total = 0
  for (let octave = 0; octave < octaves; octave++) {
    sum += noise(x, y, seed + octave) * weight
    total += weight
    weight *= 0.5
    x = x * 2.03 + 17.1
    y = y * 2.03 + 9.7
  }
  return sum / total
}

const TILE = 256
const TEXELS = 16
let tile: Float32Array | undefined

/**
 * Like `cloud` but looked up from one repeating tile (16 texels a unit): for work done at every
 * pixel.
 */
export function quickCloud(x: number, y: number, seed: number): number {
  tile ??= makeTile()
  const px = Math.floor(x * TEXELS + seed * 37) & (TILE - 1)
  const py = Math.floor(y * TEXELS + seed * 71) & (TILE - 1)
  return tile[py * TILE + px] as number
}

function makeTile(): Float32Array {
  const made = new Float32Array(TILE * TILE)
  for (let y = 0; y < TILE; y++) {
    for (let x = 0; x < TILE; x++) {
      let value = 0
      for (const [size, weight] of [
        [16, 0.55],
        [8, 0.28],
        [4, 0.17],
      ] as const)
        value += weight * wrapped(x / size, y / size, TILE / size, size)
      made[y * TILE + x] = value
    }
  }
  return made
}

function wrapped(x: number, y: number, period: number, seed: number): number {
  const ix = Math.floor(x)
  const iy = Math.floor(y)
  const fx = x - ix
  const fy = y - iy
  const ux = fx * fx * (3 - 2 * fx)
  const uy = fy * fy * (3 - 2 * fy)
  const jx = (ix + 1) % period
  const jy = (iy + 1) % period
  const top = lattice(ix, iy, seed) * (1 - ux) + lattice(jx, iy, seed) * ux
  const low = lattice(ix, jy, seed) * (1 - ux) + lattice(jx, jy, seed) * ux
  return top * (1 - uy) + low * uy
}
