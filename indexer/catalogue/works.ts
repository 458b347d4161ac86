import type Database from 'better-sqlite3'
import type { Label } from '../../embeddings/gallery/portrait.ts'

/** A catalogued artwork, as its source tells of it. */
export type Work = {
  readonly id: string
  readonly source: string
  /** The folder, file or selection that was imported. */
  readonly location: string
  /** Where in it: a path, or a record's number. */
  readonly record: string
  /** Absolute path of its picture. */
  readonly file: string
  readonly label: Label
  /** Where the picture came from; undefined when it is a file of the curator's own. */
  readonly download: PictureDownload | undefined
}

export type PictureDownload = {
  /** The picture's address and version by the source. It is asked for again when this changes. */
  readonly asked: string
  /** The address that gave it. */
  readonly url: string
  /** ISO 8601, UTC. */
  readonly fetchedAt: string
}

/** A work that is not hung for now. */
export type WithdrawnWork = { readonly work: Work; readonly why: string }

/** Makes one transaction of all that a function does. */
export function transactionsOf(database: Database.Database) {
  return <Args extends unknown[], Result>(work: (...args: Args) => Result) =>
    database.transaction(work) as (...args: Args) => Result
}

type WorkChange = 'added' | 'updated' | 'unchanged'
type Standing = 'in this collection' | 'in others too'

const LABEL_COLUMNS = {
  title: 'title',
  artist: 'artist',
  date: 'date',
  medium: 'medium',
  museum: 'museum',
  creditLine: 'credit_line',
  rights: 'rights',
  requiredStatement: 'required_statement',
  about: 'about',
  room: 'room',
  pageUrl: 'page_url',
} as const satisfies Partial<Record<keyof Label, string>>

const LABEL_FIELDS = Object.entries(LABEL_COLUMNS) as [keyof typeof LABEL_COLUMNS, string][]

/** What tells whether a work has changed. */
const COMPARED = [
  'id',
  'source',
  'location',
  'record',
  'file',
  ...Object.values(LABEL_COLUMNS),
  'on_view',
  'translations',
  'picture_asked',
]

const COLUMNS = [...COMPARED, 'image_url', 'image_fetched_at']

/** In place of what was asked for: nothing that a source says is the same. */
const OUTDATED = 'outdated'

type WorkRow = Record<string, string> & {
  on_view: 0 | 1 | null
  image_fetched_at: string | null
  withdrawn_at: string | null
  withdrawn_why: string | null
}

