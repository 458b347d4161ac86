import type { Likeness } from '../casting/likeness.ts'
import { bump, clamp01, smoothstep } from '../sculpture/curves.ts'
import {
  browLine,
  eyeShape,
  lowerLipThickness,
  mouthLine,
  mouthShape,
  upperLipThickness,
} from '../sculpture/features.ts'
import { noise, quickCloud, speck } from '../sculpture/noise.ts'
import { alongStops, light, luminance, mixRgb, multiplyRgb, type Rgb } from './light-values.ts'

/** Human skin from the lightest to the darkest, in even steps. */
const TONES = [
  'f2d6c4',
  'ebc6aa',
  'deb08b',
  'cd9a70',
  'b88259',
  'a06a45',
  '855336',
  '693e29',
  '4f2e21',
  '3c231b',
].map(light)

export type Complexion = (fx: number, fy: number, weight: number, out: SkinPaint) => void
export type SkinPaint = { r: number; g: number; b: number; gloss: number; hair: number }

export function skinTone(of: Likeness): Rgb {
  const full = alongStops(TONES, of.tone)
  const grey = luminance(...full)
  const base = mixRgb(full, [grey * 1.06, grey, grey * 0.94], 0.17)
  const warm = 0.05 * of.warmth
  return [base[0] * (1 + warm * 0.6), base[1] * (1 - Math.max(0, warm) * 0.3), base[2] * (1 - warm)]
}

/** Greying hair keeps its hue a while: never plain white. */
export function hairTone(of: Likeness): Rgb {
  return mixRgb(light(of.hairColour), light('b9b4aa'), of.grey)
}

/**
 * The local colour of a face: cheeks and nose ruddier, brow lighter, jaw cooler; lips, brows,
 * stubble, freckles.
 */
