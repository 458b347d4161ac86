import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SourceWork } from '../../indexer/collections/collection.ts'
import {
  csvCollection,
  csvSource,
  labelledFolderCollection,
} from '../../indexer/collections/csv/csv.ts'
import { type ColumnMap, parseColumnMap } from '../../indexer/collections/csv/csv-columns.ts'
import { plainText } from '../../indexer/collections/plain-text.ts'
import { idFromPath } from '../../indexer/collections/work-id.ts'
import { CuratorError } from '../../indexer/terminal/curator-error.ts'
import { often } from '../torture/often.ts'
import { drawn, itemsOf, outline, worksOf } from './collections/local-items.ts'
import { peakMemoryOf } from './collections/peak-memory.ts'
import { scratchFolder } from './scratch-folder.ts'

describe('a CSV of works', () => {
  it('gives back any plain text that was put into it, whatever the delimiter', async () => {
    const folder = await scratchFolder()
    await writeFile(join(folder, 'a.jpg'), '')
    const cell = fc
      .string({ unit: 'grapheme', maxLength: 40 })
      .map((text) => text.replaceAll(/\p{C}/gu, '').trim().normalize('NFC'))
      .filter((text) => plainText(text) === text)
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }),
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        async (rows, delimiter, newline, withMark) => {
          const lines = [
            ['id', 'file', 'artist', 'medium'].join(delimiter),
            ...rows.map(([artist, medium], i) =>
              [`w${i}`, 'a.jpg', quoted(artist), quoted(medium)].join(delimiter),
            ),
          ]
          const csv = join(folder, 'works.csv')
          await writeFile(csv, (withMark ? '\uFEFF' : '') + lines.join(newline) + newline)
          const labels = (await works(csv)).map(({ label }) => [label.artist, label.medium])
          expect(labels).toEqual(rows)
        },
      ),
      often(60, 2_000),
    )
  })

  it('may be anything at all: it ends in works and reasons, or in one clear error', async () => {
    const folder = await scratchFolder()
    const csv = join(folder, 'works.csv')
    await writeFile(join(folder, 'a.jpg'), '')
    const head = fc.constantFrom('', 'sep=;\n', 'file,title\n', 'file;titel;\n', 'id\tfile\tfile\n')
    const line = fc.oneof(
      fc.constantFrom('a.jpg,"Four "4""\n', 'a.jpg', '"', '\r', '../a.jpg;x\n', '=1+1\t\n'),
      fc.string({ unit: 'binary', maxLength: 40 }),
    )
    const text = fc.tuple(head, fc.array(line, { maxLength: 12 }))
    await fc.assert(
      fc.asyncProperty(text, fc.uint8Array({ maxLength: 30 }), async ([first, rest], bytes) => {
        await writeFile(csv, Buffer.concat([Buffer.from(first + rest.join('')), bytes]))
        const items = await itemsOf(csvCollection(csv, { columns: {} })).catch((error: unknown) => {
          if (error instanceof CuratorError) expect(error.message).toContain('works.csv')
          else throw error
          return []
        })
        for (const item of items) {
          if ('skipped' in item) expect(item.skipped.reason).not.toBe('')
        }
      }),
      often(60, 2_000),
    )
  })

  it('may have line breaks within quotes, of which a label makes spaces', async () => {
    const csv = await csvWith('file,title\na.jpg,"The Calling\nof Saint Matthew"\n')
    expect((await works(csv))[0]?.label.title).toBe('The Calling of Saint Matthew')
  })

  it('is read as Windows-1252 where it is not valid UTF-8, and as UTF-16 by its mark', async () => {
    const text = 'file;artist\r\na.jpg;Dürer – “Œuvre”\r\n'
    const windows = [...text].map(
      (c) => ({ '–': 0x96, '“': 0x93, '”': 0x94, Œ: 0x8c })[c] ?? c.charCodeAt(0),
    )
    for (const bytes of [Buffer.from(windows), Buffer.from(`\uFEFF${text}`, 'utf16le')]) {
      const csv = await csvWith(bytes)
      expect((await works(csv))[0]?.label.artist).toBe('Dürer – “Œuvre”')
    }
  })

  it('may have italics in its texts, and "Not on view" for a room, which is none', async () => {
    const csv = await csvWith(
      'file,title,room\na.jpg,A Sunday on <i>La Grande Jatte</i>,Not on view\n',
    )
    expect((await works(csv))[0]?.label).toMatchObject({
      title: 'A Sunday on La Grande Jatte',
      room: '',
      onView: false,
    })
  })

  it('may name its columns in its own way', async () => {
    const csv = await csvWith(
      'Bild;Titel;Künstler;Credit Line;Licence\na.jpg;Melencolia;Dürer;Gift;CC0\n',
    )
    const columns = parseColumnMap('file=Bild,title=titel, artist=Künstler')
    const [work] = await works(csv, columns)
    expect(work?.label).toMatchObject({
      title: 'Melencolia',
      artist: 'Dürer',
      creditLine: 'Gift',
      rights: 'CC0',
    })
  })

  it('says which column it lacks, and which it has', async () => {
    const csv = await csvWith('picture,name\na.jpg,x\n')
    await expect(works(csv)).rejects.toThrow(/no column "file".*picture, name.*--columns/)
    await expect(works(csv, { file: 'image' })).rejects.toThrow(/no column "image"/)
    expect(() => parseColumnMap('titel=Title')).toThrow(CuratorError)
  })

  it('names the line of a row whose picture is missing, and reads on', async () => {
    const csv = await csvWith('file,title\nlost.jpg,Lost\n,Nameless\na.jpg,There\n')
    const items = await itemsOf(csvCollection(csv, { columns: {} }))
    expect(items.map(outline)).toEqual([
      'line 2: lost.jpg: there is no file',
      'line 3: it names no file',
      'There',
    ])
  })

  it('loses no row but the one whose quote is never closed', async () => {
    const csv = await csvWith(
      'file,title\na.jpg,First\n\na.jpg,"never closed\na.jpg,"Second"\na.jpg,"of\ntwo lines"\na.jpg,Last\n',
    )
    const items = await itemsOf(csvCollection(csv, { columns: {} }))
    expect(items.map(outline)).toEqual([
      'First',
      'line 4: a quote that opens in this line is never closed',
      'Second',
      'of two lines',
      'Last',
    ])
  })

  it('may have quotes in cells that are not quoted, or after a closing one', async () => {
    const csv = await csvWith(
      'file,title,medium\na.jpg,Portrait of "Il Giovane",10" x 8"\na.jpg,"Four "4"", "oil" \n',
    )
    expect((await works(csv)).map(({ label }) => [label.title, label.medium])).toEqual([
      ['Portrait of "Il Giovane"', '10" x 8"'],
      ['"Four "4""', 'oil'],
    ])
  })

  it('is cut where it is told to be by its first line', async () => {
    const csv = await csvWith('sep=;\r\nfile;title\r\na.jpg;One, and two\r\n')
    expect((await works(csv))[0]?.label.title).toBe('One, and two')
  })

  it('is read as MacRoman where that makes words, which is said', async () => {
    const csv = await csvWith(
      Buffer.from('file;title;artist\ra.jpg;Bildnis;Albrecht D\u009frer\r', 'latin1'),
    )
    const items = await itemsOf(csvCollection(csv, { columns: {} }))
    expect(items).toMatchObject([
      { remark: { record: csv, says: expect.stringMatching(/MacRoman.*“Dürer”/) } },
      { work: { label: { artist: 'Albrecht Dürer' } } },
    ])
  })

  it('says so when its letters look like no language', async () => {
    const csv = await csvWith(Buffer.from('file,artist\na.jpg,\u00a3\u00f3d\u009f\n', 'latin1'))
    const [remark] = await itemsOf(csvCollection(csv, { columns: {} }))
    expect(remark).toMatchObject({ remark: { says: expect.stringMatching(/look wrong/) } })
  })

  it('may be UTF-16 without a mark', async () => {
    const csv = await csvWith(Buffer.from('file\ttitle\na.jpg\tDürer\n', 'utf16le'))
    expect((await works(csv))[0]?.label.title).toBe('Dürer')
  })

  it('has its columns that nobody reads told of, with what they may mean', async () => {
    const csv = await csvWith('file,titel,Raum,creditlien,weight\na.jpg,Junger Mann,3,Gift,1\n')
    const [remark] = await itemsOf(csvCollection(csv, { columns: {} }))
    expect(remark).toMatchObject({
      remark: {
        says: 'nothing reads its columns titel, Raum, creditlien, weight; if they mean that: --columns title=titel,room=Raum,creditLine=creditlien',
      },
    })
  })

  it('has values that nobody knows, and cells beyond its columns, told of with their lines', async () => {
    const csv = await csvWith('file,onView,title\na.jpg,maybe,A\na.jpg,no,One, and two\n')
    const items = await itemsOf(csvCollection(csv, { columns: {} }))
    expect(items.slice(2).map(outline)).toEqual([
      'works.csv: onView takes yes or no; “maybe” (line 2) was read as not known',
      'works.csv: there are more cells than columns in line 3; a text with the delimiter in it needs quotes',
    ])
  })

  it('takes a source that is an address for the page of the work', async () => {
    const csv = await csvWith('file,source\na.jpg,https://museum.example/1\na.jpg,box 12\n')
    expect((await works(csv)).map(({ label }) => label.pageUrl)).toEqual([
      'https://museum.example/1',
      '',
    ])
  })

  it('beside a folder: pictures are looked for there, and those no row names are told of', async () => {
    const folder = await scratchFolder()
    await mkdir(join(folder, 'pictures', 'room 1'), { recursive: true })
    for (const name of ['room 1/a.jpg', 'b.jpg'])
      await writeFile(join(folder, 'pictures', name), '')
    const csv = join(folder, 'labels.csv')
    await writeFile(csv, 'file,title\nroom 1\\a.jpg,First\n')
    const collection = labelledFolderCollection(join(folder, 'pictures'), csv, { columns: {} })
    expect((await itemsOf(collection)).map(outline)).toEqual([
      'First',
      'b.jpg: no row of labels.csv names this picture',
    ])
  })

  it('may name a picture by its address, which its id is made of', async () => {
    const csv = await csvWith(
      'file,title\nhttps://museum.example/1/full.jpg,One\nhttps://museum.example/2/full.jpg,Two\n',
    )
    const [one, two] = await works(csv)
    expect(one).toMatchObject({
      record: 'https://museum.example/1/full.jpg',
      path: 'https://museum.example/1/full.jpg',
      picture: { urls: ['https://museum.example/1/full.jpg'] },
      pictureVersion: '',
    })
    expect(idFromPath(one?.path ?? '')).not.toBe(idFromPath(two?.path ?? ''))
  })

  it('names a work without a title after its file, its address or its IIIF image', async () => {
    const csv = await csvWith(
      'file\na.jpg\nhttps://museum.example/img/Lady%20with_a_fan.jpg?w=800\nhttps://museum.example/iiif/2/the-lute/full/max/0/default.jpg\n',
    )
    const titles = (await works(csv)).map(({ label }) => label.title)
    expect(titles).toEqual(['A', 'Lady with a fan', 'The lute'])
  })

  it('falls back on a column of addresses where a row names no file', async () => {
    const csv = await csvWith(
      'file,Image URL,title\na.jpg,https://museum.example/a.jpg,A\n,https://museum.example/b.jpg,B\n',
    )
    expect((await works(csv)).map(({ picture }) => Object.keys(picture))).toEqual([
      ['file'],
      ['urls'],
    ])
  })

  it('takes the first of several pictures that is there', async () => {
    const csv = await csvWith(
      'file\nlost.jpg|a.jpg\nx;y.jpg\nlost.jpg;gone.jpg\n"https://m.example/1;w=2;https://m.example/2"\n',
    )
    await writeFile(join(csv, '..', 'x;y.jpg'), '')
    const items = await itemsOf(csvCollection(csv, { columns: {} }))
    expect(items).toMatchObject([
      { work: { record: 'lost.jpg|a.jpg', path: 'a.jpg' } },
      { work: { record: 'x;y.jpg', path: 'x;y.jpg' } },
      {
        skipped: {
          reason: expect.stringMatching(/none of the 2 files/),
          keeps: 'lost.jpg;gone.jpg',
        },
      },
      { work: { path: 'https://m.example/1;w=2' } },
    ])
  })

  it.each([
    ['yes', true],
    ['On View', true],
    ['1', true],
    ['not on view', false],
    ['FALSE', false],
    ['0', false],
    ['', null],
    ['on loan to Lyon', null],
  ])('reads "%s" as on view: %s', async (words, onView) => {
    const csv = await csvWith(`file,on_view,Required Statement\na.jpg,${words},Photo: Ada\n`)
    expect((await works(csv))[0]?.label).toMatchObject({ onView, requiredStatement: 'Photo: Ada' })
  })

  it('that says it is UTF-8 by its mark is so, a damaged byte notwithstanding', async () => {
    const csv = await csvWith(
      Buffer.concat([Buffer.from('\uFEFFfile,artist\na.jpg,Dürer '), Buffer.from([0xe9, 0x0a])]),
    )
    expect((await works(csv))[0]?.label.artist).toBe('Dürer \uFFFD')
  })

  it('has its encoding told by its last byte if need be', async () => {
    const rows = 'a.jpg,Artemisia Gentileschi\n'.repeat(4000)
    const csv = await csvWith(Buffer.from(`file,artist\n${rows}a.jpg,D\u00fcrer`, 'latin1'))
    expect((await works(csv)).at(-1)?.label.artist).toBe('Dürer')
  })

  it('is not held in memory: a quote that never closes ends early', async () => {
    const csv = await csvWith(`file,title\na.jpg,"${'x'.repeat(6_000_000)}`)
    const items = await itemsOf(csvCollection(csv, { columns: {} }))
    expect(items.map(outline)).toEqual(['line 2: a quote that opens in this line is never closed'])
  })

  it.skipIf(process.platform !== 'linux')('is let go of when nobody wants the rest', async () => {
    const csv = await csvWith(`file,title\n${'a.jpg,Same\n'.repeat(20_000)}`)
    const before = await openFiles()
    for await (const item of drawn(csvCollection(csv, { columns: {} }))) {
      expect(outline(item)).toBe('Same')
      break
    }
    await expect.poll(openFiles).toBeLessThanOrEqual(before)
  })

  it('of 10,000 rows and 40 MB is read in little more memory than one of 100', {
    timeout: 120_000,
  }, async () => {
    const title = `"${'lorem ipsum '.repeat(330)}"`
    const rows = (count: number): string => `a.jpg,${title}\n`.repeat(count)
    const small = await csvWith(`file,title\n${rows(100)}`)
    const large = await csvWith(`file,title\n${rows(10_000)}`)
    const [few, many] = [await peakMemoryOf('csv', small), await peakMemoryOf('csv', large)]
    expect(many.items).toBe(10_000)
    // Reading the file whole would take its 40 MB, and as much again for its text.
    expect(many.peakMb - few.peakMb).toBeLessThan(38)
  })

  it('may name anything for a picture: what cannot be one is a line in the report', async () => {
    const names = ['a\0.jpg', 'x'.repeat(5000), '.', 'javascript:alert(1)', 'https://', 'http://[']
    const csv = await csvWith(['file', ...names, 'a.jpg'].join('\n'))
    const items = await itemsOf(csvCollection(csv, { columns: {} }))
    expect(items.map((item) => ('skipped' in item ? item.skipped.keeps : 'a work'))).toEqual([
      ...names,
      'a work',
    ])
  })

  it.each([
    ['a file that is not there', '/nowhere/works.csv', /There is no file/],
    ['a folder', '/', /is not a file/],
  ])('cannot be %s', async (_, path, message) => {
    await expect(works(path)).rejects.toThrow(message)
  })

  it('wants to be named', () => {
    const request = {
      locations: [],
      filters: {},
      query: undefined,
      baseUrl: undefined,
      languages: [],
      passOver: [],
      allowFolders: [],
    }
    expect(() => csvSource.open({ ...request, csv: undefined, columns: undefined })).toThrow(
      /Say which CSV/,
    )
    const opened = csvSource.open({ ...request, csv: 'works.csv', columns: 'file=Bild' })
    expect(opened).toMatchObject([{ source: 'csv', rights: 'own' }])
  })
})

/** How many files this process has open. */
async function openFiles(): Promise<number> {
  return (await readdir('/proc/self/fd')).length
}

async function csvWith(content: string | Buffer): Promise<string> {
  const folder = await scratchFolder()
  await writeFile(join(folder, 'a.jpg'), '')
  const csv = join(folder, 'works.csv')
  await writeFile(csv, content)
  return csv
}

function works(csv: string, columns: ColumnMap = {}): Promise<SourceWork[]> {
  return worksOf(csvCollection(csv, { columns }))
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}
