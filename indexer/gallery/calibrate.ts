import type { ProjectedEmbedding } from '../../embeddings/likeness/likeness-space.ts'
import type { MemoryIndex, Neighbour } from '../../embeddings/likeness/nearest-index.ts'
import { type Calibration, calibrate } from '../../embeddings/likeness/similarity.ts'

export type HeldBackProbe = {
  readonly place: ProjectedEmbedding
  /** The work it takes after, which therefore may not be its match; undefined of an impostor. */
  readonly workId: string | undefined
}

/**
 * How first matches in this gallery are spread: the squared distance from each probe to the nearest
 * portrait of another work than it takes after. `workOf` gives the work at a position. Throws
 * `RangeError` when no probe has such a match.
 */
export function calibrateGallery(
  index: MemoryIndex,
  probes: readonly HeldBackProbe[],
  workOf: (position: number) => string,
): Calibration {
  const distances = probes
    .map((probe) => firstOfAnotherWork(index, probe, workOf)?.squaredDistance)
    .filter((distance) => distance !== undefined)
  return calibrate(distances)
}

/** Looks among ever more neighbours: those of the same work may come first. */
function firstOfAnotherWork(
  index: MemoryIndex,
  { place, workId }: HeldBackProbe,
  workOf: (position: number) => string,
): Neighbour | undefined {
  for (let k = 16; ; k *= 4) {
    const other = index.nearest(place, k).find((neighbour) => workOf(neighbour.position) !== workId)
    if (other || k >= index.count) return other
  }
}
