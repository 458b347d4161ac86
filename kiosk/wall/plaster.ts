/**
 * The wall: plaster of a warm grey-green with the slightest unevenness, and one lamp from above.
 * Painted into pixels rather than with CSS gradients, because an 8-bit gradient this dark shows
 * bands; here every pixel is dithered by the plaster's own grain.
 */

import type { Colour } from '../../server/contract/colour.ts'

export type PlasterLamp = {
  /** Middle of the pool of light and its half axes, as shares of the wall's width and height. */
  readonly x: number
  readonly y: number
  readonly radiusX: number
  readonly radiusY: number
}

type Rgb = readonly [number, number, number]

/**
 * What a wall looks like: its pixels, its lamp, and its colour (sRGB) half way out of the light.
 */
export type PlasteredWall = {
  readonly width: number
  readonly height: number
  readonly lamp: PlasterLamp
  readonly ground: Rgb
}

/** The exhibit's own wall. */
export const GROUND: Rgb = [27, 27, 24]

/** Far from the lamp, and under it, as shares of the ground; the lamp is warm. */
const SHADE: Rgb = [0.704, 0.704, 0.708]
const LIGHT: Rgb = [2.52, 2.445, 2.334]

/** How far the trowel's waves and the grain lift or lower the plaster, in shares of the light. */
const WAVES = 0.1
const GRAIN = 0.03

/** The darkest and the lightest that a wall of this colour gets, but for specks of grain. */
export function extremesOf(ground: Colour): {
  readonly darkest: Colour
  readonly lightest: Colour
} {
  const under = ([red, green, blue]: Rgb, relief: number): Colour => ({
    red: Math.min(255, ground.red * red * relief),
    green: Math.min(255, ground.green * green * relief),
    blue: Math.min(255, ground.blue * blue * relief),
  })
  return { darkest: under(SHADE, 1 - WAVES), lightest: under(LIGHT, 1 + WAVES) }
}

/**
 * The trowel's waves, wide to narrow: size in 1920ths of the wall's long side, part, and where they
 * begin.
 */
const OCTAVES = [
  { width: 310, height: 250, part: 0.6, x: 0, y: 0 },
  { width: 74, height: 60, part: 0.28, x: 31, y: 17 },
  { width: 19, height: 23, part: 0.12, x: 7, y: 53 },
] as const

/**
 * Paints `rows` rows from row `top` of a wall, RGBA row by row. The same every time; in bands,
 * since a whole wall takes longer than a frame.
 */
export function paintPlaster(
  { width, height, lamp, ground }: PlasteredWall,
  top: number,
  rows: number,
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(width * rows * 4)
  const unit = Math.max(width, height) / 1920
  const random = grain(top)
  const shade = SHADE.map((share, channel) => share * (ground[channel] as number))
  const gain = LIGHT.map((share, channel) => share * (ground[channel] as number))
  const wave = new Float32Array(width)
  for (let y = top; y < top + rows; y++) {
    const dy = (y / height - lamp.y) / lamp.radiusY
    wave.fill(0)
    for (const octave of OCTAVES) {
      addWaves(wave, y / (octave.height * unit) + octave.y, octave.width * unit, octave)
    }
    for (let x = 0; x < width; x++) {
      const dx = (x / width - lamp.x) / lamp.radiusX
      const lit = Math.exp(-1.1 * (dx * dx + dy * dy))
      const relief = 1 + WAVES * ((wave[x] as number) - 0.5) * 2
      const at = ((y - top) * width + x) * 4
      const speck = (random() - 0.5) * 2 * GRAIN * (12 + lit * 34)
      for (let channel = 0; channel < 3; channel++) {
        const dark = shade[channel] as number
        const light = gain[channel] as number
        pixels[at + channel] = (dark + (light - dark) * lit) * relief + speck + random() - 0.5
      }
      pixels[at + 3] = 255
    }
  }
  return pixels
}

/**
 * Adds one octave of value noise to a row of the wall. `y` is in its lattice, `step` its width in
 * pixels; the lattice is looked up once a cell, not once a pixel.
 */
function addWaves(
  row: Float32Array,
  y: number,
  step: number,
  { part, x: shift }: { readonly part: number; readonly x: number },
): void {
  const above = Math.floor(y)
  const down = ease(y - above)
  const column = (x: number) => lattice(x, above) * (1 - down) + lattice(x, above + 1) * down
  let cell = shift
  let left = column(cell)
  let right = column(cell + 1)
  for (let x = 0; x < row.length; x++) {
    const across = x / step + shift
    if (across >= cell + 1) {
      cell = Math.floor(across)
      left = column(cell)
      right = column(cell + 1)
    }
    row[x] = (row[x] as number) + part * (left + (right - left) * ease(across - cell))
  }
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
