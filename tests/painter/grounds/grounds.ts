import { light, mixRgb, type Rgb, scaleRgb } from '../colour/light-values.ts'
import type { Study } from '../light/study.ts'
import { bump, clamp01, smoothstep } from '../sculpture/curves.ts'
import { cloud, noise } from '../sculpture/noise.ts'
import { at } from '../sculpture/sheet.ts'

export type GroundKind =
  | 'dark'
  | 'umber'
  | 'grey'
  | 'landscape'
  | 'sky'
  | 'curtain'
  | 'niche'
  | 'window'
  | 'wall'
  | 'garden'
  | 'plain'
  | 'mountains'
export type Ground = {
  kind: GroundKind
  colour: string
  seed: number /** −1 lit from the left, 1 from the right */
  lampSide: number
  bright: number
}

/** Linear colour behind the sitter at u, v in 0 … 1 from the upper left. */
type Backdrop = (u: number, v: number, aspect: number) => Rgb

const GRID = 3

/**
 * Paints the ground over the whole study; what is behind is never sharp, so it is worked out on a
 * coarse grid.
 */
export function layGround(study: Study, ground: Ground): void {
  const { width, height, colour } = study
  const backdrop = backdropOf(ground)
  const columns = Math.ceil(width / GRID) + 1
  const rows = Math.ceil(height / GRID) + 1
  const grid = new Float32Array(columns * rows * 3)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const tone = backdrop((column * GRID) / width, (row * GRID) / height, width / height)
      const k = (row * columns + column) * 3
      for (let c = 0; c < 3; c++) grid[k + c] = (tone[c] as number) * ground.bright
    }
  }
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / GRID)
    const v = y / GRID - row
    for (let x = 0; x < width; x++) {
      const column = Math.floor(x / GRID)
      const u = x / GRID - column
      const k = (row * columns + column) * 3
      const below = k + columns * 3
      const to = (y * width + x) * 3
      for (let c = 0; c < 3; c++) {
        const top = at(grid, k + c) * (1 - u) + at(grid, k + 3 + c) * u
        const low = at(grid, below + c) * (1 - u) + at(grid, below + 3 + c) * u
        colour[to + c] = top * (1 - v) + low * v
      }
    }
  }
}

