import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import { findFaces } from '../../embeddings/face/face-pipeline.ts'
import { type PortraitFilter, passesFilter } from '../../embeddings/gallery/portrait-filter.ts'
import {
  projectPortrait,
  projectVisitor,
  unfittedSpace,
} from '../../embeddings/likeness/likeness-space.ts'
import { ANALYSIS_LONG_SIDE_PX } from '../../embeddings/node/analysis-size.ts'
import { decodeImage } from '../../embeddings/node/decode-image.ts'
import { loadNodeModels } from '../../embeddings/node/load-node-models.ts'
import { dataPaths } from '../../embeddings/store/data-paths.ts'
import { exactIndex } from '../../embeddings/store/exact-index.ts'
import { publishGallery } from '../../embeddings/store/galleries.ts'
import { type Gallery, openGallery } from '../../embeddings/store/gallery-reader.ts'
import { buildHnswIndex } from '../../embeddings/store/hnsw-index.ts'
import { paintedSitter } from '../painted-sitters.ts'
import { startServerProgram } from '../server/server-program.ts'
import { syntheticFaces } from '../server/synthetic-faces.ts'
import { writeSyntheticGallery } from '../server/synthetic-gallery.ts'
import { type Figures, percentile, processorSeconds, timedEach } from './figures.ts'

const PORTRAITS = 40_000
const CONNECTIONS = 8
const K = 5
const DESCRIPTOR_REQUESTS = 4_000
const PICTURES = 12
const PICTURE_REQUESTS = 48
const FILTER_PROBES = 200

/**
 * `POST /api/v1/match` from another process than the server's, with descriptors and with pictures,
 * beside the same look-up and the same face pipeline called in process; and what a filter costs.
 */
