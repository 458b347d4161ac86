import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { GalleryManifest } from '../gallery/gallery-manifest.ts'
import { facetsOf, nameKey } from '../gallery/portrait-filter.ts'
import { PROJECTED_LENGTH, type ProjectedEmbedding } from '../likeness/likeness-space.ts'
import type { DataPaths } from './data-paths.ts'
import { PORTRAITS_FILE } from './gallery-files.ts'
import { type GalleryIndex, hnswFiles, type IndexStore, IndexUnavailable } from './index-store.ts'
import { mergedIndex, partsOf } from './merged-index.ts'
import {
  MAX_EF_SEARCH,
  nearestSql,
  type PgvectorTables,
  pgvectorIndex,
  vectorToBytes,
} from './pgvector-index.ts'
import { openPortraitTable, type PortraitTable } from './portrait-table.ts'
import { addressOf, requirePgvector, unavailable, type VectorNames } from './postgres.ts'

/** pgvector's own defaults; its graph is another than hnswlib's and needs no more. */
const GRAPH = 'm = 16, ef_construction = 64'
/** Tried in this order: a search takes longer with each. */
const EF_CHOICES = [40, 80, 160, 320, 640, MAX_EF_SEARCH]
const MIN_RECALL_AT_10 = 0.99
const RECALL_PROBES = 40
/** Of memory, so that PostgreSQL builds the graph without its disk; and the most asked for. */
const GRAPH_BYTES_EACH = 1_500
const MOST_GRAPH_BYTES = 8e9

const SCHEMA = `
  CREATE SCHEMA IF NOT EXISTS pendant;
  CREATE TABLE IF NOT EXISTS pendant.gallery (
    id text PRIMARY KEY,
    number int GENERATED ALWAYS AS IDENTITY,
    index_sha256 text NOT NULL,
    part int NOT NULL,
    parts int NOT NULL,
    count int NOT NULL,
    dimension int NOT NULL,
    is_halved boolean NOT NULL,
    ef_search int,
    recall_at_10 real,
    -- Null while it is loaded: a gallery is there whole, or it is not served.
    loaded_at timestamptz
  )`

type Row = {
  number: number
  index_sha256: string
  part: number
  parts: number
  count: number
  dimension: number
  is_halved: boolean
  ef_search: number | null
  recall_at_10: number | null
  is_loaded: boolean
}

/** A database, the part of every gallery that it keeps, and how many parts there are. */
type Database = { readonly url: string; readonly part: number; readonly parts: number }

/**
 * Galleries in PostgreSQL with pgvector. Several addresses, separated by commas, keep a part of
 * each gallery each. `?halfvec=true` after an address makes the graphs of halved numbers: half the
 * bytes.
 */
export function pgvectorStore(urls: string): IndexStore {
  const databases = urls
    .split(',')
    .map((url, part, all): Database => ({ url: url.trim(), part, parts: all.length }))
  return {
    async prepare(paths, manifest, say = () => {}) {
      for (const database of databases) await loadPart(database, paths, manifest, say)
    },
    async open(_paths, manifest) {
      const opened = await Promise.allSettled(databases.map((each) => openPart(each, manifest)))
      const indexes = opened.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
      const failed = opened.find((each) => each.status === 'rejected')
      if (failed) {
        for (const index of indexes) index.close?.()
        throw failed.reason
      }
      const [only, second] = indexes
      return only && !second ? only : mergedIndex(indexes)
    },
    async forget(ids) {
      for (const { url } of databases) {
        await inSession(url, async (session) => {
          for (const id of ids) {
            const row = await rowOf(session, id)
            if (row) await drop(session, id, row.number)
          }
        })
      }
    },
  }
}

