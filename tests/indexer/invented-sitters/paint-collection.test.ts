import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { collectionCsv } from '../../../indexer/invented-sitters/collection-csv.ts'
import { inventedSitters } from '../../../indexer/invented-sitters/invented-sitters.ts'
import { paintCollection } from '../../../indexer/invented-sitters/paint-collection.ts'

const two = inventedSitters().slice(0, 2)
let directory = ''

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sitters-'))
})
afterEach(() => rm(directory, { recursive: true, force: true }))

describe('painting the collection', () => {
  it('hangs every picture whole and writes a label for each', async () => {
    const seen: number[] = []
    const done = await paintCollection(directory, {
      sitters: two,
      onPainted: ({ painted }) => seen.push(painted),
    })
    expect(done).toMatchObject({ total: 2, painted: 2 })
    expect(seen).toEqual([1, 2])
    const names = await readdir(directory)
    expect(names.filter((name) => name.endsWith('.draft'))).toEqual([])
    const labels: Record<string, string>[] = parse(await readFile(done.csv), { columns: true })
    expect(labels.map(({ id }) => id)).toEqual(two.map(({ id }) => id))
    for (const label of labels) expect(names).toContain(label.file)
  })

  it('paints only who is missing', async () => {
    await paintCollection(directory, { sitters: two.slice(0, 1) })
    const first = join(directory, `${two[0]?.id}.jpg`)
    const before = (await stat(first)).mtimeMs
    const done = await paintCollection(directory, { sitters: two })
    expect(done.painted).toBe(1)
    expect((await stat(first)).mtimeMs).toBe(before)
  })

  it('paints again what another version painted', async () => {
    await writeFile(join(directory, `${two[0]?.id}.jpg`), 'an older picture')
    const done = await paintCollection(directory, { sitters: two.slice(0, 1) })
    expect(done.painted).toBe(1)
    expect((await stat(join(directory, `${two[0]?.id}.jpg`))).size).toBeGreaterThan(10_000)
  })

  it('stops when told to, and says so', async () => {
    const stopping = new AbortController()
    stopping.abort()
    await expect(
      paintCollection(directory, { sitters: two, signal: stopping.signal }),
    ).rejects.toThrow()
    expect((await readdir(directory)).filter((name) => name.endsWith('.jpg'))).toEqual([])
  })
})

describe('the collection’s CSV', () => {
  it('has the nine columns importers read, and survives commas in titles', () => {
    const sitters = inventedSitters()
    const labels: Record<string, string>[] = parse(collectionCsv(sitters), { columns: true })
    expect(Object.keys(labels[0] ?? {})).toEqual([
      'id',
      'file',
      'title',
      'artist',
      'date',
      'medium',
      'museum',
      'creditLine',
      'rights',
    ])
    expect(labels.map(({ title }) => title)).toEqual(sitters.map(({ title }) => title))
  })
})
