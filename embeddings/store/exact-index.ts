import { squaredDistance } from '../face/distance.ts'
import type { ProjectedEmbedding } from '../likeness/likeness-space.ts'
import {
  byDistance,
  type MemoryIndex,
  type Neighbour,
  requirePosition,
  requireWholeK,
} from '../likeness/nearest-index.ts'

/** Compares with every embedding: the oracle for recall. Ties go to the lower position. */
export function exactIndex(places: readonly ProjectedEmbedding[]): MemoryIndex {
  return {
    count: places.length,
    nearest(probe, k) {
      requireWholeK(k)
      return places
        .map(
          (place, position): Neighbour => ({
            position,
            squaredDistance: squaredDistance(probe, place),
          }),
        )
        .sort(byDistance)
        .slice(0, k)
    },
    embeddingAt(position) {
      requirePosition(position, places.length)
      return places[position] as ProjectedEmbedding
    },
  }
}
