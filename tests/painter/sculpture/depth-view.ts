import { at, type Sheet } from './sheet.ts'
import { lendFloats } from './workspace.ts'

/**
 * What the eye sees through each pixel: how near, which way it faces, what it is and where on
 * itself.
 */
export type DepthView = {
  width: number
  height: number
  /** Pixels a centimetre on the plane of the eyes. */
  scale: number
  centreX: number
  centreY: number
  /** Centimetres towards the viewer; −1000 where nothing stands. */
  depth: Float32Array
  normal: Float32Array
  /** Direction on the picture, x right and y down, length up to 1. */
  flow: Float32Array
  place: Float32Array
  weight: Float32Array
  substance: Uint8Array
}

export const NOWHERE = -1000
/** The painter's stool, centimetres from the sitter. */
const VIEWING_DISTANCE = 150

export function emptyView(
  width: number,
  height: number,
  scale: number,
  centreX: number,
  centreY: number,
): DepthView {
  const count = width * height
  return {
    width,
    height,
    scale,
    centreX,
    centreY,
    depth: lendFloats(count).fill(NOWHERE),
    normal: lendFloats(count * 3),
    flow: lendFloats(count * 2),
    place: lendFloats(count * 2),
    weight: lendFloats(count),
    substance: new Uint8Array(count),
  }
}

/**
 * Draws a sheet into the view, nearer points over farther ones. `ragged` shifts the keep threshold
 * pixel by pixel.
 */
export function drawSheet(view: DepthView, sheet: Sheet): void {
  const { width, height, depth, normal, flow, place, weight, substance } = view
  const { columns, rows, position } = sheet
  const count = columns * rows
  const sx = new Float32Array(count)
  const sy = new Float32Array(count)
  for (let i = 0; i < count; i++) {
    const z = at(position, i * 3 + 2)
    const k = (view.scale * VIEWING_DISTANCE) / (VIEWING_DISTANCE - z + 9)
    sx[i] = view.centreX + at(position, i * 3) * k
    sy[i] = view.centreY - at(position, i * 3 + 1) * k
  }
  const keepsAll = sheet.substance === 1
  const N = sheet.normal
  const F = sheet.flow
  const P = sheet.place
  const W = sheet.weight
  const triangle = (a: number, b: number, c: number) => {
    const ax = at(sx, a),
      ay = at(sy, a),
      bx = at(sx, b),
      by = at(sy, b),
      cx = at(sx, c),
      cy = at(sy, c)
    const area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
    if (area === 0) return
    const x0 = Math.max(0, Math.ceil(Math.min(ax, bx, cx)))
    const x1 = Math.min(width - 1, Math.floor(Math.max(ax, bx, cx)))
    const y0 = Math.max(0, Math.ceil(Math.min(ay, by, cy)))
    const y1 = Math.min(height - 1, Math.floor(Math.max(ay, by, cy)))
    if (x0 > x1 || y0 > y1) return
    const inverse = 1 / area
    const a3 = a * 3,
      b3 = b * 3,
      c3 = c * 3
    for (let y = y0; y <= y1; y++) {
      for (let x = x0; x <= x1; x++) {
        const u = ((x - ax) * (cy - ay) - (y - ay) * (cx - ax)) * inverse
        const v = ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) * inverse
        const w = 1 - u - v
        if (u < -1e-4 || v < -1e-4 || w < -1e-4) continue
        const z = w * at(position, a3 + 2) + u * at(position, b3 + 2) + v * at(position, c3 + 2)
        const i = y * width + x
        if (z <= at(depth, i)) continue
        const kept = w * at(W, a) + u * at(W, b) + v * at(W, c)
        if (!keepsAll && kept < 0.5) continue
        depth[i] = z
        substance[i] = sheet.substance
        weight[i] = kept
        const n = i * 3
        normal[n] = w * at(N, a3) + u * at(N, b3) + v * at(N, c3)
        normal[n + 1] = w * at(N, a3 + 1) + u * at(N, b3 + 1) + v * at(N, c3 + 1)
        normal[n + 2] = w * at(N, a3 + 2) + u * at(N, b3 + 2) + v * at(N, c3 + 2)
        const m = i * 2
        flow[m] = w * at(F, a3) + u * at(F, b3) + v * at(F, c3)
        flow[m + 1] = -(w * at(F, a3 + 1) + u * at(F, b3 + 1) + v * at(F, c3 + 1))
        place[m] = w * at(P, a * 2) + u * at(P, b * 2) + v * at(P, c * 2)
        place[m + 1] = w * at(P, a * 2 + 1) + u * at(P, b * 2 + 1) + v * at(P, c * 2 + 1)
      }
    }
  }
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const a = row * columns + column
      triangle(a, a + columns, a + 1)
      triangle(a + 1, a + columns, a + columns + 1)
    }
  }
}