async function openPart(database: Database, manifest: GalleryManifest): Promise<GalleryIndex> {
  const { url, part, parts } = database
  const { id, index } = manifest
  return inSession(url, async (session) => {
    const refuse = (what: string): never => {
      throw new IndexUnavailable(`the database ${addressOf(url)} ${what}`)
    }
    const names = await requirePgvector(session, url)
    await requireNoProbesInLog(session, url)
    const row = await rowOf(session, id)
    const publish = `with PENDANT_POSTGRES_URL set, run "npm run pendant -- publish ${id}"`
    if (!row) return refuse(`does not hold it; ${publish}`)
    if (!row.is_loaded) return refuse(`holds it half loaded; ${publish} again`)
    if (row.index_sha256 !== index.sha256) return refuse(`holds another of this id; ${publish}`)
    if (row.part !== part || row.parts !== parts) {
      return refuse(
        `holds part ${row.part + 1} of ${row.parts} of it and not ${part + 1} of ${parts}; name the databases in the order they were loaded in, or ${publish}`,
      )
    }
    if (row.dimension !== PROJECTED_LENGTH) {
      return refuse(
        `holds embeddings of ${row.dimension} numbers where this version compares ${PROJECTED_LENGTH}; ${publish}`,
      )
    }
    const { rows } = await session.query<{ there: boolean }>(
      `SELECT EXISTS (SELECT FROM pg_attribute
         WHERE attrelid = to_regclass($1) AND attname = 'categories') AS there`,
      [tableNames(row.number).facets],
    )
    const hasCategories = rows[0]?.there === true
    const opened = pgvectorIndex(url, { ...tablesOf(row), hasCategories }, names)
    try {
      await warmUp(opened)
    } catch (error) {
      opened.close?.()
      throw error
    }
    return opened
  })
}

/**
 * Searches of a graph that nobody has read since the database began are slow: these are the first.
 */
const WARMING_SEARCHES = 16

async function warmUp(index: GalleryIndex): Promise<void> {
  const positions = partsOf(index.count, Math.min(WARMING_SEARCHES, index.count)).slice(0, -1)
  for (const position of positions) await index.nearest(await index.embeddingAt(position), 10)
}

/** A probe is a parameter of a statement, and a database may be set to log those. */
async function requireNoProbesInLog(session: pg.Client, url: string): Promise<void> {
  const { rows } = await session.query<{ name: string; setting: string }>(
    `SELECT name, setting FROM pg_settings WHERE name IN ('log_parameter_max_length',
       'log_statement', 'log_duration', 'log_min_duration_statement', 'log_min_duration_sample')`,
  )
  const is = Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))
  const logsStatements =
    is.log_statement === 'all' ||
    Number(is.log_min_duration_statement) >= 0 ||
    Number(is.log_min_duration_sample) >= 0
  if (!logsStatements || is.log_parameter_max_length === '0') return
  throw new IndexUnavailable(
    `the database ${addressOf(url)} would log visitors' probes; set log_parameter_max_length = 0 in it`,
  )
}

async function loadPart(
  database: Database,
  paths: DataPaths,
  manifest: GalleryManifest,
  say: (line: string) => void,
): Promise<void> {
  const { url, part, parts } = database
  const { id, index, portraits } = manifest
  const [first, end] = partsOf(portraits.count, parts).slice(part) as [number, number]
  await inSession(url, async (session) => {
    const names = await requirePgvector(session, url)
    await session.query(SCHEMA)
    const { rows } = await session.query<{ locked: boolean }>(
      `SELECT pg_try_advisory_lock(hashtext('pendant'), hashtext($1)) AS locked`,
      [id],
    )
    if (!rows[0]?.locked) {
      throw new IndexUnavailable(`the database ${addressOf(url)}: another program is loading ${id}`)
    }
    const before = await rowOf(session, id)
    const isThere =
      before?.is_loaded &&
      before.index_sha256 === index.sha256 &&
      before.part === part &&
      before.parts === parts &&
      before.dimension === PROJECTED_LENGTH
    if (isThere) return
    if (before) await drop(session, id, before.number)
    const isHalved = new URL(url).searchParams.get('halfvec') === 'true'
    const { rows: inserted } = await session.query<{ number: number }>(
      `INSERT INTO pendant.gallery (id, index_sha256, part, parts, count, dimension, is_halved)
         VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING number`,
      [id, index.sha256, part, parts, end - first, PROJECTED_LENGTH, isHalved],
    )
    const number = inserted[0]?.number as number
    say(`Loading ${end - first} embeddings into the database ${addressOf(url)} …`)
    const tables: PgvectorTables = tablesOf({
      number,
      count: end - first,
      dimension: PROJECTED_LENGTH,
      is_halved: isHalved,
      ef_search: EF_CHOICES[0] as number,
    })
    const source = await hnswFiles.open(paths, manifest)
    await session.query(
      `CREATE TABLE ${tables.embeddings} (position int PRIMARY KEY, embedding ${names.vector}(${PROJECTED_LENGTH}) NOT NULL);
       ALTER TABLE ${tables.embeddings} ALTER embedding SET STORAGE PLAIN;
       CREATE TABLE ${tables.facets} (position int PRIMARY KEY, museum text NOT NULL,
         centuries int[] NOT NULL, place text NOT NULL, categories text[] NOT NULL,
         on_view boolean NOT NULL)`,
    )
    await pipeline(
      Readable.from(embeddingRows(source, first, end)),
      session.query(copyFrom(`COPY ${tables.embeddings} FROM STDIN (FORMAT binary)`)),
    )
    const table = openPortraitTable(join(paths.gallery(id), PORTRAITS_FILE))
    try {
      await pipeline(
        Readable.from(facetRows(table, first, end)),
        session.query(copyFrom(`COPY ${tables.facets} FROM STDIN (FORMAT csv)`)),
      )
    } finally {
      table.close()
    }
    say('Building its index there …')
    await buildGraph(session, tables, names)
    const { efSearch, recallAt10 } = await chooseEfSearch(session, tables, names, url)
    await session.query(
      `UPDATE pendant.gallery SET ef_search = $2, recall_at_10 = $3, loaded_at = now() WHERE id = $1`,
      [id, efSearch, recallAt10],
    )
    say(`Loaded; it finds ${(recallAt10 * 100).toFixed(1)} % of the ten nearest.`)
  })
}

