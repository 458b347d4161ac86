import { createHash } from 'node:crypto'
import { descriptorToBytes } from '../../embeddings/descriptor.ts'
import type { GalleryManifest } from '../../embeddings/gallery-manifest.ts'
import type { DataPaths } from '../../embeddings/store/data-paths.ts'
import { listGalleries } from '../../embeddings/store/galleries.ts'
import { GalleryRefused, openGallery } from '../../embeddings/store/gallery-reader.ts'
import { writeGallery } from '../../embeddings/store/gallery-writer.ts'
import { buildHnswIndex, HNSW_PARAMETERS } from '../../embeddings/store/hnsw-index.ts'
import { CuratorError } from '../curator-error.ts'
import { calibrateGallery } from './calibrate.ts'
import type { ChosenPortrait } from './choose-portraits.ts'
import { verifyRecall } from './verify-recall.ts'

/** Hexadecimal digits of the content's digest at the end of a gallery's id. */
const CONTENT_DIGITS = 12

export type BuiltGallery = {
  readonly manifest: GalleryManifest
  /** False when a gallery of exactly this content was there already. */
  readonly fresh: boolean
}

/**
 * Builds and writes a gallery of the portraits, in their order; nothing is published. A gallery of
 * the same content is used again. Throws `CuratorError` when there is no portrait, or when the index
 * does not find what it should.
 */
export async function buildGallery(
  paths: DataPaths,
  chosen: readonly ChosenPortrait[],
  models: Readonly<Record<string, string>>,
  now: Date,
): Promise<BuiltGallery> {
  if (chosen.length === 0) {
    throw new CuratorError(
      'No portrait can be hung, so no gallery was built; "npm run pendant -- report" shows why each work was skipped.',
    )
  }
  const content = contentDigest(chosen, models)
  const existing = await galleryOfContent(paths, content)
  if (existing) return { manifest: existing, fresh: false }

  const descriptors = chosen.map(({ descriptor }) => descriptor)
  const index = buildHnswIndex(descriptors)
  const { recallAt10 } = verifyRecall(index, descriptors)
  const workIds = chosen.map(({ portrait }) => portrait.workId)
  const manifest = await writeGallery(paths, {
    id: `${timeOfId(now)}-${content}`,
    createdAt: now,
    models,
    works: new Set(workIds).size,
    portraits: chosen.map(({ portrait }) => portrait),
    index,
    parameters: HNSW_PARAMETERS,
    recallAt10,
    calibration: calibrateGallery(index, (position) => workIds[position] as string),
  })
  return { manifest, fresh: true }
}

/** Everything that makes one gallery another: portraits with their labels, descriptors, models, graph. */
function contentDigest(
  chosen: readonly ChosenPortrait[],
  models: Readonly<Record<string, string>>,
): string {
  const hash = createHash('sha256').update(JSON.stringify([models, HNSW_PARAMETERS]))
  for (const { portrait, descriptor } of chosen) {
    hash.update(JSON.stringify(portrait)).update(descriptorToBytes(descriptor))
  }
  return hash.digest('hex').slice(0, CONTENT_DIGITS)
}

/** The newest sound gallery of that content; a damaged one is built again. */
async function galleryOfContent(
  paths: DataPaths,
  content: string,
): Promise<GalleryManifest | undefined> {
  for (const { id } of (await listGalleries(paths)).reverse()) {
    if (!id.endsWith(`-${content}`)) continue
    try {
      const gallery = await openGallery(paths, id)
      gallery.close()
      return gallery.manifest
    } catch (error) {
      if (!(error instanceof GalleryRefused)) throw error
    }
  }
  return undefined
}

/** 2026-11-21T04:03:47.123Z as 20261121T040347123Z: sorts by time, and suits a file's name. */
function timeOfId(time: Date): string {
  return time.toISOString().replaceAll(/[-:.]/g, '')
}
