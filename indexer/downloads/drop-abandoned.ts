import { readdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { CacheFolder } from './cache-folder.ts'
import { statIfThere } from './stat-if-there.ts'

/** Long enough that no other process is still about to note what it has just put there. */
const ABANDONED_AFTER_MS = 7 * 24 * 3_600_000

export type AbandonedOptions = {
  readonly database: Database
  readonly folder: CacheFolder
  readonly isNeeded: (file: string) => boolean
  /** Milliseconds since 1970. */
  readonly now: number
}

/**
 * Drops what a week has passed over: downloads that nobody has gone on with, and pictures of which
 * nothing is on record, since whoever fetched them was killed, or the record was deleted.
 */
export async function dropAbandoned(options: AbandonedOptions): Promise<void> {
  const { database, folder, isNeeded, now } = options
  const isKept = database
    .prepare<[string], number>('SELECT 1 FROM picture WHERE sha256 = ?')
    .pluck()
  for (const file of await filesUnder(folder.pictures)) {
    const isPart = dirname(file) === folder.pictures
    if (!isPart && (isKept.get(basename(file)) !== undefined || isNeeded(file))) continue
    // Another process may have moved it meanwhile.
    const changedAt = (await statIfThere(file))?.mtimeMs ?? now
    if (now - changedAt > ABANDONED_AFTER_MS) await rm(file, { force: true })
  }
  const left = new Set(await filesUnder(folder.pictures))
  const urls = database.prepare<[], string>("SELECT url FROM part WHERE owner = ''").pluck().all()
  const forget = database.prepare("DELETE FROM part WHERE url = ? AND owner = ''")
  for (const url of urls) if (!left.has(folder.part(url))) forget.run(url)
}

async function filesUnder(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
