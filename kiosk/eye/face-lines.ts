import { type Landmarks, landmarkBox } from '../../embeddings/face/landmarks.ts'
import type { Box, Point } from '../../embeddings/pixels/point.ts'

/** Landmarks joined by a line, in order; a closed one returns to its first. */
export type FaceLine = { readonly landmarks: readonly number[]; readonly isClosed: boolean }

/** How the 68 landmarks hang together: each of them is on exactly one line. */
export const FACE_LINES: readonly FaceLine[] = [
  { landmarks: span(0, 16), isClosed: false }, // jaw
  { landmarks: span(17, 21), isClosed: false }, // brows
  { landmarks: span(22, 26), isClosed: false },
  { landmarks: span(27, 30), isClosed: false }, // ridge of the nose, and its underside
  { landmarks: span(31, 35), isClosed: false },
  { landmarks: span(36, 41), isClosed: true }, // eyes
  { landmarks: span(42, 47), isClosed: true },
  { landmarks: span(48, 59), isClosed: true }, // lips, outside and inside
  { landmarks: span(60, 67), isClosed: true },
]

/** Air about the landmarks, in shares of their box's width; they do not reach the top of a head. */
const AIR = { beside: 0.13, above: 0.3, below: 0.1 }

/** Between the box and the edges of where it may be, in shares of the landmarks' width. */
const MARGIN = 0.03

/**
 * The box of a face as it is drawn within a `room`: heads turned aside are large, and may reach
 * beyond it.
 */
export function faceBox(landmarks: Landmarks, room: Box): Box {
  const { x, y, width, height } = landmarkBox(landmarks)
  const margin = MARGIN * width
  const left = Math.max(x - AIR.beside * width, room.x + margin)
  const top = Math.max(y - AIR.above * width, room.y + margin)
  const right = Math.min(x + (1 + AIR.beside) * width, room.x + room.width - margin)
  const bottom = Math.min(y + height + AIR.below * width, room.y + room.height - margin)
  return { x: left, y: top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) }
}

/** The corners of a box as short lines: each a bend through three points. */
export function cornersOf({ x, y, width, height }: Box, length: number): Point[][] {
  return [
    [x, y, 1, 1],
    [x + width, y, -1, 1],
    [x + width, y + height, -1, -1],
    [x, y + height, 1, -1],
  ].map((corner) => {
    const [cx, cy, across, down] = corner as [number, number, number, number]
    return [
      { x: cx + across * length, y: cy },
      { x: cx, y: cy },
      { x: cx, y: cy + down * length },
    ]
  })
}

function span(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}
