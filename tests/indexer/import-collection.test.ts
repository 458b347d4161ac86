import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { EMPTY_LABEL } from '../../embeddings/gallery/portrait.ts'
import { type Catalogue, openCatalogue } from '../../indexer/catalogue/catalogue.ts'
import type { Collection, CollectionItem } from '../../indexer/collections/collection.ts'
import { csvCollection } from '../../indexer/collections/csv/csv.ts'
import { folderCollection } from '../../indexer/collections/folder/folder.ts'
import { titleFromFileName } from '../../indexer/collections/picture-title.ts'
import { noDownloads } from '../../indexer/downloads/downloads.ts'
import { type ImportReport, importCollection } from '../../indexer/import/import-collection.ts'
import { type ImportOptions, WHOLE } from '../../indexer/import/import-options.ts'
import { Interrupted } from '../../indexer/terminal/curator-error.ts'
import { scratchFolder } from './scratch-folder.ts'

describe('importing', () => {
  it('adds works, then finds them unchanged', async () => {
    const { folder, bringIn } = await museum('a.jpg', 'room/b.PNG', 'notes.txt', '.hidden.jpg')
    expect(await bringIn(folderCollection(folder))).toEqual(report({ added: 2 }))
    expect(await bringIn(folderCollection(folder))).toEqual(report({ unchanged: 2 }))
  })

  it('brings changed labels up to date, wherever the row has moved', async () => {
    const { folder, catalogue, bringIn } = await museum('a.jpg', 'b.jpg')
    const csv = join(folder, 'works.csv')
    await writeFile(csv, 'id,file,title\n1,a.jpg,Old\n2,b.jpg,Same\n')
    await bringIn(csvCollection(csv, { columns: {} }))
    await writeFile(csv, 'id,file,title\n2,b.jpg,Same\n1,a.jpg,New\n')
    const again = await bringIn(csvCollection(csv, { columns: {} }))
    expect(again).toEqual(report({ source: 'csv', updated: 1, unchanged: 1 }))
    expect(catalogue.works.byId('1')?.label.title).toBe('New')
  })

  it('tells of a work in plain text, even where its HTML is encoded twice', async () => {
    const { folder, catalogue, bringIn } = await museum('a.jpg')
    const csv = join(folder, 'works.csv')
    await writeFile(csv, 'id,file,wall text\n1,a.jpg,&lt;p&gt;Ada &amp;amp; her lute.&lt;/p&gt;\n')
    await bringIn(csvCollection(csv, { columns: {} }))
    expect(catalogue.works.byId('1')?.label.about).toBe('Ada & her lute.')
  })

  it('hides works that are gone from their source, and only from theirs, until they return', async () => {
    const first = await museum('a.jpg', 'b.jpg')
    const other = join(first.folder, '..', 'other')
    await mkdir(other)
    await writeFile(join(other, 'c.jpg'), '')
    await first.bringIn(folderCollection(first.folder))
    await first.bringIn(folderCollection(other))
    await rename(join(first.folder, 'b.jpg'), join(first.folder, 'b.away'))
    expect(await first.bringIn(folderCollection(first.folder))).toEqual(
      report({ unchanged: 1, hidden: 1 }),
    )
    expect(first.catalogue.works.all()).toHaveLength(2)
    await rename(join(first.folder, 'b.away'), join(first.folder, 'b.jpg'))
    expect(await first.bringIn(folderCollection(first.folder))).toEqual(
      report({ unchanged: 1, updated: 1 }),
    )
  })

  it('hides nothing when only a part was looked at, when a picture is missing, or when all are', async () => {
    const { folder, catalogue, bringIn } = await museum('a.jpg', 'b.jpg')
    const csv = join(folder, 'works.csv')
    await writeFile(csv, 'id,file\n1,a.jpg\n2,b.jpg\n')
    const collection = csvCollection(csv, { columns: {} })
    await bringIn(collection)
    expect(await bringIn(collection, { limit: 1 })).toMatchObject({ unchanged: 1, hidden: 0 })
    expect(await bringIn(collection, { query: 'B' })).toMatchObject({ unchanged: 1, hidden: 0 })
    await rm(join(folder, 'a.jpg'))
    expect(await bringIn(collection)).toMatchObject({ unchanged: 1, hidden: 0 })
    await rm(join(folder, 'b.jpg'))
    await expect(bringIn(collection)).rejects.toThrow(/No work was found.*nothing was changed/)
    expect(catalogue.works.all()).toHaveLength(2)
  })

  it('skips a picture whose age cannot be told', async () => {
    const { folder, bringIn } = await museum('a.jpg', 'b.jpg')
    const collection = folderCollection(folder)
    const vanishing: Collection = {
      ...collection,
      async *items(visit) {
        for await (const item of collection.items(visit)) {
          await rm(join(folder, 'a.jpg'), { force: true })
          yield item
        }
      },
    }
    const { added, skipped } = await bringIn(vanishing, { since: new Date(0) })
    expect({ added, skipped }).toEqual({
      added: 1,
      skipped: [{ record: 'a.jpg', reason: 'the file is missing' }],
    })
  })

  it('changes nothing on a dry run, and counts just the same', async () => {
    const { folder, catalogue, bringIn } = await museum('a.jpg', 'b.jpg')
    expect(await bringIn(folderCollection(folder), { dryRun: true })).toEqual(report({ added: 2 }))
    expect(catalogue.works.all()).toEqual([])
  })

  it('keeps apart pictures of the same path in two folders', async () => {
    const { folder, catalogue, bringIn } = await museum('a.jpg')
    const other = join(folder, '..', 'other')
    await mkdir(other)
    await writeFile(join(other, 'a.jpg'), '')
    for (let round = 0; round < 2; round++) {
      await bringIn(folderCollection(folder))
      await bringIn(folderCollection(other))
      expect(new Set(catalogue.works.all().map(({ file }) => file)).size).toBe(2)
    }
    expect(catalogue.works.all()).toHaveLength(2)
  })

  it('takes the works along when a folder has moved', async () => {
    const { folder, catalogue, bringIn } = await museum('a.jpg')
    await bringIn(folderCollection(folder))
    const [before] = catalogue.works.all()
    await rename(folder, `${folder}-moved`)
    expect(await bringIn(folderCollection(`${folder}-moved`))).toMatchObject({ updated: 1 })
    expect(catalogue.works.all().map(({ id }) => id)).toEqual([before?.id])
  })

  it('skips a second work of the same id, and one whose id another collection holds', async () => {
    const { folder, bringIn } = await museum('a.jpg', 'b.jpg')
    const [mine, theirs] = [join(folder, 'mine.csv'), join(folder, 'theirs.csv')]
    await writeFile(mine, 'id,file\n1,a.jpg\n1,b.jpg\n')
    await writeFile(theirs, 'id,file\n1,b.jpg\n2,b.jpg\n')
    const first = await bringIn(csvCollection(mine, { columns: {} }))
    expect(first.skipped).toEqual([
      { record: 'b.jpg', reason: expect.stringContaining('a.jpg too') },
    ])
    const second = await bringIn(csvCollection(theirs, { columns: {} }))
    expect(second).toMatchObject({ added: 1, updated: 0 })
    expect(second.skipped[0]?.reason).toContain('mine.csv')
  })

  it('hides nothing when a part of the source cannot be read', async () => {
    const { folder, catalogue, bringIn } = await museum('a.jpg', 'b.jpg')
    const collection = folderCollection(folder)
    await bringIn(collection)
    const broken: Collection = {
      ...collection,
      async *items(visit) {
        for await (const item of collection.items(visit)) {
          const isB = 'work' in item && item.work.record === 'b.jpg'
          yield isB ? { unreadable: { record: 'room 2', reason: 'the door is locked' } } : item
        }
      },
    }
    const told = await bringIn(broken)
    expect(told).toEqual(
      report({
        unchanged: 1,
        skipped: [
          { record: 'room 2', reason: expect.stringMatching(/^the door is locked; no work/) },
        ],
      }),
    )
    expect(catalogue.works.all()).toHaveLength(2)
  })

  it('holds what a part that cannot be read may have against that part alone', async () => {
    const { folder, catalogue, bringIn } = await museum('a.jpg', 'one/b.jpg', 'two/c.jpg', 'd.jpg')
    const collection = folderCollection(folder)
    await bringIn(collection)
    const broken: Collection = {
      ...collection,
      async *items(visit) {
        for await (const item of collection.items(visit)) {
          const record = 'work' in item ? item.work.record : ''
          if (record === 'one/b.jpg') {
            yield { unreadable: { record: 'one', reason: 'the door is locked', branch: 'one' } }
          } else if (record === 'a.jpg') yield item
        }
      },
    }
    expect(await bringIn(broken)).toMatchObject({
      hidden: 2,
      missing: [
        { record: 'one', reason: 'the door is locked; no work of one is taken to have gone' },
      ],
    })
    expect(catalogue.works.all().map(({ record }) => record)).toEqual(['a.jpg', 'one/b.jpg'])
  })

  it('hides at once what its source says it has withdrawn', async () => {
    const { folder, catalogue, bringIn } = await museum('a.jpg', 'b.jpg')
    const collection = folderCollection(folder)
    await bringIn(collection)
    const news: Collection = {
      ...collection,
      async *items() {
        yield { gone: { record: 'b.jpg' } }
        yield { gone: { record: 'never-there.jpg' } }
      },
    }
    const told = await bringIn(news, { since: new Date(0) })
    expect(told).toMatchObject({
      hidden: 1,
      hiddenWorks: [{ reason: 'its source no longer has it' }],
    })
    expect(catalogue.works.all().map(({ record }) => record)).toEqual(['a.jpg'])
  })

  it('follows links, but goes round no circle', async () => {
    const { folder, bringIn } = await museum('a.jpg')
    await symlink(folder, join(folder, 'again'))
    await symlink(join(folder, 'nowhere.jpg'), join(folder, 'broken.jpg'))
    const { added, skipped } = await bringIn(folderCollection(folder))
    expect(added).toBe(1)
    expect(skipped.map(({ record }) => record)).toEqual(['broken.jpg'])
  })

  it('tells of pictures of a kind that is not read', async () => {
    const { folder, bringIn } = await museum('a.jpg', 'phone.HEIC')
    expect((await bringIn(folderCollection(folder))).skipped).toEqual([
      { record: 'phone.HEIC', reason: expect.stringContaining('HEIC pictures are not read') },
    ])
  })

  it('that is stopped keeps what it has, and hides nothing', async () => {
    const { folder, catalogue, bringIn } = await museum('a.jpg', 'b.jpg', 'c.jpg')
    const controller = new AbortController()
    const onRecord = (): void => controller.abort()
    await expect(
      bringIn(folderCollection(folder), { signal: controller.signal, onRecord }),
    ).rejects.toThrow(Interrupted)
    expect(catalogue.works.all()).toHaveLength(1)
  })
})

