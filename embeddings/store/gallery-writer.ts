import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SPACE_ID } from '../face/descriptor.ts'
import { GALLERY_FORMAT, type GalleryManifest } from '../gallery/gallery-manifest.ts'
import {
  type LikenessSpace,
  likenessSpaceToBytes,
  PROJECTED_LENGTH,
} from '../likeness/likeness-space.ts'
import type { Calibration } from '../likeness/similarity.ts'
import type { DataPaths } from './data-paths.ts'
import { digestBytes, digestFile } from './digest.ts'
import {
  ATLAS_FILE,
  INDEX_FILE,
  LIKENESS_FILE,
  MANIFEST_FILE,
  PORTRAITS_FILE,
  POSE_PACK_FILE,
} from './gallery-files.ts'
import type { HnswIndex, HnswParameters } from './hnsw-index.ts'
import { type DescribedPortrait, writePortraitTable } from './portrait-table.ts'
import { syncFile, syncFolder } from './replace-file.ts'

export const DRAFT_PREFIX = '.draft-'
/** A draft untouched for so long was left by a program that was killed; writing takes minutes. */
const ABANDONED_AFTER_MS = 60 * 60 * 1000

/** Everything a gallery is made of. Portraits stand in the order of the index's positions. */
export type GalleryParts = {
  readonly id: string
  readonly createdAt: Date
  readonly models: Readonly<Record<string, string>>
  readonly works: number
  readonly portraits: Iterable<DescribedPortrait>
  readonly likeness: LikenessSpace
  /** Of the portraits' places in that space. */
  readonly index: HnswIndex
  readonly parameters: HnswParameters
  readonly recallAt10: number
  readonly calibration: Calibration
  /** The pose pack (see `encodePosePack`) and its number of portraits; undefined for none. */
  readonly reel?: { readonly bytes: Uint8Array; readonly portraits: number } | undefined
  /** The atlas (see `encodeAtlas`), and what the manifest says of it; undefined for none. */
  readonly atlas?: { readonly bytes: Uint8Array; readonly facts: AtlasFacts } | undefined
}

/** What a manifest says of an atlas, but for its file. */
export type AtlasFacts = Omit<NonNullable<GalleryManifest['atlas']>, 'sha256' | 'bytes'>

/**
 * Writes a gallery into a draft folder and gives it its name only when every byte is on disk.
 * It is not served until `publishGallery` points at it. Rejects when a gallery of that id exists.
 */
export async function writeGallery(
  paths: DataPaths,
  parts: GalleryParts,
): Promise<GalleryManifest> {
  await mkdir(paths.galleries, { recursive: true })
  await removeAbandonedDrafts(paths.galleries)
  const draft = join(paths.galleries, `${DRAFT_PREFIX}${parts.id}`)
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft)
  try {
    const indexFile = join(draft, INDEX_FILE)
    const portraitsFile = join(draft, PORTRAITS_FILE)
    const likenessFile = join(draft, LIKENESS_FILE)
    await parts.index.save(indexFile)
    writePortraitTable(portraitsFile, parts.portraits)
    await writeFile(likenessFile, likenessSpaceToBytes(parts.likeness))
    const manifest: GalleryManifest = {
      format: GALLERY_FORMAT,
      id: parts.id,
      createdAt: parts.createdAt.toISOString(),
      spaceId: SPACE_ID,
      models: { ...parts.models },
      works: parts.works,
      portraits: { count: parts.index.count, sha256: await digestFile(portraitsFile) },
      likeness: { sha256: await digestFile(likenessFile) },
      index: {
        kind: 'hnsw',
        metric: 'squared-l2',
        dimension: PROJECTED_LENGTH,
        M: parts.parameters.M,
        efConstruction: parts.parameters.efConstruction,
        ef: parts.index.ef,
        recallAt10: parts.recallAt10,
        sha256: await digestFile(indexFile),
      },
      calibration: [...parts.calibration],
    }
    const files = [indexFile, portraitsFile, likenessFile]
    if (parts.reel) {
      const { bytes, portraits } = parts.reel
      const reelFile = join(draft, POSE_PACK_FILE)
      await writeFile(reelFile, bytes)
      manifest.reel = { sha256: digestBytes(bytes), bytes: bytes.byteLength, portraits }
      files.push(reelFile)
    }
    if (parts.atlas) {
      const { bytes, facts } = parts.atlas
      const atlasFile = join(draft, ATLAS_FILE)
      await writeFile(atlasFile, bytes)
      manifest.atlas = { sha256: digestBytes(bytes), bytes: bytes.byteLength, ...facts }
      files.push(atlasFile)
    }
    const manifestFile = join(draft, MANIFEST_FILE)
    await writeFile(manifestFile, `${JSON.stringify(manifest, null, 2)}\n`)
    for (const file of [...files, manifestFile]) await syncFile(file)
    await syncFolder(draft)
    await rename(draft, paths.gallery(parts.id))
    await syncFolder(paths.galleries)
    return manifest
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    throw error
  }
}

/** A younger draft stays: another indexer may be writing it. */
async function removeAbandonedDrafts(galleries: string): Promise<void> {
  const names = await readdir(galleries)
  for (const name of names.filter((name) => name.startsWith(DRAFT_PREFIX))) {
    const draft = join(galleries, name)
    const status = await stat(draft).catch((error: NodeJS.ErrnoException) => {
      // Its writer has just given it its name.
      if (error.code === 'ENOENT') return undefined
      throw error
    })
    if (status && Date.now() - status.mtimeMs > ABANDONED_AFTER_MS) {
      await rm(draft, { recursive: true, force: true })
    }
  }
}