export function complexion(of: Likeness, stubble: number): Complexion {
  const tone = skinTone(of)
  const depth = clamp01(of.tone)
  const flush = multiplyRgb(tone, [1.06, 0.74 + 0.1 * depth, 0.7 + 0.12 * depth])
  const pale = multiplyRgb(tone, [1.06, 1.06, 1.04])
  const cool = multiplyRgb(tone, [0.84, 0.88, 0.93])
  const lips = mixRgb(
    multiplyRgb(tone, [0.84, 0.46 + 0.12 * depth, 0.48 + 0.13 * depth]),
    light('9c4a44'),
    0.22 - 0.1 * depth,
  )
  const hair = hairTone(of)
  const brow = mixRgb(
    mixRgb(light(of.hairColour), light('8d8880'), of.grey * 0.7),
    light('1c130e'),
    0.35 - 0.2 * of.grey,
  )
  const shaven = mixRgb(cool, hair, 0.45)
  const mouth = mouthShape(of)
  const eye = eyeShape(of)
  const dark = multiplyRgb(tone, [0.42, 0.3, 0.26])
  const browStrength = 0.62 + 0.1 * of.browWeight + 0.16 * clamp01(1 - luminance(...brow) * 6)
  return (fx, fy, weight, out) => {
    const ax = Math.abs(fx)
    let cheek =
      0.75 * bump(ax - 4.2, 1.9) * bump(fy + 3.1, 1.7) +
      0.6 * bump(ax, 1.5) * bump(fy + 4.2, 1.2) +
      0.35 * bump(ax, 2) * bump(fy + 10, 1.2)
    cheek *= 0.55 + 0.6 * quickCloud(fx * 0.9, fy * 0.9, of.seed)
    const brightBrow = 0.5 * smoothstep(2.5, 4.5, fy) * smoothstep(8, 5, fy)
    const around = 0.55 * bump(ax - eye.centreX, 1.7) * bump(fy + 0.1, 1.25)
    let jaw = smoothstep(-5.2, -8, fy) * 0.45
    jaw *= 0.4 + 0.6 * of.rugged
    out.r = tone[0]
    out.g = tone[1]
    out.b = tone[2]
    blend(out, pale, brightBrow)
    blend(out, cool, Math.min(0.9, jaw + around * (0.55 + 0.5 * of.age)))
    blend(out, flush, Math.min(0.85, cheek * (0.75 - 0.2 * depth)))
    const mottle = 0.93 + 0.14 * quickCloud(fx * 1.6, fy * 1.6, of.seed + 13)
    out.r *= mottle
    out.g *= mottle
    out.b *= mottle
    let gloss =
      0.16 +
      0.3 * bump(ax, 0.8) * bump(fy + 3.6, 1.5) +
      0.16 * brightBrow +
      0.14 * bump(ax - 4.3, 1.4) * bump(fy + 2, 1)
    if (of.freckles > 0) {
      const spots = speck(
        Math.floor(fx * 4.3 + noise(fy * 3, fx * 3, 5)),
        Math.floor(fy * 4.3),
        of.seed,
      )
      const near = bump(ax - 2.6, 3.2) * bump(fy + 2.6, 2.4)
      if (spots > 1 - 0.22 * of.freckles * near) blend(out, dark, 0.22)
    }
    // nostrils and the line of the lips
    blend(out, dark, 0.62 * bump(ax - 0.72 - 0.09 * of.noseWidth, 0.36) * bump(fy + 4.98, 0.15))
    if (ax < mouth.halfWidth + 0.8 && fy > -9 && fy < -5.4) {
      const line = mouthLine(mouth, ax)
      const up = upperLipThickness(mouth, ax)
      const low = lowerLipThickness(mouth, ax)
      const edge = 0.11
      const onUpper = smoothstep(-edge, edge, line + up - fy) * smoothstep(-0.06, 0.04, fy - line)
      const onLower =
        smoothstep(-edge * 1.4, edge * 1.4, fy - line + low) * smoothstep(-0.04, 0.06, line - fy)
      const along = 0.8 + 0.4 * noise(fx * 5, fy * 1.2, of.seed + 17)
      const onLips = Math.max(onUpper, onLower)
      blend(out, lips, Math.min(1, onLips * (0.92 - 0.14 * of.rugged - 0.22 * of.age) * along))
      if (onUpper > onLower) blend(out, dark, 0.2 * onUpper)
      gloss += 0.32 * onLower * bump(fy - line + low * 0.5, low * 0.4)
      const seam =
        bump(fy - line, 0.075) * smoothstep(mouth.halfWidth + 0.12, mouth.halfWidth - 0.4, ax)
      blend(out, dark, 0.85 * seam)
    }
    let hairy = 0
    if (stubble > 0 && fy < -3) {
      const grows =
        smoothstep(-4.2, -6, fy + 0.16 * ax) * smoothstep(7.5, 5.5, ax - 0.2 * fy * -0.5) +
        0.8 * bump(ax, 2.6) * bump(fy + 6, 0.7)
      blend(out, shaven, Math.min(0.5, stubble * grows * (0.45 + 0.2 * noise(fx * 9, fy * 9, 3))))
    }
    const line = fy > 0.2 && fy < 4.2 ? browLine(of, ax) : undefined
    if (line && line.half > 0) {
      const off = (fy - line.y) / line.half
      if (off > -2 && off < 2) {
        const slant = 0.9 - 0.22 * (ax - 1.2)
        const strand = noise(
          fx * 2.2 - fy * 5 * slant * Math.sign(fx) * -1,
          fy * 2.2 + ax * 4.5,
          of.seed + 19,
        )
        const cover =
          clamp01((1.12 - Math.abs(off + 0.25 * (strand - 0.5))) * 1.5) * (0.55 + 0.75 * strand)
        hairy = Math.min(1, cover * browStrength)
        blend(out, brow, hairy)
      }
    }
    if (weight > 0) hairy = Math.max(hairy, weight)
    out.gloss = gloss * (1 - hairy) * (0.9 + 0.8 * depth)
    out.hair = hairy
  }
}

function blend(out: SkinPaint, c: Readonly<Rgb>, t: number): void {
  out.r += (c[0] - out.r) * t
  out.g += (c[1] - out.g) * t
  out.b += (c[2] - out.b) * t
}
