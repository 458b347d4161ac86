import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { dataPaths } from '../../embeddings/store/data-paths.ts'
import { type Catalogue, openCatalogue } from '../../indexer/catalogue/catalogue.ts'
import { csvCollection } from '../../indexer/collections/csv/csv.ts'
import { noDownloads } from '../../indexer/downloads/downloads.ts'
import {
  BUILT_IN_CSV,
  builtInIds,
  makeRoomForOwnWorks,
} from '../../indexer/import/built-in-collection.ts'
import { type ImportReport, importCollection } from '../../indexer/import/import-collection.ts'
import { WHOLE } from '../../indexer/import/import-options.ts'
import { ended, runPendant, startPendant } from './run-pendant.ts'
import { scratchFolder } from './scratch-folder.ts'

const COUNT = builtInIds().size

describe('the built-in collection', { timeout: 120_000 }, () => {
  it('comes in whole, makes room for works of a curator, and can be had back', async () => {
    const { catalogue } = await emptyData()
    expect(await bringIn(catalogue, BUILT_IN_CSV)).toMatchObject({ added: COUNT, skipped: [] })
    expect(makeRoomForOwnWorks(catalogue)).toBe(COUNT)
    expect(catalogue.works.all()).toEqual([])
    expect(makeRoomForOwnWorks(catalogue)).toBe(0)
    expect(await bringIn(catalogue, BUILT_IN_CSV)).toMatchObject({ updated: COUNT })
    expect(catalogue.works.all()).toHaveLength(COUNT)
  })

  it('stays while an import brings in nothing, or only itself', async () => {
    const { data } = await emptyData()
    const folder = join(data, 'paintings')
    await mkdir(folder)
    await writeFile(join(folder, 'a.jpg'), '')
    const said = async (...words: string[]) =>
      (await runPendant('import', ...words, '--data', data)).stderr
    expect(await said('csv', BUILT_IN_CSV)).not.toContain('make room')
    expect(await said('folder', folder, '--query', 'b')).not.toContain('make room')
    expect(await said('folder', folder)).toContain('make room')
  })

  it('is no work of a curator’s own: a first run that an earlier version began goes on', async () => {
    const { data, catalogue } = await emptyData()
    await bringIn(catalogue, await leftAt(join(data, 'invented-sitters'), 'jpg'))
    const run = startPendant('first-run', '--data', data)
    const end = ended(run)
    // Its own list, which lies beside the program wherever that is.
    const list = /indexer\/built-in-collection\/collection\.csv$/
    await expect.poll(() => catalogue.works.all()[0]?.location).toMatch(list)
    run.kill('SIGTERM')
    expect((await end).stderr).toContain('indexing the built-in collection')
    expect(catalogue.works.all()).toHaveLength(COUNT)
  })
})

/**
 * Where the list lay, under the data folder, before the pictures were shipped, or in a checkout
 * that has moved.
 */
describe.each([
  ['an earlier version painted into the data folder', 'invented-sitters', 'jpg'],
  ['another checkout held', 'checkout/indexer/built-in-collection', 'webp'],
])('the built-in collection that %s', { timeout: 120_000 }, (_, place, ending) => {
  it('is the same: nothing hangs twice, labels and ids stay', async () => {
    const { data, catalogue } = await emptyData()
    const before = await leftAt(join(data, place), ending)
    await bringIn(catalogue, before)
    const [first] = catalogue.works.all()

    expect(await bringIn(catalogue, BUILT_IN_CSV)).toMatchObject({
      added: 0,
      updated: COUNT,
      hidden: 0,
      skipped: [],
    })
    const works = catalogue.works.all()
    expect(works.map(({ id }) => id)).toEqual([...builtInIds()])
    expect(works.every(({ file }) => file.startsWith(dirname(BUILT_IN_CSV)))).toBe(true)
    expect(works[0]?.label).toEqual(first?.label)
    expect(catalogue.imports.worksIn({ source: 'csv', location: before })).toEqual([])
  })

  it('makes room for works of a curator as well', async () => {
    const { data, catalogue } = await emptyData()
    await bringIn(catalogue, await leftAt(join(data, place), ending))
    expect(makeRoomForOwnWorks(catalogue)).toBe(COUNT)
  })
})

async function emptyData(): Promise<{ readonly data: string; readonly catalogue: Catalogue }> {
  const data = await scratchFolder()
  const catalogue = openCatalogue(dataPaths(data).catalogue, { create: true })
  onTestFinished(() => catalogue.close())
  return { data, catalogue }
}

/**
 * The built-in list and its pictures, empty, in another folder and under another ending; gives the
 * list.
 */
async function leftAt(folder: string, ending: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  const list = (await readFile(BUILT_IN_CSV, 'utf8')).replaceAll('.webp,', `.${ending},`)
  for (const id of builtInIds()) await writeFile(join(folder, `${id}.${ending}`), '')
  const csv = join(folder, 'collection.csv')
  await writeFile(csv, list)
  return csv
}

function bringIn(catalogue: Catalogue, csv: string): Promise<ImportReport> {
  return importCollection(catalogue, csvCollection(csv, { columns: {} }), {
    ...WHOLE,
    downloads: noDownloads(),
    signal: new AbortController().signal,
    say() {},
    onRecord() {},
  })
}
