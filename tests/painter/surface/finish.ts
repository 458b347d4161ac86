import type { Picture } from '../manners/picture.ts'
import { smoothstep } from '../sculpture/curves.ts'
import { cloud, noise } from '../sculpture/noise.ts'
import { at } from '../sculpture/sheet.ts'
import { lendFloats } from '../sculpture/workspace.ts'
import { crackTile, type Tile, tileAt } from './tiles.ts'

/** Raking light from the upper left over the paint's relief and the ground's texture. */
export function rake(
  picture: Picture,
  paint: number,
  tile: Tile | undefined,
  ground: number,
  shift: number,
): void {
  const { width, height, colour, relief } = picture
  const surface = lendFloats(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x
      surface[i] =
        at(relief, i) * paint + (tile ? tileAt(tile, x + shift, y + shift * 3) * ground : 0)
    }
  }
  for (let y = 1; y + 1 < height; y++) {
    for (let x = 1; x + 1 < width; x++) {
      const i = y * width + x
      const slope =
        at(surface, i + 1) - at(surface, i - 1) + at(surface, i + width) - at(surface, i - width)
      const lift = Math.max(-0.5, Math.min(0.5, -slope))
      const k = i * 3
      for (let c = k; c < k + 3; c++) {
        const value = at(colour, c)
        colour[c] = value + lift * (lift > 0 ? 0.28 * (1 - value * 0.5) : 0.5 * value)
      }
    }
  }
}

/** Fine age cracks, darker in the lights; `amount` 0 … 1. */
export function crackle(picture: Picture, amount: number, shift: number): void {
  const { width, height, colour } = picture
  const cracks = crackTile()
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const crack = tileAt(cracks, x + shift, y + shift * 5)
      if (crack < 0.02) continue
      const k = (y * width + x) * 3
      const keep = 1 - amount * crack
      colour[k] = at(colour, k) * keep
      colour[k + 1] = at(colour, k + 1) * keep
      colour[k + 2] = at(colour, k + 2) * (keep - 0.02 * crack * amount)
    }
  }
}

/** Old varnish: a warm film, uneven, deepening towards the edges. */
export function varnish(picture: Picture, amount: number, seed: number): void {
  const { width, height, colour } = picture
  for (let y = 0; y < height; y += 4) {
    for (let x = 0; x < width; x += 4) {
      const u = x / width - 0.5
      const v = y / height - 0.45
      const edge = smoothstep(0.32, 0.8, Math.hypot(u * 1.15, v))
      const film = amount * (0.75 + 0.5 * cloud(x * 0.006, y * 0.006, seed, 3) + 0.6 * edge)
      const dark = 1 - 0.34 * edge * Math.min(1, amount * 2)
      for (let py = y; py < Math.min(height, y + 4); py++) {
        for (let px = x; px < Math.min(width, x + 4); px++) {
          const k = (py * width + px) * 3
          colour[k] = at(colour, k) * (1 - 0.04 * film) * dark
          colour[k + 1] = at(colour, k + 1) * (1 - 0.11 * film) * dark
          colour[k + 2] = at(colour, k + 2) * (1 - 0.33 * film) * dark
        }
      }
    }
  }
}

/** Cloudy unevenness of paper, plaster or silk: multiplies by 1 ± amount. */
export function mottle(picture: Picture, amount: number, size: number, seed: number): void {
  const { width, height, colour } = picture
  for (let y = 0; y < height; y += 4) {
    for (let x = 0; x < width; x += 4) {
      const by =
        1 +
        amount *
          2 *
          (0.6 * noise(x / size, y / size, seed) +
            0.4 * noise((x / size) * 3, (y / size) * 3, seed + 1) -
            0.5)
      for (let py = y; py < Math.min(height, y + 4); py++) {
        for (let k = (py * width + x) * 3; k < (py * width + Math.min(width, x + 4)) * 3; k++)
          colour[k] = at(colour, k) * by
      }
    }
  }
}
