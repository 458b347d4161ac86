import { stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { DataPaths } from '../../embeddings/store/data-paths.ts'
import { currentGalleryId } from '../../embeddings/store/galleries.ts'
import { GALLERY_FILES } from '../../embeddings/store/gallery-files.ts'
import { type Gallery, openGallery } from '../../embeddings/store/gallery-reader.ts'
import type { IndexStore } from '../../embeddings/store/index-store.ts'
import type { GalleryInfo } from '../contract/http.ts'
import type { Logger } from '../web/logger.ts'
import { type Lending, lend } from './lending.ts'

/** The gallery that the server uses: the published one, or the last sound one before it. */
export interface ServedGallery {
  readonly info: GalleryInfo | null
  /**
   * Why the server refused a gallery published later than the served one, without its folder; null
   * when there is no such gallery.
   */
  readonly refused: string | null
  /**
   * Reads from the gallery, which is undefined while there is none. A swap leaves this gallery open
   * until `read` has returned and its promise, if any, has settled.
   */
  use<T>(read: (gallery: Gallery | undefined) => T): T
  /** Calls the listener at every swap. Returns a function that removes the listener. */
  onSwap(listener: (info: GalleryInfo | null) => void): () => void
  /** Stops watching and closes the gallery once nobody reads from it. */
  close(): Promise<void>
}

/** Why the server refuses the published gallery, and the state of its files at the last attempt. */
type Refusal = {
  readonly reason: string
  readonly files: string | undefined
  readonly triedAtMs: number
}

/** A refused gallery is tried again even with unchanged files: a disk may recover. */
const RETRY_REFUSED_MS = 30_000

/**
 * Serves the gallery that `galleries/current` names, and checks for a new one every `pollMs`. (It
 * polls because file watching fails silently on network shares and in containers, where data
 * folders often lie.) Resolves after the first check, with a gallery or without one.
 */
export async function watchGallery(
  paths: DataPaths,
  {
    pollMs,
    log,
    indexes,
    fetchNewest,
  }: {
    pollMs: number
    log: Logger
    indexes: IndexStore
    /** Fetches a newer gallery from elsewhere and publishes it here; rejects when it cannot. */
    fetchNewest?: (() => Promise<void>) | undefined
  },
): Promise<ServedGallery> {
  let served: Lending<Gallery> | undefined
  let refusal: Refusal | null = null
  const listeners = new Set<(info: GalleryInfo | null) => void>()

  let fetchedAtMs = Number.NEGATIVE_INFINITY
  let unfetched: string | null = null

  async function fetchElsewhere(): Promise<void> {
    const waitMs = unfetched === null ? pollMs : Math.min(RETRY_REFUSED_MS, 10 * pollMs)
    if (!fetchNewest || performance.now() - fetchedAtMs < waitMs) return
    unfetched = await fetchNewest().then(
      () => null,
      (error: Error) => error.message,
    )
    fetchedAtMs = performance.now()
  }

  async function look(): Promise<void> {
    await fetchElsewhere()
    await lookHere()
    // The gallery that is here is served meanwhile.
    if (unfetched !== null && refusal === null) refuse({ reason: unfetched })
  }

  async function lookHere(): Promise<void> {
    const id = await currentGalleryId(paths)
    if (id === served?.value.manifest.id) {
      if (refusal?.reason !== unfetched) refusal = null
    } else if (id === undefined) {
      refuse({ reason: 'galleries/current is gone or empty.' })
    } else {
      const files = await describeFiles(paths, id)
      const triedInVain =
        refusal?.files === files && performance.now() - refusal.triedAtMs < RETRY_REFUSED_MS
      if (!triedInVain) await swapTo(id, files)
    }
  }

  async function swapTo(id: string, files: string): Promise<void> {
    let next: Gallery
    try {
      next = await openGallery(paths, id, indexes)
    } catch (error) {
      refuse({ reason: (error as Error).message, files })
      return
    }
    const previous = served
    served = lend(next)
    refusal = null
    const info = describe(next)
    log.info({ gallery: info, before: previous?.value.manifest.id ?? null }, 'serving a gallery')
    for (const listener of listeners) listener(info)
    previous?.end().catch((err) => log.error({ err }, 'the gallery before could not be closed'))
  }

  function refuse({ reason, files }: { reason: string; files?: string }): void {
    if (reason !== refusal?.reason) {
      const keeping = served?.value.manifest.id ?? null
      log.error({ reason, folder: paths.galleries, keeping }, 'the published gallery is refused')
    }
    refusal = { reason, files, triedAtMs: performance.now() }
  }

  let open = true
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> = Promise.resolve()
  function lookAndGoOn(): Promise<void> {
    looking = look()
      .catch((error: Error) => refuse({ reason: error.message }))
      .finally(() => {
        if (open) timer = setTimeout(lookAndGoOn, pollMs)
      })
    return looking
  }
  await lookAndGoOn()

  return {
    get info() {
      return served ? describe(served.value) : null
    },
    get refused() {
      // Errors of Node and the databases hold full paths.
      return refusal?.reason.replaceAll(join(paths.data, sep), '') ?? null
    },
    use: (read) => (served ? served.use(read) : read(undefined)),
    onSwap(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      open = false
      clearTimeout(timer)
      await looking
      const last = served
      served = undefined
      await last?.end()
    },
  }
}

/** One gallery of the data folder, on show or not, for whoever looks at it before others do. */
export async function holdGallery(paths: DataPaths, id: string): Promise<ServedGallery> {
  const held = lend(await openGallery(paths, id))
  return {
    info: describe(held.value),
    refused: null,
    use: (read) => held.use(read),
    onSwap: () => () => {},
    close: () => held.end(),
  }
}

function describe({ manifest }: Gallery): GalleryInfo {
  const { id, createdAt, spaceId, works, portraits, reel = null, atlas } = manifest
  return {
    ...{ id, createdAt, spaceId, works, portraits: portraits.count, reel },
    atlas: atlas !== undefined,
  }
}

/** Changes with a gallery's files, so a gallery still being copied is tried again once complete. */
async function describeFiles(paths: DataPaths, id: string): Promise<string> {
  const files = await Promise.all(
    GALLERY_FILES.map(async (file) => {
      const stats = await stat(join(paths.gallery(id), file)).catch(() => undefined)
      return stats ? `${stats.ino} ${stats.size} ${stats.mtimeMs}` : 'missing'
    }),
  )
  return [id, ...files].join(', ')
}
