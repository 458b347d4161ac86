import type { Likeness } from '../casting/likeness.ts'
import { bump, smoothstep } from './curves.ts'
import { mouthLine, mouthShape, upperLipThickness } from './features.ts'
import type { BeardGrowth } from './head.ts'
import { noise } from './noise.ts'

export type BeardStyle = {
  kind: 'full' | 'goatee' | 'moustache' | 'whiskers' | 'chin-curtain'
  /** Centimetres of body, and of hanging length. */
  thick: number
  length: number
}

/** Growth over canonical face centimetres; lips stay bare, edges are uneven. */
export function beardGrowth(of: Likeness, style: BeardStyle): BeardGrowth {
  const mouth = mouthShape(of)
  return (fx, fy) => {
    const ax = Math.abs(fx)
    const edge = 0.5 * (noise(fx * 2.3, fy * 2.3, of.seed + 51) - 0.5)
    const line = mouthLine(mouth, ax)
    const lip = upperLipThickness(mouth, ax)
    const offLips = Math.max(
      smoothstep(line - mouth.lower - 0.05, line - mouth.lower - 0.5, fy),
      smoothstep(line + lip - 0.1, line + lip + 0.22, fy),
      smoothstep(mouth.halfWidth, mouth.halfWidth + 0.5, ax),
    )
    const moustache =
      smoothstep(line + lip - 0.15, line + lip + 0.2, fy) *
        smoothstep(-5.05, -5.5, fy + edge * 0.3) *
        smoothstep(3.5, 2.5, ax + edge) +
      0.9 * bump(ax - 3.0, 0.55) * smoothstep(-9, -7.6, fy) * smoothstep(-5.6, -6.4, fy)
    const jaw = smoothstep(-4.6, -5.8, fy - 0.55 * (ax - 4) + edge) * smoothstep(2.2, 3.2, ax)
    const sideburn = smoothstep(5.4, 6.0, ax) * smoothstep(0.8, -0.8, fy)
    const chin = smoothstep(line - mouth.lower - 0.15, line - mouth.lower - 0.9, fy + edge)
    let cover = 0
    if (style.kind === 'moustache') cover = moustache
    else if (style.kind === 'goatee')
      cover = Math.max(moustache, chin * smoothstep(3.1, 2.2, ax + edge))
    else if (style.kind === 'whiskers')
      cover = Math.max(sideburn, jaw * smoothstep(3.2, 4.2, ax), moustache * 0.9)
    else if (style.kind === 'chin-curtain')
      cover = Math.max(
        sideburn,
        jaw * smoothstep(-6.8, -8, fy + ax * -0.2),
        chin * smoothstep(-9, -9.8, fy),
      )
    else cover = Math.max(moustache, jaw, chin, sideburn * 0.9)
    cover = Math.min(1, Math.max(0, cover)) * Math.min(1, Math.max(0, offLips))
    const low = smoothstep(-8.4, -11, fy)
    const above = bump(ax, 3) * bump(fy + 5.9, 0.8)
    return {
      cover,
      thick: style.thick * (0.35 + 0.65 * low) * (1 - 0.3 * above) * cover,
      hang: style.length * low * smoothstep(6.5, 2, ax),
    }
  }
}
