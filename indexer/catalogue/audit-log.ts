import { userInfo } from 'node:os'
import type Database from 'better-sqlite3'

type AuditEntry = {
  readonly at: string
  readonly actor: string
  readonly action: string
  readonly detail: unknown
}

/** Who did what, when; only ever added to. */
export function auditLog(database: Database.Database) {
  const insert = database.prepare(
    'INSERT INTO audit (at, actor, action, detail) VALUES (?, ?, ?, ?)',
  )
  const select = database.prepare('SELECT at, actor, action, detail FROM audit ORDER BY id')
  return {
    /** Notes an action, of the person who runs this program where nobody else is named. */
    note(action: string, detail: unknown, actor: string = whoami()): void {
      insert.run(new Date().toISOString(), actor, action, JSON.stringify(detail))
    },
    /** All entries, the oldest first. */
    entries: (): AuditEntry[] =>
      (select.all() as (AuditEntry & { detail: string })[]).map((entry) => ({
        ...entry,
        detail: JSON.parse(entry.detail),
      })),
  }
}

/** Set for what the desk does in a curator's name. */
export const CURATOR_SETTING = 'PENDANT_CURATOR'

/**
 * The curator at the desk, or the person's name on this machine; containers may run under a number
 * that has none.
 */
export function whoami(): string {
  const curator = process.env[CURATOR_SETTING]
  if (curator) return curator
  try {
    return userInfo().username
  } catch {
    return `user ${process.getuid?.() ?? 'unknown'}`
  }
}
