import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import hnswlib from 'hnswlib-node'
import { io, type Socket } from 'socket.io-client'
import { type Descriptor, descriptorToBytes } from '../../embeddings/face/descriptor.ts'
import {
  type LikenessSpace,
  PROJECTED_LENGTH,
  type ProjectedEmbedding,
  projectPortrait,
  projectVisitor,
  unfittedSpace,
} from '../../embeddings/likeness/likeness-space.ts'
import type { Neighbour } from '../../embeddings/likeness/nearest-index.ts'
import { dataPaths } from '../../embeddings/store/data-paths.ts'
import { exactIndex } from '../../embeddings/store/exact-index.ts'
import { publishGallery } from '../../embeddings/store/galleries.ts'
import { INDEX_FILE } from '../../embeddings/store/gallery-files.ts'
import { buildHnswIndex, type HnswIndex, openHnswIndex } from '../../embeddings/store/hnsw-index.ts'
import { recall, verifyRecall } from '../../indexer/gallery/verify-recall.ts'
import { seededRandom } from '../../indexer/likeness/seeded-random.ts'
import type { ClientToServerEvents, ServerToClientEvents } from '../../server/contract/events.ts'
import { startServerProgram } from '../server/server-program.ts'
import { syntheticFaces } from '../server/synthetic-faces.ts'
import { writeSyntheticGallery } from '../server/synthetic-gallery.ts'
import { percentile, processorSeconds, timed } from './figures.ts'

type Kiosk = Socket<ServerToClientEvents, ClientToServerEvents>

const PORTRAITS = 40_000
const LOOKUPS = 2_000
const KIOSKS = 8
const RECALL_PROBES = 500
const K = 5
/** A photograph and a painting of one person lie about so far apart. */
const SAME_PERSON_DISTANCE = 0.45
/** Penalties of real galleries' portraits lie between 0 and about so much. */
const LARGEST_PENALTY = 0.5

/**
 * Look-ups as kiosks make them: over WebSockets, from another process than the server's, one in
 * flight a kiosk. Beside them what the index alone takes, and what hnswlib's own exact scan
 * (native, vectorised) takes for the same probes.
 */
