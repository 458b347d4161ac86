import type { EnrolledFace } from './contenders.ts'

/** An enrolled face near a probe. */
export type NearFace = {
  readonly face: EnrolledFace
  /** In the contender's space. */
  readonly squaredDistance: number
}

/** The sum of squared differences of two places of one space. */
export function squaredDistanceBetween(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] as number) - (b[i] as number)
    sum += difference * difference
  }
  return sum
}

/** The `k` enrolled faces nearest to a place, nearest first, by comparing with every one of them. */
export function nearestFaces(
  place: Float32Array,
  enrolled: readonly EnrolledFace[],
  k: number,
): NearFace[] {
  return enrolled
    .map((face) => ({ face, squaredDistance: squaredDistanceBetween(place, face.place) }))
    .sort((a, b) => a.squaredDistance - b.squaredDistance)
    .slice(0, k)
}