export function works(database: Database.Database) {
  const select = database.prepare('SELECT * FROM work WHERE id = ?')
  const selectAll = database.prepare('SELECT * FROM work WHERE withdrawn_at IS NULL ORDER BY id')
  const selectWithdrawn = database.prepare(
    'SELECT * FROM work WHERE withdrawn_at IS NOT NULL ORDER BY id',
  )
  const upsert = database.prepare(`
    INSERT INTO work (${COLUMNS.join(', ')}, imported_at, updated_at)
    VALUES (${COLUMNS.map((column) => `@${column}`).join(', ')}, @now, @now)
    ON CONFLICT (id) DO UPDATE SET
      ${COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')},
      updated_at = excluded.updated_at,
      withdrawn_at = NULL,
      withdrawn_why = NULL
  `)
  const leaveOthers = database.prepare('DELETE FROM membership WHERE work_id = ?')
  const join = database.prepare('INSERT OR REPLACE INTO membership VALUES (?, ?, ?, ?, ?)')
  const setWithdrawn = database.prepare(
    'UPDATE work SET withdrawn_at = ?, withdrawn_why = ? WHERE id = ?',
  )
  const setOutdated = database.prepare('UPDATE work SET picture_asked = ? WHERE id = ?')
  const selectNeeding = database.prepare(`
    SELECT 1 FROM work
    LEFT JOIN description ON description.work_id = work.id AND description.file = work.file
    WHERE work.file = ? AND description.work_id IS NULL LIMIT 1
  `)
  const inOne = transactionsOf(database)
  const rowOf = (id: string) => select.get(id) as WorkRow | undefined
  return {
    /** What `put` would do. If it may stand in others too, another collection is no change. */
    changeOf(work: Work, stands: Standing = 'in this collection'): WorkChange {
      const row = rowOf(work.id)
      if (!row) return 'added'
      const columns = toColumns(work)
      const same = COMPARED.every(
        (column) =>
          row[column] === columns[column] || (column === 'location' && stands === 'in others too'),
      )
      return same && row.withdrawn_at === null ? 'unchanged' : 'updated'
    },
    /**
     * Adds a work or brings it up to date; a withdrawn one returns. It stands in its collection
     * alone, unless it may stand in others too, as a museum's works do in several selections.
     * `branch` names the parts of the collection that it is in.
     */
    put: inOne(
      (work: Work, stands: Standing = 'in this collection', branch: readonly string[] = []) => {
        upsert.run({ ...toColumns(work), now: new Date().toISOString() })
        if (stands === 'in this collection') leaveOthers.run(work.id)
        join.run(work.source, work.location, work.id, work.record, JSON.stringify(branch))
      },
    ),
    byId(id: string): Work | undefined {
      const row = rowOf(id)
      return row && fromRow(row)
    },
    /** Whether a work is there and withdrawn. */
    isWithdrawn: (id: string) => (rowOf(id)?.withdrawn_at ?? null) !== null,
    /** Works that may be hung as far as their sources go, by id. */
    all: () => (selectAll.all() as WorkRow[]).map(fromRow),
    /** Works that their sources no longer have or give, by id. */
    withdrawn: (): WithdrawnWork[] =>
      (selectWithdrawn.all() as WorkRow[]).map((row) => ({
        work: fromRow(row),
        why: row.withdrawn_why ?? '',
      })),
    /** Withdraws works from the wall, whatever collections they stand in, until they return. */
    withdraw: inOne((ids: readonly string[], why: string): void => {
      const now = new Date().toISOString()
      for (const id of ids) {
        setWithdrawn.run(now, why, id)
        leaveOthers.run(id)
      }
    }),
    /** Notes that a record could not be brought up to date, so the next import asks again. */
    markOutdated(id: string): void {
      setOutdated.run(OUTDATED, id)
    },
    /** Whether that was so, and it has not been brought up to date since. */
    isOutdated: (id: string) => rowOf(id)?.picture_asked === OUTDATED,
    /** Whether a picture still has to be described from this file. */
    needsFile: (file: string) => selectNeeding.get(file) !== undefined,
  }
}

function toColumns({ label, download, ...work }: Work): Record<string, string | number | null> {
  const columns: Record<string, string | number | null> = {
    ...work,
    on_view: label.onView === null ? null : Number(label.onView),
    translations: JSON.stringify(label.translations),
    picture_asked: download?.asked ?? '',
    image_url: download?.url ?? '',
    image_fetched_at: download?.fetchedAt ?? null,
  }
  for (const [field, column] of LABEL_FIELDS) columns[column] = label[field]
  return columns
}

function fromRow(row: WorkRow): Work {
  const { id, source, location, record, file } = row as unknown as Work
  const texts = Object.fromEntries(LABEL_FIELDS.map(([field, column]) => [field, row[column]]))
  return {
    id,
    source,
    location,
    record,
    file,
    label: {
      ...(texts as Record<keyof typeof LABEL_COLUMNS, string>),
      onView: row.on_view === null ? null : row.on_view === 1,
      translations: JSON.parse(row.translations as string) as Label['translations'],
    },
    download:
      row.image_fetched_at === null
        ? undefined
        : {
            asked: row.picture_asked as string,
            url: row.image_url as string,
            fetchedAt: row.image_fetched_at,
          },
  }
}
