import { DESCRIPTOR_LENGTH } from '../../embeddings/face/descriptor.ts'
import { AVERAGE_FACE } from './average-face.ts'

/** How 128 numbers lie in a pattern: the first at its upper left, row by row. */
export const PATTERN_GRID = { columns: 16, rows: 8 } as const

/** A number that differs so much from what is common to faces is as light, or as dark, as any. */
const FULL_TONE = 0.1
/**
 * Where two faces differ so much in a number, they differ as much as is shown: nearly all, of
 * strangers.
 */
const FULL_DIFFERENCE = 0.14

/**
 * The tone of each number of a descriptor, from 0, dark, to 1, light; 0.5 is what is common to
 * faces.
 */
export function tonesOf(descriptor: ArrayLike<number>): number[] {
  return Array.from({ length: DESCRIPTOR_LENGTH }, (_, at) => {
    const apart = (descriptor[at] as number) - (AVERAGE_FACE[at] as number)
    return within(0.5 + apart / (2 * FULL_TONE))
  })
}

/**
 * How far two descriptors are apart in each number: 0 where they are the same, 1 where they differ
 * fully.
 */
export function differencesOf(one: ArrayLike<number>, other: ArrayLike<number>): number[] {
  return Array.from({ length: DESCRIPTOR_LENGTH }, (_, at) => {
    return within(Math.abs((one[at] as number) - (other[at] as number)) / FULL_DIFFERENCE)
  })
}

function within(share: number): number {
  return Math.min(1, Math.max(0, share))
}

/** A lozenge: its middle, and from there to its corners at the sides, above and below. */
type Lozenge = { readonly x: number; readonly y: number }

/**
 * A pattern of `width` × `height`: lozenges from edge to edge, every other row between those of the
 * last.
 */
export function lozengesOf(
  width: number,
  height: number,
): {
  readonly halfWidth: number
  readonly halfHeight: number
  readonly middles: readonly Lozenge[]
} {
  const halfWidth = width / (2 * PATTERN_GRID.columns + 1)
  const halfHeight = height / (PATTERN_GRID.rows + 1)
  const middles = Array.from({ length: PATTERN_GRID.columns * PATTERN_GRID.rows }, (_, at) => {
    const row = Math.floor(at / PATTERN_GRID.columns)
    const column = at % PATTERN_GRID.columns
    return { x: (2 * column + 1 + (row % 2)) * halfWidth, y: (row + 1) * halfHeight }
  })
  return { halfWidth, halfHeight, middles }
}
