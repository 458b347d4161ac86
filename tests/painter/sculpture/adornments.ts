import type { Likeness } from '../casting/likeness.ts'
import { bump, mix, smoothstep } from './curves.ts'
import { bead } from './headwear.ts'
import { noise } from './noise.ts'
import { EAR, LINEN, METAL, makeSheet, PEARL, type Sheet } from './sheet.ts'

export type Adornments = {
  ruff: number
  necklace: 'none' | 'pearls' | 'beads' | 'chain'
  earrings: boolean
}

/** Both ears: a rim, a hollow, a lobe. */
export function sculptEars(of: Likeness): Sheet[] {
  const size = 1 + 0.06 * of.earSize + 0.08 * of.age
  const half = 7.0 * (1 + 0.035 * of.faceWidth)
  return [-1, 1].map((side) =>
    makeSheet(40, 22, EAR, (s, t, p) => {
      const a = s * Math.PI * 2
      const up = Math.sin(a)
      const back = Math.cos(a)
      const tall = (up > 0 ? 3.1 : 3.0) * size
      const deep = (up > 0 ? 1.9 : 1.25) * size
      const rim = 0.42 * bump(t - 0.86, 0.16) * smoothstep(-0.95, -0.3, up + 0.5 * back)
      const inner = 0.3 * bump(t - 0.5, 0.14) * smoothstep(-0.2, 0.5, back)
      const hollow = -0.55 * bump(t, 0.36)
      const out = rim + inner + hollow + 0.25 * t
      const backward = back * deep * t
      p.x = side * (half - 0.15 + out + (0.2 + 0.03 * of.earSize) * (backward + 1.4))
      p.y = -1.5 + up * tall * t
      p.z = -0.6 - backward * 0.94 + out * 0.3
      p.u = p.x
      p.v = p.y
    }),
  )
}

/** A pleated ruff on a slight slope, figure-of-eight folds. */
export function sculptRuff(of: Likeness, reach: number, drop: number): Sheet {
  const folds = 30
  return makeSheet(720, 16, LINEN, (s, t, p) => {
    const a = (s * 2 - 1) * Math.PI
    const r = mix(5.6, 6 + reach, t)
    const set = Math.sin(a * folds + 1.2 * Math.sin(t * 2.2)) * (0.22 + 0.78 * t) * 1.05
    const droop = 0.1 * noise(a * 4, t * 3, of.seed + 91)
    p.x = Math.sin(a) * r * 1.06
    p.z = Math.cos(a) * r * 1.02 - 2.2
    p.y = -13.9 + drop + set + 0.9 * t - 0.34 * (p.z + 2) - droop
    p.u = a * 20
    p.v = t * reach
    p.flowX = Math.sin(a)
    p.flowY = -0.3
    p.flowZ = Math.cos(a)
  })
}

/**
 * Beads lying round the neck on the bust; `surface` answers how far forward the bust stands at x,
 * y.
 */
export function sculptNecklace(
  kind: Adornments['necklace'],
  surface: (x: number, y: number) => number,
  drop: number,
): Sheet[] {
  if (kind === 'none') return []
  const [low, wide, size] =
    kind === 'pearls'
      ? [-20.4, 6.6, 0.46]
      : kind === 'beads'
        ? [-22.3, 7.6, 0.55]
        : [-27, 9.4, 0.36]
  const count = kind === 'chain' ? 58 : kind === 'pearls' ? 33 : 30
  const sheets: Sheet[] = []
  for (let i = 0; i < count; i++) {
    const a = (i / (count - 1)) * 2 - 1
    const x = wide * Math.sin(a * 1.5)
    const y = low + (-16.6 - low) * (1 - Math.cos(a * 1.5)) ** 1.1
    const r = kind === 'chain' ? size * (i % 2 ? 1 : 0.7) : size * (1 - 0.3 * Math.abs(a))
    sheets.push(bead(x, y + drop, surface(x, y) + r * 0.75, r, kind === 'pearls' ? PEARL : METAL))
  }
  if (kind === 'chain')
    sheets.push(bead(0, low - 1.2 + drop, surface(0, low - 1) + 0.6, 1.15, METAL))
  return sheets
}

export const sculptEarrings = (of: Likeness): Sheet[] =>
  [-1, 1].flatMap((side) => {
    const x = side * (7.75 + 0.25 * of.faceWidth)
    return [bead(x, -4.9, 0.6, 0.2, METAL), bead(x, -5.7, 0.6, 0.52)]
  })
