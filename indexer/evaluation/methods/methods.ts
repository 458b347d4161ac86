import type { Descriptor } from '../../../embeddings/face/descriptor.ts'
import { squaredDistance } from '../../../embeddings/face/distance.ts'
import {
  type ProjectedEmbedding,
  projectPortrait,
  projectVisitor,
} from '../../../embeddings/likeness/likeness-space.ts'
import { similarityOf } from '../../../embeddings/likeness/similarity.ts'
import type { Gallery } from '../../../embeddings/store/gallery-reader.ts'
import type { DescribedFace, PipelineName } from '../describing/pipelines.ts'

/**
 * Ways of matching that are measured beside one another: the published gallery as it matches, the
 * same portraits by the plain distance of descriptors, and face-api's own chain.
 */
export type MethodName = 'pendant' | 'plain' | 'faceApi'

/** One face of a work that probes are ranked against. */
export type EnrolledFace = {
  readonly workId: string
  readonly portraitId: string
  readonly descriptor: Descriptor
  /** Where it stands in the space in which the method compares: any number of dimensions. */
  readonly place: Float32Array
}

/** One way of matching. The nearest by squared L2 distance of places is the best match. */
export interface Method {
  readonly name: MethodName
  /** Whose descriptors it compares. */
  readonly pipeline: PipelineName
  /** Works one after the other, each by its largest face first. */
  readonly enrolled: readonly EnrolledFace[]
  projectVisitor(descriptor: Descriptor): Float32Array
  /** Where a face of a painting stands as a probe. */
  projectPortrait(descriptor: Descriptor): Float32Array
  /** The similarity a visitor is told for a squared distance; null where nothing is told. */
  similarity(squaredDistance: number): number | null
}

/** The published gallery, as it matches: in its likeness space. */
export async function pendantMethod(gallery: Gallery): Promise<Method> {
  const { likeness, index, manifest, portraits } = gallery
  const places = await Promise.all(
    Array.from({ length: portraits.count }, (_, position) => index.embeddingAt(position)),
  )
  return {
    name: 'pendant',
    pipeline: 'pendant',
    enrolled: enrolledOf(gallery, (position) => places[position] as ProjectedEmbedding),
    projectVisitor: (descriptor) => projectVisitor(likeness, descriptor),
    // A penalty is for portraits that are found, not for one that looks.
    projectPortrait: (descriptor) => projectPortrait(likeness, descriptor, 0),
    similarity: (squaredDistance) => similarityOf(squaredDistance, manifest.calibration),
  }
}

/** Matching by the plain squared distance of descriptors. */
const PLAINLY: Pick<Method, 'projectVisitor' | 'projectPortrait' | 'similarity'> = {
  projectVisitor: (descriptor) => descriptor,
  projectPortrait: (descriptor) => descriptor,
  similarity: () => null,
}

/** The gallery's portraits, matched plainly. */
export function plainMethod(gallery: Gallery): Method {
  const enrolled = enrolledOf(gallery, (position) => gallery.portraits.descriptorAt(position))
  return { name: 'plain', pipeline: 'pendant', enrolled, ...PLAINLY }
}

/** The faces that face-api's own chain finds in the works, matched plainly. */
export function faceApiMethod(
  works: readonly { readonly workId: string; readonly faces: readonly DescribedFace[] }[],
): Method {
  const enrolled = works.flatMap(({ workId, faces }) =>
    faces.map(({ descriptor }, i) => ({
      workId,
      portraitId: `${workId}~${i + 1}`,
      descriptor,
      place: descriptor,
    })),
  )
  return { name: 'faceApi', pipeline: 'face-api', enrolled, ...PLAINLY }
}

function enrolledOf(
  { portraits }: Gallery,
  embeddingAt: (position: number) => Float32Array,
): EnrolledFace[] {
  return Array.from({ length: portraits.count }, (_, position) => {
    const { id, workId } = portraits.at(position)
    const descriptor = portraits.descriptorAt(position)
    return { workId, portraitId: id, descriptor, place: embeddingAt(position) }
  })
}

/** How methods are called where people read it, in their order. */
export const METHOD_NAMES: Readonly<Record<MethodName, string>> = {
  pendant: 'pendant',
  plain: 'plain distance',
  faceApi: 'face-api',
}

export type ByMethod<Value> = Readonly<Partial<Record<MethodName, Value>>>

export function byMethod<Value>(
  methods: readonly Method[],
  of: (method: Method) => Value,
): ByMethod<Value> {
  return Object.fromEntries(methods.map((method) => [method.name, of(method)]))
}

/** An enrolled face near a probe. */
export type NearFace = {
  readonly face: EnrolledFace
  /** In the method's space. */
  readonly squaredDistance: number
}

/**
 * The `k` enrolled faces nearest to a place, or all of them, nearest first, by comparing with every
 * one of them.
 */
export function nearestFaces(
  place: Float32Array,
  enrolled: readonly EnrolledFace[],
  k = enrolled.length,
): NearFace[] {
  return enrolled
    .map((face) => ({ face, squaredDistance: squaredDistance(place, face.place) }))
    .sort((a, b) => a.squaredDistance - b.squaredDistance)
    .slice(0, k)
}
