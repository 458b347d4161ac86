import { join } from 'node:path'
import type { GalleryManifest } from '../gallery/gallery-manifest.ts'
import type { PortraitFilter } from '../gallery/portrait-filter.ts'
import type { ProjectedEmbedding } from '../likeness/likeness-space.ts'
import type { NearestIndex, Neighbour } from '../likeness/nearest-index.ts'
import type { DataPaths } from './data-paths.ts'
import { requireDigest } from './digest.ts'
import { INDEX_FILE } from './gallery-files.ts'
import { openHnswIndex } from './hnsw-index.ts'

/** An index that a gallery is searched in. Whoever opens it closes it. */
export interface GalleryIndex extends NearestIndex {
  /** The `k` nearest of those that pass a filter, where the index knows labels by itself. */
  nearestPassing?(
    probe: ProjectedEmbedding,
    k: number,
    filter: PortraitFilter,
  ): Promise<Neighbour[]>
  close?(): void
}

/** Where the embeddings of galleries are searched. Every method may throw `IndexUnavailable`. */
export interface IndexStore {
  /** Makes a gallery ready to be opened; to be called before it is published. */
  prepare(paths: DataPaths, manifest: GalleryManifest, say?: (line: string) => void): Promise<void>
  /** Rejects, with a clause for an operator as its message, when the index is not sound. */
  open(paths: DataPaths, manifest: GalleryManifest): Promise<GalleryIndex>
  /** Forgets galleries that are no more. */
  forget(ids: readonly string[]): Promise<void>
}

/** What keeps the embeddings does not answer, or not as it should. The message is a clause. */
export class IndexUnavailable extends Error {
  override readonly name = 'IndexUnavailable'
}

/** Each gallery's own file, read into this process's memory. */
export const hnswFiles: IndexStore = {
  async prepare() {},
  async open(paths, { id, index, portraits }) {
    const file = join(paths.gallery(id), INDEX_FILE)
    await requireDigest(file, index.sha256)
    return openHnswIndex(file, portraits.count, index.ef).catch((error: Error) => {
      throw new Error(`${INDEX_FILE} is no index: ${error.message}`)
    })
  },
  async forget() {},
}
