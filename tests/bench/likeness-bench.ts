import { join, resolve } from 'node:path'
import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import { projectPortrait, projectVisitor } from '../../embeddings/likeness/likeness-space.ts'
import { dataPaths } from '../../embeddings/store/data-paths.ts'
import {
  describePictures,
  type SeenFaces,
  wantedLooks,
} from '../../indexer/evaluation/describing/describe-pictures.ts'
import { AS_GIVEN, viewsOf } from '../../indexer/evaluation/describing/views.ts'
import { readPhotoPairs, readSitterPairs } from '../../indexer/evaluation/lists/labelled-pairs.ts'
import { readVisitors } from '../../indexer/evaluation/lists/visitors-folder.ts'
import type { EnrolledFace, Method } from '../../indexer/evaluation/methods/methods.ts'
import {
  photoProbes,
  type RetrievalProbe,
  rankProbes,
  retrievalReport,
  sitterProbes,
} from '../../indexer/evaluation/retrieval/retrieval.ts'
import { halfOf } from '../../indexer/evaluation/statistics/held-back-half.ts'
import { hubnessReport } from '../../indexer/evaluation/visitors/hubness.ts'
import { visitorProbes } from '../../indexer/evaluation/visitors/visitor-probes.ts'
import { openPublished } from '../../indexer/gallery/publish-checked.ts'
import { fitLikeness, LIKENESS } from '../../indexer/likeness/fit-likeness.ts'
import { readVisitorModel } from '../../indexer/likeness/visitor-model.ts'
import { testDataFolder } from '../test-data.ts'
import type { Figures } from './figures.ts'

/** More probes of each photograph of a pair; pairs are few. */
const VARIATIONS = 2

/** Settings put beside the ones in use: one thing changed at a time. */
const OTHERS = {
  'as used': LIKENESS,
  'unit length only': { centring: 0, evening: 0, hubWeight: 0 },
  'no hub penalty': { ...LIKENESS, hubWeight: 0 },
  'hub penalty 0.3': { ...LIKENESS, hubWeight: 0.3 },
  'hub penalty 0.7': { ...LIKENESS, hubWeight: 0.7 },
  'hub penalty 1': { ...LIKENESS, hubWeight: 1 },
  'no centring': { ...LIKENESS, centring: 0 },
  'centring 0.7': { ...LIKENESS, centring: 0.7 },
  'full centring': { ...LIKENESS, centring: 1 },
  'no evening': { ...LIKENESS, evening: 0 },
  'evening 0.6': { ...LIKENESS, evening: 0.6 },
} as const

/**
 * What each part of the likeness space is worth, over the published gallery of PENDANT_DATA and the
 * people of the test data; `deciding` and `reporting` are the halves of the people.
 */
export async function likenessBench(): Promise<Figures> {
  const folder = testDataFolder('the likeness benchmark')
  const data = process.env.PENDANT_DATA
  if (!folder || !data) {
    throw new Error('PENDANT_DATA names a data folder with the indexed test collection.')
  }
  const pairs = await readPhotoPairs(join(folder, 'pairs.csv'), folder)
  const sitters = await readSitterPairs(join(folder, 'sitters.csv'))
  const { photos } = await readVisitors(join(folder, 'visitors'), undefined)
  const wanted = wantedLooks()
  for (const { photo } of pairs) wanted.want(photo, viewsOf(VARIATIONS), ['pendant'])
  for (const { file } of photos) wanted.want(file, [AS_GIVEN], ['pendant'])
  const seen = await describePictures(wanted.tasks(), new AbortController().signal, () => {})
  if (!seen) throw new Error('Describing was stopped.')

  const gallery = await openPublished(dataPaths(resolve(data)))
  const faces = Array.from({ length: gallery.portraits.count }, (_, position) => {
    const { id, workId } = gallery.portraits.at(position)
    return { workId, portraitId: id, descriptor: gallery.portraits.descriptorAt(position) }
  })
  gallery.close()
  const model = await readVisitorModel()
  const fitted = Object.entries(OTHERS).map(([name, settings]): [string, Method] => {
    const { space, places } = fitLikeness(
      faces.map(({ descriptor }) => descriptor),
      model,
      settings,
    )
    return [
      name,
      method(
        faces.map((face, i) => ({ ...face, place: places[i] as Float32Array })),
        (descriptor) => projectVisitor(space, descriptor),
        (descriptor) => projectPortrait(space, descriptor, 0),
      ),
    ]
  })
  const itself = (descriptor: Descriptor): Float32Array => descriptor
  const plain = method(
    faces.map((face) => ({ ...face, place: face.descriptor })),
    itself,
    itself,
  )
  const figures: Record<string, number> = {}
  for (const [name, each] of [['plain distance', plain] as const, ...fitted]) {
    const views = viewsOf(VARIATIONS)
    const photo = retrievalReport(
      rankProbes(photoProbes(pairs, views), each, (probe) => placeOfPhoto(probe, each, seen)),
    )
    const sitter = retrievalReport(
      rankProbes(sitterProbes(sitters, [AS_GIVEN]), each, ({ picture }) => {
        const own = each.enrolled.find(({ workId }) => workId === picture)
        return own && each.projectPortrait(own.descriptor)
      }),
    )
    const hubs = hubnessReport(visitorProbes(photos, [AS_GIVEN], each, seen), faces.length)
    const others = photos.filter(({ person }) => halfOf(person) === 'reporting')
    const reporting = hubnessReport(visitorProbes(others, [AS_GIVEN], each, seen), faces.length)
    for (const half of ['deciding', 'reporting'] as const) {
      figures[`${name}: photo to work, MRR, ${half}`] = photo.halves[half].mrr
      figures[`${name}: work to work, MRR, ${half}`] = sitter.halves[half].mrr
    }
    figures[`${name}: different first matches, of all photographs`] =
      hubs.differentFirstMatches ?? 0
    figures[`${name}: different first matches, reporting`] = reporting.differentFirstMatches ?? 0
    figures[`${name}: share of the most frequent`] = hubs.mostFrequentShare ?? 0
  }
  return figures
}

function method(
  enrolled: readonly EnrolledFace[],
  projectVisitor: Method['projectVisitor'],
  projectPortrait: Method['projectPortrait'],
): Method {
  return {
    name: 'pendant',
    pipeline: 'pendant',
    enrolled,
    projectVisitor,
    projectPortrait,
    similarity: () => null,
  }
}

function placeOfPhoto(
  { picture, view }: RetrievalProbe,
  { pipeline, projectVisitor }: Method,
  seen: SeenFaces,
): Float32Array | undefined {
  const [largest] = seen.all(picture, view, pipeline)
  return largest && projectVisitor(largest.descriptor)
}
