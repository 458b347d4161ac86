import {
  DESCRIPTOR_LENGTH,
  type Descriptor,
  toDescriptor,
} from '../../embeddings/face/descriptor.ts'
import { normal, seededRandom } from '../../indexer/likeness/seeded-random.ts'

/** Descriptors spread like those of faces, without a face. */
export type SyntheticFaces = {
  /** A person nobody has seen. */
  stranger(): Descriptor
  /** Another picture of the same person, at about `distance` (Euclidean). */
  likeness(of: Descriptor, distance: number): Descriptor
}

/** Length of the mean of all faces' descriptors, and how far people lie from it. */
const MEAN_NORM = 1.3
const SPREAD = 0.49
/** Painters and periods draw faces together. */
const SCHOOLS = 40
const SCHOOL_SHARE = 0.35

/**
 * A common mean, schools about it, people about the schools. All is fitted to the descriptors of
 * 538 portraits found in real paintings: norms 1.3 to 1.5, two strangers 0.69 apart, and the share
 * of the variance on each principal axis (0.13 on the first, 0.027 on the ninth, 0.002 on the
 * 65th). The last decides how hard a search is: with the variance spread evenly, recall would seem
 * far lower.
 */
export function syntheticFaces(seed: number): SyntheticFaces {
  const random = seededRandom(seed)
  const weights = Array.from({ length: DESCRIPTOR_LENGTH }, (_, axis) =>
    Math.sqrt(Math.exp(-axis / 60) / (1 + 0.6 * axis) ** 0.8),
  )
  const weightNorm = Math.hypot(...weights)
  const cloud = (size: number) =>
    weights.map((weight) => (normal(random) * weight * size) / weightNorm)
  const direction = Array.from({ length: DESCRIPTOR_LENGTH }, () => normal(random))
  const mean = direction.map((value) => (value * MEAN_NORM) / Math.hypot(...direction))
  const schools = Array.from({ length: SCHOOLS }, () => cloud(SPREAD * Math.sqrt(SCHOOL_SHARE)))
  return {
    stranger() {
      const school = schools[Math.floor(random() * SCHOOLS)] as number[]
      const own = cloud(SPREAD * Math.sqrt(1 - SCHOOL_SHARE))
      return toDescriptor(
        mean.map((value, axis) => value + (school[axis] as number) + (own[axis] as number)),
      )
    },
    likeness(of, distance) {
      const step = cloud(distance)
      return toDescriptor(Array.from(of, (value, axis) => value + (step[axis] as number)))
    },
  }
}
