import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Descriptor } from '../../../embeddings/face/descriptor.ts'
import type { GalleryManifest } from '../../../embeddings/gallery/gallery-manifest.ts'
import type { Portrait } from '../../../embeddings/gallery/portrait.ts'
import { projectPortrait, unfittedSpace } from '../../../embeddings/likeness/likeness-space.ts'
import { calibrate } from '../../../embeddings/likeness/similarity.ts'
import { type DataPaths, dataPaths } from '../../../embeddings/store/data-paths.ts'
import { digestFile } from '../../../embeddings/store/digest.ts'
import { type GalleryParts, writeGallery } from '../../../embeddings/store/gallery-writer.ts'
import { buildHnswIndex, HNSW_PARAMETERS } from '../../../embeddings/store/hnsw-index.ts'
import { replaceFile } from '../../../embeddings/store/replace-file.ts'
import { madeUpLandmarks } from '../../made-up-landmarks.ts'
import { seededDescriptors } from './nearest-index-contract.ts'

/** A data folder of its own, and the way to be rid of it. */
export async function temporaryData(): Promise<{ paths: DataPaths; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'pendant-data-'))
  return { paths: dataPaths(folder), remove: () => rm(folder, { recursive: true, force: true }) }
}

/** The n-th portrait of a made-up gallery. */
export function madeUpPortrait(position: number, facesAWork = 2): Portrait {
  const work = Math.floor(position / facesAWork)
  const media = { digest: position.toString(16).padStart(64, '0'), width: 600, height: 800 }
  return {
    id: `work-${work}~${(position % facesAWork) + 1}`,
    workId: `work-${work}`,
    label: {
      title: `Work ${work}`,
      artist: 'Nobody',
      date: '1650',
      medium: 'Oil on canvas',
      museum: 'The Museum',
      creditLine: 'Gift of nobody',
      rights: 'http://creativecommons.org/publicdomain/mark/1.0/',
      requiredStatement: '',
      about: '',
      room: '12',
      onView: null,
      pageUrl: '',
      translations: {},
    },
    picture: media,
    crop: media,
    eyes: [
      { x: 240, y: 300 },
      { x: 360, y: 300 },
    ],
    quality: 0.7,
  }
}

/** Writes, but does not publish, a gallery of `count` made-up portraits. */
export async function writeMadeUpGallery(
  paths: DataPaths,
  id: string,
  count: number,
  descriptors: readonly Descriptor[] = seededDescriptors(count, 11),
  facesAWork = 2,
  reel?: GalleryParts['reel'],
  sitterOf: (position: number) => Pick<Portrait, 'sitter'> = () => ({}),
): Promise<GalleryManifest> {
  const likeness = unfittedSpace()
  const index = buildHnswIndex(
    descriptors.map((descriptor) => projectPortrait(likeness, descriptor, 0)),
  )
  index.ef = 50
  return writeGallery(paths, {
    id,
    createdAt: new Date('2026-01-02T03:04:05Z'),
    models: { 'face_recognition_model.bin': 'ab'.repeat(32) },
    works: Math.ceil(count / facesAWork),
    portraits: descriptors.map((descriptor, position) => ({
      portrait: { ...madeUpPortrait(position, facesAWork), ...sitterOf(position) },
      descriptor,
      landmarks: madeUpLandmarks(),
    })),
    likeness,
    index,
    parameters: HNSW_PARAMETERS,
    recallAt10: 1,
    calibration: calibrate([0.1, 0.2, 0.3, 0.4]),
    reel,
  })
}

/** Makes of a gallery what it would have been before landmarks were kept. */
export function forgetLandmarks(paths: DataPaths, id: string): Promise<void> {
  return changePortraits(paths, id, 'ALTER TABLE portrait DROP COLUMN landmarks')
}

/** Makes of a gallery what it would have been before facets were listed when it is built. */
export function forgetFacets(paths: DataPaths, id: string): Promise<void> {
  return changePortraits(paths, id, 'DROP TABLE facet')
}

async function changePortraits(paths: DataPaths, id: string, sql: string): Promise<void> {
  const portraits = join(paths.gallery(id), 'portraits.db')
  const manifest = join(paths.gallery(id), 'manifest.json')
  const before = await digestFile(portraits)
  const database = new Database(portraits)
  database.exec(sql)
  database.close()
  const said = await readFile(manifest, 'utf8')
  await replaceFile(manifest, Buffer.from(said.replace(before, await digestFile(portraits))))
}
