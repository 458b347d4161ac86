import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import {
  projectPortrait,
  projectVisitor,
  unfittedSpace,
} from '../../embeddings/likeness/likeness-space.ts'
import { dataPaths } from '../../embeddings/store/data-paths.ts'
import { INDEX_FILE, PORTRAITS_FILE } from '../../embeddings/store/gallery-files.ts'
import { openGallery } from '../../embeddings/store/gallery-reader.ts'
import { buildHnswIndex } from '../../embeddings/store/hnsw-index.ts'
import { linePlot } from '../../indexer/evaluation/report/plots.ts'
import { recall } from '../../indexer/gallery/verify-recall.ts'
import { syntheticFaces } from '../server/synthetic-faces.ts'
import { writeSyntheticGallery } from '../server/synthetic-gallery.ts'
import { type Figures, percentile, timedEach } from './figures.ts'
import { exactScan } from './lookup-bench.ts'

/** The largest gallery is so many times the smallest. */
const TIMES = [1, 4, 16, 64] as const
const LARGEST = 160_000
/** As galleries of 40,000 choose it for themselves; see verify-recall.ts. */
const EF = 100
const LOOKUPS = 2_000
const EXACT_PROBES = 200
const K = 5

/** What a gallery of one size takes. */
type Size = {
  readonly portraits: number
  readonly buildSeconds: number
  readonly openSeconds: number
  readonly openedMegabytes: number
  readonly indexBytes: number
  readonly labelBytes: number
  readonly lookupMs: readonly number[]
  /** Processor time of one, as a mean. */
  readonly lookupMsComputed: number
  readonly scanMsComputed: number
  readonly recallAt10: number
}

/**
 * How building, opening and looking up grow with a gallery, up to `largest` portraits, beside an
 * exact scan of the same embeddings; in processor time, which tells more where a machine is busy.
 * `plot` is a file for the picture of it.
 */
