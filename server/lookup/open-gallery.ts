import { stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { DataPaths } from '../../embeddings/store/data-paths.ts'
import { currentGalleryId } from '../../embeddings/store/galleries.ts'
import { type Gallery, openGallery } from '../../embeddings/store/gallery-reader.ts'
import {
  INDEX_FILE,
  MANIFEST_FILE,
  PORTRAITS_FILE,
  REEL_FILE,
} from '../../embeddings/store/gallery-writer.ts'
import type { GalleryInfo } from '../contract/http.ts'
import type { Logger } from '../web/logger.ts'
import { type Lending, lend } from './lending.ts'

/** The gallery that is served now: the published one, or the last sound one before it. */
export interface ServedGallery {
  readonly info: GalleryInfo | null
  /**
   * Why a gallery published later than the one served was refused, without the folder it lies in;
   * null when there is none such.
   */
  readonly refused: string | null
  /**
   * Reads from the gallery, undefined while there is none. A swap meanwhile leaves this gallery
   * open until `read` has returned and the promise it may return has settled.
   */
  use<T>(read: (gallery: Gallery | undefined) => T): T
  /** Called at every swap. Returns the way to stop listening. */
  onSwap(listener: (info: GalleryInfo | null) => void): () => void
  /** Stops watching and closes the gallery once nobody reads from it. */
  close(): Promise<void>
}

/** Why the published gallery is not served, and its files as they were when it was last tried. */
type Refusal = {
  readonly reason: string
  readonly files: string | undefined
  readonly triedAtMs: number
}

/** A refused gallery whose files stay the same is tried again all the same: a disk may recover. */
const RETRY_REFUSED_MS = 30_000

/**
 * Serves what `galleries/current` names, looking at it every `pollMs`. (It is polled since watching
 * files fails silently on network shares and in containers, where data folders often lie.) Resolves
 * when the first look is done, be there a gallery or not.
 */
export async function watchGallery(
  paths: DataPaths,
  { pollMs, log }: { pollMs: number; log: Logger },
): Promise<ServedGallery> {
  let served: Lending<Gallery> | undefined
  let refusal: Refusal | null = null
  const listeners = new Set<(info: GalleryInfo | null) => void>()

  async function look(): Promise<void> {
    const id = await currentGalleryId(paths)
    if (id === served?.value.manifest.id) {
      refusal = null
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
      next = await openGallery(paths, id)
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
      // What Node and the databases throw names files in full.
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

function describe({ manifest }: Gallery): GalleryInfo {
  const { id, createdAt, spaceId, works, portraits, reel = null } = manifest
  return { id, createdAt, spaceId, works, portraits: portraits.count, reel }
}

/** Changes whenever a gallery's files do, so that one still being copied is tried again when it is whole. */
async function describeFiles(paths: DataPaths, id: string): Promise<string> {
  const files = await Promise.all(
    [MANIFEST_FILE, INDEX_FILE, PORTRAITS_FILE, REEL_FILE].map(async (file) => {
      const stats = await stat(join(paths.gallery(id), file)).catch(() => undefined)
      return stats ? `${stats.ino} ${stats.size} ${stats.mtimeMs}` : 'missing'
    }),
  )
  return [id, ...files].join(', ')
}
