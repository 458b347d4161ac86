import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CollectionItem, SourceWork } from '../../indexer/collections/collection.ts'
import { csvCollection, labelledFolderCollection } from '../../indexer/collections/csv.ts'
import { type ColumnMap, parseColumnMap } from '../../indexer/collections/csv-columns.ts'
import { CuratorError } from '../../indexer/curator-error.ts'
import { scratchFolder } from './scratch-folder.ts'

describe('a CSV of works', () => {
  it('gives back any text that was put into it, whatever the delimiter', async () => {
    const folder = await scratchFolder()
    await writeFile(join(folder, 'a.jpg'), '')
    const cell = fc
      .string({ unit: 'grapheme', maxLength: 40 })
      .map((text) => text.replaceAll(/\p{C}/gu, '').trim().normalize('NFC'))
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
      { numRuns: 60 },
    )
  })

  it('may have line breaks within quotes', async () => {
    const csv = await csvWith('file,title\na.jpg,"The Calling\nof Saint Matthew"\n')
    expect((await works(csv))[0]?.label.title).toBe('The Calling\nof Saint Matthew')
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
    const items = await all(csvCollection(csv, { columns: {} }).items())
    expect(items.map(outline)).toEqual([
      'line 2: lost.jpg: there is no file',
      'line 3: it names no file',
      'There',
    ])
  })

  it('that breaks off inside a quote is refused as a whole', async () => {
    const csv = await csvWith('file,title\na.jpg,"never closed\n')
    await expect(works(csv)).rejects.toThrow(CuratorError)
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
    expect((await all(collection.items())).map(outline)).toEqual([
      'First',
      'b.jpg: no row of labels.csv names this picture',
    ])
  })
})

async function csvWith(content: string | Buffer): Promise<string> {
  const folder = await scratchFolder()
  await writeFile(join(folder, 'a.jpg'), '')
  const csv = join(folder, 'works.csv')
  await writeFile(csv, content)
  return csv
}

async function works(csv: string, columns: ColumnMap = {}): Promise<SourceWork[]> {
  const items = await all(csvCollection(csv, { columns }).items())
  return items.flatMap((item) => ('work' in item ? [item.work] : []))
}

async function all(items: AsyncIterable<CollectionItem>): Promise<CollectionItem[]> {
  const list: CollectionItem[] = []
  for await (const item of items) list.push(item)
  return list
}

/** A work's title, or a skipped record with the start of its reason. */
function outline(item: CollectionItem): string {
  if ('work' in item) return item.work.label.title
  const { record, reason } = item.skipped
  return `${record}: ${reason.replace(/ \/.*/, '')}`
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}
