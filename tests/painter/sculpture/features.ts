import type { Likeness } from '../casting/likeness.ts'
import { bump, clamp01, mix, smoothstep } from './curves.ts'

/**
 * Outlines of eyes and mouth in the canonical face: centimetres, the pupils' line at y = 0, nose
 * base at −5, mouth at −7.1, chin at −11.5. The sculptor dents the surface along them and the
 * colourist paints along them, so lids and lips always sit where the form says.
 */
export const EYE_Y = -0.05

export type EyeShape = {
  centreX: number
  halfWidth: number
  upper: number
  lower: number
  tilt: number
}

export function eyeShape(of: Likeness): EyeShape {
  const size = 1.07 + 0.09 * of.eyeSize
  const droop = 0.13 * of.lidWeight + 0.1 * of.age
  return {
    centreX: 3.18 + 0.2 * of.eyeSpacing,
    halfWidth: 1.5 * size,
    upper: (0.55 + 0.05 * of.eyeSize - droop * 0.4) * size,
    lower: (0.45 + 0.03 * of.eyeSize) * size,
    tilt: 0.045 + 0.05 * of.eyeTilt,
  }
}

/** Upper lid's edge at `ex`, centimetres outward from the eye's middle; relative to EYE_Y. */
export function upperLid(eye: EyeShape, ex: number): number {
  const t = ex / eye.halfWidth
  const skew = t + 0.13
  const arch = 1 - (skew * skew) / (t < -0.13 ? 0.757 : 1.277)
  return eye.tilt * ex + eye.upper * (arch > 0 ? arch ** 0.72 : arch * 1.4)
}

export function lowerLid(eye: EyeShape, ex: number): number {
  const t = ex / eye.halfWidth
  const skew = t - 0.12
  const arch = 1 - (skew * skew) / (t < 0.12 ? 1.254 : 0.774)
  return eye.tilt * ex - eye.lower * (arch > 0 ? arch ** 0.8 : arch * 1.2)
}

export type MouthShape = {
  halfWidth: number
  upper: number
  lower: number
  curve: number
  y: number
}

export function mouthShape(of: Likeness): MouthShape {
  const thinning = 1 - 0.4 * of.age
  return {
    halfWidth: 2.5 + 0.22 * of.mouthWidth,
    upper: Math.max(0.3, (0.72 + 0.17 * of.upperLip - 0.1 * of.rugged) * thinning),
    lower: Math.max(0.42, (0.98 + 0.17 * of.lowerLip - 0.08 * of.rugged) * thinning),
    curve: 0.12 + 0.16 * of.smile - 0.1 * of.age,
    y: -7.1,
  }
}

/** The line where the lips meet. */
export function mouthLine(mouth: MouthShape, ax: number): number {
  const t = ax / mouth.halfWidth
  return mouth.y + mouth.curve * t * t - 0.09 * bump(ax, 0.42) + 0.05 * bump(ax - 0.75, 0.4)
}

export function upperLipThickness(mouth: MouthShape, ax: number): number {
  const t = ax / mouth.halfWidth
  const m = 1 - t * t
  if (m <= 0) return 0
  return mouth.upper * m ** 0.72 * (1 - 0.24 * bump(ax, 0.28) + 0.1 * bump(ax - 0.6, 0.4))
}

export function lowerLipThickness(mouth: MouthShape, ax: number): number {
  const t = ax / (mouth.halfWidth * 0.96)
  const m = 1 - t * t
  return m <= 0 ? 0 : mouth.lower * m ** 0.75
}

/**
 * The brow's middle line and half-thickness, centimetres outward `ax` from the nose; thickness 0
 * beyond its ends.
 */
export function browLine(of: Likeness, ax: number): { y: number; half: number } {
  const t = (ax - 1.25) / 4.2
  const lift = 0.62 + 0.14 * of.browArch
  const y =
    1.62 +
    0.2 * of.browHeight -
    0.18 * of.rugged +
    lift * (1 - ((t - 0.62) / 0.62) ** 2) * 0.75 +
    0.12 * of.browTilt * (t - 0.4)
  const ends =
    smoothstep(-0.03, 0.16, t) *
    (1 - smoothstep(0.55, 1.04, t) * 0.85) *
    (t > 1.04 || t < -0.03 ? 0 : 1)
  return { y, half: (0.33 + 0.085 * of.browWeight + 0.1 * of.rugged) * clamp01(ends) }
}

let shapedFor: Likeness | undefined
let shapedEye: EyeShape | undefined
let shapedMouth: MouthShape | undefined

