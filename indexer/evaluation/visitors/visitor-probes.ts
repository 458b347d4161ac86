import type { Descriptor } from '../../../embeddings/face/descriptor.ts'
import type { SeenFaces } from '../describing/describe-pictures.ts'
import type { View } from '../describing/views.ts'
import type { VisitorPhoto } from '../lists/visitors-folder.ts'
import type { Method } from '../methods/methods.ts'
import { type NearFace, nearestFaces } from '../methods/methods.ts'

/** Neighbours that are looked at: what a visitor could be shown, and the k of k-occurrence. */
export const NEIGHBOURS = 10

/** One view of a visitor's photograph in which a face was found. */
export type VisitorFace = {
  readonly descriptor: Descriptor
  readonly place: Float32Array
  /** The nearest portraits, nearest first. */
  readonly near: readonly NearFace[]
}

/** One view of a visitor's photograph as a method sees it; `face` undefined without a face. */
export type VisitorProbe = VisitorPhoto & {
  readonly view: View
  readonly face: VisitorFace | undefined
}

export function visitorProbes(
  photos: readonly VisitorPhoto[],
  views: readonly View[],
  method: Method,
  seen: SeenFaces,
): VisitorProbe[] {
  return photos.flatMap((photo) =>
    views.map((view) => {
      const [largest] = seen.all(photo.file, view, method.pipeline)
      if (!largest) return { ...photo, view, face: undefined }
      const place = method.projectVisitor(largest.descriptor)
      const near = nearestFaces(place, method.enrolled, NEIGHBOURS)
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
