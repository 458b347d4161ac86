import type { Likeness } from '../casting/likeness.ts'
import { bump, clamp01, smoothstep, throughKnots, throughPoints } from './curves.ts'
import { modelFace } from './features.ts'
import { noise } from './noise.ts'
import { makeSheet, type Sheet, SKIN } from './sheet.ts'

/**
 * Rings of the bare skull from crown to throat: height, front depth, half-width, back depth,
 * squareness, how far the sides climb.
 */
const RINGS: readonly (readonly [number, number, number, number, number, number])[] = [
  [12.6, 0.3, 0.3, -1.4, 2.0, 0],
  [12.1, 3.2, 2.7, -4.6, 2.0, 0],
  [10.7, 5.9, 4.8, -7.2, 2.05, 0],
  [8.6, 7.9, 6.35, -8.8, 2.1, 0],
  [6.2, 9.05, 7.1, -9.6, 2.15, 0],
  [4.0, 9.55, 7.4, -9.9, 2.2, 0],
  [2.2, 9.7, 7.4, -9.9, 2.3, 0],
  [0.4, 9.35, 7.2, -9.6, 2.3, 0],
  [-1.5, 9.25, 7.05, -9.0, 2.3, 0],
  [-3.4, 9.3, 6.85, -8.0, 2.3, 0],
  [-5.1, 9.35, 6.5, -6.8, 2.2, 0.1],
  [-6.8, 9.4, 6.05, -5.8, 2.1, 0.4],
  [-8.4, 9.25, 5.5, -4.8, 2.05, 1.0],
  [-9.8, 9.1, 4.95, -4.2, 2.0, 1.8],
  [-10.9, 8.7, 4.5, -4.0, 2.0, 2.7],
  [-11.6, 7.7, 4.25, -3.8, 2.0, 3.5],
  [-11.7, 6.0, 4.0, -3.6, 2.0, 3.9],
  [-11.2, 4.0, 3.7, -3.4, 2.0, 3.9],
]
const column = (index: 0 | 1 | 2 | 3 | 4 | 5) => RINGS.map((ring) => ring[index])
const [HEIGHT, FRONT, HALF, BACK, SQUARE, CLIMB] = [
  column(0),
  column(1),
  column(2),
  column(3),
  column(4),
  column(5),
]

/** More rows where the features are. */
const ROW_DENSITY = [
  [0, 0],
  [0.2, 0.3],
  [0.76, 0.76],
  [0.9, 0.88],
  [1, 1],
] as const
const COLUMNS = 158
const ROWS = 196

let ringAt = -1
let ringSquare = 0
let ringHalf = 0
let ringHeight = 0
let ringClimb = 0
let ringFront = 0
let ringBack = 0

/**
 * A point of the head: `fx`, `fy` canonical (see features.ts), then where it is in space before
 * posing.
 */
export type HeadPoint = { fx: number; fy: number; x: number; y: number; z: number }

/**
 * The head's outside at `theta` (0 in front, ±π behind) and `t` (0 crown, 1 throat), skull only or
 * with features.
 */
export function headPoint(
  of: Likeness,
  theta: number,
  t: number,
  out: HeadPoint,
  features = true,
): void {
  if (t !== ringAt) {
    ringAt = t
    ringSquare = throughKnots(SQUARE, t)
    ringHalf = throughKnots(HALF, t)
    ringHeight = throughKnots(HEIGHT, t)
    ringClimb = throughKnots(CLIMB, t)
    ringFront = throughKnots(FRONT, t)
    ringBack = throughKnots(BACK, t)
  }
  const sin = Math.sin(theta)
  const cos = Math.cos(theta)
  const power = 2 / ringSquare
  const across = Math.sign(sin) * Math.abs(sin) ** power
  const deep = Math.sign(cos) * Math.abs(cos) ** power
  const half = ringHalf
  const fy = ringHeight + ringClimb * (1 - Math.max(-0.2, cos)) ** 1.3 * 0.8
  const fx = half * across
  let z = deep >= 0 ? ringFront * deep : -ringBack * deep
  let x = fx
  let y = fy
  if (features && cos > -0.1) {
    modelFace(of, fx, fy, MOVE)
    const facing = smoothstep(-0.05, 0.35, cos)
    x += MOVE[0] * facing
    y += MOVE[1] * facing
    z += MOVE[2] * facing
    const s = of.seed
    z += 0.34 * (noise(fx * 0.33 + 40, fy * 0.33, s) - 0.5) * facing
    z += 0.07 * (noise(fx * 1.1 + 9, fy * 1.1, s + 1) - 0.5) * facing
    x += 0.22 * (noise(fy * 0.3, 3.7, s + 2) - 0.5)
    y += 0.16 * (noise(fx * 0.3, 8.1, s + 3) - 0.5) * facing
  }
  x *= faceWidth(of, fy)
  out.fx = fx
  out.fy = fy
  out.x = x
  out.y = faceHeight(of, y)
  out.z = z
}
const MOVE: [number, number, number] = [0, 0, 0]

