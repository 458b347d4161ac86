import { mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { CuratorError } from '../terminal/curator-error.ts'

/** Written to the file as `user_version`; raise it with every change of cache.sql. */
const SCHEMA_VERSION = 1

/** How long to wait for another process that is writing. */
const BUSY_TIMEOUT_MS = 10_000

/** Opens the cache's database, or makes it. Throws `CuratorError` when it is damaged. */
export function openCacheDatabase(file: string): Database.Database {
  mkdirSync(dirname(file), { recursive: true })
  const database = new Database(file, { timeout: BUSY_TIMEOUT_MS })
  try {
    // Before the first table, or it has no effect: what is dropped gives its room back.
    database.pragma('auto_vacuum = INCREMENTAL')
    database.pragma('journal_mode = WAL')
    // With WAL a power cut may lose the last documents, never the file; they are fetched again.
    database.pragma('synchronous = NORMAL')
    database.transaction(prepareSchema).immediate(database)
    return database
  } catch (error) {
    database.close()
    throw damagedCache(error, file) ?? error
  }
}

/** What SQLite says of a file that is not, or no longer, a database, for the curator. */
export function damagedCache(error: unknown, file: string): CuratorError | undefined {
  if (!(error instanceof Database.SqliteError) || !/^SQLITE_(NOTADB|CORRUPT)/.test(error.code)) {
    return undefined
  }
  return new CuratorError(
    `${file}, where downloads are noted, is damaged. Delete it and run the same again: nothing is lost, its documents are fetched anew.`,
  )
}

function prepareSchema(database: Database.Database): void {
  const version = database.pragma('user_version', { simple: true }) as number
  if (version === SCHEMA_VERSION) return
  if (version !== 0) {
    throw new CuratorError(
      `${database.name}, where downloads are noted, was made by another Pendant (schema ${version}; this one knows ${SCHEMA_VERSION}). Update Pendant, or delete the file: its documents are then fetched anew.`,
    )
  }
  database.exec(readFileSync(new URL('./cache.sql', import.meta.url), 'utf8'))
  database.pragma(`user_version = ${SCHEMA_VERSION}`)
}
