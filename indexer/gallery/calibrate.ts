import type { Place } from '../../embeddings/likeness-space.ts'
import type { NearestIndex, Neighbour } from '../../embeddings/nearest-index.ts'
import { type Calibration, calibrate } from '../../embeddings/similarity.ts'

/** Distance 1.2 in the likeness space; stands in when there is nothing to measure. */
const STRANGERS_SQUARED_DISTANCE = 1.44

/** A probe that takes after a portrait, whose own work therefore may not be its match. */
export type HeldBackProbe = { readonly place: Place; readonly workId: string }

/**
 * How first matches in this gallery are spread: the squared distance from each probe to the nearest
 * portrait of another work than it takes after. `workOf` gives the work at a position. A gallery of
 * a single work has no such matches and is calibrated to what strangers' distance is elsewhere.
 */
export function calibrateGallery(
  index: NearestIndex,
  probes: readonly HeldBackProbe[],
  workOf: (position: number) => string,
): Calibration {
  const distances = probes
    .map((probe) => firstOfAnotherWork(index, probe, workOf)?.squaredDistance)
    .filter((distance) => distance !== undefined)
  return calibrate(distances.length > 0 ? distances : [STRANGERS_SQUARED_DISTANCE])
}

/** Looks among ever more neighbours: those of the same work may come first. */
function firstOfAnotherWork(
  index: NearestIndex,
  { place, workId }: HeldBackProbe,
  workOf: (position: number) => string,
): Neighbour | undefined {
  for (let k = 16; ; k *= 4) {
    const other = index.nearest(place, k).find((neighbour) => workOf(neighbour.position) !== workId)
    if (other || k >= index.count) return other
  }
}
