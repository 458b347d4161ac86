import type { Pixels } from '../pixels/pixels.ts'
import { CHIP_SIZE, faceChip } from './alignment.ts'
import { describeChips } from './describe-chips.ts'
import type { Descriptor } from './descriptor.ts'
import { euclideanDistance } from './distance.ts'
import type { FaceModels } from './face-models.ts'
import { FACE_PARTS, type FacePart } from './face-parts.ts'
import { type Filling, flatColour, hidePart, smoothSkin } from './hide-part.ts'
import type { Landmarks } from './landmarks.ts'
import { landmarksOnChip, type PartMask, partMasks } from './part-masks.ts'

/** A face chip for the recognition net, and the face's landmarks on it. */
export type FaceOnChip = { readonly chip: Pixels; readonly onChip: Landmarks }

/**
 * The change of Euclidean distance between two faces when one part is hidden. Positive: farther.
 */
export type PartPull = {
  readonly part: FacePart
  /** The change with the part hidden on the visitor's face only, and on the portrait's only. */
  readonly visitor: number
  readonly portrait: number
}

/** The parts that carry the likeness of two faces. */
export type LikenessExplanation = {
  /** All parts, in the order of FACE_PARTS. */
  readonly parts: readonly PartPull[]
  /** See `nameParts`. */
  readonly named: readonly FacePart[]
  /** Euclidean distance between the two descriptors with nothing hidden. */
  readonly distance: number
}

/** Both fillings hide each part: one alone says more about the filling than about the faces. */
const FILLINGS: readonly Filling[] = [smoothSkin, flatColour]

/**
 * The least difference between named parts and the others, in mean change of distance. Below it,
 * other fillings put another part first too often (`npm run bench -- why`).
 */
export const NAMING_MARGIN = 0.025

export function faceOnChip(picture: Pixels, landmarks: Landmarks): FaceOnChip {
  return { chip: faceChip(picture, landmarks), onChip: landmarksOnChip(landmarks) }
}

/**
 * Hides one part after the other, on one face at a time, and measures how much farther apart the
 * two faces are then (occlusion sensitivity: M. Zeiler & R. Fergus, "Visualizing and understanding
 * convolutional networks", ECCV 2014). Distances are between plain descriptors, made in the usual
 * way. The models describe two chips at a time, 52 in all. This function overwrites every copy of a
 * face and every descriptor that it makes; the caller's chips stay unchanged.
 */
export async function explainLikeness(
  models: Pick<FaceModels, 'describe'>,
  visitor: FaceOnChip,
  portrait: FaceOnChip,
): Promise<LikenessExplanation> {
  const made: Descriptor[] = []
  const describe = async (chip: Pixels, mask: PartMask, filling: Filling): Promise<Descriptor> => {
    const copy = hidePart(chip, mask, filling)
    try {
      const [described] = await describeChips(models, [copy])
      if (described === undefined) throw new Error('The recognition net gave no descriptor.')
      made.push(described.descriptor)
      return described.descriptor
    } finally {
      copy.data.fill(0)
    }
  }
  const bare = (chip: Pixels) => describe(chip, new Float32Array(CHIP_SIZE ** 2), flatColour)
  try {
    const ofVisitor = await bare(visitor.chip)
    const ofPortrait = await bare(portrait.chip)
    const distance = euclideanDistance(ofVisitor, ofPortrait)
    const pullOf = async (chip: Pixels, mask: PartMask, from: Descriptor): Promise<number> => {
      let sum = 0
      for (const filling of FILLINGS) {
        sum += euclideanDistance(await describe(chip, mask, filling), from) - distance
      }
      return sum / FILLINGS.length
    }
    const visitorMasks = partMasks(visitor.onChip)
    const portraitMasks = partMasks(portrait.onChip)
    const parts: PartPull[] = []
    for (const part of FACE_PARTS) {
      parts.push({
        part,
        visitor: await pullOf(visitor.chip, visitorMasks[part], ofPortrait),
        portrait: await pullOf(portrait.chip, portraitMasks[part], ofVisitor),
      })
      visitorMasks[part].fill(0)
    }
    return { parts, named: nameParts(parts), distance }
  } finally {
    for (const descriptor of made) descriptor.fill(0)
  }
}

/**
 * Names the part whose hiding separates the faces most, if it leads all others by the margin.
 * Otherwise it names the first two, the stronger first, if together they lead; else none.
 */
export function nameParts(parts: readonly PartPull[], margin = NAMING_MARGIN): FacePart[] {
  const ranked = parts
    .map(({ part, visitor, portrait }) => ({ part, pull: (visitor + portrait) / 2 }))
    .sort((a, b) => b.pull - a.pull)
  const pullAt = (rank: number): number => ranked[rank]?.pull ?? 0
  const standOut = [1, 2].find((count) => {
    const last = pullAt(count - 1)
    return last > 0 && last - pullAt(count) >= margin
  })
  return ranked.slice(0, standOut ?? 0).map(({ part }) => part)
}
