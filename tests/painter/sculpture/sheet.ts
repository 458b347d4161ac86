/**
 * A sheet is a grid of points bent into a form: a head, a cap, a ruff. Centimetres, y up, z to the
 * viewer.
 */
export type Sheet = {
  columns: number
  rows: number
  substance: Substance
  /** 3 numbers a point. */
  position: Float32Array
  normal: Float32Array
  /** Which way hair lies, brush follows or cloth falls; 3 numbers a point. */
  flow: Float32Array
  /** Where the point sits on its own thing before posing, in centimetres; 2 numbers a point. */
  place: Float32Array
  /** For most sheets what is kept (discarded below one half); for the head how much beard grows. */
  weight: Float32Array
}

export const GROUND = 0
export const SKIN = 1
export const HAIR = 2
export const BUST = 3
export const LINEN = 4
export const HEADCLOTH = 5
export const METAL = 6
export const PEARL = 7
export const FUR = 8
export const EAR = 9
export const LEAF = 10
export type Substance = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10

/** What a point of a sheet is given: position, flow, place, weight. */
export type Point = {
  x: number
  y: number
  z: number
  flowX: number
  flowY: number
  flowZ: number
  u: number
  v: number
  weight: number
}

export function makeSheet(
  columns: number,
  rows: number,
  substance: Substance,
  form: (s: number, t: number, point: Point) => void,
): Sheet {
  const count = columns * rows
  const sheet: Sheet = {
    columns,
    rows,
    substance,
    position: new Float32Array(count * 3),
    normal: new Float32Array(count * 3),
    flow: new Float32Array(count * 3),
    place: new Float32Array(count * 2),
    weight: new Float32Array(count),
  }
  const point: Point = { x: 0, y: 0, z: 0, flowX: 0, flowY: -1, flowZ: 0, u: 0, v: 0, weight: 1 }
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const i = row * columns + column
      point.weight = 1
      form(column / (columns - 1), row / (rows - 1), point)
      sheet.position[i * 3] = point.x
      sheet.position[i * 3 + 1] = point.y
      sheet.position[i * 3 + 2] = point.z
      sheet.flow[i * 3] = point.flowX
      sheet.flow[i * 3 + 1] = point.flowY
      sheet.flow[i * 3 + 2] = point.flowZ
      sheet.place[i * 2] = point.u
      sheet.place[i * 2 + 1] = point.v
      sheet.weight[i] = point.weight
    }
  }
  return sheet
}

/**
 * Points each grid cell's normal to the side that `outward` says, from the points as they now
 * stand.
 */
export function findNormals(sheet: Sheet, outward: 1 | -1 = 1): void {
  const { columns, rows, position, normal } = sheet
  for (let row = 0; row < rows; row++) {
    const above = Math.max(0, row - 1) * columns
    const below = Math.min(rows - 1, row + 1) * columns
    for (let column = 0; column < columns; column++) {
      const left = row * columns + Math.max(0, column - 1)
      const right = row * columns + Math.min(columns - 1, column + 1)
      const ax = at(position, right * 3) - at(position, left * 3)
      const ay = at(position, right * 3 + 1) - at(position, left * 3 + 1)
      const az = at(position, right * 3 + 2) - at(position, left * 3 + 2)
      const up = (above + column) * 3
      const down = (below + column) * 3
      const bx = at(position, up) - at(position, down)
      const by = at(position, up + 1) - at(position, down + 1)
      const bz = at(position, up + 2) - at(position, down + 2)
      let nx = ay * bz - az * by
      let ny = az * bx - ax * bz
      let nz = ax * by - ay * bx
      const length = Math.hypot(nx, ny, nz) || 1
      nx = (nx / length) * outward
      ny = (ny / length) * outward
      nz = (nz / length) * outward
      const i = (row * columns + column) * 3
      normal[i] = nx
      normal[i + 1] = ny
      normal[i + 2] = nz
    }
  }
}

/** An element known to be inside. */
export const at = (numbers: ArrayLike<number>, index: number): number => numbers[index] as number