function backdropOf({ kind, colour, seed, lampSide }: Ground): Backdrop {
  const base = light(colour)
  switch (kind) {
    case 'dark':
    case 'umber':
    case 'grey':
    case 'plain': {
      const lift = kind === 'dark' ? 1.5 : kind === 'plain' ? 0.25 : 0.9
      return (u, v) => {
        // the wall is lighter behind the shaded side of the head: that is how painters part them
        const glow = bump(u - 0.5 - 0.24 * -lampSide, 0.42) * bump(v - 0.42, 0.5)
        const rub = 0.82 + 0.36 * cloud(u * 5, v * 6, seed, 3)
        return scaleRgb(base, (0.7 + lift * glow - 0.3 * v) * rub)
      }
    }
    case 'wall': {
      const dado = scaleRgb(base, 0.45)
      return (u, v) => {
        const slant = smoothstep(0.1, -0.1, (u - 0.5) * lampSide * -1 + v - 0.62)
        const rub = 0.86 + 0.28 * cloud(u * 7, v * 7, seed, 3)
        return scaleRgb(v > 0.86 ? dado : base, (0.62 + 0.6 * slant) * rub)
      }
    }
    case 'curtain': {
      const wall = light('6d6250')
      return (u, v) => {
        const side = lampSide > 0 ? u : 1 - u
        const swag = 0.62 + 0.24 * (1 - v) + 0.09 * Math.sin(v * 7)
        const inCurtain = smoothstep(swag + 0.01, swag - 0.012, side)
        const bend =
          u * 30 + 7 * Math.sin(v * 2.2 + 1) * (0.4 + v) + 5 * noise(u * 2, v * 1.5, seed)
        const fold = 0.5 + 0.5 * Math.sin(bend)
        const cloth = scaleRgb(
          base,
          (0.16 + 0.95 * fold ** 2.2) * (1.15 - 0.75 * bump(u - 0.5, 0.4) * bump(v - 0.45, 0.5)),
        )
        const fringe = bump(side - swag, 0.012)
        const beyond = scaleRgb(wall, 0.5 + 0.7 * (1 - v) * cloud(u * 4, v * 4, seed, 3))
        const c = mixRgb(beyond, cloth, inCurtain)
        return mixRgb(c, light('b08a3c'), fringe * 0.7)
      }
    }
    case 'sky': {
      const blue = light('5d7ea0')
      const warm = light('d9b48a')
      const white = light('e6ddd0')
      return (u, v) => {
        const c = mixRgb(blue, warm, smoothstep(0.25, 0.95, v))
        const puffs = smoothstep(0.46, 0.68, cloud(u * 3.2, v * 4.4, seed, 4))
        const under = smoothstep(0.4, 0.75, cloud(u * 3.2 + 0.2, v * 4.4 - 0.25, seed, 3))
        return mixRgb(c, mixRgb(white, light('77706e'), under * 0.8), puffs * 0.8)
      }
    }
    case 'niche': {
      return (u, v, aspect) => {
        const dx = (u - 0.5) * aspect
        const radius = 0.42 * aspect
        const top = v - radius - 0.07
        const d = top < 0 ? Math.hypot(dx, Math.min(0, top)) - radius : Math.abs(dx) - radius
        const stone = 0.85 + 0.3 * cloud(u * 9, v * 9, seed, 4)
        if (d > 0) return scaleRgb(base, (0.95 + 0.35 * bump(d, 0.012)) * stone)
        const across = clamp01(0.5 + (dx / radius) * 0.5)
        const hollow = 0.12 + 0.42 * (lampSide > 0 ? 1 - across : across) ** 1.4
        return scaleRgb(base, hollow * stone * smoothstep(0, -0.03, d + 0.004))
      }
    }
    case 'window': {
      const view = backdropOf({
        kind: 'landscape',
        colour: '',
        seed: seed + 3,
        lampSide,
        bright: 1,
      })
      return (u, v, aspect) => {
        const side = lampSide > 0 ? u : 1 - u
        const inside = Math.min(side - 0.05, 0.3 - side, v - 0.1, 0.52 - v)
        if (inside > 0) {
          const bar = Math.min(Math.abs(side - 0.175), Math.abs(v - 0.3))
          if (bar < 0.006) return scaleRgb(base, 0.25)
          return scaleRgb(view((side - 0.05) * 2.2, 0.15 + (v - 0.1) * 1.5, aspect), 1.1)
        }
        const reveal = smoothstep(-0.03, -0.002, inside)
        const wash = 0.32 + 0.5 * smoothstep(0.2, 1, side) * (1 - 0.5 * v)
        return scaleRgb(base, (wash + 0.5 * reveal) * (0.85 + 0.3 * cloud(u * 6, v * 6, seed, 3)))
      }
    }
    case 'garden': {
      const dark = light('1f2a17')
      const mid = light('4d6330')
      const bright = light('a9b368')
      return (u, v) => {
        const leaves = cloud(u * 9, v * 11, seed, 4)
        const mass = cloud(u * 2.4, v * 3, seed + 5, 3)
        const c = mixRgb(
          mixRgb(dark, mid, smoothstep(0.3, 0.6, mass + 0.4 * (leaves - 0.5))),
          bright,
          smoothstep(0.52, 0.72, leaves) * smoothstep(0.35, 0.7, mass) * 0.8,
        )
        const bloom =
          smoothstep(0.76, 0.8, noise(u * 42, v * 52, seed + 9)) * smoothstep(0.5, 0.6, mass)
        return mixRgb(c, base, bloom * 0.9)
      }
    }
    case 'landscape':
    case 'mountains': {
      const steep = kind === 'mountains' ? 2 : 1
      const high = light(kind === 'mountains' ? '7f97a8' : '6f93b5')
      const low = light('eadfc0')
      const layers: [number, Rgb, number][] = [
        [0.4, light('8fa5b0'), 0.1 * steep],
        [0.47, light('6c8a8c'), 0.075 * steep],
        [0.54, light('5c7350'), 0.05],
        [0.64, light('6b5f33'), 0.045],
        [0.78, light('3f3f22'), 0.05],
      ]
      return (u, v) => {
        let c = mixRgb(high, low, smoothstep(0, 0.46, v))
        const puff = smoothstep(0.55, 0.75, cloud(u * 3, v * 9, seed, 4))
        c = mixRgb(c, light('efe6d4'), 0.6 * puff)
        for (const [i, [line, tone, height]] of layers.entries()) {
          const ridge = line - height * (cloud(u * (2.3 + i), i * 7.3, seed + i, 4) - 0.35) * 2
          if (v > ridge) {
            const depth = clamp01((v - ridge) / 0.12)
            c = scaleRgb(
              tone,
              0.8 + 0.35 * cloud(u * 14, v * 24, seed + 20 + i, 3) - 0.2 * depth * (i > 1 ? 1 : 0),
            )
            if (i === 0 || i === 1) c = mixRgb(c, low, 0.35 * depth)
            if (i === 3) {
              const river =
                Math.abs(u - 0.24 - 0.12 * Math.sin(v * 30 + seed)) - 0.018 - (v - 0.64) * 0.14
              if (river < 0 && v < 0.78) c = mixRgb(c, light('b9c4bf'), 0.75)
            }
          }
        }
        return c
      }
    }
  }
}
