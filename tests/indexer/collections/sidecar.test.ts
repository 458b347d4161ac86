import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { CollectionItem } from '../../../indexer/collections/collection.ts'
import { folderCollection, folderSource } from '../../../indexer/collections/folder/folder.ts'
import { scratchFolder } from '../scratch-folder.ts'
import { itemsOf } from './local-items.ts'

describe('a JSON file beside a picture', () => {
  it('labels it, its fields spelt as loosely as the headers of a CSV', async () => {
    const items = await itemsIn({
      'room 1/painting.jpg': '',
      'room 1/painting.json': JSON.stringify({
        ID: 17,
        Title: ' The Lute ',
        Artist: 'Ada',
        date: 1650,
        latest_date: 1660,
        medium: null,
        'Credit line': 'Gift',
        licence: 'CC0',
        required_statement: 'Photo: Ida',
        room: 'Room 1',
        'on view': true,
        'page-url': 'https://museum.example/17',
        restorer: { ignored: true },
      }),
    })
    expect(items).toMatchObject([
      {
        work: {
          record: 'room 1/painting.jpg',
          givenId: '17',
          label: {
            title: 'The Lute',
            artist: 'Ada',
            date: '1650–1660',
            medium: '',
            creditLine: 'Gift',
            rights: 'CC0',
            requiredStatement: 'Photo: Ida',
            room: 'Room 1',
            onView: true,
            pageUrl: 'https://museum.example/17',
          },
        },
      },
      {
        remark: { says: 'nothing reads the fields restorer of the JSON files beside pictures' },
      },
    ])
  })

  it('may keep the ending of its picture, and then goes before one without', async () => {
    const items = await itemsIn({
      'a.jpg': '',
      'a.jpg.json': '\uFEFF{"title":"Of the JPEG"}',
      'a.json': '{"title":"Of either"}',
      'a.png': '',
    })
    expect(items).toMatchObject([
      { work: { path: 'a.jpg', label: { title: 'Of the JPEG' } } },
      { work: { path: 'a.png', label: { title: 'Of either' } } },
    ])
  })

  it('leaves to the name of the picture what it does not say', async () => {
    const items = await itemsIn({ 'the_lute.jpg': '', 'the_lute.json': '{}', 'lonely.json': '[' })
    expect(items).toMatchObject([{ work: { givenId: undefined, label: { title: 'The lute' } } }])
  })

  it.each([
    ['cut short', '{"title": "The', /a\.json beside it: it is not JSON/],
    ['a list', '[]', /a\.json beside it: expected an object/],
    ['nothing', 'null', /a\.json beside it: expected an object/],
    [
      'a field of another kind',
      '{"title": {"en": "x"}}',
      /a\.json beside it: field "title": expected/,
    ],
    [
      'too large',
      `{"title": "${'x'.repeat(1024 * 1024)}"}`,
      /a\.json beside it: it is larger than 1 MB/,
    ],
  ])('that is broken (%s) keeps its picture from being taken for gone', async (_, json, reason) => {
    const items = await itemsIn({ 'a.jpg': '', 'a.json': json, 'b.jpg': '' })
    expect(items).toMatchObject([
      { skipped: { record: 'a.jpg', reason: expect.stringMatching(reason), keeps: 'a.jpg' } },
      { work: { path: 'b.jpg' } },
    ])
  })

  it('is found whatever its case, and however its accents are written', async () => {
    const items = await itemsIn({
      'Mu\u0308ller.jpg': '',
      'M\u00fcller.JSON': '{"title":"The Miller"}',
    })
    expect(items).toMatchObject([{ work: { label: { title: 'The Miller' } } }])
  })

  it('reaches nothing but labels, whatever its fields are called', async () => {
    const items = await itemsIn({
      'a.jpg': '',
      'a.json': '{"__proto__":{"title":"x"},"constructor":1,"file":"/etc/passwd","title":"A"}',
    })
    expect(items[0]).toMatchObject({ work: { path: 'a.jpg', label: { title: 'A' } } })
    expect({}).not.toHaveProperty('title')
  })
})

describe('the folder source', () => {
  const request = {
    locations: ['here'],
    filters: {},
    query: undefined,
    baseUrl: undefined,
    csv: undefined,
    columns: undefined,
    languages: [],
    passOver: [],
    allowFolders: [],
  }

  it('opens a folder for each location, or one with its CSV', () => {
    const opened = folderSource.open({ ...request, locations: ['here', 'there'] })
    expect(opened).toMatchObject([{ rights: 'own' }, { rights: 'own' }])
    expect(folderSource.open({ ...request, csv: 'a.csv' })).toHaveLength(1)
  })

  it('says what it lacks', () => {
    const opening = (change: object) => () => folderSource.open({ ...request, ...change })
    expect(opening({ locations: [] })).toThrow(/Say which folder/)
    expect(opening({ columns: 'title=Titel' })).toThrow(/--columns needs --csv/)
    expect(opening({ locations: ['a', 'b'], csv: 'c.csv' })).toThrow(/One CSV labels one folder/)
  })
})

/** What is read of a folder with these files. */
async function itemsIn(files: Readonly<Record<string, string>>): Promise<CollectionItem[]> {
  const folder = await scratchFolder()
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  return itemsOf(folderCollection(folder))
}