async function buildGraph(
  session: pg.Client,
  tables: PgvectorTables,
  { halfvec, vectorOps, halfvecOps }: VectorNames,
): Promise<void> {
  const { embeddings, facets, count, dimension, isHalved } = tables
  const bytes = Math.min(MOST_GRAPH_BYTES, Math.max(64e6, count * GRAPH_BYTES_EACH))
  await session.query(`SET maintenance_work_mem = '${Math.ceil(bytes / 1024)}kB'`)
  const column = isHalved
    ? `(embedding::${halfvec}(${dimension})) ${halfvecOps}`
    : `embedding ${vectorOps}`
  await session.query(`CREATE INDEX ON ${embeddings} USING hnsw (${column}) WITH (${GRAPH})`)
  for (const field of ['museum', 'place']) {
    await session.query(`CREATE INDEX ON ${facets} (${field})`)
  }
  for (const list of ['centuries', 'categories']) {
    await session.query(`CREATE INDEX ON ${facets} USING gin (${list})`)
  }
  await session.query(`ANALYZE ${embeddings}; ANALYZE ${facets}`)
}

/** The smallest `ef_search` that finds what an exact scan finds. Rejects when none does. */
async function chooseEfSearch(
  session: pg.Client,
  tables: PgvectorTables,
  names: VectorNames,
  url: string,
): Promise<{ efSearch: number; recallAt10: number }> {
  const { embeddings, count } = tables
  // Half-way between two portraits, one is about as far from all as visitors are.
  const { rows } = await session.query<{ numbers: string }>(
    `SELECT embedding::text AS numbers FROM ${embeddings}
       WHERE position % greatest(1, $1::int / $2::int) = 0 ORDER BY position LIMIT $2`,
    [count, 2 * RECALL_PROBES],
  )
  const places = rows.map(({ numbers }) => JSON.parse(numbers) as number[])
  const probes = places.map((place, at) => {
    const other = places[(at * 7 + 3) % places.length] as number[]
    return vectorToBytes(place.map((value, i) => (value + (other[i] as number)) / 2))
  })
  const search = async (probe: Buffer, isExact?: true) => {
    const text = nearestSql(tables, names, isExact ? { isExact } : {})
    const { rows } = await session.query<{ distance: number }>(text, [probe, 10])
    return rows.map(({ distance }) => distance).sort((a, b) => a - b)
  }
  const exact = []
  for (const probe of probes) exact.push(await search(probe, true))
  await session.query('SET hnsw.iterative_scan = strict_order')
  let recallAt10 = 1
  for (const efSearch of EF_CHOICES) {
    await session.query(`SET hnsw.ef_search = ${efSearch}`)
    let found = 0
    let wanted = 0
    for (const [at, probe] of probes.entries()) {
      const truth = exact[at] as number[]
      const farthest = (truth.at(-1) ?? 0) + 1e-5
      const near = (await search(probe)).filter((distance) => distance <= farthest)
      found += Math.min(near.length, truth.length)
      wanted += truth.length
    }
    recallAt10 = wanted === 0 ? 1 : found / wanted
    if (recallAt10 >= MIN_RECALL_AT_10) return { efSearch, recallAt10 }
  }
  throw new IndexUnavailable(
    `the database ${addressOf(url)}: its index finds only ${(recallAt10 * 100).toFixed(1)} % of the nearest portraits, where ${MIN_RECALL_AT_10 * 100} % are asked for`,
  )
}