/**
 * Adds the face's modelling to a point of the bare skull: answers how far it moves in x, y and z.
 */
export function modelFace(
  of: Likeness,
  fx: number,
  fy: number,
  out: [number, number, number],
): void {
  if (of !== shapedFor) {
    shapedFor = of
    shapedEye = eyeShape(of)
    shapedMouth = mouthShape(of)
  }
  const side = fx < 0 ? -1 : 1
  const ax = Math.abs(fx)
  const { age, rugged } = of
  const eye = shapedEye as EyeShape
  const mouth = shapedMouth as MouthShape
  let dx = 0
  let dy = 0
  let dz = 0

  // brow, sockets, cheek bones
  const ridge = 0.2 + 0.2 * rugged + 0.08 * of.brow
  dz += ridge * bump(ax - 2.5, 2.1) * bump(fy - 1.75 - 0.1 * of.browHeight, 0.6)
  dz += (0.12 + 0.14 * rugged) * bump(ax, 1.2) * bump(fy - 1.9, 0.8)
  dz -= 0.3 * bump(ax - 6.3, 1.6) * bump(fy - 2.6, 2)
  dz -= (0.95 + 0.14 * of.eyeDepth) * bump(ax - eye.centreX, 1.55) * bump(fy - 0.2, 1.0)
  dz -= 0.5 * bump(ax - 1.6, 0.62) * bump(fy - 0.4, 0.85)
  dz += (0.32 + 0.16 * of.cheekbones) * bump(ax - 4.7, 1.7) * bump(fy + 2.3, 1.25)
  dz += (0.1 + 0.34 * of.fullness - 0.25 * age) * bump(ax - 3.9, 1.9) * bump(fy + 5, 1.8)
  dz -=
    (0.12 + 0.16 * of.cheekbones - 0.1 * of.fullness + 0.3 * age) *
    bump(ax - 4.9, 1.4) *
    bump(fy + 5.4, 1.7)
  dx += side * (0.2 * of.fullness + 0.12 * age) * bump(ax - 5, 2.2) * bump(fy + 7, 2)

  // eyeball under its lids
  const ex = ax - eye.centreX
  const ey = fy - EYE_Y
  const ball = (ex / (1.42 + 0.05 * of.eyeSize)) ** 2 + (ey / 1.1) ** 2
  dz += (0.8 + 0.05 * of.eyeSize - 0.04 * of.eyeDepth) * Math.exp(-(ball ** 1.25))
  if (Math.abs(ex) < 2.4 && Math.abs(ey) < 2) {
    const up = upperLid(eye, ex)
    const low = lowerLid(eye, ex)
    const span = 1 - smoothstep(eye.halfWidth * 0.92, eye.halfWidth * 1.25, Math.abs(ex))
    const inside =
      smoothstep(-0.05, 0.09, Math.min(up - ey, ey - low)) *
      (Math.abs(ex) < eye.halfWidth * 1.05 ? 1 : 0)
    dz -= 0.13 * inside
    dz += 0.09 * span * bump(ey - up - 0.13, 0.14)
    dz += 0.07 * span * bump(ey - low + 0.14, 0.16)
    const crease = up + 0.36 + 0.05 * of.browHeight
    dz -= (0.04 + 0.13 * of.lidCrease) * span * bump(ey - crease, 0.13)
    dz +=
      (0.05 + 0.1 * of.lidWeight + 0.16 * age) *
      bump(ex - 0.5, 1.3) *
      bump(ey - crease - 0.42, 0.35)
    dz -=
      (0.03 + 0.11 * age) * bump(ex - 0.1, 1.4) * bump(ey - low + 0.75 + 0.12 * ex * ex * -1, 0.17)
    dz += (0.05 + 0.15 * age) * bump(ex, 1.2) * bump(ey + 0.95, 0.3)
  }

  // nose
  const reach = 1 + 0.08 * of.noseReach + 0.04 * rugged
  const along = clamp01((0.9 - fy) / 4.9)
  const bridge = 0.52 + 0.17 * of.noseBridge + 0.06 * rugged
  let height = mix(bridge, 2.0 * reach, along ** 1.05) + 0.17 * of.noseHump * bump(fy + 1.5, 1.1)
  height *= smoothstep(2.6, 0.4, fy)
  const tipLift = 0.16 * of.noseTip
  // the tip hangs lower than the wings, so the nose ends in a curve
  const rise = 0.34 * Math.min(1, (ax / 1.5) ** 2)
  const under = smoothstep(-5.45 + rise + tipLift * 0.3, -4.4 + rise + tipLift, fy)
  const wide = mix(0.72 - 0.05 * of.noseBridge, 1.2 + 0.14 * of.noseWidth, along ** 1.5)
  dz += height * Math.exp(-((ax / wide) ** 2.3)) * under
  dz += 0.46 * reach * bump(ax, 0.8 + 0.07 * of.noseWidth) * bump(fy + 4.2 - tipLift, 0.68)
  const wing = 1.5 + 0.19 * of.noseWidth
  dz += 0.95 * bump(ax - wing, 0.52) * bump(fy + 4.5, 0.62)
  dx += side * 0.14 * bump(ax - wing - 0.3, 0.35) * bump(fy + 4.5, 0.5)
  dz -= 0.12 * bump(ax - wing - 0.05, 0.32) * bump(fy + 3.55, 0.3)
  dz -= 0.3 * bump(ax - wing * 0.52, 0.36) * bump(fy + 5.02, 0.26)
  dz -= 0.16 * bump(ax - wing - 0.6, 0.35) * bump(fy + 4.8, 0.5)

  // mouth on the curve of the teeth
  dz += 0.5 * bump(ax, 2.6) * bump(fy + 6.7, 1.7)
  dz -= 0.13 * bump(ax, 0.3) * smoothstep(-6.5, -6.1, fy) * smoothstep(-5.0, -5.4, fy)
  dz += 0.07 * bump(ax - 0.5, 0.26) * bump(fy + 5.8, 0.6)
  const line = mouthLine(mouth, ax)
  const t = ax / mouth.halfWidth
  const open = Math.max(0, 1 - t * t)
  const upper = upperLipThickness(mouth, ax)
  const lower = lowerLipThickness(mouth, ax)
  dz +=
    (0.22 + 0.28 * mouth.upper) *
    Math.sqrt(open) *
    bump(fy - line - upper * 0.45, upper * 0.8 + 0.08)
  dz +=
    (0.22 + 0.3 * mouth.lower) *
    Math.sqrt(open) *
    bump(fy - line + lower * 0.5, lower * 0.75 + 0.08)
  dz -= 0.34 * Math.sqrt(open) * bump(fy - line, 0.13)
  dz -= 0.3 * bump(ax - mouth.halfWidth - 0.08, 0.42) * bump(fy - line, 0.42)
  dz -= 0.4 * bump(ax, 2) * bump(fy + 8.75, 0.6)

  // chin and jaw
  dz +=
    (0.45 + 0.2 * of.chinForward + 0.1 * rugged) *
    bump(ax, 1.5 + 0.3 * rugged) *
    bump(fy + 10.1, 0.95)
  dz -= 0.22 * of.chinCleft * bump(ax, 0.24) * bump(fy + 10.2, 0.6)
  dy -= 0.25 * age * bump(ax - 3.6, 1.3) * bump(fy + 9.4, 1.1)

  // what years write: folds from nose to mouth, lines of the brow, crow's feet
  const fold = smoothstep(-4.1, -4.8, fy) * smoothstep(-8.1, -7.1, fy)
  const foldX = 2.0 + 0.42 * (-4.2 - fy) - 0.03 * (fy + 6) ** 2
  dz -= (0.035 + 0.2 * age + 0.05 * Math.max(0, of.fullness)) * fold * bump(ax - foldX, 0.24)
  dz += (0.06 + 0.2 * age) * fold * bump(ax - foldX - 0.55, 0.5)
  if (age > 0.3) {
    const years = (age - 0.3) * 1.4
    const wave = 0.25 * Math.sin(fx * 0.9 + of.seed)
    for (const y of [3.3, 4.25, 5.2]) {
      dz -= 0.07 * years * bump(ax, 3.4) * bump(fy - y - wave * 0.6 - 0.03 * ax * ax, 0.13)
    }
    dz -= 0.08 * years * bump(ax - 0.62 - 0.1 * (fy - 2), 0.12) * bump(fy - 2.1, 0.6)
    for (const slope of [0.55, 0.15, -0.25]) {
      const out = ax - eye.centreX - eye.halfWidth
      dz -=
        0.06 *
        years *
        smoothstep(0.15, 0.4, out) *
        smoothstep(1.7, 0.9, out) *
        bump(ey - slope * out - 0.1, 0.1)
    }
    dz -=
      0.12 *
      years *
      smoothstep(-7.3, -8.2, fy) *
      smoothstep(-10, -9, fy) *
      bump(ax - 3.0 - 0.15 * (fy + 8) * -1, 0.22)
  }
  out[0] = dx
  out[1] = dy
  out[2] = dz
}