describe('importing from a museum', () => {
  it('reads not a record more than it was told to take', async () => {
    const { bringIn } = await museum()
    const { all } = selection('a', ['1', '2', '3'])
    let read = 0
    const onRecord = (): void => {
      read += 1
    }
    expect(await bringIn(all, { limit: 2, onRecord })).toMatchObject({ added: 2 })
    expect(read).toBe(2)
  })

  it('hides what the museum’s own search no longer finds', async () => {
    const { bringIn } = await museum()
    const searched = { ...selection('a', ['1', '2']).all, searched: true }
    const query = 'a query that no label holds'
    expect(await bringIn(searched, { query })).toMatchObject({ added: 2 })
    const fewer = { ...selection('a', ['1']).all, searched: true }
    expect(await bringIn(fewer, { query })).toMatchObject({ unchanged: 1, hidden: 1 })
    await expect(bringIn({ ...searched, async *items() {} }, { query })).rejects.toThrow(/No work/)
  })

  it('finds a work unchanged in whichever selection, and hides it when it is gone from all', async () => {
    const { catalogue, bringIn } = await museum()
    await bringIn(selection('a', ['1', '2']).all)
    expect(await bringIn(selection('b', ['2', '3']).all)).toMatchObject({ added: 1, unchanged: 1 })
    const fewer = { a: selection('a', ['1']).all, b: selection('b', ['3']).all }
    for (const dryRun of [true, false]) {
      expect(await bringIn(fewer.a, { dryRun })).toMatchObject({ unchanged: 1, hidden: 0 })
    }
    for (const dryRun of [true, false]) {
      expect(await bringIn(fewer.b, { dryRun })).toMatchObject({ unchanged: 1, hidden: 1 })
    }
    expect(catalogue.works.all().map(({ record }) => record)).toEqual(['1', '3'])
  })

  it('keeps no unchanged work whose rights are allowed no more', async () => {
    const { bringIn } = await museum()
    const { all, unchanged } = selection('a', ['1', '2'], { 2: RESERVED })
    expect(await bringIn(all)).toMatchObject({ added: 1 })
    const rights = { allowed: [RESERVED], held: undefined }
    expect(await bringIn(all, { rights })).toMatchObject({ added: 1, unchanged: 1 })
    expect(await bringIn(unchanged, { rights })).toMatchObject({ unchanged: 2, hidden: 0 })
    expect(await bringIn(unchanged)).toMatchObject({
      unchanged: 1,
      hiddenWorks: [{ workId: 'met-2', reason: expect.stringContaining(RESERVED) }],
    })
  })

  it('tells of the works that have lost their licence, even when no other is left', async () => {
    const { catalogue, bringIn } = await museum()
    await bringIn(selection('a', ['1']).all)
    const closed = selection('a', ['1'], { 1: RESERVED }).all
    expect(await bringIn(closed)).toMatchObject({ unchanged: 0, hidden: 1 })
    expect(catalogue.works.all()).toEqual([])
    expect(await bringIn(closed)).toMatchObject({ hidden: 0, skipped: [{ record: '1' }] })
  })

  it('of a museum that names no record at all says that the name or the filters are amiss', async () => {
    const { bringIn } = await museum()
    await expect(bringIn(selection('a', []).all)).rejects.toThrow(/No work was found.*filters/)
  })

  it('relies on no import in other languages, and on none that left a work behind', async () => {
    const { catalogue, bringIn } = await museum()
    const { all } = selection('a', ['1', '2'])
    const known: (string | undefined)[] = []
    const asking: Collection = {
      ...all,
      async *items(visit) {
        known.push(visit.previous && ['1', '2'].filter(visit.previous.has).join())
        yield* all.items(visit)
      },
    }
    await bringIn(asking, { languages: ['en'] })
    await bringIn(asking, { languages: ['de'] })
    await bringIn(asking, { languages: ['de'] })
    catalogue.works.markOutdated('met-2')
    await bringIn(asking, { languages: ['de'] })
    await bringIn(asking, { languages: ['de'] })
    expect(known).toEqual([undefined, undefined, '1,2', '1', '1,2'])
  })
})

