import { DESCRIPTOR_LENGTH, type Descriptor } from '../../embeddings/face/descriptor.ts'
import {
  type LikenessSpace,
  type ProjectedEmbedding,
  projectPortrait,
  projectVisitor,
} from '../../embeddings/likeness/likeness-space.ts'
import { choleskyFactor, packedLength } from '../../embeddings/likeness/triangular.ts'
import { buildHnswIndex } from '../../embeddings/store/hnsw-index.ts'
import { seededRandom } from './seeded-random.ts'
import { syntheticProbes } from './synthetic-probes.ts'
import type { VisitorModel } from './visitor-model.ts'

/** How the likeness space is fitted. */
export type LikenessSettings = {
  /** How far visitors' centre lies from the portraits' mean towards the photographs' mean. */
  readonly centring: number
  /** Share of the covariance within a person in the evening of descriptors. */
  readonly evening: number
  /** A portrait's penalty, as a share of what makes it as remote as the remotest portrait. */
  readonly hubWeight: number
}

/** Chosen on the deciding half of the people; `npm run bench -- likeness` compares others. */
export const LIKENESS: LikenessSettings = { centring: 0.35, evening: 0.25, hubWeight: 0.5 }

/** By whom it is measured how near to everyone a portrait is. */
export const HUBS = {
  /** Strangers that are nearest to a portrait and by whom its penalty is measured … */
  neighbours: 10,
  /** … of so many in all. */
  strangers: 4000,
} as const

const IMPOSTORS_SEED = 1656
const IMPOSTORS_EF = 100

/** A gallery's likeness space, and its portraits in it, in their order. */
export type FittedLikeness = {
  readonly space: LikenessSpace
  readonly places: readonly ProjectedEmbedding[]
}

/**
 * Fits a likeness space to a gallery's descriptors, of which there is at least one. The same places
 * for the same descriptors and model.
 */
export function fitLikeness(
  descriptors: readonly Descriptor[],
  model: VisitorModel,
  settings: LikenessSettings = LIKENESS,
): FittedLikeness {
  const portraitCentre = centreOf(descriptors, model)
  const space: LikenessSpace = {
    portraitCentre,
    visitorCentre: portraitCentre.map(
      (value, i) => value + settings.centring * ((model.mean[i] as number) - value),
    ),
    withinPerson: Float32Array.from(choleskyFactor(evened(model, settings), DESCRIPTOR_LENGTH)),
  }
  const penalties = hubPenalties(space, descriptors, model, settings)
  return {
    space,
    places: descriptors.map((descriptor, i) =>
      projectPortrait(space, descriptor, penalties[i] as number),
    ),
  }
}

/**
 * What keeps hubs back: the nearer its ten nearest of 4,000 impostors are to a portrait, the more
 * it is anyone's match, and the larger its penalty. The remotest portrait has none.
 */
function hubPenalties(
  space: LikenessSpace,
  descriptors: readonly Descriptor[],
  model: VisitorModel,
  { hubWeight }: LikenessSettings,
): number[] {
  const visitors = syntheticProbes(model, space.portraitCentre, seededRandom(IMPOSTORS_SEED))
  const impostors = buildHnswIndex(
    Array.from({ length: HUBS.strangers }, () => projectVisitor(space, visitors.impostor())),
  )
  impostors.ef = IMPOSTORS_EF
  const remoteness = descriptors.map((descriptor) => {
    const near = impostors.nearest(projectPortrait(space, descriptor, 0), HUBS.neighbours)
    return near.reduce((sum, { squaredDistance }) => sum + squaredDistance, 0) / near.length
  })
  const remotest = remoteness.reduce((most, each) => Math.max(most, each), 0)
  return remoteness.map((each) => hubWeight * (remotest - each))
}

/**
 * The portraits' mean, with the photographs' mean as one portrait among them: a gallery of one or
 * two would else have its portraits at their own centre, in no direction at all.
 */
function centreOf(descriptors: readonly Descriptor[], { mean }: VisitorModel): Float32Array {
  const sum = Float64Array.from(mean)
  for (const descriptor of descriptors) {
    descriptor.forEach((value, i) => {
      sum[i] = (sum[i] as number) + value
    })
  }
  return Float32Array.from(sum, (value) => value / (descriptors.length + 1))
}

/** The covariance that evens descriptors: partly within a person, partly the identity. */
function evened({ withinPerson }: VisitorModel, { evening }: LikenessSettings): Float64Array {
  const matrix = Float64Array.from(withinPerson, (value) => value * evening)
  for (let row = 0; row < DESCRIPTOR_LENGTH; row++) {
    const at = packedLength(row + 1) - 1
    matrix[at] = (matrix[at] as number) + 1 - evening
  }
  return matrix
}
