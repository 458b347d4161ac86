import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type GalleryManifest, parseGalleryManifest } from '../gallery/gallery-manifest.ts'
import type { DataPaths } from './data-paths.ts'
import { lockGalleries } from './galleries-lock.ts'
import { MANIFEST_FILE } from './gallery-files.ts'
import type { IndexStore } from './index-store.ts'
import { replaceFile } from './replace-file.ts'

/** A gallery on disk as `pendant galleries` lists it. */
export type GalleryListing = { readonly id: string; readonly current: boolean } & (
  | { readonly manifest: GalleryManifest }
  | { readonly problem: string }
)

/** The id of the published gallery, or undefined when none has been published. */
export async function currentGalleryId(paths: DataPaths): Promise<string | undefined> {
  try {
    return (await readFile(paths.current, 'utf8')).trim() || undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** All galleries on disk, the oldest first; a damaged one is listed with its problem. */
export async function listGalleries(paths: DataPaths): Promise<GalleryListing[]> {
  const current = await currentGalleryId(paths)
  const entries = await readdir(paths.galleries, { withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []
      throw error
    },
  )
  const ids = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort()
  return Promise.all(
    ids.map(async (id) => {
      const text = await readFile(join(paths.gallery(id), MANIFEST_FILE), 'utf8').catch(() => '')
      return { id, current: id === current, ...parseGalleryManifest(text) }
    }),
  )
}

/**
 * Makes a gallery the one that is served: running servers pick it up by themselves. Publishing an
 * older one rolls back. Rejects, changing nothing, when there is no sound gallery of that id, or
 * when `indexes` cannot take its embeddings. Nobody can clear the gallery away meanwhile.
 */
export async function publishGallery(
  paths: DataPaths,
  id: string,
  indexes?: IndexStore,
  say?: (line: string) => void,
): Promise<void> {
  const release = await lockGalleries(paths, 'shared')
  if (!release) throw new Error('Old galleries are being cleared away; publish again after that.')
  try {
    const listing = (await listGalleries(paths)).find((gallery) => gallery.id === id)
    if (!listing) throw new Error(`There is no gallery ${id} in ${paths.galleries}.`)
    if ('problem' in listing)
      throw new Error(`Gallery ${id} cannot be published: ${listing.problem}.`)
    await indexes?.prepare(paths, listing.manifest, say)
    await replaceFile(paths.current, `${id}\n`)
  } finally {
    release()
  }
}
