import type { Router } from 'express'
import type { DataPaths } from '../../embeddings/store/data-paths.ts'
import { listGalleries } from '../../embeddings/store/galleries.ts'
import { holdGallery, type ServedGallery } from '../lookup/open-gallery.ts'

/** A gallery that curators look at, and its routes once there are any. */
type Preview = { readonly gallery: ServedGallery; routes?: Router }

/** A gallery that nobody looks at any more is closed, so that it may be cleared away. */
const CLOSE_AFTER_MS = 15 * 60_000

/** Holds the galleries that curators look at before they are on show. */
export function openPreviews(paths: DataPaths) {
  const held = new Map<string, { readonly preview: Promise<Preview>; idle?: NodeJS.Timeout }>()

  async function close(id: string): Promise<void> {
    const closing = held.get(id)
    held.delete(id)
    clearTimeout(closing?.idle)
    await closing?.preview.then(
      ({ gallery }) => gallery.close(),
      // It never opened; whoever asked for it was told why.
      () => undefined,
    )
  }

  return {
    /** The preview of a gallery, or why there is none. */
    async of(id: string): Promise<Preview | { readonly detail: string }> {
      if (!held.has(id) && !(await listGalleries(paths)).some((each) => each.id === id)) {
        return { detail: 'There is no such gallery; it may have been cleared away.' }
      }
      const mine = held.get(id) ?? {
        preview: holdGallery(paths, id).then((gallery): Preview => ({ gallery })),
      }
      held.set(id, mine)
      clearTimeout(mine.idle)
      mine.idle = setTimeout(() => void close(id), CLOSE_AFTER_MS).unref()
      try {
        return await mine.preview
      } catch (error) {
        await close(id)
        return { detail: (error as Error).message }
      }
    },
    async close(): Promise<void> {
      await Promise.all([...held.keys()].map(close))
    },
  }
}