describe('a title read off a file name', () => {
  it.each([
    ['the-man_with-the-golden-helmet.jpg', 'The man with the golden helmet'],
    ['Portrait of Anne-Marie.tif', 'Portrait of Anne-Marie'],
    ['rooms/12/__untitled__.png', 'Untitled'],
    ['été.jpg', 'Été'],
  ])('%s is "%s"', (path, title) => {
    expect(titleFromFileName(path)).toBe(title)
  })
})

type Museum = {
  readonly folder: string
  readonly catalogue: Catalogue
  bringIn(collection: Collection, options?: Partial<ImportOptions>): Promise<ImportReport>
}

/** A folder with empty files of these names, and an empty catalogue. */
async function museum(...names: string[]): Promise<Museum> {
  const scratch = await scratchFolder()
  const folder = join(scratch, 'paintings')
  for (const name of names) {
    await mkdir(join(folder, name, '..'), { recursive: true })
    await writeFile(join(folder, name), '')
  }
  const catalogue = openCatalogue(join(scratch, 'catalogue.db'), { create: true })
  onTestFinished(() => catalogue.close())
  return {
    folder,
    catalogue,
    bringIn: (collection, options) =>
      importCollection(catalogue, collection, {
        ...WHOLE,
        downloads: noDownloads(),
        signal: new AbortController().signal,
        say() {},
        onRecord() {},
        ...options,
      }),
  }
}

const OPEN = 'https://creativecommons.org/publicdomain/zero/1.0/'
const RESERVED = '© Somebody'

/** A selection of a museum's records; `unchanged` is the same when its feed tells of no change. */
function selection(
  location: string,
  records: readonly string[],
  rights: Readonly<Record<string, string>> = {},
): { all: Collection; unchanged: Collection } {
  const works = records.map((record) => ({
    work: {
      record,
      givenId: `met-${record}`,
      path: record,
      picture: { file: import.meta.filename },
      pictureVersion: '',
      label: { ...EMPTY_LABEL, title: `Portrait ${record}`, rights: rights[record] ?? OPEN },
    },
  }))
  const of = (items: readonly CollectionItem[]): Collection => ({
    source: 'met',
    location,
    rights: 'published',
    async *items() {
      yield* items
    },
  })
  return {
    all: of(works),
    unchanged: of(records.map((record) => ({ unchanged: { record } }))),
  }
}

function report(counts: Partial<ImportReport>) {
  return expect.objectContaining({
    source: 'folder',
    added: 0,
    updated: 0,
    unchanged: 0,
    hidden: 0,
    skipped: [],
    ...counts,
  })
}
