import type { Gallery } from '../../embeddings/store/gallery-reader.ts'
import type { Work } from '../catalogue/works.ts'
import { MAX_FACES_A_WORK } from '../faces/hanging-rules.ts'
import { CuratorError, Interrupted } from '../terminal/curator-error.ts'
import { describePictures, type SeenFaces } from './describing/describe-pictures.ts'
import { AS_GIVEN, type View, viewsOf } from './describing/views.ts'
import { faceApiMethod, type Method, pendantMethod, plainMethod } from './methods/methods.ts'
import { type EvaluationRequest, planLooks } from './plan-looks.ts'
import {
  measureRetrieval,
  photoProbes,
  type RetrievalMeasurement,
  type RetrievalProbe,
  sitterProbes,
} from './retrieval/retrieval.ts'
import { measureVisitors, type VisitorsMeasurement } from './visitors/measure-visitors.ts'

/** Everything measured in one run, by method. */
export type Evaluation = {
  readonly galleryId: string
  readonly variations: number
  readonly methods: readonly Method[]
  readonly pairs?: RetrievalMeasurement
  readonly sitters?: RetrievalMeasurement
  readonly visitors?: VisitorsMeasurement
}

/** Told of each thing that was done, and of what is odd. */
export type EvaluationListener = {
  onStart(pictures: number): void
  onPicture(): void
  note(line: string): void
}

/**
 * Measures the published gallery and its methods over the same pictures. `works` are those of the
 * catalogue, by id. Throws `CuratorError` when a photograph of the pairs cannot be read,
 * `Interrupted` when it was stopped.
 */
export async function evaluate(
  request: EvaluationRequest,
  gallery: Gallery,
  works: ReadonlyMap<string, Work>,
  signal: AbortSignal,
  listener: EvaluationListener,
): Promise<Evaluation> {
  const seen = await lookAtAll(request, works, signal, listener)
  const methods = [await pendantMethod(gallery), plainMethod(gallery)]
  if (request.faceApi) {
    const faces = [...works.values()].map(({ id, file }) => ({
      workId: id,
      faces: seen.all(file, AS_GIVEN, 'face-api').slice(0, MAX_FACES_A_WORK),
    }))
    methods.push(faceApiMethod(faces))
  }
  const { pairs, sitters, visitors, variations } = request
  const views = viewsOf(variations)
  const inCatalogue = works.size > 0 ? works : undefined
  return {
    galleryId: gallery.manifest.id,
    variations,
    methods,
    ...(pairs && {
      pairs: measureRetrieval(photoProbes(pairs, views), methods, photoPlaces(seen), {
        works: inCatalogue,
        turned: request.turns.map((degrees) => ({
          degrees,
          probes: photoProbes(pairs, [{ kind: 'turned', degrees }]),
        })),
      }),
    }),
    ...(sitters && {
      sitters: measureRetrieval(sitterProbes(sitters, views), methods, workPlaces(seen, works), {
        works: inCatalogue,
        turned: [],
      }),
    }),
    ...(visitors && { visitors: measureVisitors(visitors, views, methods, seen) }),
  }
}

async function lookAtAll(
  request: EvaluationRequest,
  works: ReadonlyMap<string, Work>,
  signal: AbortSignal,
  { onStart, onPicture, note }: EvaluationListener,
): Promise<SeenFaces> {
  const tasks = planLooks(request, works)
  const needed = new Set(request.pairs?.map(({ photo }) => photo))
  const damaged = new AbortController()
  let damage = ''
  onStart(tasks.length)
  const seen = await describePictures(
    tasks,
    AbortSignal.any([signal, damaged.signal]),
    ({ name }, outcome) => {
      onPicture()
      if (!('problem' in outcome)) return
      if (needed.has(name)) {
        damage ||= `The photograph ${name} cannot be read: ${outcome.problem}.`
        damaged.abort()
      } else note(`Left out: ${name} cannot be read (${outcome.problem}).`)
    },
  )
  if (damage) throw new CuratorError(damage)
  if (!seen) throw new Interrupted('Stopped; nothing was measured to the end.')
  return seen
}

type PlaceOf = (probe: RetrievalProbe, method: Method) => Float32Array | undefined

function photoPlaces(seen: SeenFaces): PlaceOf {
  return ({ picture, view }, method) => {
    const [largest] = seen.all(picture, view, method.pipeline)
    return largest && method.projectVisitor(largest.descriptor)
  }
}

/** A work as given is probed by its largest enrolled face, a varied one by its largest face. */
function workPlaces(seen: SeenFaces, works: ReadonlyMap<string, Work>): PlaceOf {
  const descriptorOf = (workId: string, view: View, { enrolled, pipeline }: Method) => {
    if (view.kind === 'as-given') return enrolled.find((face) => face.workId === workId)?.descriptor
    const file = works.get(workId)?.file
    return file === undefined ? undefined : seen.all(file, view, pipeline)[0]?.descriptor
  }
  return ({ picture, view }, method) => {
    const descriptor = descriptorOf(picture, view, method)
    return descriptor && method.projectPortrait(descriptor)
  }
}
