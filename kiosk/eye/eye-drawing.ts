import type { Landmarks } from '../../embeddings/face/landmarks.ts'
import type { Box, Point } from '../../embeddings/pixels/point.ts'
import { BONE, UNLIT } from './eye-colours.ts'
import { cornersOf, FACE_LINES } from './face-lines.ts'

/** What is drawn of a face; places in pixels of the canvas. */
export type EyeDrawing = {
  readonly landmarks: Landmarks
  readonly box: Box
  /** Pixels between the eyes: how finely it is drawn. */
  readonly eyeDistance: number
  /** The colour of the glow, as CSS writes it; the lines themselves are of bone. */
  readonly accent: string
  /**
   * From 0, nothing, to 1: points come first, then the lines between them, and the box closes about
   * all.
   */
  readonly presence: number
}

/**
 * Widths and opacities of a line of light: a shade that holds it on bright paint, its glow, itself.
 */
const LIGHT = [
  { width: 6, opacity: 0.13, colour: 'unlit' },
  { width: 3, opacity: 0.24, colour: 'unlit' },
  { width: 7, opacity: 0.1, colour: 'accent' },
  { width: 3, opacity: 0.22, colour: 'accent' },
  { width: 0.9, opacity: 0.66, colour: 'bone' },
] as const

/** The finest line that every screen shows. */
const HAIRLINE_PX = 0.9
/** A line's width and a point's radius, in eye distances. */
const LINE = 0.0075
const POINT = 0.0165

/**
 * Draws what is found of a face: its box as a hairline with ticks at the corners, its landmarks as
 * small lights, and the lines between them. Adds to what is on the canvas.
 */
export function drawEye(context: CanvasRenderingContext2D, drawing: EyeDrawing): void {
  const { landmarks, box, eyeDistance, accent, presence } = drawing
  if (presence <= 0) return
  const colours = { unlit: UNLIT, bone: BONE, accent }
  const fine = Math.max(HAIRLINE_PX, eyeDistance * LINE)
  context.save()
  context.lineCap = context.lineJoin = 'round'

  const lines = linesOf(landmarks)
  for (const { width, opacity, colour } of LIGHT) {
    context.strokeStyle = colours[colour]
    context.lineWidth = fine * width
    context.globalAlpha = opacity * eased(presence, 0.35, 1)
    context.stroke(lines)
  }

  drawPoints(context, drawing, fine)

  const closing = eased(presence, 0.2, 1)
  const settled = grown(box, (1 - closing) * 0.06)
  context.lineJoin = 'miter'
  context.lineCap = 'butt'
  for (const [width, opacity, colour] of [
    [2.6, 0.26, UNLIT],
    [1, 0.34, BONE],
  ] as const) {
    context.strokeStyle = colour
    context.lineWidth = fine * width
    context.globalAlpha = opacity * closing
    context.strokeRect(settled.x, settled.y, settled.width, settled.height)
  }
  const corners = new Path2D()
  for (const corner of cornersOf(settled, eyeDistance * 0.17)) trace(corners, corner)
  for (const [width, opacity, colour] of [
    [4.2, 0.4, UNLIT],
    [5, 0.22, accent],
    [1.5, 0.95, BONE],
  ] as const) {
    context.strokeStyle = colour
    context.lineWidth = fine * width
    context.globalAlpha = opacity * closing
    context.stroke(corners)
  }
  context.restore()
}

function drawPoints(
  context: CanvasRenderingContext2D,
  { landmarks, eyeDistance, accent, presence }: EyeDrawing,
  fine: number,
): void {
  const radius = Math.max(1.3 * fine, eyeDistance * POINT)
  const shown = eased(presence, 0, 0.6)
  for (const [size, opacity, colour] of [
    [2.4, 0.1, UNLIT],
    [1.6, 0.18, UNLIT],
    [3.6, 0.05, accent],
    [2.9, 0.07, accent],
    [2.2, 0.11, accent],
    [1.5, 0.26, accent],
    [0.76, 1, BONE],
  ] as const) {
    const points = new Path2D()
    for (const { x, y } of landmarks) {
      points.moveTo(x + radius * size, y)
      points.arc(x, y, radius * size, 0, 2 * Math.PI)
    }
    context.fillStyle = colour
    context.globalAlpha = opacity * shown
    context.fill(points)
  }
}

function linesOf(landmarks: Landmarks): Path2D {
  const path = new Path2D()
  for (const line of FACE_LINES) {
    trace(
      path,
      line.landmarks.map((landmark) => landmarks[landmark] as Point),
    )
    if (line.isClosed) path.closePath()
  }
  return path
}

function trace(path: Path2D, points: readonly Point[]): void {
  for (const [turn, { x, y }] of points.entries()) {
    if (turn === 0) path.moveTo(x, y)
    else path.lineTo(x, y)
  }
}

function grown({ x, y, width, height }: Box, share: number): Box {
  const [across, down] = [width * share, height * share]
  return { x: x - across, y: y - down, width: width + 2 * across, height: height + 2 * down }
}

/** Eases in and out between two presences. */
function eased(presence: number, from: number, to: number): number {
  const share = Math.min(1, Math.max(0, (presence - from) / (to - from)))
  return share * share * (3 - 2 * share)
}
