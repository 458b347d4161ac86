import type { NearestIndex, Neighbour } from '../../embeddings/nearest-index.ts'
import { type Calibration, calibrate } from '../../embeddings/similarity.ts'
import { samplePositions, seededRandom } from './seeded-random.ts'

const MAX_SAMPLE = 2000
const SAMPLE_SEED = 1889

/** Where dlib's net tells two people apart: distance 0.6. Stands in when there is nothing to measure. */
const TWO_PEOPLE_SQUARED_DISTANCE = 0.36

/**
 * How first matches of this gallery are spread, by leaving one out: the squared distance from each
 * portrait (of a sample) to the nearest of another work. `workOf` gives the work at a position.
 * A gallery of a single work has no such matches and is calibrated to "nearer than two people are".
 */
export function calibrateGallery(
  index: NearestIndex,
  workOf: (position: number) => string,
): Calibration {
  const sample = samplePositions(index.count, MAX_SAMPLE, seededRandom(SAMPLE_SEED))
  const distances = sample
    .map((position) => firstOfAnotherWork(index, position, workOf)?.squaredDistance)
    .filter((distance) => distance !== undefined)
  return calibrate(distances.length > 0 ? distances : [TWO_PEOPLE_SQUARED_DISTANCE])
}

/** Looks among ever more neighbours: those of the same work may come first. */
function firstOfAnotherWork(
  index: NearestIndex,
  position: number,
  workOf: (position: number) => string,
): Neighbour | undefined {
  const probe = index.descriptorAt(position)
  const own = workOf(position)
  for (let k = 16; ; k *= 4) {
    const other = index.nearest(probe, k).find((neighbour) => workOf(neighbour.position) !== own)
    if (other || k >= index.count) return other
  }
}
