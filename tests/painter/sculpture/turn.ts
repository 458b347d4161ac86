import { at, type Sheet } from './sheet.ts'

/** A rotation, row by row. */
export type Turn = readonly [number, number, number, number, number, number, number, number, number]

/**
 * Yaw first, then pitch, then roll; radians; positive yaw turns the face to the picture's right,
 * positive pitch lifts it.
 */
export function turning(yaw: number, pitch: number, roll: number): Turn {
  const [cy, sy, cp, sp, cr, sr] = [
    Math.cos(yaw),
    Math.sin(yaw),
    Math.cos(pitch),
    Math.sin(pitch),
    Math.cos(roll),
    Math.sin(roll),
  ]
  // Rz(roll) · Rx(-pitch) · Ry(yaw)
  const a = [cy, 0, sy, -sp * sy, cp, sp * cy, -cp * sy, -sp, cp * cy] as const
  return [
    cr * a[0] - sr * a[3],
    cr * a[1] - sr * a[4],
    cr * a[2] - sr * a[5],
    sr * a[0] + cr * a[3],
    sr * a[1] + cr * a[4],
    sr * a[2] + cr * a[5],
    a[6],
    a[7],
    a[8],
  ]
}

/**
 * Turns a whole sheet about a point. `share` lets a neck follow the head only in part (0 … 1 by
 * point).
 */
export function turnSheet(
  sheet: Sheet,
  turn: Turn,
  pivot: readonly [number, number, number],
  share?: (point: number) => number,
): void {
  const { position, flow } = sheet
  const [a, b, c, d, e, f, g, h, k] = turn
  for (let i = 0; i < position.length; i += 3) {
    const x = at(position, i) - pivot[0]
    const y = at(position, i + 1) - pivot[1]
    const z = at(position, i + 2) - pivot[2]
    const w = share ? share(i / 3) : 1
    position[i] = pivot[0] + x + (a * x + b * y + c * z - x) * w
    position[i + 1] = pivot[1] + y + (d * x + e * y + f * z - y) * w
    position[i + 2] = pivot[2] + z + (g * x + h * y + k * z - z) * w
    const [fx, fy, fz] = [at(flow, i), at(flow, i + 1), at(flow, i + 2)]
    flow[i] = a * fx + b * fy + c * fz
    flow[i + 1] = d * fx + e * fy + f * fz
    flow[i + 2] = g * fx + h * fy + k * fz
  }
}
