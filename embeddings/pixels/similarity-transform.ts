import { meanPoint, type Point } from './point.ts'

/**
 * A rotation, one scale and a shift: (x, y) → (a·x − b·y + tx, b·x + a·y + ty). `hypot(a, b)` is
 * the scale. `atan2(b, a)` is the angle in radians, clockwise on a picture whose y grows downwards.
 */
export type SimilarityTransform = {
  readonly a: number
  readonly b: number
  readonly tx: number
  readonly ty: number
}

export function applyTransform(transform: SimilarityTransform, point: Point): Point {
  return {
    x: transform.a * point.x - transform.b * point.y + transform.tx,
    y: transform.b * point.x + transform.a * point.y + transform.ty,
  }
}

export function scaleOf(transform: SimilarityTransform): number {
  return Math.hypot(transform.a, transform.b)
}

/** Maps a square of `side` to one about `centre`, `scale` times as large and turned clockwise. */
export function squareAbout(
  centre: Point,
  { side, scale, degrees }: { side: number; scale: number; degrees: number },
): SimilarityTransform {
  const angle = (degrees * Math.PI) / 180
  const a = scale * Math.cos(angle)
  const b = scale * Math.sin(angle)
  const half = side / 2
  return { a, b, tx: centre.x - (a - b) * half, ty: centre.y - (a + b) * half }
}

/** Throws `RangeError` for a transform of scale zero, which has no inverse. */
export function invertTransform({ a, b, tx, ty }: SimilarityTransform): SimilarityTransform {
  const square = a * a + b * b
  if (!(square > 0)) throw new RangeError('A similarity transform of scale zero has no inverse.')
  return {
    a: a / square,
    b: -b / square,
    tx: -(a * tx + b * ty) / square,
    ty: (b * tx - a * ty) / square,
  }
}

/**
 * The similarity transform that brings `from` nearest to `to` by least squares, never a mirror
 * image (S. Umeyama, "Least-squares estimation of transformation parameters between two point
 * patterns", PAMI 13(4), 1991; in two dimensions the solution is the closed form below).
 *
 * Throws `RangeError` when there are fewer than two points, the counts differ, or all points of
 * `from` coincide.
 */
export function fitSimilarity(from: readonly Point[], to: readonly Point[]): SimilarityTransform {
  if (from.length !== to.length || from.length < 2) {
    throw new RangeError(
      `Fitting a similarity transform takes two lists of at least 2 points, not ${from.length} and ${to.length}.`,
    )
  }
  const fromCentre = meanPoint(from)
  const toCentre = meanPoint(to)
  let spread = 0
  let dot = 0
  let cross = 0
  from.forEach((point, index) => {
    const target = to[index] as Point
    const px = point.x - fromCentre.x
    const py = point.y - fromCentre.y
    const qx = target.x - toCentre.x
    const qy = target.y - toCentre.y
    spread += px * px + py * py
    dot += px * qx + py * qy
    cross += px * qy - py * qx
  })
  if (!(spread > 0))
    throw new RangeError('All points to fit coincide; no scale can be read off them.')
  const a = dot / spread
  const b = cross / spread
  return {
    a,
    b,
    tx: toCentre.x - (a * fromCentre.x - b * fromCentre.y),
    ty: toCentre.y - (b * fromCentre.x + a * fromCentre.y),
  }
}
