/**
 * The wall: plaster of a warm grey-green with the slightest unevenness, and one lamp from above.
 * Painted into pixels rather than with CSS gradients, because an 8-bit gradient this dark shows
 * bands; here every pixel is dithered by the plaster's own grain.
 */

export type Lamp = {
  /** Middle of the pool of light and its half axes, as shares of the wall's width and height. */
  readonly x: number
  readonly y: number
  readonly radiusX: number
  readonly radiusY: number
}

/** Far from the lamp, and under it; sRGB. The lit one is bounded by `LIT_WALL` in accent.ts. */
const SHADE = [19, 19, 17] as const
const LIGHT = [68, 66, 56] as const

/** How far the trowel's waves and the grain lift or lower the plaster, in shares of the light. */
const WAVES = 0.1
const GRAIN = 0.03

/**
 * Paints `rows` rows from row `top` of a wall of `width` × `height` pixels, RGBA row by row. The
 * same every time; in bands, since a whole wall takes longer than a frame.
 */
export function paintPlaster(
  wall: { readonly width: number; readonly height: number; readonly lamp: Lamp },
  top: number,
  rows: number,
): Uint8ClampedArray<ArrayBuffer> {
  const { width, height, lamp } = wall
  const pixels = new Uint8ClampedArray(width * rows * 4)
  const unit = Math.max(width, height) / 1920
  const random = grain(top)
  for (let y = top; y < top + rows; y++) {
    const dy = (y / height - lamp.y) / lamp.radiusY
    for (let x = 0; x < width; x++) {
      const dx = (x / width - lamp.x) / lamp.radiusX
      const lit = Math.exp(-1.1 * (dx * dx + dy * dy))
      const wave =
        smooth(x / (310 * unit), y / (250 * unit)) * 0.6 +
        smooth(x / (74 * unit) + 31, y / (60 * unit) + 17) * 0.28 +
        smooth(x / (19 * unit) + 7, y / (23 * unit) + 53) * 0.12
      const relief = 1 + WAVES * (wave - 0.5) * 2
      const at = ((y - top) * width + x) * 4
      const speck = (random() - 0.5) * 2 * GRAIN * (12 + lit * 34)
      for (let channel = 0; channel < 3; channel++) {
        const shade = SHADE[channel] as number
        const light = LIGHT[channel] as number
        pixels[at + channel] = (shade + (light - shade) * lit) * relief + speck + random() - 0.5
      }
      pixels[at + 3] = 255
    }
  }
  return pixels
}

/** Value noise, 0 to 1, smooth over a lattice of side 1. */
function smooth(x: number, y: number): number {
  const left = Math.floor(x)
  const top = Math.floor(y)
  const u = ease(x - left)
  const v = ease(y - top)
  const above = lattice(left, top) * (1 - u) + lattice(left + 1, top) * u
  const below = lattice(left, top + 1) * (1 - u) + lattice(left + 1, top + 1) * u
  return above * (1 - v) + below * v
}

function ease(share: number): number {
  return share * share * (3 - 2 * share)
}

function lattice(x: number, y: number): number {
  let hash = Math.imul(x, 374761393) + Math.imul(y, 668265263)
  hash = Math.imul(hash ^ (hash >>> 13), 1274126177)
  return ((hash ^ (hash >>> 16)) >>> 0) / 4294967296
}

/** Mulberry32: a small generator is enough for grain. */
function grain(seed: number): () => number {
  let state = 0x9e3779b9 ^ Math.imul(seed, 0x85ebca6b)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
