import Delaunator from 'delaunator'
import type { Landmarks } from '../../embeddings/face/landmarks.ts'
import type { Box, Point } from '../../embeddings/pixels/point.ts'
import { type Corner, movingCorners, type Size, stillCorners } from './mesh-corners.ts'

/** Triangles that cover a place, and where their corners lie on either of two faces. */
export type MorphMesh = {
  /** Three corners a triangle, all wound the same way. */
  readonly triangles: Uint32Array
  /** x and y of each corner, in pixels from the place's upper left corner. */
  readonly visitor: Float32Array
  readonly portrait: Float32Array
}

/** A triangle no larger than this in square pixels counts as turned over. */
const LEAST_DOUBLE_AREA = 1e-3

/**
 * One mesh for two faces laid over one another at a place of this size: their landmarks, the
 * outlines of their heads, and what keeps still: the place's border, and the portrait's edges where
 * it ends within (`frame`, in the place's pixels). Triangulated over the mean of the two
 * (Delaunay); no triangle is turned over anywhere between them: where one would be, as on lips
 * pressed together, corners are left out.
 */
export function morphMesh(
  visitor: Landmarks,
  portrait: Landmarks,
  size: Size,
  frame: Box = { ...size, x: 0, y: 0 },
): MorphMesh {
  let corners = [...movingCorners(visitor, portrait, size, frame), ...stillCorners(size, frame)]
  for (;;) {
    const triangles = triangulate(corners)
    const inTheWay = cornersInTheWay(corners, triangles)
    if (inTheWay.size === 0) {
      return {
        triangles,
        visitor: Float32Array.from(
          corners.flatMap((corner) => [corner.visitor.x, corner.visitor.y]),
        ),
        portrait: Float32Array.from(
          corners.flatMap((corner) => [corner.portrait.x, corner.portrait.y]),
        ),
      }
    }
    corners = corners.filter((corner) => !inTheWay.has(corner))
  }
}

/**
 * Where the corners lie when `share` of the way from the visitor (0) to the portrait (1) is gone.
 */
export function cornersAt({ visitor, portrait }: MorphMesh, share: number): Float32Array {
  return visitor.map((from, index) => from + ((portrait[index] as number) - from) * share)
}

function triangulate(corners: readonly Corner[]): Uint32Array {
  const mean = corners.flatMap(({ visitor, portrait }) => [
    (visitor.x + portrait.x) / 2,
    (visitor.y + portrait.y) / 2,
  ])
  return new Delaunator(mean).triangles
}

/** Of every triangle that turns over between the two faces, a corner of least weight. */
function cornersInTheWay(corners: readonly Corner[], triangles: Uint32Array): Set<Corner> {
  const inTheWay = new Set<Corner>()
  for (let at = 0; at < triangles.length; at += 3) {
    const three = [0, 1, 2].map((corner) => corners[triangles[at + corner] as number] as Corner)
    if (leastDoubleArea(three) > LEAST_DOUBLE_AREA) continue
    const [least] = three.sort((a, b) => a.weight - b.weight)
    if (least !== undefined && Number.isFinite(least.weight)) inTheWay.add(least)
  }
  return inTheWay
}

/**
 * The least that twice a triangle's area gets to be while its corners go straight from one face to
 * the other: a polynomial of the second degree. Below zero it is turned over.
 */
function leastDoubleArea(corners: readonly Corner[]): number {
  const [a, b, c] = corners as [Corner, Corner, Corner]
  const sides = (face: 'visitor' | 'portrait') =>
    [minus(b[face], a[face]), minus(c[face], a[face])] as const
  const [ab, ac] = sides('visitor')
  const [endAb, endAc] = sides('portrait')
  const [abMoves, acMoves] = [minus(endAb, ab), minus(endAc, ac)]
  // Delaunator winds triangles so that this is positive where y grows downwards.
  const first = -cross(ab, ac)
  const second = -(cross(ab, acMoves) + cross(abMoves, ac))
  const third = -cross(abMoves, acMoves)
  const ends = Math.min(first, first + second + third)
  const turn = third > 0 ? -second / (2 * third) : -1
  return turn > 0 && turn < 1 ? Math.min(ends, first - second ** 2 / (4 * third)) : ends
}

function minus(a: Point, b: Point): Point {
  return { x: a.x - b.x, y: a.y - b.y }
}

function cross(a: Point, b: Point): number {
  return a.x * b.y - a.y * b.x
}
