import { readdir, rename, rmdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { DataPaths } from './data-paths.ts'
import { listGalleries } from './galleries.ts'
import { tryLock } from './galleries-lock.ts'
import { GALLERY_FILES, PORTRAITS_FILE } from './gallery-files.ts'
import { syncFolder } from './replace-file.ts'

/** What became of the galleries; ids, the oldest first. */
export type PrunedGalleries = {
  readonly removed: string[]
  readonly kept: string[]
  /** Older ones that stay because a server or another program has them open. */
  readonly open: string[]
  /** Folders that stay because not all in them is known, or they cannot be read. */
  readonly unknown: { readonly name: string; readonly reason: string }[]
}

/** A gallery that is being removed bears this before its id, and nobody looks at it any more. */
const GONE_PREFIX = '.gone-'

/**
 * Removes the galleries older than the `keep` newest, but never the published one, one that is open
 * somewhere, or a folder that holds anything but a gallery's own files. A gallery goes out of sight
 * by one rename, so whoever is killed here leaves each gallery whole or gone; what is left of one
 * is cleared away next time. Call it with the exclusive lock.
 */
export async function pruneGalleries(paths: DataPaths, keep: number): Promise<PrunedGalleries> {
  const pruned: PrunedGalleries = { removed: [], kept: [], open: [], unknown: [] }
  await finishRemovals(paths, pruned)
  const galleries = await listGalleries(paths)
  const newest = new Set(
    galleries
      .filter((gallery) => 'manifest' in gallery)
      .slice(-keep)
      .map(({ id }) => id),
  )
  for (const gallery of galleries) {
    const { id, current } = gallery
    if (current || newest.has(id)) pruned.kept.push(id)
    else {
      const reason = 'problem' in gallery ? gallery.problem : await strangeFile(paths.gallery(id))
      if (reason !== undefined) pruned.unknown.push({ name: id, reason })
      else if (await setAside(paths, id)) pruned.removed.push(id)
      else pruned.open.push(id)
    }
  }
  await finishRemovals(paths, pruned)
  return pruned
}

/** Takes a gallery out of sight; false when it is open somewhere. */
async function setAside(paths: DataPaths, id: string): Promise<boolean> {
  // Whoever has a gallery open holds a shared lock on its portraits (see `openPortraitTable`).
  const portraits = new Database(join(paths.gallery(id), PORTRAITS_FILE), {
    fileMustExist: true,
    timeout: 0,
  })
  if (!tryLock(portraits, 'exclusive')) return false
  try {
    await rename(paths.gallery(id), join(paths.galleries, `${GONE_PREFIX}${id}`))
    await syncFolder(paths.galleries)
    return true
  } finally {
    portraits.close()
  }
}

/** Deletes the files of galleries that are out of sight. */
async function finishRemovals(paths: DataPaths, { unknown }: PrunedGalleries): Promise<void> {
  for (const name of await readdir(paths.galleries)) {
    if (!name.startsWith(GONE_PREFIX)) continue
    const folder = join(paths.galleries, name)
    const reason = await strangeFile(folder)
    if (reason === undefined) {
      for (const file of await readdir(folder)) await unlink(join(folder, file))
      await rmdir(folder)
    } else if (!unknown.some((known) => known.name === name)) unknown.push({ name, reason })
  }
}

/** Names what in a folder is no file of a gallery; undefined when there is nothing such. */
async function strangeFile(folder: string): Promise<string | undefined> {
  const entries = await readdir(folder, { withFileTypes: true })
  const strange = entries.find((entry) => !entry.isFile() || !GALLERY_FILES.includes(entry.name))
  return strange && `it holds ${strange.name}, which is no file of a gallery`
}
