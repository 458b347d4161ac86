import {
  DESCRIPTOR_LENGTH,
  type Descriptor,
  toDescriptor,
} from '../../../embeddings/face/descriptor.ts'
import type { View } from '../../../indexer/evaluation/describing/views.ts'
import type { EnrolledFace, Method } from '../../../indexer/evaluation/methods/methods.ts'
import { nearestFaces } from '../../../indexer/evaluation/methods/methods.ts'
import {
  NEIGHBOURS,
  type VisitorProbe,
} from '../../../indexer/evaluation/visitors/visitor-probes.ts'

/** A descriptor that differs from the others in one number only: faces stand on a line. */
export function at(value: number): Descriptor {
  return toDescriptor(new Array(DESCRIPTOR_LENGTH).fill(0).with(0, value))
}

/** A portrait at a place on the line; its id is the work's. */
export function enrolledAt(workId: string, value: number): EnrolledFace {
  return { workId, portraitId: workId, descriptor: at(value), place: at(value) }
}

/** A gallery on the line that compares plainly. */
export function methodOf(...enrolled: EnrolledFace[]): Method {
  return {
    name: 'plain',
    pipeline: 'pendant',
    enrolled,
    projectVisitor: (descriptor) => descriptor,
    projectPortrait: (descriptor) => descriptor,
    similarity: () => null,
  }
}

/**
 * A photograph of somebody, seen at a place on the line; without a place no face was found in it.
 */
export function photoAt(
  method: Method,
  person: string,
  file: string,
  value: number | undefined,
  view: View = { kind: 'as-given' },
): VisitorProbe {
  if (value === undefined) return { person, file, view, face: undefined }
  const descriptor = at(value)
  const near = nearestFaces(descriptor, method.enrolled, NEIGHBOURS)
  return { person, file, view, face: { descriptor, place: descriptor, near } }
}
