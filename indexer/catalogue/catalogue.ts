import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { CuratorError } from '../terminal/curator-error.ts'
import { auditLog } from './audit-log.ts'
import { categories } from './categories.ts'
import { decisions } from './decisions.ts'
import { descriptions } from './descriptions.ts'
import { drawnFaces } from './drawn-faces.ts'
import { imports } from './imports.ts'
import { jobs } from './jobs.ts'
import { seenObjects } from './seen-objects.ts'
import { sitters } from './sitters.ts'
import { works } from './works.ts'

/** Written to the file as `user_version`; raise it with every change of schema.sql. */
const SCHEMA_VERSION = 11

/** Scripts that bring a catalogue of version 1, 2, … to the next. */
const UPGRADES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((version) => `./from-version-${version}.sql`)

/** How long to wait for another process that is writing. */
const BUSY_TIMEOUT_MS = 10_000

/** The catalogue, open. Each write is one transaction: whoever is killed leaves none half done. */
export type Catalogue = ReturnType<typeof openCatalogue>

/**
 * Opens the catalogue of a data folder; `create` makes an empty one where there is none.
 * Throws `CuratorError` when there is none, it is not a catalogue, or a newer Pendant made it.
 */
export function openCatalogue(file: string, { create }: { create: boolean }) {
  if (create) mkdirSync(dirname(file), { recursive: true })
  else if (!existsSync(file)) {
    throw new CuratorError(
      `There is no catalogue at ${file}; bring works in first: npm run pendant -- import folder DIR`,
    )
  }
  const database = openDatabase(file)
  const itsWorks = works(database)
  return {
    works: itsWorks,
    descriptions: descriptions(database),
    decisions: decisions(database),
    sitters: sitters(database),
    drawnFaces: drawnFaces(database),
    jobs: jobs(database),
    categories: categories(database),
    seenObjects: seenObjects(database),
    imports: imports(database, itsWorks),
    audit: auditLog(database),
    /** Changes whenever another process has written. */
    changeCount: () => database.pragma('data_version', { simple: true }) as number,
    /** Does all of some work, or none of it. */
    inOne: <T>(work: () => T): T => database.transaction(work).immediate(),
    close(): void {
      database.close()
    },
  }
}

/** Opens the catalogue of a data folder for some work, and closes it when that has ended. */
export async function withCatalogue<T>(
  file: string,
  work: (catalogue: Catalogue) => Promise<T> | T,
  { create = false }: { create?: boolean } = {},
): Promise<T> {
  const catalogue = openCatalogue(file, { create })
  try {
    return await work(catalogue)
  } finally {
    catalogue.close()
  }
}

function openDatabase(file: string): Database.Database {
  const database = new Database(file, { timeout: BUSY_TIMEOUT_MS })
  try {
    database.pragma('journal_mode = WAL')
    // With WAL a power cut may lose the last commits, never the file. Indexing repeats them.
    database.pragma('synchronous = NORMAL')
    database.pragma('foreign_keys = ON')
    database.transaction(prepareSchema).immediate(database, file)
    return database
  } catch (error) {
    database.close()
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_NOTADB') {
      throw new CuratorError(
        `${file} is not a catalogue; move it away, or choose another folder with --data.`,
      )
    }
    throw error
  }
}

function prepareSchema(database: Database.Database, file: string): void {
  const version = database.pragma('user_version', { simple: true }) as number
  if (version > SCHEMA_VERSION) {
    throw new CuratorError(
      `The catalogue ${file} was made by a newer Pendant (schema ${version}; this one knows ${SCHEMA_VERSION}); update Pendant, or choose another folder with --data.`,
    )
  }
  if (version === SCHEMA_VERSION) return
  const scripts = version === 0 ? ['./schema.sql'] : UPGRADES.slice(version - 1)
  for (const script of scripts) {
    database.exec(readFileSync(new URL(script, import.meta.url), 'utf8'))
  }
  database.pragma(`user_version = ${SCHEMA_VERSION}`)
}
