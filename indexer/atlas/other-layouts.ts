import { type AtlasLayout, PORTRAIT_HEIGHT } from '../../embeddings/atlas/atlas-file.ts'
import type { Points } from './lay-out-neighbours.ts'

/** A layout, and the points of all portraits in it. */
export type LaidOut = Omit<AtlasLayout, 'name'> & { readonly points: Points }

/** Width over height of the whole, between that of an upright screen and a wide one. */
const ASPECT = 1.3
/** Of a map, what its portraits cover where they do not lie end to end. */
const COVERED = 0.5
/** Round about what lies on a map. */
export const MARGIN = 1
const COLUMN_GAP = 1

/** The scale at which portraits at these points cover their share of the map. */
export function mapScale(points: Points): number {
  const { width, height } = boundsOf(points)
  const wanted = ((points.length / 2) * PORTRAIT_HEIGHT) / COVERED
  return Math.sqrt(wanted / Math.max(width * height, 1e-9))
}

/** Points as they are, moved so that all of them lie in a rectangle from 0. */
export function framed(points: Points): LaidOut {
  const { left, top, width, height } = boundsOf(points)
  return {
    points: points.map((value, i) => value - (i % 2 === 0 ? left : top) + MARGIN),
    width: width + 2 * MARGIN,
    height: height + 2 * MARGIN,
    columns: [],
  }
}

/** Each value by its rank, so that no part of the map is crowded: what is left of one is less. */
export function rankedLayout(across: ArrayLike<number>, down: ArrayLike<number>): LaidOut {
  const count = across.length
  const area = (count * PORTRAIT_HEIGHT) / COVERED
  const width = Math.sqrt(area * ASPECT)
  const height = area / width
  const points = new Float32Array(2 * count)
  ranksOf(across).forEach((rank, at) => {
    points[2 * at] = MARGIN + ((rank + 0.5) / count) * width
  })
  ranksOf(down).forEach((rank, at) => {
    points[2 * at + 1] = MARGIN + ((rank + 0.5) / count) * height
  })
  return { points, width: width + 2 * MARGIN, height: height + 2 * MARGIN, columns: [] }
}

/**
 * A grid without gaps in which neighbours of the map stay near each other: the points are halved
 * again and again, across and down in turn, and each half gets half of the cells.
 */
export function gridLayout(map: Points): LaidOut {
  const count = map.length / 2
  const columns = Math.max(1, Math.ceil(Math.sqrt(count * ASPECT * PORTRAIT_HEIGHT)))
  const rows = Math.ceil(count / columns)
  const points = new Float32Array(2 * count)
  const place = (those: Uint32Array, left: number, top: number, wide: number, high: number) => {
    const [only] = those
    if (only === undefined) return
    if (those.length === 1 && wide * high === 1) {
      points[2 * only] = left + 0.5
      points[2 * only + 1] = (top + 0.5) * PORTRAIT_HEIGHT
      return
    }
    const isAcross = wide >= high * PORTRAIT_HEIGHT && wide > 1
    const axis = isAcross || high === 1 ? 0 : 1
    those.sort((a, b) => (map[2 * a + axis] as number) - (map[2 * b + axis] as number) || a - b)
    const length = axis === 0 ? wide : high
    const half = Math.floor(length / 2)
    const cells = wide * high
    // Empty cells are shared out evenly, which leaves them at the ends of rows.
    const share = Math.round((those.length * half) / length)
    const least = those.length - (cells - (cells * half) / length)
    const first = Math.max(Math.ceil(least), Math.min(share, (cells * half) / length))
    const [before, after] = [those.slice(0, first), those.slice(first)]
    if (axis === 0) {
      place(before, left, top, half, high)
      place(after, left + half, top, wide - half, high)
    } else {
      place(before, left, top, wide, half)
      place(after, left, top + half, wide, high - half)
    }
  }
  place(
    Uint32Array.from({ length: count }, (_, at) => at),
    0,
    0,
    columns,
    rows,
  )
  return { points, width: columns, height: rows * PORTRAIT_HEIGHT, columns: [] }
}

/**
 * Columns that stand on one line, a group each, as wide as the whole is well proportioned; within
 * one, portraits stand in the order given, which keeps like ones together. What has no group stands
 * in none of them, at the end. Undefined where there are fewer than two groups.
 */
