import { mirrorPixels, type Pixels } from '../pixels/pixels.ts'
import { type Descriptor, toDescriptor } from './descriptor.ts'
import { euclideanDistance } from './distance.ts'
import type { FaceModels } from './face-models.ts'

/** The descriptor of a face chip and of its mirror image together. */
export type DescribedChip = {
  /** The mean of the two, in which opposite effects of light and head turn cancel. */
  readonly descriptor: Descriptor
  /**
   * Euclidean distance between the two. On painted faces the median is 0.21, and one in twenty
   * exceeds 0.3. It is larger where a face is half hidden or where there is no face.
   */
  readonly mirrorDistance: number
}

/** Describes each chip together with its mirror image. */
export async function describeChips(
  models: Pick<FaceModels, 'describe'>,
  chips: readonly Pixels[],
): Promise<DescribedChip[]> {
  const mirrored = chips.map(mirrorPixels)
  let descriptors: Descriptor[]
  try {
    descriptors = await models.describe([...chips, ...mirrored])
  } finally {
    for (const { data } of mirrored) data.fill(0)
  }
  return chips.map((_, index) => {
    const straight = descriptors[index] as Descriptor
    const reversed = descriptors[chips.length + index] as Descriptor
    const mean = straight.map((value, i) => (value + (reversed[i] as number)) / 2)
    const mirrorDistance = euclideanDistance(straight, reversed)
    // The descriptors may be a visitor's: overwrite them.
    const descriptor = toDescriptor(mean)
    for (const each of [straight, reversed, mean]) each.fill(0)
    return { descriptor, mirrorDistance }
  })
}
