import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import type { Contender } from './contenders.ts'
import type { SeenFaces } from './describe-pictures.ts'
import { type NearFace, nearestFaces } from './nearest-faces.ts'
import type { View } from './views.ts'
import type { VisitorPhoto } from './visitors-folder.ts'

/** Neighbours that are looked at: what a visitor could be shown, and the k of k-occurrence. */
export const NEIGHBOURS = 10

/** One view of a visitor's photograph in which a face was found. */
export type VisitorFace = {
  readonly descriptor: Descriptor
  readonly place: Float32Array
  /** The nearest portraits, nearest first. */
  readonly near: readonly NearFace[]
}

/** One view of a visitor's photograph as a contender sees it; `face` undefined without a face. */
export type VisitorProbe = VisitorPhoto & {
  readonly view: View
  readonly face: VisitorFace | undefined
}

export function visitorProbes(
  photos: readonly VisitorPhoto[],
  views: readonly View[],
  contender: Contender,
  seen: SeenFaces,
): VisitorProbe[] {
  return photos.flatMap((photo) =>
    views.map((view) => {
      const [largest] = seen.all(photo.file, view, contender.recipe)
      if (!largest) return { ...photo, view, face: undefined }
      const place = contender.placeVisitor(largest.descriptor)
      const near = nearestFaces(place, contender.enrolled, NEIGHBOURS)
      return { ...photo, view, face: { descriptor: largest.descriptor, place, near } }
    }),
  )
}

/** The probes with a face, of the photographs as they are. */
export function facesAsGiven(
  probes: readonly VisitorProbe[],
): (VisitorProbe & { face: VisitorFace })[] {
  return facesFound(probes).filter(({ view }) => view.kind === 'as-given')
}

/** The probes with a face. */
export function facesFound(
  probes: readonly VisitorProbe[],
): (VisitorProbe & { face: VisitorFace })[] {
  return probes.filter((probe): probe is VisitorProbe & { face: VisitorFace } => !!probe.face)
}
