import type Database from 'better-sqlite3'
import type { Label } from '../../embeddings/portrait.ts'

/** A catalogued artwork, as its source tells of it. */
export type Work = {
  readonly id: string
  readonly source: string
  /** The folder or file that was imported. */
  readonly location: string
  /** Where in it: a path, or a line. */
  readonly record: string
  /** Absolute path of its picture. */
  readonly file: string
  readonly label: Label
}

type WorkChange = 'added' | 'updated' | 'unchanged'

export interface Works {
  /** What `put` would do with a work. */
  changeOf(work: Work): WorkChange
  /** Adds a work or brings it up to date; a withdrawn one returns. */
  put(work: Work): void
  byId(id: string): Work | undefined
  /** Works that their source still has, by id. */
  all(): Work[]
  /** Works that their source no longer has, by id. */
  withdrawn(): Work[]
  /** Ids, of one location, that are not withdrawn and not among those given. */
  missingFrom(source: string, location: string, present: ReadonlySet<string>): string[]
  /** Marks works as no longer in their source; they are not hung until they return. */
  withdraw(ids: readonly string[]): void
}

const LABEL_COLUMNS = {
  title: 'title',
  artist: 'artist',
  date: 'date',
  medium: 'medium',
  museum: 'museum',
  creditLine: 'credit_line',
  rights: 'rights',
  room: 'room',
  pageUrl: 'page_url',
} as const satisfies Record<keyof Label, string>

const LABEL_FIELDS = Object.entries(LABEL_COLUMNS) as [keyof Label, string][]

const COLUMNS = ['id', 'source', 'location', 'record', 'file', ...Object.values(LABEL_COLUMNS)]

type WorkRow = Record<string, string> & { withdrawn_at: string | null }

export function works(database: Database.Database): Works {
  const select = database.prepare('SELECT * FROM work WHERE id = ?')
  const selectAll = database.prepare('SELECT * FROM work WHERE withdrawn_at IS NULL ORDER BY id')
  const selectWithdrawn = database.prepare(
    'SELECT * FROM work WHERE withdrawn_at IS NOT NULL ORDER BY id',
  )
  const selectIds = database
    .prepare(
      'SELECT id FROM work WHERE source = ? AND location = ? AND withdrawn_at IS NULL ORDER BY id',
    )
    .pluck()
  const upsert = database.prepare(`
    INSERT INTO work (${COLUMNS.join(', ')}, imported_at, updated_at)
    VALUES (${COLUMNS.map((column) => `@${column}`).join(', ')}, @now, @now)
    ON CONFLICT (id) DO UPDATE SET
      ${COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')},
      updated_at = excluded.updated_at,
      withdrawn_at = NULL
  `)
  const setWithdrawn = database.prepare('UPDATE work SET withdrawn_at = ? WHERE id = ?')
  const rowOf = (id: string) => select.get(id) as WorkRow | undefined
  return {
    changeOf(work) {
      const row = rowOf(work.id)
      if (!row) return 'added'
      const columns = toColumns(work)
      const same = COLUMNS.every((column) => row[column] === columns[column])
      return same && row.withdrawn_at === null ? 'unchanged' : 'updated'
    },
    put(work) {
      upsert.run({ ...toColumns(work), now: new Date().toISOString() })
    },
    byId(id) {
      const row = rowOf(id)
      return row && fromRow(row)
    },
    all: () => (selectAll.all() as WorkRow[]).map(fromRow),
    withdrawn: () => (selectWithdrawn.all() as WorkRow[]).map(fromRow),
    missingFrom: (source, location, present) =>
      (selectIds.all(source, location) as string[]).filter((id) => !present.has(id)),
    withdraw(ids) {
      const now = new Date().toISOString()
      database.transaction(() => {
        for (const id of ids) setWithdrawn.run(now, id)
      })()
    },
  }
}

function toColumns({ label, ...work }: Work): Record<string, string> {
  const columns: Record<string, string> = { ...work }
  for (const [field, column] of LABEL_FIELDS) columns[column] = label[field]
  return columns
}

function fromRow(row: WorkRow): Work {
  const { id, source, location, record, file } = row as unknown as Work
  const label = Object.fromEntries(LABEL_FIELDS.map(([field, column]) => [field, row[column]]))
  return { id, source, location, record, file, label: label as Label }
}
