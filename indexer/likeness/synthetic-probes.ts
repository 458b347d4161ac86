import {
  DESCRIPTOR_LENGTH,
  type Descriptor,
  toDescriptor,
} from '../../embeddings/face/descriptor.ts'
import {
  choleskyFactor,
  multiplyLower,
  packedLength,
} from '../../embeddings/likeness/triangular.ts'
import { normal } from './seeded-random.ts'
import type { VisitorModel } from './visitor-model.ts'

/** Added to the covariance's diagonal, as few photographs do not span 128 directions. */
const RIDGE = 1e-4

/**
 * How much a synthetic probe takes after a face of the gallery, as a correlation. At 0.85 the first
 * matches of synthetic probes are spread as those of real photographs are, by the mean over random
 * halves of people who had no part in the model (docs/likeness.md); drawn
 * from the photographs' covariance alone they are farther, since faces come in kinds and a normal
 * distribution knows of none.
 */
export const RESEMBLANCE = 0.85

/**
 * Descriptors of visitors who never lived. `portraitCentre` is the mean of the gallery's
 * descriptors. They are the same ones for the same `random`.
 */
export function syntheticProbes(
  model: VisitorModel,
  portraitCentre: Float32Array,
  random: () => number,
) {
  const factor = choleskyFactor(withRidge(model.covariance), DESCRIPTOR_LENGTH)
  const deviation = (): Float64Array =>
    multiplyLower(
      factor,
      Float64Array.from({ length: DESCRIPTOR_LENGTH }, () => normal(random)),
    )
  const ofTheirOwn = Math.sqrt(1 - RESEMBLANCE ** 2)
  return {
    /** Somebody, with nothing of this gallery in them. */
    impostor(): Descriptor {
      const own = deviation()
      return toDescriptor(model.mean.map((mean, i) => mean + (own[i] as number)))
    },
    /** Somebody who takes after a portrait: its descriptor as that of a photograph. */
    resembling(portrait: Descriptor): Descriptor {
      const own = deviation()
      return toDescriptor(
        model.mean.map((mean, i) => {
          const inherited = (portrait[i] as number) - (portraitCentre[i] as number)
          return mean + RESEMBLANCE * inherited + ofTheirOwn * (own[i] as number)
        }),
      )
    },
  }
}

function withRidge(covariance: Float32Array): Float64Array {
  const matrix = Float64Array.from(covariance)
  const diagonal = Array.from({ length: DESCRIPTOR_LENGTH }, (_, row) => packedLength(row + 1) - 1)
  const mean = diagonal.reduce((sum, at) => sum + (matrix[at] as number), 0) / DESCRIPTOR_LENGTH
  for (const at of diagonal) matrix[at] = (matrix[at] as number) + RIDGE * mean
  return matrix
}