export async function lookupBench(): Promise<Readonly<Record<string, number>>> {
  const folder = await mkdtemp(join(tmpdir(), 'pendant-lookup-bench-'))
  try {
    return await measure(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function measure(data: string): Promise<Readonly<Record<string, number>>> {
  const people = syntheticFaces(2026)
  const portraits = Array.from({ length: PORTRAITS }, () => people.stranger())
  // Half the visitors hang in the gallery, half nowhere.
  const probes = Array.from({ length: LOOKUPS }, (_, turn) =>
    turn % 2 === 0
      ? people.likeness(portraits[(turn * 17) % PORTRAITS] as Descriptor, SAME_PERSON_DISTANCE)
      : people.stranger(),
  )
  const space = centredSpace(portraits)
  const random = seededRandom(1889)
  const places = portraits.map((each) => projectPortrait(space, each, LARGEST_PENALTY * random()))
  const placedProbes = probes.map((probe) => projectVisitor(space, probe))
  const buildStartMs = performance.now()
  const index = buildHnswIndex(places)
  const buildMs = performance.now() - buildStartMs
  const { ef } = await verifyRecall(index, places, placedProbes.slice(-RECALL_PROBES))

  const recalls = await measureRecall(index, places, placedProbes)
  const indexMs = placedProbes.map((probe) => timed(() => index.nearest(probe, K)))
  const scan = exactScan(places)
  const scanMs = placedProbes.map((probe) => timed(() => scan(probe, K)))

  const paths = dataPaths(data)
  await writeSyntheticGallery(paths, 'bench', portraits, { enrolled: { space, index } })
  await publishGallery(paths, 'bench')
  const traces = await measureTraces(join(paths.gallery('bench'), INDEX_FILE), index, placedProbes)
  const server = startServerProgram({
    PORT: '0',
    PENDANT_DATA: data,
    PENDANT_PROBES_PER_SECOND: '100000',
  })
  try {
    const address = await server.address
    const kiosks = await Promise.all(Array.from({ length: KIOSKS }, () => connect(address)))
    const [only] = kiosks as [Kiosk, ...Kiosk[]]
    await lookUp(only, probes.slice(0, 300))
    const aloneMs = await lookUp(only, probes)
    const pid = server.child.pid as number
    const computedBefore = await processorSeconds([pid])
    const togetherStartMs = performance.now()
    const togetherMs = (await Promise.all(kiosks.map((kiosk) => lookUp(kiosk, probes)))).flat()
    const togetherSeconds = (performance.now() - togetherStartMs) / 1000
    const computedSeconds = (await processorSeconds([pid])) - computedBefore
    for (const kiosk of kiosks) kiosk.disconnect()
    return {
      portraits: PORTRAITS,
      'build, portraits/s': PORTRAITS / (buildMs / 1000),
      ef,
      'recall@10, all probes': recalls.all,
      'recall@10, visitors who hang here': recalls.likenesses,
      'recall@10, strangers': recalls.strangers,
      'smallest ef for recall@10 of 0.99, all probes': recalls.efFor99,
      'look-ups, 1 kiosk': aloneMs.length,
      'look-up, 1 kiosk, p50 ms': percentile(aloneMs, 50),
      'look-up, 1 kiosk, p99 ms': percentile(aloneMs, 99),
      'look-ups, 8 kiosks': togetherMs.length,
      'look-up, 8 kiosks, p50 ms': percentile(togetherMs, 50),
      'look-up, 8 kiosks, p99 ms': percentile(togetherMs, 99),
      'look-ups/s, 8 kiosks': togetherMs.length / togetherSeconds,
      'look-ups/s a core of the server': togetherMs.length / computedSeconds,
      'index alone, p50 ms': percentile(indexMs, 50),
      'exact scan alone, p50 ms': percentile(scanMs, 50),
      'exact scan / index': percentile(scanMs, 50) / percentile(indexMs, 50),
      ...traces,
    }
  } finally {
    server.child.kill('SIGTERM')
    await server.exit
  }
}

/** How long it takes to check and open the index, and to tell the way of a search through it. */
async function measureTraces(
  file: string,
  { ef }: HnswIndex,
  probes: readonly ProjectedEmbedding[],
) {
  const openingMs = performance.now()
  const index = await openHnswIndex(file, PORTRAITS, ef)
  const openedMs = performance.now() - openingMs
  const asked = probes.slice(0, RECALL_PROBES)
  const traceMs = asked.map((probe) => timed(() => index.trace?.(probe, ef)))
  const found = asked.filter((probe) => {
    return index.trace?.(probe, ef).at(-1)?.position === index.nearest(probe, 1)[0]?.position
  })
  return {
    'traces that end at the first match': found.length / asked.length,
    'checking and opening the index, ms': openedMs,
    'a trace, p50 ms': percentile(traceMs, 50),
  }
}

/** Leaves the index's `ef` as it was. */
async function measureRecall(
  index: HnswIndex,
  places: readonly ProjectedEmbedding[],
  probes: readonly ProjectedEmbedding[],
) {
  const oracle = exactIndex(places)
  const asked = probes.slice(0, RECALL_PROBES)
  const truth = asked.map((probe) => oracle.nearest(probe, 10))
  const of = (which: (turn: number) => boolean) =>
    recall(
      index,
      asked.filter((_, turn) => which(turn)),
      truth.filter((_, turn) => which(turn)),
    )
  const all = await of(() => true)
  const likenesses = await of((turn) => turn % 2 === 0)
  const strangers = await of((turn) => turn % 2 === 1)
  const { ef } = index
  let efFor99 = 8
  do {
    efFor99 += 8
    index.ef = efFor99
  } while ((await of(() => true)) < 0.99)
  index.ef = ef
  return { all, likenesses, strangers, efFor99 }
}

async function connect(address: string): Promise<Kiosk> {
  const kiosk: Kiosk = io(address, { transports: ['websocket'], forceNew: true })
  await new Promise<void>((resolve, reject) => {
    kiosk.once('connect', resolve)
    kiosk.once('connect_error', reject)
  })
  return kiosk
}

/** One look-up after the other; how long each took, in milliseconds. Throws when one fails. */
async function lookUp(kiosk: Kiosk, probes: readonly Descriptor[]): Promise<number[]> {
  const tookMs: number[] = []
  for (const probe of probes) {
    const startMs = performance.now()
    const outcome = await kiosk.emitWithAck('pendant:find', {
      descriptor: descriptorToBytes(probe),
      k: K,
    })
    tookMs.push(performance.now() - startMs)
    if (outcome.status === 'failed') throw new Error(JSON.stringify(outcome.failure))
  }
  return tookMs
}

/** Unit length about the descriptors' mean. */
export function centredSpace(descriptors: readonly Descriptor[]): LikenessSpace {
  const unfitted = unfittedSpace()
  const centre = unfitted.portraitCentre.map(
    (_, i) => descriptors.reduce((sum, each) => sum + (each[i] as number), 0) / descriptors.length,
  )
  return { ...unfitted, portraitCentre: centre, visitorCentre: centre }
}

/** hnswlib's own exact scan (native, vectorised): the nearest first. */
export function exactScan(
  places: readonly ProjectedEmbedding[],
): (probe: ProjectedEmbedding, k: number) => Neighbour[] {
  const scan = new hnswlib.BruteforceSearch('l2', PROJECTED_LENGTH)
  scan.initIndex(places.length)
  places.forEach((place, position) => {
    scan.addPoint(Array.from(place), position)
  })
  return (probe, k) => {
    const { neighbors, distances } = scan.searchKnn(Array.from(probe), k)
    return neighbors
      .map((position, rank) => ({ position, squaredDistance: distances[rank] as number }))
      .sort((a, b) => a.squaredDistance - b.squaredDistance)
  }
}
