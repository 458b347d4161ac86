import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { IndexUnavailable } from './index-store.ts'

/** Sessions that one server holds open to a database. */
const MAX_SESSIONS = 8
const CONNECT_MS = 3_000
/** Longer than any sound look-up takes; the session is given up then. */
const ANSWER_MS = 5_000
/** Pauses before each further try: a fail-over takes a second or two. */
const RETRY_AFTER_MS = [100, 400, 1_500]

/** Where a database is, without its password. */
export function addressOf(url: string): string {
  const { hostname, port, pathname } = new URL(url)
  return `${hostname || 'localhost'}:${port || 5432}${pathname}`
}

/** Sessions that are opened when needed and again when lost; `prelude` is what each begins with. */
export function openPool(url: string, prelude: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: MAX_SESSIONS,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: ANSWER_MS,
    keepAlive: true,
    application_name: 'pendant',
    // A session that is not prepared is not handed out.
    onConnect: async (session) => {
      await session.query(prelude)
    },
  })
  // An idle session was lost: the next question opens another, and tells if it cannot.
  pool.on('error', () => {})
  return pool
}

/** Asks again while the database is away for a moment. Rejects with `IndexUnavailable`. */
export async function queryWithRetries<Row extends pg.QueryResultRow>(
  pool: pg.Pool,
  question: pg.QueryConfig,
  url: string,
): Promise<Row[]> {
  for (let tried = 0; ; tried++) {
    try {
      return (await pool.query<Row>(question)).rows
    } catch (error) {
      const pauseMs = RETRY_AFTER_MS[tried]
      if (pauseMs === undefined || !isPassing(error)) throw unavailable(error, url)
      await pause(pauseMs)
    }
  }
}

/** Classes of SQLSTATE: connection lost, shutting down or starting, out of sessions. */
const PASSING_STATES = /^(08|57P0[123]|53300|25006)/
const PASSING_TEXTS =
  /Connection terminated|timeout expired|timeout exceeded|connection error|not queryable|read timeout/

const NETWORK_CODES = /^(ECONN|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EPIPE|EHOST|ENET)/

/** Whether another try may succeed: the session is lost, or the database is changing over. */
function isPassing(error: unknown): boolean {
  const { code = '', message } = error as NodeJS.ErrnoException
  return PASSING_STATES.test(code) || NETWORK_CODES.test(code) || PASSING_TEXTS.test(message)
}

const BY_STATE: Readonly<Record<string, string>> = {
  '28P01': 'it refuses the name or password of PENDANT_POSTGRES_URL',
  '28000': 'it lets this name, or this address, not in (pg_hba.conf)',
  '3D000': 'there is no database of that name; make it with createdb',
  '42501': 'this role may not do that; it needs CREATE on the database, to make the schema pendant',
  '53100': 'its disk is full',
}

/**
 * What a database refused, in one line for an operator; no password, nothing of a probe. Any other
 * error stays what it is.
 */
export function unavailable(error: unknown, url: string): unknown {
  if (!(error instanceof pg.DatabaseError) && !isPassing(error)) return error
  const { code = '', message } = error as NodeJS.ErrnoException
  const [line = ''] = message.split('\n')
  const what = BY_STATE[code] ?? (isPassing(error) ? `it does not answer (${code || line})` : line)
  return new IndexUnavailable(`the database ${addressOf(url)}: ${what}`)
}

/** Names in SQL of what pgvector brings, in whatever schema it lies. */
export type VectorNames = {
  readonly vector: string
  readonly halfvec: string
  readonly distance: string
  readonly vectorOps: string
  readonly halfvecOps: string
}

/** Iterative scans, which filters need, came with it. */
const OLDEST_PGVECTOR = [0, 8]

/** Finds the extension. Rejects with `IndexUnavailable` when it is missing or too old. */
export async function requirePgvector(
  session: Pick<pg.Client, 'query'>,
  url: string,
): Promise<VectorNames> {
  const { rows } = await session.query<{ schema: string; version: string }>(
    `SELECT quote_ident(nspname) AS schema, extversion AS version
       FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace
       WHERE extname = 'vector'`,
  )
  const refuse = (what: string): never => {
    throw new IndexUnavailable(`the database ${addressOf(url)}: ${what}`)
  }
  const [found] = rows
  if (!found) {
    return refuse(
      'it has no pgvector; install the package (postgresql-17-pgvector or alike), then run CREATE EXTENSION vector in it',
    )
  }
  const [major = 0, minor = 0] = found.version.split('.').map(Number)
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_PGVECTOR
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
    return refuse(
      `its pgvector is ${found.version}; ${OLDEST_PGVECTOR.join('.')} or newer is needed (ALTER EXTENSION vector UPDATE)`,
    )
  }
  const { schema } = found
  return {
    vector: `${schema}.vector`,
    halfvec: `${schema}.halfvec`,
    distance: `OPERATOR(${schema}.<->)`,
    vectorOps: `${schema}.vector_l2_ops`,
    halfvecOps: `${schema}.halfvec_l2_ops`,
  }
}
