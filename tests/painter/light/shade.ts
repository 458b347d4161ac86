import type { Likeness } from '../casting/likeness.ts'
import { type Cloth, type ClothPaint, clothOf } from '../colour/cloth.ts'
import { type EyePaint, eyePainter, type Gaze } from '../colour/eye.ts'
import { light, mixRgb, paintRange } from '../colour/light-values.ts'
import { complexion, hairTone, type SkinPaint, skinTone } from '../colour/skin.ts'
import { bump, smoothstep } from '../sculpture/curves.ts'
import type { DepthView } from '../sculpture/depth-view.ts'
import { type Dress, type Fabric, type Layer, layerAt } from '../sculpture/garment.ts'
import { quickCloud } from '../sculpture/noise.ts'
import {
  at,
  BUST,
  EAR,
  FUR,
  GROUND,
  HAIR,
  HEADCLOTH,
  LEAF,
  LINEN,
  METAL,
  PEARL,
  SKIN,
} from '../sculpture/sheet.ts'
import type { Turn } from '../sculpture/turn.ts'
import type { Light } from './light.ts'
import { findShadows, sampleHalf } from './shadows.ts'
import { findStrands } from './strands.ts'
import type { Study } from './study.ts'

export type Wearing = {
  dress: Dress
  headcloth?: Fabric | undefined
  fur?: string | undefined
  metal?: string | undefined
  stubble: number
}

/**
 * Lights everything in the view and writes it over the ground already in `study`.
 * Long because it is one pass over the pixels with one branch a substance.
 */
