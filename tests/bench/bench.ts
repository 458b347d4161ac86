// `npm run bench -- <name> [--json]`: each benchmark measures Pendant beside something plainer in
// one run, since machines differ and ratios travel. What they gave is in docs/benchmarks.md.

import { availableParallelism, cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import type { Figures } from './figures.ts'

/** What some benchmarks are told. */
type Options = {
  readonly minutes?: number | undefined
  readonly portraits?: number | undefined
  readonly plot?: string | undefined
}
type Benchmark = { readonly what: string; readonly run: (options: Options) => Promise<Figures> }

const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  alignment: {
    what: 'how far a face moves when its photograph is turned, and between detectors; beside face-api',
    run: async () => (await import('./alignment-bench.ts')).alignmentBench(),
  },
  detection: {
    what: 'faces found and missed in 150 paintings marked by eye; beside face-api',
    run: async () => (await import('./detection-bench.ts')).detectionBench(),
  },
  likeness: {
    what: 'what each part of the likeness space is worth, over the gallery in PENDANT_DATA; beside plain distance',
    run: async () => (await import('./likeness-bench.ts')).likenessBench(),
  },
  why: {
    what: 'whether the part that is named carries the likeness, over the gallery in PENDANT_DATA; beside plainer ways',
    run: async () => (await import('./why-bench.ts')).whyBench(),
  },
  importing: {
    what: 'memory and records a second of importing 10,000 records, source by source; beside 1,000',
    run: async () => (await import('./importing-bench.ts')).importingBench(),
  },
  indexing: {
    what: 'images indexed a second; beside a plain single-threaded face-api loop',
    run: async () => (await import('./indexing-bench.ts')).indexingBench(),
  },
  engines: {
    what: 'how far faces described by onnxruntime are from those described by tfjs, and what each takes',
    run: async () => (await import('./engines-bench.ts')).enginesBench(),
  },
  lookup: {
    what: 'look-ups over sockets at 40,000 portraits; beside an exact scan',
    run: async () => (await import('./lookup-bench.ts')).lookupBench(),
  },
  postgres: {
    what: 'one gallery of [--portraits 100000] in memory and in PostgreSQL with pgvector, beside an exact scan',
    run: async ({ portraits }) => (await import('./postgres-bench.ts')).postgresBench(portraits),
  },
  growth: {
    what: 'building, opening and look-ups at 1, 4, 16 and 64 times the portraits, up to [--portraits 160000]; beside an exact scan; drawn into [--plot FILE]',
    run: async ({ portraits, plot }) =>
      (await import('./growth-bench.ts')).growthBench({ largest: portraits, plot }),
  },
  atlas: {
    what: 'the map of 40,000 portraits, or of [--portraits N]: time, memory, trustworthiness, frames a second; beside the principal axes',
    run: async ({ portraits }) => (await import('./atlas-bench.ts')).atlasBench({ portraits }),
  },
  api: {
    what: 'matches over HTTP by descriptors, by pictures and through filters; beside the same in process',
    run: async () => (await import('./api-bench.ts')).apiBench(),
  },
  browser: {
    what: 'described frames a second in Chromium; beside face-api frame by frame',
    run: async () => (await import('./browser-bench.ts')).browserBench(),
  },
  following: {
    what: 'whom the mirror follows before photographs and films: wrong faces, late ones, lost ones',
    run: async () => (await import('./following-bench.ts')).followingBench(),
  },
  steady: {
    what: 'how steady the shown portrait is, and the same in restarts; beside plainer ways',
    run: async () => (await import('./steady-bench.ts')).steadyBench(),
  },
  moving: {
    what: 'how well portraits follow a moving head, and ms a choice; beside the nearest by pose alone',
    run: async () => (await import('./moving-bench.ts')).movingBench(),
  },
  poseMatcher: {
    what: 'portrait changes a second on the screen, over the gallery in PENDANT_DATA; the page thread',
    run: async () => (await import('./pose-match-bench.ts')).poseMatchBench(),
  },
  exhibit: {
    what: 'from a camera frame to the portrait on the screen; the page thread; downloads',
    run: async () => (await import('./exhibit-bench.ts')).exhibitBench(),
  },
  desk: {
    what: 'waits between 1,000 faces at the desk, in [--minutes 60]; frames of the exhibit during an index run, over the gallery in PENDANT_DATA',
    run: async ({ minutes }) => (await import('./desk-bench.ts')).deskBench(minutes),
  },
  morph: {
    what: 'frames a second of the morph in Chromium',
    run: async () => (await import('./morph-bench.ts')).morphBench(),
  },
  soak: {
    what: 'what a page that is never closed keeps of each visit, over [--minutes 20]',
    run: async ({ minutes }) => (await import('./soak-bench.ts')).soakBench(minutes),
  },
}

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: {
    json: { type: 'boolean' },
    minutes: { type: 'string' },
    portraits: { type: 'string' },
    plot: { type: 'string' },
  },
})
const [name = ''] = positionals
const benchmark = Object.hasOwn(BENCHMARKS, name) ? BENCHMARKS[name] : undefined
const numberOf = (text: unknown) => (text === undefined ? undefined : Number(text))
const minutes = numberOf(options.minutes)
const portraits = numberOf(options.portraits)
const plot = typeof options.plot === 'string' ? options.plot : undefined
const known = ['json', 'minutes', 'portraits', 'plot']
const isUnknown =
  Object.keys(options).some((option) => !known.includes(option)) ||
  [minutes, portraits].some((number) => number !== undefined && !(number > 0))
if (!benchmark || isUnknown || positionals.length > 1) {
  process.stderr.write(
    `Usage: npm run bench -- <name> [--json]\n${Object.entries(BENCHMARKS)
      .map(([key, { what }]) => `  ${key.padEnd(10)} ${what}`)
      .join('\n')}\n`,
  )
  process.exit(1)
}
const figures: Figures = {
  machine: `${cpus()[0]?.model ?? process.arch}, ${availableParallelism()} cores, Node ${process.versions.node}`,
  // Above the number of cores, times say what else went on.
  'processes that wanted a core at the start': loadavg()[0] ?? 0,
  ...(await benchmark.run({ minutes, portraits, plot })),
}
if (options.json === true) {
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)
} else {
  const width = Math.max(...Object.keys(figures).map((key) => key.length))
  for (const [key, value] of Object.entries(figures)) {
    const shown = typeof value === 'number' ? Number(value.toPrecision(4)) : value
    process.stdout.write(`${key.padEnd(width)}  ${shown}\n`)
  }
}
