import { type DepthView, NOWHERE } from '../sculpture/depth-view.ts'
import { speck } from '../sculpture/noise.ts'
import { at } from '../sculpture/sheet.ts'

export type Field = { width: number; height: number; values: Float32Array }

/** Repeated running means: close to a Gaussian, cost independent of the radius. */
function soften(field: Field, radius: number, passes = 2): void {
  const { width, height, values } = field
  const buffer = new Float32Array(Math.max(width, height))
  const span = 2 * radius + 1
  for (let pass = 0; pass < passes; pass++) {
    for (let axis = 0; axis < 2; axis++) {
      const lines = axis === 0 ? height : width
      const length = axis === 0 ? width : height
      const step = axis === 0 ? 1 : width
      for (let line = 0; line < lines; line++) {
        const start = axis === 0 ? line * width : line
        let sum = 0
        for (let k = -radius; k <= radius; k++)
          sum += at(values, start + Math.max(0, Math.min(length - 1, k)) * step)
        for (let k = 0; k < length; k++) {
          buffer[k] = sum / span
          sum +=
            at(values, start + Math.min(length - 1, k + radius + 1) * step) -
            at(values, start + Math.max(0, k - radius) * step)
        }
        for (let k = 0; k < length; k++) values[start + k * step] = at(buffer, k)
      }
    }
  }
}

/**
 * Cast shadows and nooks, at half the picture's size: light 1 = fully lit, open 1 = nothing near.
 */
export function findShadows(
  view: DepthView,
  towards: readonly [number, number, number],
): { light: Field; open: Field } {
  const width = view.width >> 1
  const height = view.height >> 1
  const depth = new Float32Array(width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      depth[y * width + x] = at(view.depth, y * 2 * view.width + x * 2)
  const perCm = view.scale / 2
  const light = new Float32Array(width * height).fill(1)
  const flat = Math.hypot(towards[0], towards[1]) || 1e-3
  const stepX = towards[0] / flat
  const stepY = -towards[1] / flat
  const rise = towards[2] / flat
  const reach: number[] = []
  for (let cm = 0.3; cm < 22; cm *= 1.27) reach.push(cm)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x
      const z = at(depth, i)
      if (z === NOWHERE) continue
      const jitter = 0.85 + 0.3 * speck(x, y, 71)
      let lit = 1
      for (const cm of reach) {
        const along = cm * jitter
        const px = Math.round(x + stepX * along * perCm)
        const py = Math.round(y + stepY * along * perCm)
        if (px < 0 || py < 0 || px >= width || py >= height) break
        const over = at(depth, py * width + px) - (z + rise * along)
        if (over > 0.1 + along * 0.03 && over < 9) {
          const block = Math.min(1, (over - 0.1) / (0.25 + along * 0.16))
          lit = Math.min(lit, 1 - block)
          if (lit <= 0) break
        }
      }
      light[i] = lit
    }
  }
  const lightField = { width, height, values: light }
  soften(lightField, Math.max(1, Math.round(perCm * 0.12)), 2)
  return { light: lightField, open: findOpenness(depth, width, height, perCm) }
}

function findOpenness(depth: Float32Array, width: number, height: number, perCm: number): Field {
  const values = new Float32Array(width * height).fill(1)
  for (const [radius, weight, limit] of [
    [0.35, 0.9, 0.8],
    [1.3, 0.34, 2.4],
  ] as const) {
    const solid = { width, height, values: new Float32Array(depth.length) }
    const mean = { width, height, values: new Float32Array(depth.length) }
    for (let i = 0; i < depth.length; i++) {
      const there = at(depth, i) !== NOWHERE
      solid.values[i] = there ? 1 : 0
      mean.values[i] = there ? at(depth, i) : 0
    }
    const px = Math.max(1, Math.round(radius * perCm))
    soften(solid, px, 2)
    soften(mean, px, 2)
    for (let i = 0; i < depth.length; i++) {
      if (at(depth, i) === NOWHERE) continue
      const above = at(mean.values, i) / Math.max(0.2, at(solid.values, i)) - at(depth, i)
      values[i] = at(values, i) * (1 - weight * Math.max(0, Math.min(limit, above)))
    }
  }
  for (let i = 0; i < values.length; i++) values[i] = Math.max(0.12, at(values, i))
  return { width, height, values }
}

/** Between the field's points, for a pixel of the full-size picture. */
export function sampleHalf(field: Field, x: number, y: number): number {
  const fx = Math.min(field.width - 1.001, x / 2)
  const fy = Math.min(field.height - 1.001, y / 2)
  const ix = Math.floor(fx)
  const iy = Math.floor(fy)
  const u = fx - ix
  const v = fy - iy
  const i = iy * field.width + ix
  const top = at(field.values, i) * (1 - u) + at(field.values, i + 1) * u
  const low =
    at(field.values, i + field.width) * (1 - u) + at(field.values, i + field.width + 1) * u
  return top * (1 - v) + low * v
}
