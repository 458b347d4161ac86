/**
 * Large arrays lent out again and again: a painting needs about 90 MB of them, and fresh memory for
 * each would cost more than the drawing. One painting at a time, from start to finish without a
 * pause; what was lent is void after the next `clearWorkspace`.
 */
const lent: Float32Array[] = []
let next = 0

export function clearWorkspace(): void {
  next = 0
}

/** Zeroed. */
export function lendFloats(length: number): Float32Array {
  let kept = lent[next]
  if (!kept || kept.length < length) {
    kept = new Float32Array(Math.ceil(length * 1.1))
    lent[next] = kept
  }
  next++
  return kept.subarray(0, length).fill(0)
}