export async function apiBench(): Promise<Figures> {
  const folder = await mkdtemp(join(tmpdir(), 'pendant-api-bench-'))
  try {
    return await measure(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function measure(data: string): Promise<Figures> {
  const people = syntheticFaces(2026)
  const portraits = Array.from({ length: PORTRAITS }, () => people.stranger())
  const probes = Array.from({ length: 500 }, () => people.stranger())
  const paths = dataPaths(data)
  const space = unfittedSpace()
  const index = buildHnswIndex(portraits.map((each) => projectPortrait(space, each, 0)))
  index.ef = 100
  await writeSyntheticGallery(paths, 'bench', portraits, { enrolled: { space, index }, labelOf })
  await publishGallery(paths, 'bench')
  const gallery = await openGallery(paths, 'bench')
  const inProcess = await timedEach(probes, (probe) => gallery.matches(probe, K))
  const filtered = await measureFilters(gallery, probes)
  gallery.close()

  const pictures = await Promise.all(
    Array.from({ length: PICTURES }, (_, i) => paintedSitter(i + 1)),
  )
  const pipelineMs = await describeInProcess(pictures)

  const server = startServerProgram({
    PORT: '0',
    PENDANT_DATA: data,
    PENDANT_REQUESTS_PER_SECOND: '100000',
  })
  try {
    const match = `${await server.address}/api/v1/match`
    const withDescriptor = (turn: number): RequestInit => ({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ descriptor: [...(probes[turn % probes.length] as Descriptor)], k: K }),
    })
    const withPicture = (turn: number): RequestInit => {
      const body = new FormData()
      const picture = pictures[turn % pictures.length] as Buffer
      body.append('image', new Blob([new Uint8Array(picture)]), 'sitter.webp')
      body.append('face', '1')
      return { method: 'POST', body }
    }
    await load(match, withDescriptor, 1, 300)
    const descriptorsAlone = await load(match, withDescriptor, 1, 1_000)
    const pid = server.child.pid as number
    const computedBefore = await processorSeconds([pid])
    const descriptors = await load(match, withDescriptor, CONNECTIONS, DESCRIPTOR_REQUESTS)
    const computedSeconds = (await processorSeconds([pid])) - computedBefore
    await load(match, withPicture, 1, 2)
    const picturesAlone = await load(match, withPicture, 1, PICTURES)
    const both = await load(match, withPicture, CONNECTIONS, PICTURE_REQUESTS)
    return {
      portraits: PORTRAITS,
      'look-up in process, p50 ms': percentile(inProcess, 50),
      'look-up in process, p99 ms': percentile(inProcess, 99),
      ...figuresOf('descriptors, 1 connection', descriptorsAlone),
      ...figuresOf(`descriptors, ${CONNECTIONS} connections`, descriptors),
      'descriptors/s a core of the server': DESCRIPTOR_REQUESTS / computedSeconds,
      'picture described in process, p50 ms': percentile(pipelineMs, 50),
      'pictures/s, in process': 1000 / mean(pipelineMs),
      ...figuresOf('pictures, 1 connection', picturesAlone),
      ...figuresOf(`pictures, ${CONNECTIONS} connections`, both),
      ...filtered,
    }
  } finally {
    server.child.kill('SIGTERM')
    await server.exit
  }
}

/** Half of the portraits hang in one museum, one in 20 in another, one in 1,000 in a third. */
const labelOf = (position: number) => ({
  museum:
    position % 1000 === 1
      ? 'Small'
      : position % 20 === 3
        ? 'Middling'
        : position % 2
          ? 'Large'
          : '',
  date: `${1500 + ((position * 7) % 400)}`,
  onView: position % 3 === 0,
})

const FILTERS: readonly (readonly [string, PortraitFilter])[] = [
  ['a museum of half the portraits', { museums: ['Large'] }],
  ['a museum of one in 20', { museums: ['Middling'] }],
  ['a museum of one in 1,000', { museums: ['Small'] }],
  ['a century', { centuries: [17] }],
  [
    'a century on view in one of two museums',
    { centuries: [17], museums: ['Large', 'Middling'], onView: true },
  ],
]

async function measureFilters(gallery: Gallery, probes: readonly Descriptor[]): Promise<Figures> {
  const figures: Record<string, number> = {}
  const asked = probes.slice(0, FILTER_PROBES)
  const [first] = asked as [Descriptor, ...Descriptor[]]
  const [listingMs] = await timedEach([first], (probe) =>
    gallery.matches(probe, K, { onView: true }),
  )
  figures['listing what filters look at, once a gallery, ms'] = listingMs as number
  for (const [what, filter] of FILTERS) {
    const tookMs = await timedEach(asked, (probe) => gallery.matches(probe, K, filter))
    figures[`filtered by ${what}, p50 ms`] = percentile(tookMs, 50)
    figures[`filtered by ${what}, p99 ms`] = percentile(tookMs, 99)
    figures[`filtered by ${what}, recall@${K}`] = await recallOf(
      gallery,
      asked.slice(0, 50),
      filter,
    )
  }
  return figures
}

/** The share of the exact answer that is found. */
async function recallOf(
  gallery: Gallery,
  probes: readonly Descriptor[],
  filter: PortraitFilter,
): Promise<number> {
  const everyone = Array.from({ length: gallery.portraits.count }, (_, at) => at)
  const passing = everyone.filter((at) => passesFilter(gallery.portraits.at(at).label, filter))
  const places = await Promise.all(passing.map((at) => gallery.index.embeddingAt(at)))
  const oracle = exactIndex(places)
  const found: number[] = []
  for (const probe of probes) {
    const matches = await gallery.matches(probe, K, filter)
    const given = new Set(matches.map(({ portraitId }) => portraitId))
    const truth = oracle.nearest(projectVisitor(gallery.likeness, probe), K)
    const near = truth.filter(({ position }) =>
      given.has(gallery.portraits.at(passing[position] as number).id),
    )
    found.push(near.length)
  }
  return mean(found) / K
}

async function describeInProcess(pictures: readonly Uint8Array[]): Promise<number[]> {
  const models = await loadNodeModels()
  const tookMs: number[] = []
  try {
    for (const picture of [...pictures.slice(0, 2), ...pictures]) {
      const startMs = performance.now()
      const decoded = await decodeImage(picture, ANALYSIS_LONG_SIDE_PX)
      if ('problem' in decoded) throw new Error(decoded.problem)
      await findFaces(models, decoded.image.pixels)
      tookMs.push(performance.now() - startMs)
    }
  } finally {
    models.close()
  }
  // The first two warmed up.
  return tookMs.slice(2)
}

type Load = {
  readonly tookMs: readonly number[]
  readonly seconds: number
  readonly refused: number
}

/**
 * So many requests over so many connections, each of which waits for its answer before it asks
 * again.
 */
async function load(
  address: string,
  requestOf: (turn: number) => RequestInit,
  connections: number,
  requests: number,
): Promise<Load> {
  const tookMs: number[] = []
  let refused = 0
  let turn = 0
  const startMs = performance.now()
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (turn < requests) {
        const init = requestOf(turn++)
        const sentMs = performance.now()
        const response = await fetch(address, init)
        await response.arrayBuffer()
        tookMs.push(performance.now() - sentMs)
        if (response.status === 422) refused += 1
        else if (response.status !== 200) throw new Error(`It answered ${response.status}.`)
      }
    }),
  )
  return { tookMs, seconds: (performance.now() - startMs) / 1000, refused }
}

function figuresOf(what: string, { tookMs, seconds, refused }: Load): Figures {
  return {
    [`${what}, requests/s`]: tookMs.length / seconds,
    [`${what}, p50 ms`]: percentile(tookMs, 50),
    [`${what}, p99 ms`]: percentile(tookMs, 99),
    ...(refused > 0 ? { [`${what}, without a fit face`]: refused } : {}),
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
