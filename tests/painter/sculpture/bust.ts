import type { Likeness } from '../casting/likeness.ts'
import { mix, smoothstep, throughKnots } from './curves.ts'
import { type Dress, garmentThickness } from './garment.ts'
import { cloud, noise } from './noise.ts'
import { BUST, makeSheet, type Sheet } from './sheet.ts'

/** Rings from under the jaw to the chest: height, half-width, front, back. */
const RINGS: readonly (readonly [number, number, number, number])[] = [
  [-5.5, 5.0, 2.2, -7.0],
  [-9.5, 5.25, 3.5, -7.2],
  [-13, 5.3, 3.5, -7.5],
  [-16, 5.7, 2.9, -8],
  [-18, 7.6, 2.7, -8.6],
  [-19.6, 11.4, 3.4, -9],
  [-21.4, 15.4, 4.6, -9.4],
  [-23.6, 18.2, 6.0, -9.5],
  [-26.6, 19.8, 7.4, -9.5],
  [-31, 20.6, 8.9, -9.5],
  [-38, 20.9, 10.2, -9.5],
  [-48, 21.2, 10.8, -9.5],
  [-62, 21.5, 10.5, -9.5],
]
const [HEIGHT, HALF, FRONT, BACK] = [0, 1, 2, 3].map((i) => RINGS.map((ring) => ring[i as 0])) as [
  number[],
  number[],
  number[],
  number[],
]

/** Necks are shorter than the rings were first measured. */
export const NECK_RISE = 2.3

/**
 * Neck, shoulders and chest in their clothes. `drop` is how far this sitter's chin lies below the
 * average one.
 */
export function sculptBust(of: Likeness, dress: Dress, drop: number): Sheet {
  const neck = 0.9 + 0.03 * of.neck + 0.14 * of.rugged
  const shoulders = 0.87 + 0.13 * of.rugged + 0.02 * of.neck
  return makeSheet(112, 128, BUST, (s, t, p) => {
    const theta = (s * 2 - 1) * 1.95
    const down = 0.62 * t + 0.38 * t * t
    const y = throughKnots(HEIGHT, down)
    const width = mix(neck, shoulders, smoothstep(-15, -21, y))
    const sin = Math.sin(theta)
    const cos = Math.cos(theta)
    const power = mix(1, 0.86, smoothstep(-17, -26, y))
    const across = Math.sign(sin) * Math.abs(sin) ** power
    const x = throughKnots(HALF, down) * across * width
    let z = cos >= 0 ? throughKnots(FRONT, down) * cos ** power : -throughKnots(BACK, down) * cos
    const z0 = -3.2
    if (y > -20) z = z0 + (z - z0) * mix(1, neck, 0.6)
    const ax = Math.abs(x)
    // the two cords of the neck, the pit between the collar bones, the bones themselves
    const cord = 5.2 - (y + 8) * -0.36
    z +=
      0.42 *
      Math.exp(-(((ax - Math.max(0.9, cord)) / 0.8) ** 2)) *
      smoothstep(-20, -17, y) *
      smoothstep(-7, -10, y)
    z -= 0.7 * Math.exp(-((ax / 1.1) ** 2) - ((y + 19) / 0.9) ** 2)
    z +=
      0.5 *
      Math.exp(-(((y + 19.9 + 0.1 * ax - 0.012 * ax * ax * -1) / 0.7) ** 2)) *
      smoothstep(1, 2.5, ax) *
      smoothstep(15, 9, ax)
    // arms stand off from the chest; the chest has its own form
    const arm = 13.6 * width + 0.05 * (-27 - y)
    z -= 1.9 * Math.exp(-(((ax - arm) / 0.9) ** 2)) * smoothstep(-24.5, -31, y)
    z += 0.7 * Math.exp(-(((ax - arm - 3) / 2.6) ** 2)) * smoothstep(-23, -30, y)
    z +=
      (1.1 - 0.9 * of.rugged) * Math.exp(-(((ax - 7) / 4.6) ** 2) - ((y + 33) / 5) ** 2) +
      0.5 * of.rugged * Math.exp(-(((ax - 6.5) / 5) ** 2) - ((y + 29) / 4) ** 2)
    const clothed = garmentThickness(dress, x, y)
    const deep = clothed.inside
    if (deep > 0) {
      const hang = smoothstep(-17, -30, y)
      const f = dress.foldDepth
      let fold = 0.75 * (cloud(x * 0.16 + y * 0.05, y * 0.055, of.seed + 31, 3) - 0.5)
      fold +=
        0.5 *
        Math.abs(noise(x * 0.34 + 0.25 * y * Math.sign(x) * 0.4, y * 0.09, of.seed + 33) - 0.5)
      const crease =
        1 -
        Math.abs(2 * noise(x * 0.2 + 0.012 * y * x * 0.3, y * 0.06 + x * 0.02, of.seed + 37) - 1)
      fold -= 0.55 * crease ** 5
      fold += 0.16 * (noise(x * 0.9, y * 0.35, of.seed + 35) - 0.5)
      z += (fold * f * 2.1 * (0.35 + 0.65 * hang) + clothed.thick) * Math.min(1, deep * 1.5)
    }
    p.x = x * (1 + (clothed.thick * 0.8 * Math.min(1, deep)) / 20)
    p.y =
      y +
      (deep > 0 && y > -24 ? clothed.thick * 0.7 * Math.min(1, deep) : 0) +
      drop +
      NECK_RISE * smoothstep(-9, -17, y)
    p.z = z
    p.u = x
    p.v = y
    p.flowX = (x / 30) * 0.6
    p.flowY = -1
    p.weight = 1
  })
}
