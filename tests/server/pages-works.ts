import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import sharp from 'sharp'
import type { Label, Media, Portrait } from '../../embeddings/gallery/portrait.ts'
import { projectPortrait, unfittedSpace } from '../../embeddings/likeness/likeness-space.ts'
import { calibrate } from '../../embeddings/likeness/similarity.ts'
import type { DataPaths } from '../../embeddings/store/data-paths.ts'
import { digestBytes } from '../../embeddings/store/digest.ts'
import { writeGallery } from '../../embeddings/store/gallery-writer.ts'
import { buildHnswIndex, HNSW_PARAMETERS } from '../../embeddings/store/hnsw-index.ts'
import { madeUpLandmarks } from '../made-up-landmarks.ts'
import { type Museum, someFaces } from './museum.ts'

/** A label that says everything. */
export const FULL_LABEL: Label = {
  title: 'Dame mit Fächer',
  artist: 'Maria van der Velde',
  date: 'um 1642',
  medium: 'Öl auf Leinwand',
  museum: 'Haus der Bildnisse',
  creditLine: 'Geschenk der Freunde, 1906',
  rights: 'https://creativecommons.org/licenses/by/4.0/',
  requiredStatement: 'Foto: Werkstatt Nord',
  about: '',
  room: 'Saal 12',
  onView: true,
  pageUrl: 'https://museum.example/werke/7?a=1&b=2',
  translations: {
    de: { title: 'Dame mit Fächer', room: 'Saal 12' },
    en: { title: 'Lady with a Fan', room: 'Room 12' },
    'pt-BR': { title: 'Dama com leque' },
  },
}

/** Works by id; each has as many faces as it says, one when it says nothing. */
export type Works = Readonly<Record<string, { label?: Label; faces?: number }>>

/**
 * Writes and publishes a gallery of works with any ids and labels. It is calibrated by the squared
 * distances of some first matches; by these, everything in it is near.
 */
export async function hangWorks(
  { paths, publish }: Museum,
  id: string,
  works: Works,
  { firstMatches = [4, 5, 6] }: { firstMatches?: number[] } = {},
): Promise<void> {
  const picture = await paint(paths, 320, 400)
  const crop = await paint(paths, 160, 200)
  const portraits = Object.entries(works).flatMap(([workId, { label = FULL_LABEL, faces = 1 }]) =>
    Array.from(
      { length: faces },
      (_, at): Portrait => ({
        id: `${workId}~${at + 1}`,
        workId,
        label,
        picture,
        crop,
        place: { x: 0.25, y: 0.1, width: 0.5, height: 0.5 },
        eyes: [
          { x: 60, y: 84 },
          { x: 100, y: 84 },
        ],
        quality: 0.9,
      }),
    ),
  )
  const descriptors = someFaces(portraits.length)
  const space = unfittedSpace()
  const index = buildHnswIndex(descriptors.map((face) => projectPortrait(space, face, 0)))
  index.ef = 100
  await writeGallery(paths, {
    id,
    createdAt: new Date('2030-01-02T03:04:05Z'),
    models: {},
    works: Object.keys(works).length,
    portraits: portraits.map((portrait, at) => ({
      portrait,
      descriptor: descriptors[at] as (typeof descriptors)[number],
      landmarks: madeUpLandmarks(),
    })),
    likeness: space,
    index,
    parameters: HNSW_PARAMETERS,
    recallAt10: 1,
    calibration: calibrate(firstMatches),
  })
  await publish(id)
}

async function paint(paths: DataPaths, width: number, height: number): Promise<Media> {
  const background = { r: 110, g: 84, b: 60 }
  const bytes = await sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer()
  const digest = digestBytes(bytes)
  await mkdir(dirname(paths.media(digest)), { recursive: true })
  await writeFile(paths.media(digest), bytes)
  return { digest, width, height }
}
