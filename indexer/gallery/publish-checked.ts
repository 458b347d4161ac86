import type { DataPaths } from '../../embeddings/store/data-paths.ts'
import {
  currentGalleryId,
  type GalleryListing,
  listGalleries,
  publishGallery,
} from '../../embeddings/store/galleries.ts'
import { lockGalleries } from '../../embeddings/store/galleries-lock.ts'
import { type Gallery, GalleryRefused, openGallery } from '../../embeddings/store/gallery-reader.ts'
import type { IndexStore } from '../../embeddings/store/index-store.ts'
import { CuratorError } from '../terminal/curator-error.ts'

/** What was published, and what had been until then; scripts rely on these names. */
export type Publication = { readonly gallery: string; readonly previous: string | null }

/**
 * Opens a gallery as a server would, then publishes it. Throws `CuratorError` if it is unsound, or
 * if the database that it is to be searched in cannot take it.
 */
export async function publishChecked(
  paths: DataPaths,
  id: string,
  indexes?: IndexStore,
  say?: (line: string) => void,
): Promise<Publication> {
  const release = await lockGalleries(paths, 'shared')
  if (!release) {
    throw new CuratorError('Old galleries are being cleared away; publish again after that.')
  }
  try {
    return await publishLocked(paths, id, indexes, say)
  } finally {
    release()
  }
}

async function publishLocked(
  paths: DataPaths,
  id: string,
  indexes: IndexStore | undefined,
  say: ((line: string) => void) | undefined,
): Promise<Publication> {
  const ids = (await listGalleries(paths)).map((gallery) => gallery.id)
  if (!ids.includes(id)) {
    throw new CuratorError(
      `There is no gallery "${id}" in ${paths.galleries}; there ${ids.length > 0 ? `are ${ids.join(', ')}` : 'is none at all: npm run pendant -- index'}.`,
    )
  }
  const gallery = await openSound(paths, id)
  gallery.close()
  const previous = (await currentGalleryId(paths)) ?? null
  await publishGallery(paths, id, indexes, say)
  return { gallery: id, previous }
}

/** Opens the published gallery. Throws `CuratorError` when there is none, or it is damaged. */
export async function openPublished(paths: DataPaths): Promise<Gallery> {
  const id = await currentGalleryId(paths)
  if (id === undefined) {
    throw new CuratorError(
      `No gallery is published in ${paths.galleries}; make one: npm run pendant -- index`,
    )
  }
  return openSound(paths, id)
}

/** The newest gallery whose manifest can be read. Throws `CuratorError` when there is none. */
export async function newestGallery(paths: DataPaths): Promise<string> {
  const newest = (await listGalleries(paths)).findLast(isReadable)
  if (!newest) {
    throw new CuratorError(
      `There is no gallery in ${paths.galleries} to publish; make one: npm run pendant -- index`,
    )
  }
  return newest.id
}

/** The newest readable gallery before the published one. Throws `CuratorError` if none. */
export async function galleryBefore(paths: DataPaths): Promise<string> {
  const current = await currentGalleryId(paths)
  if (current === undefined) {
    throw new CuratorError('No gallery is published, so there is nothing to go back from.')
  }
  const older = (await listGalleries(paths)).filter(({ id }) => id < current)
  const before = older.findLast(isReadable)
  if (!before) {
    throw new CuratorError(
      `Gallery ${current} is the oldest there is; there is none to go back to.`,
    )
  }
  return before.id
}

function isReadable(gallery: GalleryListing): boolean {
  return 'manifest' in gallery
}

async function openSound(paths: DataPaths, id: string): Promise<Gallery> {
  try {
    return await openGallery(paths, id)
  } catch (error) {
    if (error instanceof GalleryRefused) {
      throw new CuratorError(`${error.message} Make a new one: npm run pendant -- index`)
    }
    throw error
  }
}
