import type { Rgb } from '../colour/light-values.ts'

/** The studio: one window, the room's answer, and what the wall throws back. */
export type Light = {
  /** Unit vector from the sitter to the window: x right, y up, z to the viewer. */
  towards: readonly [number, number, number]
  key: Readonly<Rgb>
  above: Readonly<Rgb>
  below: Readonly<Rgb>
  /** A thin light from behind the shadow side. */
  rim: Readonly<Rgb>
  /** How black cast shadows are, 0 … 1. */
  shadow: number
  exposure: number
}
