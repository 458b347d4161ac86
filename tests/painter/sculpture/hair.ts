import type { Likeness } from '../casting/likeness.ts'
import { clamp01, mix, smoothstep, throughPoints } from './curves.ts'
import { type HeadPoint, headPoint } from './head.ts'
import { noise } from './noise.ts'
import { at, HAIR, makeSheet, type Sheet, type Substance } from './sheet.ts'

/** How hair is worn; lengths in centimetres. */
export type HairStyle = {
  /** Height of the hair's body above the skull on top, and at the sides. */
  top: number
  side: number
  /** Where it ends: below the eyes' line at the sides; under 3 it stays above the ear. */
  length: number
  /** 0 straight, 1 tightly curled. */
  curl: number
  parting: 'none' | 'centre' | 'side' | 'forward'
  /** How far the hairline has drawn back (−1 low … 3 high). */
  recede: number
  /** How far hair falls over the forehead. */
  fringe: number
  /** 0 = full crown, 1 = only a wreath at the sides is left. */
  crownBare: number
  bun?: 'top' | 'nape' | 'braid'
}

const COLUMNS = 180
const ROWS = 84

/** Row of the skull at a canonical height; the skull's heights fall evenly enough for a search. */
function rowAtHeight(of: Likeness, theta: number, y: number, point: HeadPoint): number {
  let low = 0
  let high = 0.9
  for (let i = 0; i < 11; i++) {
    const middle = (low + high) / 2
    headPoint(of, theta, middle, point, false)
    if (point.fy > y) low = middle
    else high = middle
  }
  return (low + high) / 2
}

function hairline(style: HairStyle, of: Likeness, theta: number): number {
  const r = style.recede
  const f = style.fringe
  const angle = Math.abs(theta)
  const side = style.parting === 'side' ? 0.35 * Math.sin(theta * 2) * (f > 0.5 ? 1 : 0.4) : 0
  const peak = throughPoints(
    [
      [0, 6.0 + 0.5 * r - f],
      [0.25, 6.05 + 0.6 * r - f],
      [0.5, 5.7 + 0.95 * r - f],
      [0.72, 4.7 + 0.8 * r - f * 0.8],
      [0.9, 2.9 + 0.3 * r - f * 0.3],
      [1.06, 0.9],
      [1.2, -1.6],
      [1.36, -1.2],
      [1.52, 2.2],
      [1.85, -1],
      [2.3, -6],
      [Math.PI, -7.2],
    ],
    angle,
  )
  return (
    peak +
    side +
    0.5 * (noise(theta * 6, 2, of.seed + 41) - 0.5) +
    0.45 * (noise(theta * 40, 5, of.seed + 42) - 0.5)
  )
}

/** A cap of hair combed from crown or parting to where it ends. */
export function sculptHair(of: Likeness, style: HairStyle, substance: Substance = HAIR): Sheet {
  const woven = substance !== HAIR
  const point: HeadPoint = { fx: 0, fy: 0, x: 0, y: 0, z: 0 }
  const ends = new Float32Array(COLUMNS)
  const starts = new Float32Array(COLUMNS)
  const thetaOf = (s: number) => (s * 2 - 1) * 2.75
  for (let c = 0; c < COLUMNS; c++) {
    const theta = thetaOf(c / (COLUMNS - 1))
    const long = style.length > 3
    const hangs = long ? smoothstep(0.98, 1.12, Math.abs(theta)) : 0
    ends[c] = rowAtHeight(of, theta, mix(hairline(style, of, theta), -2.5, hangs), point)
    starts[c] =
      style.crownBare > 0 ? rowAtHeight(of, theta, mix(12, 2.6, style.crownBare), point) : 0
  }
  const sheet = makeSheet(COLUMNS, ROWS, substance, (s, t, p) => {
    const theta = thetaOf(s)
    const column = Math.round(s * (COLUMNS - 1))
    const angle = Math.abs(theta)
    const side = Math.sign(theta) || 1
    const long = style.length > 3
    const hangs = long ? smoothstep(0.98, 1.12, angle) : 0
    const onSkull = long ? 0.5 : 1
    const lock = noise(theta * 5, 1, of.seed + 43)
    const fine = noise(theta * 23, 2, of.seed + 44)
    const skullT = clamp01(t / mix(1, onSkull, hangs))
    const row = mix(at(starts, column), at(ends, column), skullT ** 0.85)
    headPoint(of, theta, row, point, false)
    let nx = point.x / 58
    let ny = (point.y - 2) / 110
    let nz = point.z / 92
    const n = Math.hypot(nx, ny, nz) || 1
    nx /= n
    ny /= n
    nz /= n
    const rim = hangs > 0.5 ? 1 : 1 - skullT ** 7
    const upness = smoothstep(0.1, 0.85, ny)
    let body =
      mix(style.side, style.top, upness) *
      (0.8 + 0.4 * lock) *
      rim *
      smoothstep(0, 0.06 * style.crownBare + 0.001, skullT)
    if (style.fringe > 1.5 && angle < 1) body = Math.max(body, 0.5)
    body += 0.12 + 0.14 * fine * (1 - style.curl)
    if (style.parting === 'centre') body -= 0.5 * Math.exp(-((theta / 0.07) ** 2)) * upness
    if (style.parting === 'side') body -= 0.5 * Math.exp(-(((theta - 0.42) / 0.07) ** 2)) * upness
    if (style.curl > 0.3) {
      const cluster = noise(theta * 7 + 3 * Math.sin(t * 11), t * 13, of.seed + 45)
      body *= 1 + 0.5 * style.curl * (cluster - 0.4)
      body += 0.5 * style.curl * (noise(theta * 19, t * 31, of.seed + 46) - 0.5) * Math.min(1, body)
    }
    p.x = point.x + nx * body
    p.y = point.y + ny * body
    p.z = point.z + nz * body
    p.weight = 1
    if (hangs > 0 && t > onSkull) {
      const fall = (t - onSkull) / (1 - onSkull)
      const reach = (style.length - 2.5) * (0.93 + 0.14 * lock) * hangs
      const wave = style.curl * 0.9 * Math.sin(fall * reach * 0.55 + lock * 9) * fall
      const behind = smoothstep(1.5, 2.2, angle)
      p.y -= fall * reach
      p.x +=
        side *
          (0.5 * Math.sin(fall * 3) + wave * 0.6 + style.side * 0.25 * Math.sin(fall * Math.PI)) -
        side * fall * behind * 2
      p.x += side * 0.9 * fall * smoothstep(10, 22, style.length)
      p.z += (1 - behind) * (fall * (style.length > 15 ? 5 : 1) + wave * 0.4) + behind * (-1 * fall)
      p.weight =
        !woven && fall > 0.82 - 0.25 * fine ? 1 - ((fall - (0.82 - 0.25 * fine)) / 0.18) * 0.55 : 1
    } else if (!woven && (!long || angle < 1)) {
      p.weight = 1 - 0.62 * smoothstep(0.93 - 0.1 * fine, 1.02, skullT)
    }
    if (style.crownBare > 0)
      p.weight = Math.min(
        p.weight,
        0.3 + 0.7 * smoothstep(0.02, 0.2 + 0.2 * fine, skullT),
        smoothstep(0.7, 1.05, angle + 0.12 * (fine - 0.5) + (1 - style.crownBare) * 0.4),
      )
    p.u = theta
    p.v = t
  })
  comb(sheet, style)
  return sheet
}

