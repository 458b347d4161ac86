import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import Database from 'better-sqlite3'
import { expect } from 'vitest'
import { dataPaths } from '../../embeddings/store/data-paths.ts'
import { currentGalleryId } from '../../embeddings/store/galleries.ts'
import { openCatalogue } from '../../indexer/catalogue/catalogue.ts'
import { seededRandom } from '../../indexer/likeness/seeded-random.ts'
import { metMuseum } from './museums/met-museum.ts'
import { type MuseumServer, museumServer } from './museums/museum-server.ts'
import { exhibits } from './museums/open-museum.ts'
import { ended, INDEX_A_FEW, startPendant } from './run-pendant.ts'
import { scratchFolder } from './scratch-folder.ts'

/** Requests a killed import may still make after it was started; later ones begin where it was. */
const REQUESTS_AT_MOST = 4
const DELAY_AT_MOST_MS = 40

export type Killings = {
  readonly seed: number
  readonly works: number
  readonly imports: number
  readonly indexings: number
}

/**
 * Imports a museum and indexes it, killing the program at instants drawn from the seed, and expects
 * what an import and an indexing leave that were never killed: nothing lost, nothing doubled.
 */
export async function killAtInstants(killings: Killings): Promise<void> {
  const random = seededRandom(killings.seed)
  const upTo = (most: number): number => Math.floor(random() * (most + 1))
  const museum = await museumServer(metMuseum.answering, await exhibits(killings.works))
  const killed = join(await scratchFolder(), 'killed')
  const whole = join(await scratchFolder(), 'whole')

  for (let i = 0; i < killings.imports; i++) {
    const enough = museum.asked.length + upTo(REQUESTS_AT_MOST)
    await killWhen(() => museum.asked.length >= enough, upTo(DELAY_AT_MOST_MS), [
      ...importing(museum),
      '--data',
      killed,
    ])
    expectSound(killed)
  }
  const imported = await run(...importing(museum), '--data', killed)
  expect(imported).toMatchObject({ hidden: 0, skipped: [] })
  await run(...importing(museum), '--data', whole)
  expect(works(killed)).toEqual(works(whole))
  expect(works(killed)).toHaveLength(killings.works)

  for (let i = 0; i < killings.indexings; i++) {
    const enough = described(killed) + upTo(2)
    await killWhen(
      () => described(killed) >= enough,
      // Models take a while to load, and the gallery is built after the last work.
      upTo(i % 3 === 0 ? 3000 : DELAY_AT_MOST_MS),
      // The catalogue has one writer, however many workers describe; each takes long to load its
      // models.
      [...(i % 6 === 0 ? ['index', '--no-objects'] : INDEX_A_FEW), '--data', killed],
    )
    expectSound(killed)
    const id = await currentGalleryId(dataPaths(killed))
    if (id !== undefined) await readFile(join(dataPaths(killed).gallery(id), 'manifest.json'))
  }
  const indexed = await run('index', '--no-objects', '--data', killed)
  expect(indexed).toMatchObject({ works: killings.works, skipped: [] })
  await run('index', '--no-objects', '--data', whole)
  expect(faces(killed)).toEqual(faces(whole))
  expect(await pictures(killed)).toEqual(await pictures(whole))
  expect(contentOf(await currentGalleryId(dataPaths(killed)))).toBe(
    contentOf(await currentGalleryId(dataPaths(whole))),
  )
}

function importing({ origin }: MuseumServer): string[] {
  return ['import', 'met', '--base-url', origin, '--allow-host', '127.0.0.1', '--pace', '0']
}

async function killWhen(
  reached: () => boolean,
  delayMs: number,
  words: readonly string[],
): Promise<void> {
  const child = startPendant(...words)
  child.stdout?.resume()
  child.stderr?.resume()
  const gone = once(child, 'exit')
  while (!reached() && child.exitCode === null) await pause(5)
  await pause(delayMs)
  child.kill('SIGKILL')
  await gone
}

async function run(...words: string[]): Promise<unknown> {
  const { status, stdout, stderr } = await ended(startPendant(...words, '--json'))
  expect(stderr).not.toContain('an error nobody foresaw')
  expect(status).toBe(0)
  return JSON.parse(stdout)
}

/** The catalogue opens, and SQLite finds nothing amiss in it. */
function expectSound(data: string): void {
  const file = dataPaths(data).catalogue
  openCatalogue(file, { create: true }).close()
  expect(read(data, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
  expect(read(data, 'PRAGMA foreign_key_check')).toEqual([])
}

function works(data: string): unknown[] {
  const rows = read(data, 'SELECT id, record, title, file, rights FROM work ORDER BY id')
  return rows.map((row) => ({ ...(row as object), file: basename((row as { file: string }).file) }))
}

function faces(data: string): unknown[] {
  return read(
    data,
    'SELECT work_id, number, box, quality, hex(descriptor), crop_digest FROM face ORDER BY 1, 2',
  )
}

/** Each picture that was fetched, once. */
async function pictures(data: string): Promise<string[]> {
  const names = await readdir(join(dataPaths(data).downloads, 'pictures'), { recursive: true })
  return names.filter((name) => basename(name).length === 64).sort()
}

function described(data: string): number {
  const [row] = read(data, 'SELECT count(*) AS count FROM description')
  return (row as { count: number }).count
}

function read(data: string, query: string): unknown[] {
  const database = new Database(dataPaths(data).catalogue, { readonly: true, timeout: 10_000 })
  try {
    return database.prepare(query).all()
  } finally {
    database.close()
  }
}

/** A gallery's id ends with the digest of its content. */
function contentOf(id: string | undefined): string | undefined {
  return id?.split('-').at(-1)
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
