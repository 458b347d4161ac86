import type Database from 'better-sqlite3'
import { transactionsOf, type works } from './works.ts'

/** Names a collection: where its works come from. */
type CollectionName = { readonly source: string; readonly location: string }

/** An import that has begun. */
export type BegunImport = {
  readonly id: number
  /** When it began the first time: an import that was stopped is gone on with. */
  readonly startedAt: Date
  readonly resumed: boolean
}

/**
 * The imports there were, and what the one under way has met. What it has met is kept in a
 * temporary table of this connection, not in memory: there may be a million.
 */
export function imports(database: Database.Database, itsWorks: ReturnType<typeof works>) {
  database.exec(
    'CREATE TEMP TABLE sighting (work_id TEXT PRIMARY KEY, record TEXT NOT NULL) STRICT, WITHOUT ROWID',
  )
  const selectStopped = database.prepare(`
    SELECT id, started_at FROM (
      SELECT * FROM import WHERE source = ? AND location = ? AND scope = ? ORDER BY id DESC LIMIT 1
    )
    WHERE ended_at IS NULL AND started_at >= ?
  `)
  const insert = database.prepare(
    'INSERT INTO import (source, location, scope, started_at) VALUES (?, ?, ?, ?)',
  )
  const setEnded = database.prepare('UPDATE import SET ended_at = ? WHERE id = ?')
  const remove = database.prepare('DELETE FROM import WHERE id = ?')
  const selectEnded = database
    .prepare(
      `SELECT max(started_at) FROM import
       WHERE source = ? AND location = ? AND scope = ? AND ended_at IS NOT NULL`,
    )
    .pluck()
  const selectWork = database
    .prepare(
      `SELECT work_id FROM membership JOIN work ON work.id = work_id
       WHERE membership.source = ? AND membership.location = ? AND membership.record = ?
         AND withdrawn_at IS NULL`,
    )
    .pluck()
  const selectWorks = database
    .prepare('SELECT work_id FROM membership WHERE source = ? AND location = ? ORDER BY work_id')
    .pluck()
  const selectSighting = database.prepare('SELECT record FROM sighting WHERE work_id = ?').pluck()
  const insertSighting = database.prepare('INSERT INTO sighting VALUES (?, ?)')
  const clearSightings = database.prepare('DELETE FROM sighting')
  const selectUnmet = database.prepare(
    `SELECT work_id AS workId, branch FROM membership WHERE source = ? AND location = ?
       AND work_id NOT IN (SELECT work_id FROM sighting) ORDER BY work_id`,
  )
  const deleteMembership = database.prepare(
    'DELETE FROM membership WHERE source = ? AND location = ? AND work_id = ?',
  )
  const selectElsewhere = database.prepare(
    'SELECT 1 FROM membership WHERE work_id = ? AND NOT (source = ? AND location = ?)',
  )
  /** Those of some works that stand in no collection but this one. */
  const onlyIn = ({ source, location }: CollectionName, workIds: readonly string[]): string[] =>
    workIds.filter((id) => selectElsewhere.get(id, source, location) === undefined)
  return {
    /** Goes on with an import of this scope that was stopped since `notBefore`, or begins one. */
    begin({ source, location }: CollectionName, scope: string, notBefore: Date): BegunImport {
      const stopped = selectStopped.get(source, location, scope, notBefore.toISOString()) as
        | { id: number; started_at: string }
        | undefined
      if (stopped) return { id: stopped.id, startedAt: new Date(stopped.started_at), resumed: true }
      const startedAt = new Date()
      const { lastInsertRowid } = insert.run(source, location, scope, startedAt.toISOString())
      return { id: Number(lastInsertRowid), startedAt, resumed: false }
    },
    /** When the last import of this scope that came to its end began. */
    lastEnded({ source, location }: CollectionName, scope: string): Date | undefined {
      const at = selectEnded.get(source, location, scope) as string | null
      return at === null ? undefined : new Date(at)
    },
    /** The work that a collection has under a record, unless it is withdrawn. */
    workOf: ({ source, location }: CollectionName, record: string) =>
      selectWork.get(source, location, record) as string | undefined,
    /** All works that stand in a collection, by id. */
    worksIn: ({ source, location }: CollectionName) =>
      selectWorks.all(source, location) as string[],
    /** Forgets what earlier imports of this connection met. */
    lookAfresh(): void {
      clearSightings.run()
    },
    /** Notes a work as met; gives the record it was met under before in this import. */
    meet({ workId, record }: { workId: string; record: string }): string | undefined {
      const before = selectSighting.get(workId) as string | undefined
      if (before === undefined) insertSighting.run(workId, record)
      return before
    },
    /** Works that were not met, except those that may be in one of the unread parts. */
    unmet({ source, location }: CollectionName, unread: readonly string[] = []): string[] {
      const rows = selectUnmet.all(source, location) as { workId: string; branch: string }[]
      return rows.filter(({ branch }) => !mayBeIn(branch, unread)).map(({ workId }) => workId)
    },
    /** Ends an import that has read all it was to read. */
    end({ id }: BegunImport): void {
      setEnded.run(new Date().toISOString(), id)
    },
    /** Forgets an import that nothing may rely on. */
    discard({ id }: BegunImport): void {
      remove.run(id)
    },
    onlyIn,
    /**
     * Works leave a collection; those that stand in no other are withdrawn, and given. All at once:
     * a work that had left and was not withdrawn would hang for ever.
     */
    leave: transactionsOf(database)(
      (collection: CollectionName, workIds: readonly string[], why: string): string[] => {
        const { source, location } = collection
        const gone = onlyIn(collection, workIds)
        for (const id of workIds) deleteMembership.run(source, location, id)
        itsWorks.withdraw(gone, why)
        return gone
      },
    ),
  }
}

/** Of a work that an earlier version imported nobody knows in which part it is. */
function mayBeIn(branch: string, unread: readonly string[]): boolean {
  if (unread.length === 0) return false
  if (branch === '') return true
  const parts = JSON.parse(branch) as string[]
  return unread.some((each) => parts.includes(each))
}