function faceWidth(of: Likeness, fy: number): number {
  const overall = 1 + 0.035 * of.faceWidth
  const bones = 0.022 * of.cheekbones * bump(fy + 2, 2.5)
  const jaw =
    (0.045 * of.jawWidth + 0.05 * (of.rugged - 0.5) + 0.02 * of.fullness) * smoothstep(-4, -9, fy)
  const temples = 0.02 * of.forehead * smoothstep(2, 6, fy)
  return overall + bones + jaw + temples
}

/** Canonical height to this sitter's own, rising throughout. */
export function faceHeight(of: Likeness, fy: number): number {
  if (of !== measured) {
    measured = of
    const nose = -5 - 0.28 * of.noseLength - 0.12 * of.faceLength
    const mouth = nose - 2.1 - 0.14 * of.mouthHeight - 0.1 * of.faceLength
    const chin = mouth - 4.35 - 0.28 * of.chin - 0.22 * of.faceLength - 0.3 * (of.rugged - 0.5)
    const crown = 11.8 + 0.35 * of.forehead
    heights = [
      [-16, chin - 4.5],
      [-11.5, chin],
      [-7.1, mouth],
      [-5, nose],
      [0, 0],
      [11.8, crown],
      [20, crown + 8],
    ]
  }
  return throughPoints(heights, fy)
}
let measured: Likeness | undefined
let heights: readonly (readonly [number, number])[] = []

/** Where beard and moustache grow, 0 … 1, in canonical face centimetres. */
export type BeardGrowth = (fx: number, fy: number) => { cover: number; thick: number; hang: number }

export function sculptHead(of: Likeness, beard?: BeardGrowth): Sheet {
  const point: HeadPoint = { fx: 0, fy: 0, x: 0, y: 0, z: 0 }
  return makeSheet(COLUMNS, ROWS, SKIN, (s, t, p) => {
    const c = s * 2 - 1
    const theta = 2.25 * (0.62 * c + 0.38 * c * c * c)
    headPoint(of, theta, throughPoints(ROW_DENSITY, t), point)
    p.x = point.x
    p.y = point.y
    p.z = point.z
    p.u = point.fx
    p.v = point.fy
    p.weight = 0
    p.flowX = 0.25 * Math.sign(point.fx)
    p.flowY = -1
    p.flowZ = 0
    if (beard && point.fy < 1.5) {
      const growth = beard(point.fx, point.fy)
      if (growth.cover > 0) {
        const tuft = 0.75 + 0.5 * noise(point.fx * 1.7, point.fy * 0.9, of.seed + 5)
        const out = growth.thick * clamp01(growth.cover * 1.2) * tuft
        p.x += Math.sin(theta) * out
        p.z += Math.max(0, Math.cos(theta)) * out
        p.y -= growth.hang * clamp01(growth.cover) * tuft
        const lip = bump(point.fx, 2.4) * bump(point.fy + 6, 0.9)
        p.flowX = (0.3 + 1.4 * lip) * Math.sign(point.fx) * Math.min(1, Math.abs(point.fx) * 2)
        p.weight = growth.cover
      }
    }
  })
}
