import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import type { DataPaths } from './data-paths.ts'

/** `shared`: nothing here is removed meanwhile. `exclusive`: nobody else makes or publishes. */
export type LockMode = 'shared' | 'exclusive'

export type Waiting = { readonly waitMs?: number; readonly signal?: AbortSignal }

const LOCK_FILE = '.lock'
const RETRY_MS = 100
/** Longer than clearing away takes, even of tens of thousands of pictures on a slow disk. */
const WAIT_MS = 120_000

/**
 * Locks the galleries and their pictures against being cleared away (`shared`), or clears the way
 * for that (`exclusive`). The lock is SQLite's on an empty file: the system releases it when the
 * process ends, however it ends. Resolves to the way to release it, and to undefined when others
 * still hold it after `waitMs` or when the signal aborts.
 */
export async function lockGalleries(
  paths: DataPaths,
  mode: LockMode,
  { waitMs = WAIT_MS, signal }: Waiting = {},
): Promise<(() => void) | undefined> {
  await mkdir(paths.galleries, { recursive: true })
  const until = performance.now() + waitMs
  for (;;) {
    const database = new Database(join(paths.galleries, LOCK_FILE), { timeout: 0 })
    if (tryLock(database, mode)) return () => database.close()
    if (signal?.aborted || performance.now() >= until) return undefined
    await pause(RETRY_MS)
  }
}

/** Locks an open database until it is closed; closes it and gives false when others hold it. */
export function tryLock(database: Database.Database, mode: LockMode): boolean {
  try {
    if (mode === 'exclusive') database.exec('BEGIN EXCLUSIVE')
    // A read takes the lock, and the transaction keeps it.
    else database.exec('BEGIN; SELECT count(*) FROM sqlite_schema')
    return true
  } catch (error) {
    database.close()
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return false
    throw error
  }
}
