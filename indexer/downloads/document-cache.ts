import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { Database } from 'better-sqlite3'
import type { Validators } from './reply.ts'

const compress = promisify(gzip)
const decompress = promisify(gunzip)

/** What a document is kept under: the answer may depend on more than its address. */
export type DocumentKey = { readonly url: string; readonly asked: string }

export type KeptDocument = Validators & {
  readonly answeredBy: string
  readonly contentType: string
  /** Milliseconds since 1970. */
  readonly fetchedAt: number
}

export type DocumentCache = ReturnType<typeof documentCache>

export function documentCache(database: Database) {
  const find = database.prepare<DocumentKey, KeptDocument>(
    `SELECT answered_by AS answeredBy, etag, last_modified AS lastModified,
       content_type AS contentType, fetched_at AS fetchedAt
     FROM document WHERE url = :url AND asked = :asked`,
  )
  const use = database.prepare<DocumentKey & { now: number }, { body: Buffer }>(
    'UPDATE document SET used_at = :now WHERE url = :url AND asked = :asked RETURNING body',
  )
  const keep = database.prepare(
    `INSERT OR REPLACE INTO document
       (url, asked, answered_by, etag, last_modified, content_type, fetched_at, used_at, bytes, body)
     VALUES (:url, :asked, :answeredBy, :etag, :lastModified, :contentType, :fetchedAt, :fetchedAt,
       length(:body), :body)`,
  )
  const confirm = database.prepare(
    'UPDATE document SET fetched_at = :now WHERE url = :url AND asked = :asked',
  )
  const forget = database.prepare('DELETE FROM document WHERE url = ?')
  return {
    find: (key: DocumentKey) => find.get(key),
    /** The text of a found document, now noted as used; undefined when it is gone. */
    async text(key: DocumentKey, now: number): Promise<string | undefined> {
      const used = use.get({ ...key, now })
      return used && (await decompress(used.body)).toString('utf8')
    },
    async keep(key: DocumentKey, document: KeptDocument, text: string): Promise<void> {
      keep.run({ ...key, ...document, body: await compress(text) })
    },
    /** The server says that it is still the same. */
    confirm(key: DocumentKey, now: number): void {
      confirm.run({ ...key, now })
    },
    /** Drops every answer of an address. */
    forget(url: string): void {
      forget.run(url)
    },
  }
}
