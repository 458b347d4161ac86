/** Small scalar shapes the sculpture is modelled with. */

export const clamp01 = (t: number): number => Math.max(0, Math.min(1, t))

export const mix = (a: number, b: number, t: number): number => a + (b - a) * t

/** 0 below `from`, 1 above `to`, smooth between; `from` may be the larger one. */
export function smoothstep(from: number, to: number, x: number): number {
  const t = clamp01((x - from) / (to - from))
  return t * t * (3 - 2 * t)
}

/** A bump of height 1 and half-width `spread`. */
export function bump(distance: number, spread: number): number {
  const t = (distance * distance) / (spread * spread)
  return t > 9 ? 0 : Math.exp(-t)
}

/** Catmull-Rom through evenly spaced `knots`, t in [0, 1]. */
export function throughKnots(knots: readonly number[], t: number): number {
  const last = knots.length - 1
  const at = clamp01(t) * last
  const i = Math.min(last - 1, Math.floor(at))
  const f = at - i
  const b = knots[i] ?? 0
  const c = knots[i + 1] ?? b
  const a = knots[i - 1] ?? 2 * b - c
  const d = knots[i + 2] ?? 2 * c - b
  return b + 0.5 * f * (c - a + f * (2 * a - 5 * b + 4 * c - d + f * (3 * (b - c) + d - a)))
}

/** Linear through (x, y) pairs with rising x. */
export function throughPoints(points: readonly (readonly [number, number])[], x: number): number {
  let before = points[0]
  if (!before) return 0
  for (const point of points) {
    if (x <= point[0]) {
      const span = point[0] - before[0]
      return span <= 0 ? point[1] : mix(before[1], point[1], (x - before[0]) / span)
    }
    before = point
  }
  return before[1]
}
