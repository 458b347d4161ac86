import { squaredDistance } from '../../embeddings/face/distance.ts'
import type { EnrolledFace } from './contenders.ts'

/** An enrolled face near a probe. */
export type NearFace = {
  readonly face: EnrolledFace
  /** In the contender's space. */
  readonly squaredDistance: number
}

/** The `k` enrolled faces nearest to a place, nearest first, by comparing with every one of them. */
export function nearestFaces(
  place: Float32Array,
  enrolled: readonly EnrolledFace[],
  k: number,
): NearFace[] {
  return enrolled
    .map((face) => ({ face, squaredDistance: squaredDistance(place, face.place) }))
    .sort((a, b) => a.squaredDistance - b.squaredDistance)
    .slice(0, k)
}
