import type { Descriptor } from '../descriptor.ts'
import { squaredDistance } from '../distance.ts'
import {
  type NearestIndex,
  type Neighbour,
  requirePosition,
  requireWholeK,
} from '../nearest-index.ts'

/** Looks at every descriptor: the oracle that recall is measured against. Ties go to the lower position. */
export function exactIndex(descriptors: readonly Descriptor[]): NearestIndex {
  return {
    count: descriptors.length,
    nearest(probe, k) {
      requireWholeK(k)
      return descriptors
        .map(
          (descriptor, position): Neighbour => ({
            position,
            squaredDistance: squaredDistance(probe, descriptor),
          }),
        )
        .sort((a, b) => a.squaredDistance - b.squaredDistance || a.position - b.position)
        .slice(0, k)
    },
    descriptorAt(position) {
      requirePosition(position, descriptors.length)
      return descriptors[position] as Descriptor
    },
  }
}
