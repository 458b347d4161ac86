import { nameKey, type PortraitFilter } from '../gallery/portrait-filter.ts'
import { type ProjectedEmbedding, toProjectedEmbedding } from '../likeness/likeness-space.ts'
import {
  byDistance,
  type Neighbour,
  requirePosition,
  requireWholeK,
} from '../likeness/nearest-index.ts'
import type { GalleryIndex } from './index-store.ts'
import { openPool, queryWithRetries, type VectorNames } from './postgres.ts'

/** A gallery, or a part of one, in a database: names of its tables and how it is searched. */
export type PgvectorTables = {
  /** `(position int, embedding vector)`, positions from 0. */
  readonly embeddings: string
  /**
   * `(position int, museum text, centuries int[], place text, categories text[], on_view boolean)`
   */
  readonly facets: string
  /** Whether it has categories: galleries that were loaded before there were any have not. */
  readonly hasCategories: boolean
  readonly count: number
  readonly dimension: number
  readonly efSearch: number
  /** Whether the graph is of halved numbers; distances are then computed anew from whole ones. */
  readonly isHalved: boolean
}

/** Of halved numbers so many times as many candidates are compared in full. */
const HALVED_CANDIDATES = 2

/** pgvector takes no more. */
export const MAX_EF_SEARCH = 1_000

/** An approximate index: pgvector's graph over Euclidean distance, in a PostgreSQL database. */
export function pgvectorIndex(
  url: string,
  tables: PgvectorTables,
  names: VectorNames,
): GalleryIndex {
  const { count } = tables
  // Results of a filter stay in order and are looked for until there are enough.
  const pool = openPool(
    url,
    `SET hnsw.ef_search = ${tables.efSearch}; SET hnsw.iterative_scan = strict_order`,
  )
  const ask = async (text: string, probe: ProjectedEmbedding, values: readonly unknown[]) => {
    const bytes = vectorToBytes(probe)
    try {
      const rows = await queryWithRetries<{ position: number; distance: number }>(
        pool,
        { text, values: [bytes, ...values] },
        url,
      )
      return rows
        .map(({ position, distance }): Neighbour => ({ position, squaredDistance: distance ** 2 }))
        .sort(byDistance)
    } finally {
      // It may be a visitor's.
      bytes.fill(0)
    }
  }
  return {
    count,
    async nearest(probe, k) {
      requireWholeK(k)
      const wanted = Math.min(k, count)
      if (wanted === 0) return []
      const found = await ask(nearestSql(tables, names), probe, [wanted])
      // A graph may not reach all there is.
      return found.length < wanted ? ask(nearestSql(tables, names, EXACT), probe, [wanted]) : found
    },
    async nearestPassing(probe, k, filter) {
      requireWholeK(k)
      if (count === 0) return []
      const conditions = toSql(filter, tables)
      const values = [k, ...conditions.values]
      const found = await ask(nearestSql(tables, names, conditions), probe, values)
      if (found.length >= k) return found
      return ask(nearestSql(tables, names, { ...conditions, ...EXACT }), probe, values)
    },
    async embeddingAt(position) {
      requirePosition(position, count)
      const [row] = await queryWithRetries<{ numbers: string }>(
        pool,
        {
          text: `SELECT embedding::text AS numbers FROM ${tables.embeddings} WHERE position = $1`,
          values: [position],
        },
        url,
      )
      return toProjectedEmbedding(JSON.parse(row?.numbers ?? '[]'))
    },
    close() {
      if (!pool.ending) void pool.end()
    },
  }
}

type Scan = { readonly where?: readonly string[]; readonly isExact?: true }
const EXACT = { isExact: true } as const

/**
 * `$1` is the probe, `$2` how many. An exact scan orders by an expression that no index knows: a
 * filter may leave fewer than a graph's search meets.
 */
export function nearestSql(
  { embeddings, facets, dimension, isHalved }: PgvectorTables,
  { vector, halfvec, distance }: VectorNames,
  { where = [], isExact }: Scan = {},
): string {
  const far = `e.embedding ${distance} $1::${vector}(${dimension})`
  const from =
    where.length > 0 ? `${embeddings} e JOIN ${facets} f USING (position)` : `${embeddings} e`
  const passing = where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''
  if (isExact) {
    return `SELECT position, ${far} AS distance FROM ${from} ${passing} ORDER BY (${far}) + 0 LIMIT $2`
  }
  if (!isHalved) {
    return `SELECT position, ${far} AS distance FROM ${from} ${passing} ORDER BY ${far} LIMIT $2`
  }
  const half = `${halfvec}(${dimension})`
  const nearly = `e.embedding::${half} ${distance} $1::${vector}(${dimension})::${half}`
  return `SELECT position, ${far} AS distance FROM (
      SELECT position, embedding FROM ${from} ${passing}
      ORDER BY ${nearly} LIMIT ${HALVED_CANDIDATES} * $2::int
    ) e ORDER BY ${far} LIMIT $2`
}

/** The conditions of a filter on the table of facets; their values are `$3` and on. */
function toSql(
  filter: PortraitFilter,
  { hasCategories }: PgvectorTables,
): { where: string[]; values: unknown[] } {
  const where: string[] = []
  const values: unknown[] = []
  const add = (condition: (parameter: string) => string, value: unknown) => {
    values.push(value)
    where.push(condition(`$${values.length + 2}`))
  }
  const { museums, centuries, places, categories, onView } = filter
  if (museums) add((names) => `f.museum = ANY(${names}::text[])`, museums.map(nameKey))
  if (centuries) add((years) => `f.centuries && ${years}::int[]`, centuries)
  if (places) add((names) => `f.place = ANY(${names}::text[])`, places.map(nameKey))
  if (categories && hasCategories) {
    add((names) => `f.categories && ${names}::text[]`, categories.map(nameKey))
  } else if (categories) where.push('false')
  if (onView) where.push('f.on_view')
  return { where: where.length > 0 ? where : ['true'], values }
}

/** pgvector's binary form: the length, two bytes of nothing, then big-endian Float32. */
export function vectorToBytes(embedding: ArrayLike<number>): Buffer {
  const bytes = Buffer.alloc(4 + 4 * embedding.length)
  bytes.writeUInt16BE(embedding.length, 0)
  for (let i = 0; i < embedding.length; i++) bytes.writeFloatBE(embedding[i] as number, 4 + 4 * i)
  return bytes
}
