import { readdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { type CacheFolder, statIfThere } from './cache-folder.ts'

/** Candidates looked at together. */
const BATCH = 5000

export type Trimmed = {
  readonly droppedDocuments: number
  readonly droppedPictures: number
  /** What is left; more than `limitBytes` when the rest is needed. */
  readonly bytes: number
  readonly limitBytes: number
}

export type TrimOptions = {
  readonly database: Database
  readonly folder: CacheFolder
  readonly limitBytes: number
  /** Whether a picture may not be dropped, by its file. */
  readonly isNeeded: (file: string) => boolean
  readonly now: number
}

/** How much the cache holds, documents and pictures together. */
export function bytesKept(database: Database): number {
  return database.prepare<[], number>(BYTES_KEPT).pluck().get() ?? 0
}

/** Drops abandoned files, then the least recently used until the cache is in its limit. */
export async function trimCache(options: TrimOptions): Promise<Trimmed> {
  const { database, folder, limitBytes, isNeeded } = options
  await dropAbandoned(options)
  let bytes = bytesKept(database)
  const dropped = { document: 0, picture: 0 }
  const dropDocument = database.prepare('DELETE FROM document WHERE rowid = ? AND used_at = ?')
  const dropPicture = database.prepare(
    `DELETE FROM picture WHERE sha256 = :id
     AND NOT EXISTS (SELECT 1 FROM picture WHERE sha256 = :id AND used_at > :usedAt)`,
  )
  let last: Candidate | undefined
  while (bytes > limitBytes) {
    const batch: Candidate[] = database
      .prepare<[number, number, string, number], Candidate>(CANDIDATES)
      .all(last?.usedAt ?? -1, last?.usedAt ?? -1, last?.id ?? '', BATCH)
    if (batch.length === 0) break
    for (const candidate of batch) {
      if (bytes <= limitBytes) break
      const { kind, id, usedAt } = candidate
      last = candidate
      if (kind === 'document') {
        if (dropDocument.run(Number(id), usedAt).changes === 0) continue
      } else {
        const file = folder.picture(id)
        // The row goes first: a kill in between leaves a file that is found again, or abandoned.
        if (isNeeded(file) || dropPicture.run({ id, usedAt }).changes === 0) continue
        await rm(file, { force: true })
      }
      dropped[kind] += 1
      bytes -= candidate.bytes
    }
  }
  database.pragma('incremental_vacuum')
  return {
    droppedDocuments: dropped.document,
    droppedPictures: dropped.picture,
    bytes,
    limitBytes,
  }
}

type Candidate = {
  readonly kind: 'document' | 'picture'
  /** Row of a document, digest of a picture. */
  readonly id: string
  readonly usedAt: number
  readonly bytes: number
}

const EVERYTHING = `
  SELECT 'document' AS kind, CAST(rowid AS TEXT) AS id, used_at AS usedAt, bytes FROM document
  UNION ALL
  SELECT 'picture', sha256, MAX(used_at), MAX(bytes) FROM picture GROUP BY sha256`

const BYTES_KEPT = `SELECT COALESCE(SUM(bytes), 0) FROM (${EVERYTHING})`

const CANDIDATES = `
  SELECT kind, id, usedAt, bytes FROM (${EVERYTHING})
  WHERE usedAt > ? OR (usedAt = ? AND id > ?) ORDER BY usedAt, id LIMIT ?`

/** Long enough that no other process is still about to note what it has just put there. */
const ABANDONED_AFTER_MS = 7 * 24 * 3_600_000

/**
 * Drops what a week has passed over: downloads that nobody has gone on with, and pictures of which
 * nothing is on record, since whoever fetched them was killed, or the record was deleted.
 */
async function dropAbandoned(options: TrimOptions): Promise<void> {
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
