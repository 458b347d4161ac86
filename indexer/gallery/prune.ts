import { existsSync } from 'node:fs'
import { readdir, stat, unlink } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { DataPaths } from '../../embeddings/store/data-paths.ts'
import { lockGalleries, type Waiting } from '../../embeddings/store/galleries-lock.ts'
import { PORTRAITS_FILE } from '../../embeddings/store/gallery-files.ts'
import { pictureDigests } from '../../embeddings/store/gallery-travel.ts'
import { DRAFT_PREFIX } from '../../embeddings/store/gallery-writer.ts'
import type { IndexStore } from '../../embeddings/store/index-store.ts'
import { type PrunedGalleries, pruneGalleries } from '../../embeddings/store/prune-galleries.ts'
import { withCatalogue } from '../catalogue/catalogue.ts'
import { readCuratorSettings } from '../terminal/curator-settings.ts'

/** How many of the newest galleries stay where `curator.json` does not say. */
const KEEP_GALLERIES = 5

/** What was cleared away, and what was not; scripts rely on these names. */
export type Pruning = PrunedGalleries & {
  readonly media: { readonly removed: number; readonly bytes: number }
}

/**
 * Clears away old galleries (see `pruneGalleries`) and the pictures that neither the galleries left
 * nor the catalogue refer to. Whoever is killed here, at any instant, leaves a sound data folder.
 * Undefined when somebody makes or publishes a gallery meanwhile, and nothing was done.
 */
export async function prune(paths: DataPaths, waiting?: Waiting): Promise<Pruning | undefined> {
  const { keepGalleries = KEEP_GALLERIES } = await readCuratorSettings(paths)
  const release = await lockGalleries(paths, 'exclusive', waiting)
  if (!release) return undefined
  try {
    const pruned = await pruneGalleries(paths, keepGalleries)
    return { ...pruned, media: await pruneMedia(paths) }
  } finally {
    release()
  }
}

/** After a publication: clears away what it has made old, unless somebody is at work. */
export async function pruneAfterPublishing(
  paths: DataPaths,
  say: (line: string) => void,
  indexes?: IndexStore,
): Promise<void> {
  try {
    const pruning = await prune(paths, { waitMs: 0 })
    if (pruning) await indexes?.forget(pruning.removed)
    if (pruning && pruning.removed.length > 0) for (const line of pruningLines(pruning)) say(line)
  } catch (error) {
    // What was published stays published.
    say(`Old galleries were not cleared away: ${(error as Error).message}`)
  }
}

export function* pruningLines({ removed, open, unknown, media }: Pruning): Generator<string> {
  yield `Removed ${removed.length} old galleries and ${media.removed} pictures that nothing refers to any more (${(media.bytes / 1e6).toFixed(1)} MB).`
  for (const id of open) yield `Gallery ${id} stays: a server or another program has it open.`
  for (const { name, reason } of unknown) {
    yield `Gallery ${name} stays: ${reason}. Delete the folder by hand if you do not need it.`
  }
}

async function pruneMedia(paths: DataPaths): Promise<Pruning['media']> {
  const referred = await referredDigests(paths)
  const media = { removed: 0, bytes: 0 }
  const root = join(paths.data, 'media')
  for (const folder of existsSync(root) ? await readdir(root) : []) {
    if (!/^[0-9a-f]{2}$/.test(folder)) continue
    for (const name of await readdir(join(root, folder))) {
      const digest = basename(name, '.jpg')
      const file = join(root, folder, name)
      if (!/^[0-9a-f]{64}$/.test(digest) || file !== paths.media(digest)) continue
      if (referred.has(digest)) continue
      media.bytes += (await stat(file)).size
      await unlink(file)
      media.removed += 1
    }
  }
  return media
}

/**
 * The digests of all pictures that a gallery or the catalogue refers to. Galleries of any version
 * count, also those that cannot be served: what cannot be read throws, and then no picture goes.
 */
async function referredDigests(paths: DataPaths): Promise<ReadonlySet<string>> {
  const referred = new Set<string>()
  for (const entry of await readdir(paths.galleries)) {
    const file = join(paths.galleries, entry, PORTRAITS_FILE)
    // Nobody writes a draft now: one that lies here is half a gallery that was never given a name.
    if (entry.startsWith(DRAFT_PREFIX) || !existsSync(file)) continue
    for (const digest of pictureDigests(file)) referred.add(digest)
  }
  if (existsSync(paths.catalogue)) {
    await withCatalogue(paths.catalogue, ({ descriptions }) => {
      for (const digest of descriptions.pictureDigests()) referred.add(digest)
    })
  }
  return referred
}
