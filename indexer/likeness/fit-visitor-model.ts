import { DESCRIPTOR_LENGTH, type Descriptor } from '../../embeddings/face/descriptor.ts'
import { euclideanDistance } from '../../embeddings/face/distance.ts'
import { packedLength } from '../../embeddings/likeness/triangular.ts'
import { CuratorError } from '../terminal/curator-error.ts'
import type { VisitorModel } from './visitor-model.ts'

/** A photograph's descriptor, and those of its varied copies (turned, dim, blurred). */
export type DescribedPhoto = {
  readonly person: string
  readonly descriptor: Descriptor
  readonly varied: readonly Descriptor[]
}

/** In a variation farther from its photograph the detector found another face, or none. */
const ASTRAY_DISTANCE = 0.6
/** Fewer say too little about what differs within a person. */
const MIN_PEOPLE = 20

/**
 * Mean and covariance of the photographs, and the covariance within a person: between photographs
 * of one person, and between a photograph and what was made of it, in equal parts as they come.
 * Throws `CuratorError` when there are too few people with several photographs.
 */
export function fitVisitorModel(photos: readonly DescribedPhoto[]): VisitorModel {
  const byPerson = new Map<string, DescribedPhoto[]>()
  for (const photo of photos) {
    byPerson.set(photo.person, [...(byPerson.get(photo.person) ?? []), photo])
  }
  const several = [...byPerson.values()].filter((own) => own.length > 1)
  if (several.length < MIN_PEOPLE) {
    throw new CuratorError(
      `${several.length} people have more than one photograph with a face; ${MIN_PEOPLE} are needed to tell what differs within a person.`,
    )
  }
  const mean = meanOf(photos.map(({ descriptor }) => descriptor))
  const apart = scatter(several.map((own) => own.map(({ descriptor }) => descriptor)))
  const varied = scatter(
    photos.map(({ descriptor, varied }) => [
      descriptor,
      ...varied.filter((other) => euclideanDistance(descriptor, other) <= ASTRAY_DISTANCE),
    ]),
  )
  const within = apart.map((value, i) => value + (varied[i] as number))
  const trace = diagonal().reduce((sum, at) => sum + (within[at] as number), 0)
  return {
    people: byPerson.size,
    photographs: photos.length,
    mean: Float32Array.from(mean),
    covariance: Float32Array.from(scatter([photos.map(({ descriptor }) => descriptor)])),
    withinPerson: Float32Array.from(within, (value) => (value * DESCRIPTOR_LENGTH) / trace),
  }
}

/** Packed covariance about each group's own mean, pooled over the groups. */
function scatter(groups: readonly (readonly Descriptor[])[]): Float64Array {
  const sum = new Float64Array(packedLength(DESCRIPTOR_LENGTH))
  let freedom = 0
  for (const group of groups) {
    const mean = meanOf(group)
    freedom += group.length - 1
    for (const descriptor of group) {
      let at = 0
      for (let row = 0; row < DESCRIPTOR_LENGTH; row++) {
        const deviation = (descriptor[row] as number) - (mean[row] as number)
        for (let column = 0; column <= row; column++, at++) {
          const other = (descriptor[column] as number) - (mean[column] as number)
          sum[at] = (sum[at] as number) + deviation * other
        }
      }
    }
  }
  return sum.map((value) => value / Math.max(1, freedom))
}

function meanOf(descriptors: readonly Descriptor[]): Float64Array {
  return Float64Array.from({ length: DESCRIPTOR_LENGTH }, (_, i) => {
    const sum = descriptors.reduce((total, descriptor) => total + (descriptor[i] as number), 0)
    return sum / descriptors.length
  })
}

/** Where the diagonal lies in the packing. */
function diagonal(): number[] {
  return Array.from({ length: DESCRIPTOR_LENGTH }, (_, row) => packedLength(row + 1) - 1)
}