export function columnLayout<Key extends string | number>(
  groups: readonly (Key | undefined)[],
  order: readonly number[],
  nameOf: (key: Key) => string,
  compare: (a: Group<Key>, b: Group<Key>) => number,
): LaidOut | undefined {
  const byKey = new Map<Key, number[]>()
  const without: number[] = []
  for (const position of order) {
    const key = groups[position]
    const members = key === undefined ? without : byKey.get(key)
    if (members) members.push(position)
    else byKey.set(key as Key, [position])
  }
  if (byKey.size < 2) return undefined
  const sorted = [...byKey].map(([key, members]) => ({ key, members })).sort(compare)
  const all = without.length > 0 ? [...sorted, { key: undefined, members: without }] : sorted
  const columns = all.map(({ key, members }) => ({
    text: key === undefined ? '' : nameOf(key),
    members,
  }))
  const tallest = columns.reduce((most, { members }) => Math.max(most, members.length), 0)
  const wide = columnWidth(columns.map(({ members }) => members.length))
  const height = Math.ceil(tallest / wide) * PORTRAIT_HEIGHT
  const points = new Float32Array(2 * groups.length)
  const labelled = columns.map(({ text, members }, column) => {
    const left = column * (wide + COLUMN_GAP)
    members.forEach((position, at) => {
      points[2 * position] = left + (at % wide) + 0.5
      points[2 * position + 1] = height - (Math.floor(at / wide) + 0.5) * PORTRAIT_HEIGHT
    })
    return { text, x: left + wide / 2, portraits: members.length }
  })
  return {
    points,
    width: columns.length * (wide + COLUMN_GAP) - COLUMN_GAP,
    height,
    columns: labelled,
  }
}

type Group<Key> = { readonly key: Key; readonly members: readonly number[] }

/** Portraits abreast in every column, such that the whole comes nearest to ASPECT. */
function columnWidth(sizes: readonly number[]): number {
  const tallest = Math.max(...sizes)
  for (let wide = 1; wide < tallest; wide++) {
    const width = sizes.length * (wide + COLUMN_GAP)
    if (width / (Math.ceil(tallest / wide) * PORTRAIT_HEIGHT) >= ASPECT) return wide
  }
  return Math.max(1, tallest)
}

/** The positions in the order in which a Hilbert curve over the map meets them. */
export function curveOrder(map: Points): number[] {
  const { left, top, width, height } = boundsOf(map)
  const cells = (1 << CURVE_BITS) - 1
  const along = Float64Array.from({ length: map.length / 2 }, (_, at) =>
    curveIndex(
      Math.round((((map[2 * at] as number) - left) / Math.max(width, 1e-9)) * cells),
      Math.round((((map[2 * at + 1] as number) - top) / Math.max(height, 1e-9)) * cells),
    ),
  )
  return Array.from(along, (_, at) => at).sort(
    (a, b) => (along[a] as number) - (along[b] as number) || a - b,
  )
}

const CURVE_BITS = 12

/** How far along a Hilbert curve through 2^CURVE_BITS cells a side the cell lies. */
function curveIndex(column: number, row: number): number {
  let [x, y] = [column, row]
  let index = 0
  for (let side = 1 << (CURVE_BITS - 1); side > 0; side >>= 1) {
    const right = (x & side) > 0 ? 1 : 0
    const lower = (y & side) > 0 ? 1 : 0
    index += side * side * ((3 * right) ^ lower)
    if (lower === 0) {
      if (right === 1) [x, y] = [side - 1 - x, side - 1 - y]
      ;[x, y] = [y, x]
    }
  }
  return index
}

function boundsOf(points: Points) {
  let [left, top] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  let [right, bottom] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let at = 0; at < points.length; at += 2) {
    left = Math.min(left, points[at] as number)
    right = Math.max(right, points[at] as number)
    top = Math.min(top, points[at + 1] as number)
    bottom = Math.max(bottom, points[at + 1] as number)
  }
  return { left, top, width: right - left, height: bottom - top }
}

function ranksOf(values: ArrayLike<number>): Uint32Array {
  const order = Array.from({ length: values.length }, (_, at) => at)
  order.sort((a, b) => (values[a] as number) - (values[b] as number) || a - b)
  const ranks = new Uint32Array(order.length)
  order.forEach((at, rank) => {
    ranks[at] = rank
  })
  return ranks
}