export async function growthBench({
  largest = LARGEST,
  plot,
}: {
  readonly largest?: number | undefined
  readonly plot?: string | undefined
}): Promise<Figures> {
  const sizes: Size[] = []
  for (const times of TIMES) {
    const folder = await mkdtemp(join(tmpdir(), 'pendant-growth-bench-'))
    try {
      sizes.push(await measure(folder, Math.round((largest * times) / (TIMES.at(-1) as number))))
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
  if (plot) await writeFile(plot, pictureOf(sizes))
  return Object.assign({}, ...sizes.map(figuresOf))
}

async function measure(folder: string, portraits: number): Promise<Size> {
  const people = syntheticFaces(2026)
  const faces = Array.from({ length: portraits }, () => people.stranger())
  const probes = Array.from({ length: LOOKUPS }, (_, turn) =>
    turn % 2 === 0
      ? people.likeness(faces[(turn * 17) % portraits] as Descriptor, 0.45)
      : people.stranger(),
  )
  const space = unfittedSpace()
  const places = faces.map((face) => projectPortrait(space, face, 0))
  const beforeBuilding = process.cpuUsage()
  const built = buildHnswIndex(places)
  const buildSeconds = computedMs(beforeBuilding) / 1000
  built.ef = EF
  const paths = dataPaths(folder)
  await writeSyntheticGallery(paths, 'growth', faces, { enrolled: { space, index: built } })

  const memoryBefore = process.memoryUsage().rss
  const beforeOpening = process.cpuUsage()
  const gallery = await openGallery(paths, 'growth')
  const openSeconds = computedMs(beforeOpening) / 1000
  const openedMegabytes = (process.memoryUsage().rss - memoryBefore) / 1e6
  try {
    for (const probe of probes.slice(0, 200)) await gallery.matches(probe, K)
    const beforeLookups = process.cpuUsage()
    const lookupMs = await timedEach(probes, (probe) => gallery.matches(probe, K))
    const lookupMsComputed = computedMs(beforeLookups) / probes.length
    const asked = probes.slice(0, EXACT_PROBES).map((probe) => projectVisitor(space, probe))
    const scan = exactScan(places)
    const beforeScans = process.cpuUsage()
    for (const probe of asked) scan(probe, K)
    const scanMsComputed = computedMs(beforeScans) / asked.length
    const truth = asked.map((probe) => scan(probe, 10))
    const sizeOf = async (file: string) =>
      (await stat(join(paths.gallery('growth'), file))).size / portraits
    return {
      portraits,
      buildSeconds,
      openSeconds,
      openedMegabytes,
      indexBytes: await sizeOf(INDEX_FILE),
      labelBytes: await sizeOf(PORTRAITS_FILE),
      lookupMs,
      lookupMsComputed,
      scanMsComputed,
      recallAt10: await recall(gallery.index, asked, truth),
    }
  } finally {
    gallery.close()
  }
}

function figuresOf(size: Size): Figures {
  const name = `${size.portraits} portraits: `
  return {
    [`${name}build the index, processor s`]: size.buildSeconds,
    [`${name}portraits built a processor second`]: size.portraits / size.buildSeconds,
    [`${name}open, processor s`]: size.openSeconds,
    [`${name}memory more once open, MB`]: size.openedMegabytes,
    [`${name}bytes a portrait, index`]: size.indexBytes,
    [`${name}bytes a portrait, labels`]: size.labelBytes,
    [`${name}look-up in process, processor ms`]: size.lookupMsComputed,
    [`${name}look-up in process, p50 ms`]: percentile(size.lookupMs, 50),
    [`${name}look-up in process, p99 ms`]: percentile(size.lookupMs, 99),
    [`${name}exact scan, processor ms`]: size.scanMsComputed,
    [`${name}recall@10`]: size.recallAt10,
  }
}

/** Three plots beside each other, with logarithmic axes, as one SVG. */
function pictureOf(sizes: readonly Size[]): string {
  const line = (name: string, colour: string, dash: string, of: (size: Size) => number) => ({
    name,
    colour,
    dash,
    points: sizes.map((size) => [Math.log10(size.portraits), Math.log10(of(size))] as const),
  })
  const plots = [
    plotOf('build the index, processor seconds', sizes, [
      line('built', '#a8762b', '', ({ buildSeconds }) => buildSeconds),
    ]),
    plotOf('open a gallery, processor seconds', sizes, [
      line('opened', '#a8762b', '', ({ openSeconds }) => openSeconds),
    ]),
    plotOf('look up, processor milliseconds', sizes, [
      line('look-up', '#a8762b', '', ({ lookupMsComputed }) => lookupMsComputed),
      line('exact scan', '#3f7f86', '2 4', ({ scanMsComputed }) => scanMsComputed),
    ]),
  ]
  const [width, height] = [560, 340]
  // The last number of an axis reaches beyond its plot.
  const margin = 24
  const beside = plots.map((plot, at) => `<g transform="translate(${at * width} 0)">${plot}</g>`)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${plots.length * width + margin} ${height}" font-family="sans-serif" font-size="15"><title>How building, opening and looking up grow with a gallery</title><rect width="100%" height="100%" fill="#fff"/>${beside.join('')}</svg>\n`
}

function plotOf(
  what: string,
  sizes: readonly Size[],
  series: readonly {
    name: string
    colour: string
    dash: string
    points: readonly (readonly [number, number])[]
  }[],
): string {
  const all = series.flatMap(({ points }) => points.map(([, value]) => value))
  const [from, to] = [Math.floor(Math.min(...all)), Math.ceil(Math.max(...all))]
  const x = sizes.map(({ portraits }): [number, string] => [
    Math.log10(portraits),
    portraits.toLocaleString('en'),
  ])
  const powers = Array.from({ length: to - from + 1 }, (_, i): [number, string] => [
    from + i,
    String(Number((10 ** (from + i)).toPrecision(1))),
  ])
  const [first, last] = [x[0] as [number, string], x.at(-1) as [number, string]]
  const { html } = linePlot(
    what,
    '',
    { label: 'portraits', from: first[0], to: last[0], ticks: x },
    { label: what, from, to, ticks: powers },
    series,
  )
  const [, drawn = ''] = /<svg viewBox[^>]*>([\s\S]*?)<\/svg>/.exec(html) ?? []
  return `<g fill="#4a4a41">${drawn}</g>`
}

function computedMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1000
}