/** Lays the hair: along the rows, and sideways from a parting in front. */
function comb(sheet: Sheet, style: HairStyle): void {
  const { columns, rows, position, flow, place } = sheet
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const i = row * columns + column
      const up = (Math.max(0, row - 1) * columns + column) * 3
      const down = (Math.min(rows - 1, row + 1) * columns + column) * 3
      const left = (row * columns + Math.max(0, column - 1)) * 3
      const right = (row * columns + Math.min(columns - 1, column + 1)) * 3
      const theta = at(place, i * 2)
      const split = style.parting === 'centre' ? 0 : 0.42
      const parted = style.parting === 'centre' || style.parting === 'side'
      const sideways = parted
        ? smoothstep(1.5, 0.5, Math.abs(theta)) * (theta < split ? -1 : 1) * 1.3
        : 0
      let length = 0
      for (let k = 0; k < 3; k++) {
        const along = at(position, down + k) - at(position, up + k)
        const across = at(position, right + k) - at(position, left + k)
        flow[i * 3 + k] = along + across * sideways * 2.4
        length += at(flow, i * 3 + k) ** 2
      }
      length = Math.sqrt(length) || 1
      for (let k = 0; k < 3; k++) flow[i * 3 + k] = at(flow, i * 3 + k) / length
    }
  }
}

/** A gathered bun or a braid laid over the head. */
export function sculptBun(of: Likeness, kind: 'top' | 'nape' | 'braid'): Sheet {
  if (kind === 'braid') {
    return makeSheet(150, 26, HAIR, (s, t, p) => {
      const a = (s * 2 - 1) * 2.0
      const b = t * Math.PI * 2
      const plait = 1 + 0.2 * Math.sin(a * 26) * Math.cos(b)
      const r = 1.15 * plait
      const ring = 7.6 + 0.12 * of.faceWidth
      p.x = Math.sin(a) * (ring + r * Math.cos(b))
      p.y = 3.2 + Math.cos(a) * (8.6 + r * Math.cos(b))
      p.z = 1.6 + r * Math.sin(b)
      p.flowX = Math.cos(a) + 0.9 * Math.sin(a * 26) * Math.sin(a)
      p.flowY = -Math.sin(a) + 0.9 * Math.sin(a * 26) * Math.cos(a)
      p.flowZ = 0
      p.u = a * 8
      p.v = b
    })
  }
  const [cx, cy, cz, rx, ry] =
    kind === 'top' ? [0.4, 13.4, -1.5, 3.3, 2.7] : [0, -3.5, -10.5, 4.6, 4]
  return makeSheet(70, 50, HAIR, (s, t, p) => {
    const a = s * Math.PI * 2
    const b = t * Math.PI
    const coil = 1 + 0.07 * Math.sin(b * 7 + a * 2) + 0.06 * noise(a * 5, b * 9, of.seed + 47)
    p.x = cx + rx * Math.sin(b) * Math.cos(a) * coil
    p.y = cy + ry * Math.cos(b) * coil
    p.z = cz - rx * Math.sin(b) * Math.sin(a) * coil
    p.flowX = -Math.sin(a)
    p.flowY = 0.35 * Math.sin(a * 2)
    p.flowZ = -Math.cos(a)
    p.u = a
    p.v = b
  })
}