export function shade(
  study: Study,
  view: DepthView,
  of: Likeness,
  wearing: Wearing,
  lamp: Light,
  gaze: Gaze,
  headTurn: Turn,
): void {
  const { width, height } = view
  const shadows = findShadows(view, lamp.towards)
  const { strands } = study
  findStrands(view, of.seed, strands)
  const skinAt = complexion(of, wearing.stubble)
  const eyeAt = eyePainter(of, gaze)
  const tone = skinTone(of)
  const neckTone = mixRgb(tone, [tone[0] * 0.9, tone[1] * 0.8, tone[2] * 0.76], 0.35)
  const hair = hairTone(of)
  const fur = light(wearing.fur ?? '5a4030')
  const metal = light(wearing.metal ?? 'c99a3f')
  const cloths = new Map<Fabric, Cloth>()
  const clothFor = (fabric: Fabric): Cloth => {
    const known = cloths.get(fabric)
    if (known) return known
    const made = clothOf(fabric, of.seed + 61)
    cloths.set(fabric, made)
    return made
  }
  const headcloth = wearing.headcloth ? clothFor(wearing.headcloth) : undefined
  const paint: SkinPaint = { r: 0, g: 0, b: 0, gloss: 0, hair: 0 }
  const eye: EyePaint = {
    ball: 0,
    r: 0,
    g: 0,
    b: 0,
    nx: 0,
    ny: 0,
    line: 0,
    shade: 1,
    glint: 0,
    wet: 0,
  }
  const cloth: ClothPaint = { r: 0, g: 0, b: 0, gloss: 0, sharpness: 8, velvet: 0, hole: false }
  const [lx, ly, lz] = lamp.towards
  const halfLength = Math.hypot(lx, ly, lz + 1)
  const hx = lx / halfLength
  const hy = ly / halfLength
  const hz = (lz + 1) / halfLength
  const exposure = lamp.exposure

  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x
      const kind = at(view.substance, i)
      if (kind === GROUND) continue
      let nx = at(view.normal, i * 3)
      let ny = at(view.normal, i * 3 + 1)
      let nz = at(view.normal, i * 3 + 2)
      if (nz < 0) {
        nx = -nx
        ny = -ny
        nz = -nz
      }
      const u = at(view.place, i * 2)
      const v = at(view.place, i * 2 + 1)
      let lit = sampleHalf(shadows.light, x, y)
      let open = sampleHalf(shadows.open, x, y)
      let r = 0.5
      let g = 0.5
      let b = 0.5
      let gloss = 0
      let sharpness = 12
      let velvet = 0
      let fleshy = 0
      let hairy = 0
      let detail = 0.25
      let glint = 0
      let line = 0
      let ball = 0

      if (kind === SKIN) {
        skinAt(u, v, at(view.weight, i), paint)
        r = paint.r
        g = paint.g
        b = paint.b
        gloss = paint.gloss
        fleshy = 1
        const strand = at(strands, i)
        const grown = at(view.weight, i)
        if (grown > 0.02) {
          hairy = smoothstep(0.18, 0.62, grown + 0.42 * (strand - 0.5))
          fleshy = 1 - hairy
        }
        // the lip and cheeks throw light back under the nose
        const nook = bump(Math.abs(u), 1.9) * bump(v + 4.9, 0.6)
        open += (1 - open) * 0.45 * nook
        lit += (1 - lit) * 0.3 * nook
        detail = 0.62
        if (eyeAt(u, v, eye)) {
          line = eye.line
          ball = eye.ball
          glint = eye.glint * ball
          if (ball > 0) {
            r += (eye.r - r) * ball
            g += (eye.g - g) * ball
            b += (eye.b - b) * ball
            const bz = Math.sqrt(Math.max(0.1, 1 - eye.nx * eye.nx - eye.ny * eye.ny))
            nx = headTurn[0] * eye.nx + headTurn[1] * eye.ny + headTurn[2] * bz
            ny = headTurn[3] * eye.nx + headTurn[4] * eye.ny + headTurn[5] * bz
            nz = headTurn[6] * eye.nx + headTurn[7] * eye.ny + headTurn[8] * bz
            gloss = 0.1
            lit *= eye.shade
            open = Math.max(open, 0.75) * (0.5 + 0.5 * eye.shade)
          }
        }
        const ax = Math.abs(u)
        detail +=
          0.38 *
          Math.max(
            bump(ax - 3.2, 2.2) * bump(v - 0.2, 1.7),
            bump(ax, 2.8) * bump(v + 7.1, 1.2),
            0.6 * bump(ax, 1.8) * bump(v + 4.5, 1),
          )
      } else if (kind === HAIR) {
        // hair thins into the brow
        hairy =
          Math.abs(u) < 1.1 && v > 0.8
            ? smoothstep(0.42, 0.78, at(view.weight, i) + 0.35 * (at(strands, i) - 0.5))
            : 1
        r = tone[0] * 0.8
        g = tone[1] * 0.76
        b = tone[2] * 0.74
        fleshy = 1 - hairy
        detail = 0.34
      } else if (kind === EAR) {
        r = tone[0] * 0.95
        g = tone[1] * 0.84
        b = tone[2] * 0.8
        gloss = 0.2
        fleshy = 1
        detail = 0.5
      } else if (kind === BUST) {
        const top = layerAt(wearing.dress, u, v)
        if (!top.layer) {
          r = neckTone[0]
          g = neckTone[1]
          b = neckTone[2]
          gloss = 0.14
          fleshy = 1
          detail = 0.35
        } else {
          const layer: Layer = top.layer
          const trimmed = layer.trim && top.inside < layer.trim.width
          clothFor(trimmed && layer.trim ? layer.trim.fabric : layer.fabric)(u, v, cloth)
          if (cloth.hole) {
            cloth.r *= 0.35
            cloth.g *= 0.35
            cloth.b *= 0.35
          }
          r = cloth.r
          g = cloth.g
          b = cloth.b
          gloss = cloth.gloss
          sharpness = cloth.sharpness
          velvet = cloth.velvet
          open *= 0.72 + 0.28 * smoothstep(0, 0.22, top.inside)
          if (layer.trim) open *= 1 - 0.4 * bump(top.inside - layer.trim.width, 0.14)
          if (layer.buttons) {
            const step = ((v % 3) + 3) % 3
            const near = Math.hypot(u - 0.2, step - 1.5)
            if (near < 0.62) {
              const gold = light(layer.buttons)
              r = gold[0]
              g = gold[1]
              b = gold[2]
              nx += (u - 0.2) * 0.9
              ny += (step - 1.5) * 0.9
              gloss = 0.7
            } else open *= 1 - 0.45 * bump(near - 0.7, 0.18)
            open *= 1 - 0.3 * bump(u - 0.2, 0.12)
          }
        }
      } else if (kind === LINEN) {
        r = 0.82
        g = 0.8
        b = 0.74
        velvet = 0.03
        detail = 0.4
      } else if (kind === HEADCLOTH && headcloth) {
        headcloth(u, v, cloth)
        r = cloth.r
        g = cloth.g
        b = cloth.b
        gloss = cloth.gloss
        sharpness = cloth.sharpness
        velvet = cloth.velvet
      } else if (kind === METAL) {
        r = metal[0]
        g = metal[1]
        b = metal[2]
        gloss = 1.3
        sharpness = 18
        detail = 0.5
      } else if (kind === PEARL) {
        r = 0.72
        g = 0.69
        b = 0.64
        gloss = 1.1
        sharpness = 60
        detail = 0.7
      } else if (kind === FUR) {
        const s = at(strands, i)
        r = fur[0] * (0.4 + 1.2 * s)
        g = fur[1] * (0.4 + 1.2 * s)
        b = fur[2] * (0.4 + 1.2 * s)
        velvet = 0.25
      } else if (kind === LEAF) {
        r = 0.07
        g = 0.13
        b = 0.045
        gloss = 0.3
        detail = 0.4
      }

      const facing = nx * lx + ny * ly + nz * lz
      const glance = nx * hx + ny * hy + nz * hz
      let shine =
        gloss > 0.01 && glance > 0.6
          ? gloss * 0.32 * Math.exp((glance - 1) * sharpness * 1.15) * lit
          : 0
      if (hairy > 0) {
        const strand = at(strands, i)
        const tx = at(view.flow, i * 2)
        const ty = -at(view.flow, i * 2 + 1)
        const tz = nz > 0.15 ? -(tx * nx + ty * ny) / nz : 0
        const length = Math.hypot(tx, ty, tz) || 1
        const along = (tx * hx + ty * hy + tz * hz) / length + 0.16 * (strand - 0.5)
        const shimmer = Math.exp(-13 * along * along)
        const value = 0.34 + 1.15 * strand * strand + 0.2 * quickCloud(u * 6, v * 3, of.seed)
        r += (hair[0] * value - r) * hairy
        g += (hair[1] * value - g) * hairy
        b += (hair[2] * value - b) * hairy
        shine =
          shine * (1 - hairy) +
          hairy *
            shimmer *
            (0.05 + 0.45 * hair[0] + 0.1 * of.grey) *
            lit *
            Math.max(0, facing + 0.35) *
            (0.5 + strand)
        if (kind === HAIR) open *= 0.75 + 0.25 * smoothstep(0.5, 0.75, at(view.weight, i))
      }
      // flesh lets red light creep round the form; cloth and hair do not
      const creep = fleshy * (1 - ball)
      const dr = wrapped(facing, 0.12 + 0.2 * creep)
      const dg = wrapped(facing, 0.09 + 0.07 * creep)
      const db = wrapped(facing, 0.08 + 0.03 * creep)
      const cast = 1 - lamp.shadow * (1 - lit)
      const castR = cast * (1 + 0.3 * creep * (1 - cast))
      const skyward = 0.5 + 0.5 * ny
      const deepG = open * (1 - 0.22 * creep * (1 - open))
      const deepB = open * (1 - 0.3 * creep * (1 - open))
      const turned = 1 - nz
      const rimming = turned * turned * turned * Math.max(0, lx > 0 ? -nx : nx) * 0.9
      const bloom = velvet * turned * turned * 1.3
      const keyR = lamp.key[0] * dr * castR + lamp.rim[0] * rimming
      const keyG = lamp.key[1] * dg * cast + lamp.rim[1] * rimming
      const keyB = lamp.key[2] * db * cast + lamp.rim[2] * rimming
      const dim = 1 - velvet * 0.45
      let outR =
        r *
        ((keyR * (0.55 + 0.45 * open) +
          (lamp.below[0] + (lamp.above[0] - lamp.below[0]) * skyward) * open) *
          dim +
          bloom * lamp.key[0] * lit)
      let outG =
        g *
        ((keyG * (0.55 + 0.45 * open) +
          (lamp.below[1] + (lamp.above[1] - lamp.below[1]) * skyward) * deepG) *
          dim +
          bloom * lamp.key[1] * lit)
      let outB =
        b *
        ((keyB * (0.55 + 0.45 * open) +
          (lamp.below[2] + (lamp.above[2] - lamp.below[2]) * skyward) * deepB) *
          dim +
          bloom * lamp.key[2] * lit)
      const tint = kind === METAL ? 1 : 0
      outR += shine * lamp.key[0] * (tint ? r * 2.4 : 1)
      outG += shine * lamp.key[1] * (tint ? g * 2.4 : 1)
      outB += shine * lamp.key[2] * (tint ? b * 2.4 : 1)
      if (line > 0) {
        const keep = 1 - line
        outR = outR * keep + line * tone[0] * 0.05
        outG = outG * keep + line * tone[1] * 0.035
        outB = outB * keep + line * tone[2] * 0.03
      }
      if (ball > 0) {
        const wet = eye.wet * 0.25 * ball * lit
        const spark = glint * (0.55 + 0.45 * lit)
        outR += (0.92 - outR) * spark + wet
        outG += (0.9 - outG) * spark + wet
        outB += (0.84 - outB) * spark + wet
      }
      study.colour[i * 3] = paintRange(outR * exposure)
      study.colour[i * 3 + 1] = paintRange(outG * exposure)
      study.colour[i * 3 + 2] = paintRange(outB * exposure)
      study.detail[i] = detail
      // a brush follows hair along its fall, and flesh and cloth around their form
      let fx = at(view.flow, i * 2)
      let fy = at(view.flow, i * 2 + 1)
      if (hairy < 0.5 && kind !== BUST) {
        const round = Math.hypot(nx, ny)
        if (round > 0.08) {
          fx = ny / round
          fy = nx / round
        } else {
          fx = 0.7
          fy = 0.7
        }
      }
      study.flow[i * 2] = fx
      study.flow[i * 2 + 1] = fy
    }
  }
}

const wrapped = (facing: number, by: number): number => Math.max(0, (facing + by) / (1 + by))
