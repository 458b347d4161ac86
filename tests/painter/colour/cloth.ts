import { smoothstep } from '../sculpture/curves.ts'
import type { Fabric } from '../sculpture/garment.ts'
import { quickCloud } from '../sculpture/noise.ts'
import { light, mixRgb, type Rgb } from './light-values.ts'

export type ClothPaint = {
  r: number
  g: number
  b: number
  gloss: number
  sharpness: number
  velvet: number
  hole: boolean
}
export type Cloth = (u: number, v: number, out: ClothPaint) => void

const SHEEN: Record<Fabric['sheen'], { gloss: number; sharpness: number; velvet: number }> = {
  wool: { gloss: 0.02, sharpness: 6, velvet: 0.05 },
  linen: { gloss: 0.04, sharpness: 8, velvet: 0.02 },
  velvet: { gloss: 0.03, sharpness: 6, velvet: 0.55 },
  silk: { gloss: 0.5, sharpness: 14, velvet: 0.1 },
  fur: { gloss: 0.03, sharpness: 5, velvet: 0.3 },
  gold: { gloss: 0.9, sharpness: 20, velvet: 0 },
}

/** Colour and lustre of a fabric at a place on the garment, in centimetres. */
export function clothOf(fabric: Fabric, seed: number): Cloth {
  const ground = dyed(light(fabric.colour))
  const figure = mixRgb(
    ground,
    fabric.second ? dyed(light(fabric.second)) : [1, 0.9, 0.7],
    fabric.second ? 0.78 : 0.12,
  )
  const lustre = SHEEN[fabric.sheen]
  return (u, v, out) => {
    const t = Math.max(
      0,
      Math.min(1, patternAt(fabric, u / fabric.repeat, v / fabric.repeat, seed)),
    )
    const worn = 0.86 + 0.28 * quickCloud(u * 0.5, v * 0.5, seed)
    mixInto(out, ground, figure, t, worn)
    out.gloss = lustre.gloss * (fabric.weave === 'brocade' ? 0.6 + 0.9 * t : 1)
    out.sharpness = lustre.sharpness
    out.velvet = lustre.velvet
    out.hole = fabric.weave === 'lace' && t < 0.25
  }
}

/** Old dyes are never as strong as new ones. */
function dyed(colour: Readonly<Rgb>): Rgb {
  const grey = 0.3 * colour[0] + 0.55 * colour[1] + 0.15 * colour[2]
  return mixRgb(
    [colour[0] * 0.94, colour[1] * 0.94, colour[2] * 0.9],
    [grey, grey * 0.95, grey * 0.85],
    0.22,
  )
}

function mixInto(out: ClothPaint, a: Readonly<Rgb>, b: Readonly<Rgb>, t: number, by: number): void {
  out.r = (a[0] + (b[0] - a[0]) * t) * by
  out.g = (a[1] + (b[1] - a[1]) * t) * by
  out.b = (a[2] + (b[2] - a[2]) * t) * by
}

/** How much of the second colour shows, in repeats. */
function patternAt(fabric: Fabric, u: number, v: number, seed: number): number {
  switch (fabric.weave) {
    case 'plain':
      return 0
    case 'stripe':
      return smoothstep(0.3, 0.36, Math.abs((((u % 1) + 1) % 1) - 0.5))
    case 'check': {
      const a = smoothstep(0.36, 0.42, Math.abs((((u % 1) + 1) % 1) - 0.5))
      const b = smoothstep(0.36, 0.42, Math.abs((((v % 1) + 1) % 1) - 0.5))
      return 0.5 * a + 0.5 * b
    }
    case 'dots': {
      const [x, y] = nearestCell(u, v)
      return smoothstep(0.2, 0.13, Math.hypot(x, y))
    }
    case 'leaves': {
      const [x, y, flip] = nearestCell(u, v)
      const along = x * 0.6 + y * flip
      const across = x * flip - y * 0.6
      return (
        smoothstep(0.1, 0.04, Math.abs(across) - 0.13 * (1 - (along * 2.1) ** 2)) *
        smoothstep(0.5, 0.44, Math.abs(along))
      )
    }
    case 'brocade': {
      const [x, y] = nearestCell(u, v * 0.7)
      const angle = Math.atan2(y, x)
      const r = Math.hypot(x, y)
      const palm = 0.3 + 0.09 * Math.cos(angle * 5 + 1.57) + 0.03 * Math.cos(angle * 10)
      const flower = smoothstep(0.03, -0.02, Math.abs(r - palm) - 0.045) + smoothstep(0.13, 0.09, r)
      const vine = smoothstep(
        0.05,
        0.02,
        Math.abs(x - 0.42 * Math.sin(v * 4.4) * Math.sign(x || 1)),
      )
      return Math.max(flower, vine * 0.8) * (0.75 + 0.4 * quickCloud(u * 6, v * 2.4, seed))
    }
    case 'lace': {
      const net = Math.min(Math.abs(Math.sin((u + v) * 12)), Math.abs(Math.sin((u - v) * 12)))
      const [x, y] = nearestCell(u * 1.4, v * 1.4)
      const rosette =
        smoothstep(0.34, 0.26, Math.hypot(x, y)) * (0.5 + 0.5 * Math.cos(Math.atan2(y, x) * 6))
      return Math.max(1 - net * 2.2, rosette, 0.15)
    }
  }
}

/** Offset to the middle of the nearest cell of a half-drop lattice, and the cell's handedness. */
function nearestCell(u: number, v: number): [number, number, 1 | -1] {
  const row = Math.floor(v)
  const shift = row % 2 === 0 ? 0 : 0.5
  const column = Math.floor(u + shift)
  return [u + shift - column - 0.5, v - row - 0.5, (row + column) % 2 === 0 ? 1 : -1]
}
