import type { DepthView } from '../sculpture/depth-view.ts'
import { at, GROUND } from '../sculpture/sheet.ts'
import { lendFloats } from '../sculpture/workspace.ts'

/**
 * Where a draughtsman would draw a line: 0 … 1 where depth or kind breaks off, or a form turns
 * sharply.
 */
export function findOutlines(view: DepthView, creases: number): Float32Array {
  const { width, height, depth, substance, normal } = view
  const lines = lendFloats(width * height)
  for (let y = 1; y + 1 < height; y++) {
    for (let x = 1; x + 1 < width; x++) {
      const i = y * width + x
      if (at(substance, i) === GROUND) continue
      let line = 0
      for (const j of [i - 1, i + 1, i - width, i + width]) {
        if (at(substance, j) === GROUND) line = 1
        else {
          const drop = at(depth, i) - at(depth, j)
          if (drop > 0.45) line = Math.max(line, Math.min(1, drop))
          if (at(substance, j) !== at(substance, i)) line = Math.max(line, 0.75)
        }
      }
      if (line < 1 && creases > 0) {
        const bendX = at(normal, (i + 1) * 3) - at(normal, (i - 1) * 3)
        const bendY = at(normal, (i + width) * 3 + 1) - at(normal, (i - width) * 3 + 1)
        const hollow = bendY - bendX
        if (hollow > 0.22) line = Math.max(line, Math.min(1, (hollow - 0.22) * 2.2 * creases))
      }
      lines[i] = line
    }
  }
  return lines
}

/** Widens a line drawing by a soft round nib of about `radius` pixels (1 or 2). */
export function inked(
  lines: Float32Array,
  width: number,
  height: number,
  radius: number,
): Float32Array {
  const out = lendFloats(lines.length)
  const reach = Math.ceil(radius)
  for (let y = reach; y + reach < height; y++) {
    for (let x = reach; x + reach < width; x++) {
      const value = at(lines, y * width + x)
      if (value <= 0.05) continue
      for (let dy = -reach; dy <= reach; dy++) {
        for (let dx = -reach; dx <= reach; dx++) {
          const fall = Math.min(1, Math.max(0, radius + 0.5 - Math.hypot(dx, dy)))
          const j = (y + dy) * width + x + dx
          if (value * fall > at(out, j)) out[j] = value * fall
        }
      }
    }
  }
  return out
}