function tablesOf(
  row: Pick<Row, 'number' | 'count' | 'dimension' | 'is_halved' | 'ef_search'>,
): PgvectorTables {
  return {
    ...tableNames(row.number),
    count: row.count,
    dimension: row.dimension,
    efSearch: row.ef_search ?? MAX_EF_SEARCH,
    isHalved: row.is_halved,
    hasCategories: true,
  }
}

function tableNames(number: number): Pick<PgvectorTables, 'embeddings' | 'facets'> {
  return { embeddings: `pendant.embedding_${number}`, facets: `pendant.facet_${number}` }
}

async function rowOf(session: pg.Client, id: string): Promise<Row | undefined> {
  const { rows: found } = await session.query<{ there: boolean }>(
    `SELECT to_regclass('pendant.gallery') IS NOT NULL AS there`,
  )
  if (!found[0]?.there) return undefined
  const { rows } = await session.query<Row>(
    'SELECT *, loaded_at IS NOT NULL AS is_loaded FROM pendant.gallery WHERE id = $1',
    [id],
  )
  return rows[0]
}

async function drop(session: pg.Client, id: string, number: number): Promise<void> {
  const { embeddings, facets } = tableNames(number)
  await session.query(`DROP TABLE IF EXISTS ${embeddings}, ${facets}`)
  await session.query('DELETE FROM pendant.gallery WHERE id = $1', [id])
}

/** One session for all that `work` asks; what the database refuses is told in words. */
async function inSession<T>(url: string, work: (session: pg.Client) => Promise<T>): Promise<T> {
  const session = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    application_name: 'pendant',
  })
  // A session that is lost while nobody asks: whoever asks next is told.
  session.on('error', () => {})
  try {
    await session.connect()
    return await work(session)
  } catch (error) {
    throw unavailable(error, url)
  } finally {
    await session.end().catch(() => {})
  }
}

const COPY_HEADER = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
const COPY_END = Buffer.from([0xff, 0xff])

/** Rows in COPY's binary form: the number of fields, then each field's length and bytes. */
async function* embeddingRows(
  source: GalleryIndex,
  first: number,
  end: number,
): AsyncGenerator<Buffer> {
  yield COPY_HEADER
  for (let position = first; position < end; position++) {
    const embedding: ProjectedEmbedding = await source.embeddingAt(position)
    const bytes = vectorToBytes(embedding)
    const head = Buffer.alloc(14)
    head.writeInt16BE(2, 0)
    head.writeInt32BE(4, 2)
    head.writeInt32BE(position - first, 6)
    head.writeInt32BE(bytes.length, 10)
    yield Buffer.concat([head, bytes])
  }
  yield COPY_END
}

function* facetRows({ at }: PortraitTable, first: number, end: number): Generator<string> {
  const quoted = (text: string): string => `"${text.replaceAll('"', '""').replaceAll('\0', '')}"`
  const listed = (texts: readonly string[]): string =>
    `{${texts.map((text) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`
  for (let position = first; position < end; position++) {
    const { label, categories } = at(position)
    const facets = facetsOf({ ...label, categories })
    const names = [
      nameKey(facets.museum),
      `{${facets.centuries.join(',')}}`,
      nameKey(facets.place),
      listed(facets.categories.map(nameKey)),
    ].map(quoted)
    yield `${position - first},${names.join(',')},${facets.onView}\n`
  }
}
