import { midpoint, type Point } from '../pixels/point.ts'
import type { Landmarks } from './landmarks.ts'

/** The parts that explain a likeness. Together they cover the head except cheeks and forehead. */
export const FACE_PARTS = ['eyes', 'brows', 'nose', 'mouth', 'jaw', 'outline'] as const
/** `outline` is what surrounds the face: hair, ears, neck, ground. */
export type FacePart = (typeof FACE_PARTS)[number]

/** A polygon, or a line through points. Places within some reach of it belong to the part too. */
export type PartShape = { readonly points: readonly Point[]; readonly isClosed: boolean }

/** Depth of the jaw's band, as a share of the way from the jaw line to the tip of the nose. */
const JAW_INWARDS = 0.24
/** Height of the forehead above the highest brow, in distances between the temples. */
const FOREHEAD = 0.26

/**
 * The shapes of a face's parts, by its landmarks and in their pixels. The outline has no shape of
 * its own: it is everything outside `faceOval`.
 */
export function partShapes(
  landmarks: Landmarks,
): Record<Exclude<FacePart, 'outline'>, PartShape[]> {
  const span = (first: number, last: number): Point[] => landmarks.slice(first, last + 1)
  return {
    eyes: [polygon(span(36, 41)), polygon(span(42, 47))],
    brows: [line(span(17, 21)), line(span(22, 26))],
    nose: [polygon([landmarks[27] as Point, ...span(31, 35)])],
    mouth: [polygon(span(48, 59))],
    jaw: [polygon(jawBand(landmarks))],
  }
}

/** The face itself: the line of the jaw, closed over the forehead by half an ellipse. */
export function faceOval(landmarks: Landmarks): PartShape {
  const [first, last, chin] = [landmarks[0], landmarks[16], landmarks[8]] as [Point, Point, Point]
  const centre = midpoint(first, last)
  const across = { x: (last.x - first.x) / 2, y: (last.y - first.y) / 2 }
  const half = Math.hypot(across.x, across.y)
  // The forehead lies away from the chin. In a mirrored picture that is the other direction.
  const side = across.y * (chin.x - centre.x) - across.x * (chin.y - centre.y) < 0 ? 1 : -1
  const up = { x: (side * across.y) / half, y: (-side * across.x) / half }
  const brows = landmarks
    .slice(17, 27)
    .map(({ x, y }) => (x - centre.x) * up.x + (y - centre.y) * up.y)
  const rise = Math.max(...brows) + FOREHEAD * 2 * half
  const dome = Array.from({ length: 15 }, (_, step) => {
    const angle = (Math.PI * (step + 1)) / 16
    const [along, over] = [Math.cos(angle), rise * Math.sin(angle)]
    return {
      x: centre.x + across.x * along + up.x * over,
      y: centre.y + across.y * along + up.y * over,
    }
  })
  return polygon([...landmarks.slice(0, 17), ...dome])
}

/** Distance of a place from a line, or from the rim of a polygon: negative inside the polygon. */
export function distanceTo({ points, isClosed }: PartShape, x: number, y: number): number {
  let nearest = Number.POSITIVE_INFINITY
  let isInside = false
  let a = points.at(-1)
  for (const b of points) {
    if (a !== undefined && (isClosed || b !== points[0])) {
      const [dx, dy] = [b.x - a.x, b.y - a.y]
      const length = dx * dx + dy * dy
      const share = length > 0 ? ((x - a.x) * dx + (y - a.y) * dy) / length : 0
      const along = Math.min(1, Math.max(0, share))
      const [ox, oy] = [a.x + along * dx - x, a.y + along * dy - y]
      nearest = Math.min(nearest, ox * ox + oy * oy)
      if (a.y > y !== b.y > y && x < a.x + (dx * (y - a.y)) / dy) isInside = !isInside
    }
    a = b
  }
  return isClosed && isInside ? -Math.sqrt(nearest) : Math.sqrt(nearest)
}

/** From one side of the mouth around the chin to the other, and back inside the face. */
function jawBand(landmarks: Landmarks): Point[] {
  const rim = landmarks.slice(3, 14)
  const tip = landmarks[33] as Point
  const inner = rim.map(({ x, y }) => ({
    x: x + JAW_INWARDS * (tip.x - x),
    y: y + JAW_INWARDS * (tip.y - y),
  }))
  return [...rim, ...inner.reverse()]
}

function polygon(points: readonly Point[]): PartShape {
  return { points, isClosed: true }
}

function line(points: readonly Point[]): PartShape {
  return { points, isClosed: false }
}
