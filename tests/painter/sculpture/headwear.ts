/** Hats, wraps, veils and wreaths; long because each is a few lines of its own form. */
import type { Likeness } from '../casting/likeness.ts'
import { mix, smoothstep, throughKnots } from './curves.ts'
import { sculptHair } from './hair.ts'
import { cloud, noise } from './noise.ts'
import {
  FUR,
  HEADCLOTH,
  LEAF,
  METAL,
  makeSheet,
  PEARL,
  type Sheet,
  type Substance,
} from './sheet.ts'

export type Headwear =
  | 'none'
  | 'turban'
  | 'headwrap'
  | 'beret'
  | 'broad-hat'
  | 'round-cap'
  | 'fur-hat'
  | 'veil'
  | 'coif'
  | 'laurel'
  | 'diadem'
  | 'flowers'

/** Whether hair still shows above the brow under it. */
export const showsHair = (headwear: Headwear): boolean =>
  headwear === 'none' || headwear === 'laurel' || headwear === 'diadem' || headwear === 'flowers'

/**
 * A hat turned on the head's own oval: radii beyond the skull and heights, from the brow to the
 * crown.
 */
function turned(
  of: Likeness,
  substance: Substance,
  rings: { out: readonly number[]; height: readonly number[] },
  bend: (angle: number, t: number, out: number) => { out: number; lift: number; side?: number },
): Sheet {
  const half = 7.35 * (1 + 0.035 * of.faceWidth)
  return makeSheet(170, 80, substance, (s, t, p) => {
    const angle = (s * 2 - 1) * Math.PI
    const out = throughKnots(rings.out, t)
    const bent = bend(angle, t, out)
    p.x = Math.sin(angle) * Math.max(0, half + bent.out) + (bent.side ?? 0)
    p.z = Math.cos(angle) * Math.max(0, 9.7 + bent.out) - 0.4
    p.y = throughKnots(rings.height, t) + bent.lift - 0.12 * (9 - p.z) * 0.6
    p.flowX = Math.cos(angle)
    p.flowY = 0.15
    p.flowZ = -Math.sin(angle)
    p.u = angle * 8
    p.v = p.y + t * 3
  })
}

export function sculptHeadwear(of: Likeness, kind: Headwear): Sheet[] {
  const n = of.seed + 81
  switch (kind) {
    case 'none':
      return []
    case 'turban':
    case 'headwrap': {
      const high = kind === 'headwrap' ? 1.35 : 1
      return [
        turned(
          of,
          HEADCLOTH,
          {
            out: [0.2, 1.2, 2.0, 1.8, 0.2, -3.5, -10],
            height: [3.9, 4.4, 6.5, 9, 11.3 * high, 12.8 * high, 13.2 * high],
          },
          (angle, t, out) => {
            const wind = t * 15 + 1.5 * Math.sin(angle + 0.7) + 0.8 * noise(angle * 1.3, t * 3, n)
            const roll = Math.abs(Math.sin(wind))
            const swell =
              kind === 'headwrap'
                ? 1.5 *
                  Math.exp(-(((angle - 0.5) / 0.5) ** 2)) *
                  smoothstep(0.2, 0.5, t) *
                  smoothstep(0.9, 0.6, t)
                : 0
            return {
              out:
                out +
                (0.85 * Math.sqrt(roll) - 0.3) * smoothstep(1, 0.7, t) +
                swell +
                0.4 * noise(angle * 2, t * 4, n + 1),
              lift: 0.9 * Math.sin(angle - 0.9) * (1 - t) * 0.5,
            }
          },
        ),
      ]
    }
    case 'beret':
      return [
        turned(
          of,
          HEADCLOTH,
          {
            out: [0.15, 0.35, 3.2, 4.3, 2.2, -3, -10],
            height: [4.9, 6.0, 7.6, 9.2, 11.4, 12.6, 12.7],
          },
          (angle, t, out) => {
            const slouch = smoothstep(0.15, 0.5, t)
            const fold = cloud(angle * 1.6, t * 3.4, n, 3) - 0.5
            return {
              out: out + slouch * (0.9 * Math.sin(angle * 1 + of.seed) + 1.3 * fold),
              lift: slouch * (1.2 * Math.sin(angle + of.seed) + 1.5 * fold),
              side: slouch * 1.2 * Math.cos(of.seed),
            }
          },
        ),
      ]
    case 'broad-hat':
      return [
        turned(
          of,
          HEADCLOTH,
          {
            out: [6.6, 6.7, 3, 0.45, 0.3, 0, -0.8, -4, -10],
            height: [6.0, 6.3, 6.1, 6.0, 8.2, 11, 13.2, 13.9, 13.8],
          },
          (angle, t, out) => {
            const brim = smoothstep(0.36, 0.0, t)
            const wave =
              Math.sin(angle * 2 + of.seed) * 1.1 +
              1.9 * Math.max(0, Math.sin(angle + of.seed)) ** 2
            return {
              out: out + 0.3 * brim * noise(angle * 2, 1, n),
              lift: brim * wave + 0.3 * noise(angle * 3, t * 5, n),
            }
          },
        ),
      ]
    case 'round-cap':
      return [
        turned(
          of,
          HEADCLOTH,
          {
            out: [0.3, 0.5, 0.3, -0.8, -3, -6.5, -10],
            height: [5.6, 7.2, 9.2, 11, 12.4, 13.3, 13.5],
          },
          (_a, _t, out) => ({ out, lift: 0 }),
        ),
      ]
    case 'fur-hat':
      return [
        turned(
          of,
          FUR,
          { out: [0.4, 1.9, 2.3, 1.9, 0.3, -4, -10], height: [4.2, 4.8, 7.4, 10, 12.1, 13, 13.1] },
          (angle, t, out) => ({
            out: out + 0.9 * (noise(angle * 9, t * 14, n) - 0.5),
            lift: 0.6 * (noise(angle * 11, t * 12, n + 1) - 0.5),
          }),
        ),
      ]
    case 'veil':
    case 'coif': {
      const long = kind === 'veil'
      const sheet = sculptHair(
        of,
        {
          top: long ? 0.8 : 0.7,
          side: long ? 1.3 : 0.9,
          length: long ? 30 : 5.2,
          curl: 0,
          parting: 'none',
          recede: long ? -0.2 : -0.5,
          fringe: 0,
          crownBare: 0,
        },
        HEADCLOTH,
      )
      drape(sheet, n, long)
      return [sheet]
    }
    case 'laurel':
    case 'flowers':
      return wreath(of, kind)
    case 'diadem': {
      const band = turned(
        of,
        METAL,
        { out: [1.15, 1.4, 1.4, 1.15], height: [6.3, 6.5, 7.1, 7.3] },
        (angle, t, out) => ({ out, lift: 0.7 * Math.cos(angle) * t }),
      )
      const beads = [-0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75].map((angle) =>
        bead(
          Math.sin(angle) * 8.9,
          7.7 + 0.4 * Math.cos(angle),
          Math.cos(angle) * 11 - 0.6,
          angle === 0 ? 0.62 : 0.42,
        ),
      )
      return [band, ...beads]
    }
  }
}

