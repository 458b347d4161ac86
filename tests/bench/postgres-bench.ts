import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import {
  type ProjectedEmbedding,
  projectPortrait,
  projectVisitor,
} from '../../embeddings/likeness/likeness-space.ts'
import type { Neighbour } from '../../embeddings/likeness/nearest-index.ts'
import { dataPaths } from '../../embeddings/store/data-paths.ts'
import { listGalleries } from '../../embeddings/store/galleries.ts'
import { INDEX_FILE } from '../../embeddings/store/gallery-files.ts'
import { buildHnswIndex } from '../../embeddings/store/hnsw-index.ts'
import type { GalleryIndex } from '../../embeddings/store/index-store.ts'
import { pgvectorStore } from '../../embeddings/store/pgvector-store.ts'
import { recall, verifyRecall } from '../../indexer/gallery/verify-recall.ts'
import { seededRandom } from '../../indexer/likeness/seeded-random.ts'
import { startPostgres } from '../embeddings/store/start-postgres.ts'
import { syntheticFaces } from '../server/synthetic-faces.ts'
import { writeSyntheticGallery } from '../server/synthetic-gallery.ts'
import { type Figures, percentile, timedEach } from './figures.ts'
import { centredSpace, exactScan } from './lookup-bench.ts'

const PROBES = 1_000
const K = 5
/** As in the bench of look-ups. */
const SAME_PERSON_DISTANCE = 0.45
const LARGEST_PENALTY = 0.5

/**
 * One gallery in memory and in PostgreSQL: in the database that PENDANT_TEST_POSTGRES_URL names, or
 * in PGlite, which is PostgreSQL as WebAssembly on one thread and says little of a real server.
 */
export async function postgresBench(portraits = 100_000): Promise<Figures> {
  const folder = await mkdtemp(join(tmpdir(), 'pendant-postgres-bench-'))
  const named = process.env.PENDANT_TEST_POSTGRES_URL
  const lite = named ? undefined : await startPostgres()
  try {
    const url = named ?? (lite?.url as string)
    return {
      database: named ? 'the one named' : 'PGlite, WebAssembly',
      ...(await measure(folder, url, portraits)),
    }
  } finally {
    await lite?.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function measure(data: string, url: string, count: number): Promise<Figures> {
  const people = syntheticFaces(2026)
  const faces = Array.from({ length: count }, () => people.stranger())
  const space = centredSpace(faces)
  const random = seededRandom(1889)
  const places = faces.map((each) => projectPortrait(space, each, LARGEST_PENALTY * random()))
  const probes = Array.from({ length: PROBES }, (_, turn) => {
    const like = faces[(turn * 17) % count] as Descriptor
    const seen = turn % 2 === 0 ? people.likeness(like, SAME_PERSON_DISTANCE) : people.stranger()
    return projectVisitor(space, seen)
  })
  const buildStartMs = performance.now()
  const index = buildHnswIndex(places)
  const buildSeconds = (performance.now() - buildStartMs) / 1000
  await verifyRecall(index, places, probes.slice(-200))
  const paths = dataPaths(data)
  await writeSyntheticGallery(paths, 'bench', faces, { enrolled: { space, index } })
  const [listing] = await listGalleries(paths)
  if (!listing || !('manifest' in listing)) throw new Error('The gallery was not written.')

  const store = pgvectorStore(url)
  await store.forget(['bench'])
  const loadStartMs = performance.now()
  await store.prepare(paths, listing.manifest, (line) => process.stderr.write(`${line}\n`))
  const loadSeconds = (performance.now() - loadStartMs) / 1000
  const database = await store.open(paths, listing.manifest)
  try {
    const scan = exactScan(places)
    const truth = probes.map((probe) => scan(probe, 10))
    const figuresOf = async (name: string, each: GalleryIndex) => {
      const tookMs = await timedEach(probes, (probe) => each.nearest(probe, K))
      return {
        [`${name}, recall@10`]: await recall(each, probes, truth),
        [`${name}, p50 ms`]: percentile(tookMs, 50),
        [`${name}, p99 ms`]: percentile(tookMs, 99),
      }
    }
    const bytes = (await stat(join(paths.gallery('bench'), INDEX_FILE))).size
    return {
      portraits: count,
      'hnswlib, build s': buildSeconds,
      'pgvector, load and build s': loadSeconds,
      'hnswlib, bytes each': bytes / count,
      ...(await bytesIn(url, count)),
      ...(await figuresOf('hnswlib', index)),
      ...(await figuresOf('pgvector', database)),
      'probes with the same five from both': await sameShare(probes, index, database),
    }
  } finally {
    database.close?.()
    if (process.env.PENDANT_TEST_POSTGRES_URL) await store.forget(['bench'])
  }
}

async function sameShare(
  probes: readonly ProjectedEmbedding[],
  one: GalleryIndex,
  other: GalleryIndex,
): Promise<number> {
  const positions = (found: readonly Neighbour[]) => found.map(({ position }) => position).join()
  let same = 0
  for (const probe of probes) {
    const [first, second] = [await one.nearest(probe, K), await other.nearest(probe, K)]
    if (positions(first) === positions(second)) same += 1
  }
  return same / probes.length
}

async function bytesIn(url: string, count: number): Promise<Figures> {
  const session = new pg.Client({ connectionString: url })
  await session.connect()
  try {
    const { rows } = await session.query(
      `SELECT ef_search, pg_table_size(t) AS rows, pg_indexes_size(t) AS graph
         FROM pendant.gallery, to_regclass('pendant.embedding_' || number) AS t WHERE id = 'bench'`,
    )
    return {
      'pgvector, ef_search': rows[0].ef_search,
      'pgvector, bytes each of rows': Number(rows[0].rows) / count,
      'pgvector, bytes each of indexes': Number(rows[0].graph) / count,
    }
  } finally {
    await session.end()
  }
}
