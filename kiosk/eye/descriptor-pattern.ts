import { DESCRIPTOR_LENGTH } from '../../embeddings/face/descriptor.ts'

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

/**
 * What is common to all descriptors, rounded: the mean of those that visitors are modelled by
 * (`indexer/likeness/visitor-model.json`), numbers about nobody. Faces differ from it by 0.04 a
 * number, and it from nothing by 0.11: patterns drawn of the bare numbers would all look the same.
 */
export const AVERAGE_FACE: readonly number[] = [
  -0.11, 0.08, 0.06, -0.05, -0.1, -0.03, -0.03, -0.13, 0.15, -0.08, 0.19, -0.04, -0.22, -0.04,
  -0.03, 0.14, -0.16, -0.14, -0.09, -0.06, 0.01, 0.03, 0.03, 0.03, -0.11, -0.31, -0.09, -0.08, 0.04,
  -0.06, 0.01, 0.04, -0.2, -0.06, 0.02, 0.09, -0.05, -0.08, 0.19, 0.01, -0.19, 0, 0.06, 0.24, 0.2,
  0, 0.01, -0.07, 0.11, -0.24, 0.04, 0.14, 0.12, 0.07, 0.06, -0.14, 0.02, 0.12, -0.18, 0.04, 0.07,
  -0.09, -0.02, -0.04, 0.19, 0.1, -0.1, -0.14, 0.17, -0.14, -0.05, 0.07, -0.1, -0.15, -0.28, 0.03,
  0.39, 0.11, -0.16, 0.03, -0.08, -0.01, 0.02, 0.06, -0.06, -0.02, -0.1, 0.01, 0.2, -0.03, -0.02,
  0.21, 0, 0, 0.04, 0.05, -0.11, -0.01, -0.12, -0.03, 0.02, -0.08, 0.01, 0.1, -0.18, 0.15, -0.01,
  -0.02, -0.01, -0.01, -0.07, -0.03, 0.15, -0.24, 0.2, 0.16, 0, 0.15, 0.06, 0.08, -0.02, -0.01,
  -0.13, -0.09, 0.03, -0.02, 0.04, 0.05,
]