/**
 * Pushes a covering into soft folds that run from the brow back and down; a long one spreads over
 * the shoulders.
 */
function drape(sheet: Sheet, seed: number, long: boolean): void {
  for (let i = 0; i < sheet.weight.length; i++) {
    const theta = sheet.place[i * 2] as number
    const t = sheet.place[i * 2 + 1] as number
    const fall = smoothstep(0.45, 1, t)
    const ridge = 1 - Math.abs(2 * noise(theta * 2.6 + 1.4 * t, t * 1.3, seed) - 1)
    const k = long
      ? (0.9 * ridge * ridge + 0.4 * noise(theta * 7, t * 3, seed + 1) - 0.4) * (0.25 + 0.9 * t)
      : 0.15 * ridge
    const spread = long ? fall * fall * (3.2 + 2.5 * noise(theta * 1.5, 4, seed + 2)) : 0
    sheet.position[i * 3] =
      (sheet.position[i * 3] as number) + Math.sin(theta) * k + Math.sign(theta) * spread
    sheet.position[i * 3 + 2] = (sheet.position[i * 3 + 2] as number) + Math.cos(theta) * k
    sheet.place[i * 2] = theta * 9
    sheet.place[i * 2 + 1] = t * 26
    sheet.weight[i] = 1
  }
}

function wreath(of: Likeness, kind: 'laurel' | 'flowers'): Sheet[] {
  const sheets: Sheet[] = []
  const count = kind === 'laurel' ? 46 : 40
  for (let i = 0; i < count; i++) {
    const angle = ((Math.floor(i / 2) + 0.5) / (count / 2)) * 4.6 - 2.3
    const upper = i % 2 === 0 ? 1 : -1
    const gap = kind === 'laurel' ? Math.min(1, Math.abs(angle) * 4) : 1
    const ring = 8.3 + 0.2 * of.faceWidth
    const cx = Math.sin(angle) * ring
    const cz = Math.cos(angle) * (ring + 2.3)
    const cy = 6.9 + upper * 0.55 - 0.09 * (9 - cz)
    if (kind === 'flowers' && i % 2 === 0) {
      sheets.push(blossom(cx, cy + 0.2, cz + 0.5, 0.95 + 0.35 * noise(i * 1.7, 3, of.seed), i))
      continue
    }
    const lean = Math.sign(angle || 1) * (0.9 + 0.5 * upper * gap)
    sheets.push(
      makeSheet(7, 9, LEAF, (s, t, p) => {
        const along = (t - 0.5) * 2.7
        const across = (s - 0.5) * 1.15 * Math.sin(Math.PI * Math.min(0.98, Math.max(0.04, t)))
        p.x = cx + Math.cos(lean) * across - Math.sin(lean) * along * -0.75 * Math.cos(angle)
        p.y = cy + Math.sin(lean) * across * 0.6 + Math.cos(lean) * along * 0.9
        p.z =
          cz +
          0.3 +
          0.5 * (0.25 - (s - 0.5) ** 2) +
          0.5 * (t - 0.3) -
          Math.abs(Math.sin(angle)) * along * 0.3
        p.flowX = Math.sin(lean)
        p.flowY = Math.cos(lean)
        p.flowZ = 0
        p.u = s
        p.v = t
      }),
    )
  }
  return sheets
}

const blossom = (x: number, y: number, z: number, r: number, turn: number): Sheet =>
  makeSheet(30, 8, PEARL, (s, t, p) => {
    const a = s * Math.PI * 2
    const petal = r * t * (0.72 + 0.28 * Math.abs(Math.cos(a * 2.5 + turn)))
    p.x = x + Math.cos(a) * petal
    p.y = y + Math.sin(a) * petal
    p.z = z + 0.5 * t * (1 - t) - 0.2 * t
    p.u = 1
    p.v = t
  })

/** A small ball: a pearl, a jewel, a button. */
export function bead(
  x: number,
  y: number,
  z: number,
  r: number,
  substance: Substance = PEARL,
): Sheet {
  return makeSheet(14, 10, substance, (s, t, p) => {
    const a = s * Math.PI * 2
    const b = mix(0.02, Math.PI - 0.02, t)
    p.x = x + r * Math.sin(b) * Math.cos(a)
    p.y = y + r * Math.cos(b)
    p.z = z - r * Math.sin(b) * Math.sin(a)
    p.u = 0
    p.v = 0
  })
}
