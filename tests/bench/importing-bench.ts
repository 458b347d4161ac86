import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SpentOn } from '../../indexer/commands/import-words.ts'
import type { ImportReport } from '../../indexer/import/import-collection.ts'
import { drawnPainting } from '../indexer/drawn-paintings.ts'
import { articMuseum } from '../indexer/museums/artic-museum.ts'
import { clevelandMuseum } from '../indexer/museums/cleveland-museum.ts'
import { iiifMuseum } from '../indexer/museums/iiif-museum.ts'
import { metMuseum } from '../indexer/museums/met-museum.ts'
import type { MuseumFormat } from '../indexer/museums/museum-format.ts'
import { rijksmuseumMuseum } from '../indexer/museums/rijksmuseum-museum.ts'
import { type MuseumServer, startMuseum } from '../indexer/museums/start-museum.ts'
import { tinyExhibits } from '../indexer/museums/visit-museum.ts'
import { commonsMuseum } from '../indexer/museums/wikimedia-museum.ts'
import { ended, startPendant } from '../indexer/run-pendant.ts'
import type { Figures } from './figures.ts'

const FEW = 1000
const MANY = 10_000
/** With their pictures, each of which is fetched, decoded and kept. */
const FEW_WITH_PICTURES = 250
const MANY_WITH_PICTURES = 2500

const FORMATS: readonly (readonly [MuseumFormat, words: (origin: string) => string[]])[] = [
  [metMuseum, (origin) => ['met', '--base-url', origin]],
  [articMuseum, (origin) => ['artic', '--base-url', origin]],
  [clevelandMuseum, (origin) => ['cleveland', '--base-url', origin]],
  [rijksmuseumMuseum, (origin) => ['rijksmuseum', '--base-url', origin]],
  [commonsMuseum, (origin) => ['wikimedia', 'Category:Portraits', '--base-url', origin]],
  [iiifMuseum, (origin) => ['iiif', `${origin}/iiif/collection.json`]],
]

type Imported = ImportReport & { readonly spent: SpentOn }

/**
 * Memory at its largest of an import of ten times as many works, beside that of the few: on a
 * museum of this machine that answers in each source's format, without pauses. Records alone (a dry
 * run), then with pictures, then the same again, of which nothing has changed.
 */
export async function importingBench(): Promise<Figures> {
  const figures: Record<string, number> = {}
  for (const [format, words] of FORMATS) {
    const name = `${format.source}: `
    const few = await importOf(format, words, FEW, '--dry-run')
    const many = await importOf(format, words, MANY, '--dry-run')
    figures[`${name}records a second`] = MANY / many.spent.seconds
    figures[`${name}MB of memory, ${FEW} records`] = few.spent.peakMemoryMb
    figures[`${name}MB of memory, ${MANY} records`] = many.spent.peakMemoryMb
    figures[`${name}times the memory`] = many.spent.peakMemoryMb / few.spent.peakMemoryMb
  }
  return { ...figures, ...(await withPictures()) }
}

async function withPictures(): Promise<Figures> {
  const data = await mkdtemp(join(tmpdir(), 'pendant-importing-bench-'))
  const museum = await startMuseum(clevelandMuseum.answering, await works(FEW_WITH_PICTURES))
  const words = (folder: string) => ['cleveland', '--base-url', museum.origin, '--data', folder]
  try {
    const few = await run(museum, words(join(data, 'few')))
    museum.works = await works(MANY_WITH_PICTURES)
    const many = await run(museum, words(join(data, 'many')))
    const again = await run(museum, words(join(data, 'many')))
    return {
      'with pictures: works a second': MANY_WITH_PICTURES / many.spent.seconds,
      [`with pictures: MB of memory, ${FEW_WITH_PICTURES} works`]: few.spent.peakMemoryMb,
      [`with pictures: MB of memory, ${MANY_WITH_PICTURES} works`]: many.spent.peakMemoryMb,
      'with pictures: times the memory': many.spent.peakMemoryMb / few.spent.peakMemoryMb,
      'first import: requests': many.spent.requests,
      'first import: MB': many.spent.bytes / 1e6,
      'second import: requests': again.spent.requests,
      'second import: MB': again.spent.bytes / 1e6,
      'second import: unchanged works': again.unchanged,
    }
  } finally {
    museum.close()
    await rm(data, { recursive: true, force: true })
  }
}

async function importOf(
  format: MuseumFormat,
  words: (origin: string) => string[],
  count: number,
  ...more: string[]
): Promise<Imported> {
  const data = await mkdtemp(join(tmpdir(), 'pendant-importing-bench-'))
  const museum = await startMuseum(format.answering, tinyExhibits(count))
  try {
    return await run(museum, [...words(museum.origin), '--data', data, ...more])
  } finally {
    museum.close()
    await rm(data, { recursive: true, force: true })
  }
}

async function run(museum: MuseumServer, words: readonly string[]): Promise<Imported> {
  const expected = museum.works.length
  const child = startPendant(
    'import',
    ...words,
    '--allow-host',
    '127.0.0.1',
    '--pace',
    '0',
    '--json',
  )
  const { stdout, stderr, status } = await ended(child)
  if (status !== 0) throw new Error(stderr)
  const report = JSON.parse(stdout) as Imported
  if (report.added + report.unchanged !== expected) {
    throw new Error(`${report.added + report.unchanged} of ${expected} works came in:\n${stderr}`)
  }
  return report
}

/** Drawn faces, told apart by a comment in each file. */
async function works(count: number) {
  const drawn = await Promise.all(Array.from({ length: 20 }, (_, i) => drawnPainting(i + 1)))
  return tinyExhibits(count, (id) => ({
    picture: Buffer.concat([drawn[id % drawn.length] as Buffer, Buffer.from(String(id))]),
  }))
}
