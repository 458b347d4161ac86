import { CHIP_SIZE, faceChip } from './alignment.ts'
import { describeChips } from './describe-chips.ts'
import type { Descriptor } from './descriptor.ts'
import { euclideanDistance } from './distance.ts'
import type { FaceModels } from './face-models.ts'
import { FACE_PARTS, type FacePart } from './face-parts.ts'
import { type Filling, flatColour, hidePart, smoothSkin } from './hide-part.ts'
import type { Landmarks } from './landmarks.ts'
import { landmarksOnChip, type PartMask, partMasks } from './part-masks.ts'
import type { Pixels } from './pixels.ts'

/** A face as the recognition net is shown it, and where its landmarks lie there. */
export type FaceOnChip = { readonly chip: Pixels; readonly onChip: Landmarks }

/** How much farther apart two faces are with one part hidden: change of Euclidean distance, signed. */
export type PartPull = {
  readonly part: FacePart
  /** With the part hidden on the visitor's face, or on the portrait's. */
  readonly visitor: number
  readonly portrait: number
}

/** Which parts of two faces their likeness hangs on. */
export type LikenessExplanation = {
  /** All parts, in the order of FACE_PARTS. */
  readonly parts: readonly PartPull[]
  /** The one or two that clearly carry the likeness, the first foremost; none where none does. */
  readonly named: readonly FacePart[]
  /** Euclidean, between the two descriptors with nothing hidden. */
  readonly distance: number
}

/** Each part is hidden in so many ways: what all of them say does not hang on any of them. */
const FILLINGS: readonly Filling[] = [smoothSkin, flatColour]

export function faceOnChip(picture: Pixels, landmarks: Landmarks): FaceOnChip {
  return { chip: faceChip(picture, landmarks), onChip: landmarksOnChip(landmarks) }
}

/**
 * Hides one part of one face after the other and looks how much farther apart the two are then
 * (occlusion sensitivity: M. Zeiler & R. Fergus, "Visualizing and understanding convolutional networks",
 * ECCV 2014). Distances are between descriptors, as all are made: a gallery's likeness space evens
 * them, but what it hangs on is seen plainly. Every copy of a face that is made here is overwritten;
 * the two chips are left as they are. The models are asked for two chips at a time.
 */
export async function explainLikeness(
  models: Pick<FaceModels, 'describe'>,
  visitor: FaceOnChip,
  portrait: FaceOnChip,
): Promise<LikenessExplanation> {
  const nothing = new Float32Array(CHIP_SIZE * CHIP_SIZE)
  const described: Descriptor[] = []
  const describe = async (chip: Pixels, mask: PartMask, filling: Filling): Promise<Descriptor> => {
    const copy = hidePart(chip, mask, filling)
    try {
      const [made] = await describeChips(models, [copy])
      if (made === undefined) throw new Error('The recognition net gave no descriptor.')
      described.push(made.descriptor)
      return made.descriptor
    } finally {
      copy.data.fill(0)
    }
  }
  /** By how much each way of hiding each part of a face moves it from the other. */
  const pulls = async (face: FaceOnChip, from: Descriptor, distance: number) => {
    const masks = partMasks(face.onChip)
    const all: Record<FacePart, number[]> = {
      eyes: [],
      brows: [],
      nose: [],
      mouth: [],
      jaw: [],
      outline: [],
    }
    for (const part of FACE_PARTS) {
      for (const filling of FILLINGS) {
        const hidden = await describe(face.chip, masks[part], filling)
        all[part].push(euclideanDistance(hidden, from) - distance)
      }
      masks[part].fill(0)
    }
    return all
  }
  try {
    const ofVisitor = await describe(visitor.chip, nothing, flatColour)
    const ofPortrait = await describe(portrait.chip, nothing, flatColour)
    const distance = euclideanDistance(ofVisitor, ofPortrait)
    const hiddenOfVisitor = await pulls(visitor, ofPortrait, distance)
    const hiddenOfPortrait = await pulls(portrait, ofVisitor, distance)
    const parts = FACE_PARTS.map((part) => ({
      part,
      visitor: mean(hiddenOfVisitor[part]),
      portrait: mean(hiddenOfPortrait[part]),
    }))
    return { parts, named: [], distance }
  } finally {
    for (const descriptor of described) descriptor.fill(0)
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
