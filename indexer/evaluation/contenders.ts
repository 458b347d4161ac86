import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import { placePortrait, placeVisitor } from '../../embeddings/likeness/likeness-space.ts'
import { similarityOf } from '../../embeddings/likeness/similarity.ts'
import type { Gallery } from '../../embeddings/store/gallery-reader.ts'
import type { DescribedFace, RecipeName } from './recipes.ts'

/**
 * Ways of matching that are measured beside one another: the published gallery as it matches, the
 * same portraits by the plain distance of descriptors, and face-api's own chain.
 */
export type ContenderName = 'pendant' | 'plain' | 'faceApi'

/** One face of a work that probes are ranked against. */
export type EnrolledFace = {
  readonly workId: string
  readonly portraitId: string
  readonly descriptor: Descriptor
  /** Where it stands in the space in which the contender compares: any number of dimensions. */
  readonly place: Float32Array
}

/** One way of matching. The nearest by squared L2 distance of places is the best match. */
export interface Contender {
  readonly name: ContenderName
  /** Whose descriptors it compares. */
  readonly recipe: RecipeName
  /** Works one after the other, each by its largest face first. */
  readonly enrolled: readonly EnrolledFace[]
  placeVisitor(descriptor: Descriptor): Float32Array
  /** Where a face of a painting stands as a probe. */
  placePortrait(descriptor: Descriptor): Float32Array
  /** What a visitor is told of a first match's squared distance of places; null where nothing is told. */
  similarity(squaredDistance: number): number | null
}

const itself = (descriptor: Descriptor): Float32Array => descriptor

/** The published gallery, as it matches: in its likeness space. */
export function pendantContender(gallery: Gallery): Contender {
  const { likeness, index, manifest } = gallery
  return {
    name: 'pendant',
    recipe: 'pendant',
    enrolled: enrolledOf(gallery, (position) => index.placeAt(position)),
    placeVisitor: (descriptor) => placeVisitor(likeness, descriptor),
    // A penalty is for portraits that are found, not for one that looks.
    placePortrait: (descriptor) => placePortrait(likeness, descriptor, 0),
    similarity: (squaredDistance) => similarityOf(squaredDistance, manifest.calibration),
  }
}

/** The gallery's portraits by the plain squared distance of their descriptors. */
export function plainContender(gallery: Gallery): Contender {
  const { portraits } = gallery
  const enrolled = enrolledOf(gallery, (position) => portraits.descriptorAt(position))
  return plainly('plain', 'pendant', enrolled)
}

/** The faces that face-api's own chain finds in the works, by the plain squared distance. */
export function faceApiContender(
  works: readonly { readonly workId: string; readonly faces: readonly DescribedFace[] }[],
): Contender {
  const enrolled = works.flatMap(({ workId, faces }) =>
    faces.map(({ descriptor }, i) => ({
      workId,
      portraitId: `${workId}~${i + 1}`,
      descriptor,
      place: descriptor,
    })),
  )
  return plainly('faceApi', 'face-api', enrolled)
}

function plainly(
  name: ContenderName,
  recipe: RecipeName,
  enrolled: readonly EnrolledFace[],
): Contender {
  return {
    name,
    recipe,
    enrolled,
    placeVisitor: itself,
    placePortrait: itself,
    similarity: () => null,
  }
}

function enrolledOf(
  { portraits }: Gallery,
  placeAt: (position: number) => Float32Array,
): EnrolledFace[] {
  return Array.from({ length: portraits.count }, (_, position) => {
    const { id, workId } = portraits.at(position)
    const descriptor = portraits.descriptorAt(position)
    return { workId, portraitId: id, descriptor, place: placeAt(position) }
  })
}
