import { lendFloats } from '../sculpture/workspace.ts'

/**
 * The sitter as light falls on them, before any hand has painted it: what every manner works from.
 */
export type Study = {
  width: number
  height: number
  /** Linear light, 3 numbers a pixel. */
  colour: Float32Array
  /** How finely a pixel wants painting: 1 for eyes and mouth, less for cloth, 0 for the ground. */
  detail: Float32Array
  /** Which way a brush or burin should go; x right, y down. */
  flow: Float32Array
  /** Streaks of hair, 0 … 1; 0 elsewhere. */
  strands: Float32Array
}

export function emptyStudy(width: number, height: number): Study {
  const count = width * height
  return {
    width,
    height,
    colour: lendFloats(count * 3),
    detail: lendFloats(count),
    flow: lendFloats(count * 2),
    strands: lendFloats(count),
  }
}
