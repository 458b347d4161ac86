import type { Likeness } from '../casting/likeness.ts'
import { bump, clamp01, smoothstep } from '../sculpture/curves.ts'
import { EYE_Y, eyeShape, lowerLid, upperLid } from '../sculpture/features.ts'
import { quickCloud } from '../sculpture/noise.ts'
import { light, mixRgb, multiplyRgb, type Rgb } from './light-values.ts'
import { skinTone } from './skin.ts'

/** What an eye does to one pixel of the face. */
export type EyePaint = {
  /** How much of this pixel is eyeball, 0 … 1. */
  ball: number
  r: number
  g: number
  b: number
  /** The eyeball's own surface, in face directions. */
  nx: number
  ny: number
  /** Shade of lashes and lid folds over the skin, 0 … 1. */
  line: number
  /** The upper lid's shadow on the ball, 1 = none. */
  shade: number
  /** A point of light. */
  glint: number
  wet: number
}

export type Gaze = { right: number; up: number; glintX: number; glintY: number }

/** Both eyes of a sitter who looks where `gaze` says (centimetres of iris shift on the face). */
export function eyePainter(
  of: Likeness,
  gaze: Gaze,
): (fx: number, fy: number, out: EyePaint) => boolean {
  const eye = eyeShape(of)
  const iris = light(of.irisColour)
  const limbus = multiplyRgb(iris, [0.2, 0.2, 0.22])
  const white = mixRgb(
    light('c6bbad'),
    multiplyRgb(skinTone(of), [1.1, 1, 0.95]),
    0.34 + 0.1 * of.tone,
  )
  const caruncle = light('b57a68')
  const radius = 0.66
  return (fx, fy, out) => {
    const side = fx < 0 ? -1 : 1
    const ex = Math.abs(fx) - eye.centreX
    const ey = fy - EYE_Y
    if (ex < -2.3 || ex > 2.5 || ey < -1.7 || ey > 1.7) return false
    const up = upperLid(eye, ex)
    const low = lowerLid(eye, ex)
    const reach = Math.abs(ex) / eye.halfWidth
    const openness = Math.min(up - ey, ey - low)
    const ball = smoothstep(-0.02, 0.035, openness) * (reach < 1.02 ? 1 : 0)
    out.ball = ball
    out.glint = 0
    out.wet = 0
    // lashes: a soft dark edge, heavier outwards; a fold above it
    const ends = smoothstep(1.12, 0.86, reach)
    const outward = clamp01(0.55 + 0.45 * (ex / eye.halfWidth))
    const lash = bump(ey - up - 0.005, 0.085 + 0.055 * outward) * ends
    const flick =
      smoothstep(0.7, 1.0, ex / eye.halfWidth) *
      bump(ey - up - 0.02, 0.1) *
      smoothstep(1.22, 1.0, reach)
    const lowLash = 0.34 * bump(ey - low + 0.03, 0.09) * ends * outward
    const crease =
      (0.12 + 0.42 * of.lidCrease) *
      bump(ey - up - 0.36 - 0.05 * of.browHeight, 0.1) *
      smoothstep(1.3, 0.7, reach)
    out.line = Math.min(1, Math.max(0.92 * lash, 0.8 * flick, lowLash, crease * (1 - ball)))
    if (ball <= 0) return out.line > 0.01
    const nx = (ex * side) / 1.62
    const ny = ey / 1.35
    out.nx = nx
    out.ny = ny
    const ix = ex * side - gaze.right
    const iy = ey - gaze.up - 0.02
    const d = Math.hypot(ix, iy)
    let c: Rgb = white
    const vein = quickCloud(ex * 3, ey * 5, of.seed + side) * 0.1
    c = mixRgb(
      c,
      caruncle,
      clamp01(
        0.55 * smoothstep(-0.7, -1.02, ex / eye.halfWidth) +
          vein * 0.6 +
          0.15 * smoothstep(0.75, 1, reach),
      ),
    )
    if (d < radius + 0.08) {
      const angle = Math.atan2(iy, ix)
      const fibre = 0.75 + 0.5 * quickCloud(angle * 7, d * 3, of.seed)
      // light crosses the iris and gathers opposite to where it comes from
      const gathered =
        0.42 + 0.5 * clamp01(-(ix * gaze.glintX + iy * gaze.glintY) / (radius * radius) + 0.15)
      let tone = multiplyRgb(iris, [fibre * gathered, fibre * gathered, fibre * gathered])
      tone = mixRgb(tone, limbus, smoothstep(radius * 0.7, radius * 0.98, d))
      tone = mixRgb(tone, [0.004, 0.003, 0.003], smoothstep(0.29, 0.23, d))
      c = mixRgb(tone, c, smoothstep(radius - 0.05, radius + 0.07, d))
    }
    out.r = c[0]
    out.g = c[1]
    out.b = c[2]
    out.shade = 1 - 0.62 * Math.exp(-Math.max(0, up - ey) / 0.2) - 0.3 * smoothstep(0.45, 1, reach)
    const gx = ix - gaze.glintX * 0.62
    const gy = iy - gaze.glintY * 0.62
    out.glint = smoothstep(0.17, 0.07, Math.hypot(gx, gy * 1.15))
    out.wet = 0.5 * bump(ey - low - 0.05, 0.05) * smoothstep(1, 0.6, reach)
    return true
  }
}
