import { eyeCentres, type Landmarks } from '../../embeddings/face/landmarks.ts'
import type { Box, Point } from '../../embeddings/pixels/point.ts'
import { headOutline } from './head-outline.ts'

/** A corner on both faces. Of corners in each other's way the one of least weight makes room. */
export type Corner = { readonly visitor: Point; readonly portrait: Point; readonly weight: number }

export type Size = { readonly width: number; readonly height: number }

/**
 * How much of a movement between the two is left at the ring: there it is half way to standing
 * still.
 */
const RING_FOLLOWS = 0.5
/** Corners nearer to what keeps still than this, or outside it, would be in its way. */
const LEAST_INSET_PX = 3
const STILL_POINTS_A_SIDE = 6

/** What moves: landmarks, and what a head has beyond them, as far as it lies within the place. */
export function movingCorners(
  onVisitor: Landmarks,
  onPortrait: Landmarks,
  size: Size,
  frame: Box,
): Corner[] {
  const [visitor, portrait] = [partLips(onVisitor), partLips(onPortrait)]
  const [ours, theirs] = [headOutline(visitor), headOutline(portrait)]
  const both = (a: readonly Point[], b: readonly Point[], weight: (index: number) => number) =>
    a.map((point, index) => ({
      visitor: point,
      portrait: b[index] as Point,
      weight: weight(index),
    }))
  const ring = both(ours.ring, theirs.ring, () => 0).map((corner) => ({
    ...corner,
    visitor: towards(corner.portrait, corner.visitor, (1 + RING_FOLLOWS) / 2),
    portrait: towards(corner.visitor, corner.portrait, (1 + RING_FOLLOWS) / 2),
  }))
  const areWithin = (box: Box) => (corner: Corner) =>
    isWithin(corner.visitor, box) && isWithin(corner.portrait, box)
  const outlines = [
    ...both(ours.hairline, theirs.hairline, () => 2),
    ...both(ours.crown, theirs.crown, () => 1),
    ...ring,
  ]
  return [
    ...both(visitor, portrait, weightOf).filter(areWithin({ ...size, x: 0, y: 0 })),
    ...outlines.filter(areWithin(frame)),
  ]
}

/**
 * Lips that touch, or whose landmarks have slipped past one another, a hair's breadth apart: where
 * they meet stays a line of the mesh, along which the other's mouth may open.
 */
function partLips(landmarks: Landmarks): Landmarks {
  const [left, right] = eyeCentres(landmarks)
  const apart = Math.max(1, Math.hypot(right.x - left.x, right.y - left.y))
  const down = { x: -(right.y - left.y) / apart, y: (right.x - left.x) / apart }
  const parted = [...landmarks]
  for (const [above, below] of FACING_LIPS) {
    const [upper, lower] = [landmarks[above] as Point, landmarks[below] as Point]
    const gap = (lower.x - upper.x) * down.x + (lower.y - upper.y) * down.y
    const missing = LEAST_LIP_GAP * apart - gap
    if (missing <= 0) continue
    parted[above] = towards(upper, { x: upper.x - down.x, y: upper.y - down.y }, missing / 2)
    parted[below] = towards(lower, { x: lower.x - down.x, y: lower.y - down.y }, -missing / 2)
  }
  return parted
}

/** Landmarks on the rims of the lips that face one another, above and below. */
const FACING_LIPS = [
  [61, 67],
  [62, 66],
  [63, 65],
] as const
/** In distances between the eyes. */
const LEAST_LIP_GAP = 0.012

/** Of the face the inner lips give way first, then the jaw, lids, nostrils and brows. */
function weightOf(landmark: number): number {
  if (landmark >= 60) return 3
  if (landmark <= 16) return 4
  if (LIDS.has(landmark)) return 5
  if (landmark >= 31 && landmark <= 35) return 6
  if (landmark <= 26) return 7
  return 8
}

const LIDS = new Set([37, 38, 40, 41, 43, 44, 46, 47])

/** Along the place's border, and along the edges of the frame where it is smaller. */
export function stillCorners(size: Size, frame: Box): Corner[] {
  const { width, height } = size
  const isSmaller = frame.width < width - LEAST_INSET_PX || frame.height < height - LEAST_INSET_PX
  const places = around({ ...size, x: 0, y: 0 }).concat(isSmaller ? around(frame) : [])
  return places.map(({ x, y }) => {
    const point = { x: Math.min(width, Math.max(0, x)), y: Math.min(height, Math.max(0, y)) }
    return { visitor: point, portrait: point, weight: Number.POSITIVE_INFINITY }
  })
}

/** Points along the sides of a box, its corners among them. */
function around({ x, y, width, height }: Box): Point[] {
  return Array.from({ length: STILL_POINTS_A_SIDE }, (_, i) => i / STILL_POINTS_A_SIDE).flatMap(
    (share) => [
      { x: x + share * width, y },
      { x: x + width, y: y + share * height },
      { x: x + (1 - share) * width, y: y + height },
      { x, y: y + (1 - share) * height },
    ],
  )
}

function isWithin(point: Point, { x, y, width, height }: Box): boolean {
  const [across, down] = [point.x - x, point.y - y]
  return (
    Math.min(across, width - across) > LEAST_INSET_PX &&
    Math.min(down, height - down) > LEAST_INSET_PX
  )
}

function towards(from: Point, to: Point, share: number): Point {
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
}
