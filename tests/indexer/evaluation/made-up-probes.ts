import {
  DESCRIPTOR_LENGTH,
  type Descriptor,
  toDescriptor,
} from '../../../embeddings/face/descriptor.ts'
import type { Contender, EnrolledFace } from '../../../indexer/evaluation/contenders.ts'
import { nearestFaces } from '../../../indexer/evaluation/nearest-faces.ts'
import type { View } from '../../../indexer/evaluation/views.ts'
import { NEIGHBOURS, type VisitorProbe } from '../../../indexer/evaluation/visitor-probes.ts'

/** A descriptor that differs from the others in one number only: faces stand on a line. */
export function at(value: number): Descriptor {
  return toDescriptor(new Array(DESCRIPTOR_LENGTH).fill(0).with(0, value))
}

/** A portrait at a place on the line; its id is the work's. */
export function enrolledAt(workId: string, value: number): EnrolledFace {
  return { workId, portraitId: workId, descriptor: at(value), place: at(value) }
}

/** A gallery on the line that compares plainly. */
export function contenderOf(...enrolled: EnrolledFace[]): Contender {
  return {
    name: 'plain',
    recipe: 'pendant',
    enrolled,
    placeVisitor: (descriptor) => descriptor,
    placePortrait: (descriptor) => descriptor,
    similarity: () => null,
  }
}

/** A photograph of somebody, seen at a place on the line; without a place no face was found in it. */
export function photoAt(
  contender: Contender,
  person: string,
  file: string,
  value: number | undefined,
  view: View = { kind: 'as-given' },
): VisitorProbe {
  if (value === undefined) return { person, file, view, face: undefined }
  const descriptor = at(value)
  const near = nearestFaces(descriptor, contender.enrolled, NEIGHBOURS)
  return { person, file, view, face: { descriptor, place: descriptor, near } }
}
