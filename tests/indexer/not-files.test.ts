import { execFileSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { dataPaths } from '../../embeddings/store/data-paths.ts'
import { csvCollection } from '../../indexer/collections/csv/csv.ts'
import { folderCollection } from '../../indexer/collections/folder/folder.ts'
import { lidoCollection } from '../../indexer/collections/lido/lido.ts'
import { wikimediaSource } from '../../indexer/collections/wikimedia/wikimedia.ts'
import { readTable } from '../../indexer/evaluation/lists/read-table.ts'
import { readCuratorSettings } from '../../indexer/terminal/curator-settings.ts'
import { settingsReader } from '../../server/museum/read-settings.ts'
import { itemsOf } from './collections/local-items.ts'
import { scratchFolder } from './scratch-folder.ts'

/** A pipe that nobody writes into: reading it never ends, and opening it does not either. */
async function pipe(...path: string[]): Promise<string> {
  const folder = await scratchFolder()
  const file = join(folder, ...path)
  await mkdir(join(file, '..'), { recursive: true })
  execFileSync('mkfifo', [file])
  return file
}

// Well under what a read of a pipe would wait.
describe('a pipe in the place of a file is refused at once', { timeout: 10_000 }, () => {
  it('as a CSV, by itself or beside pictures', async () => {
    const file = await pipe('works.csv')
    await expect(itemsOf(csvCollection(file, { columns: {} }))).rejects.toThrow('is not a file')
  })

  it('as a LIDO file, and as one in a folder of them', async () => {
    const file = await pipe('export', 'works.xml')
    const options = { languages: [] }
    await expect(itemsOf(lidoCollection(file, options))).rejects.toThrow('neither a file nor')
    expect(await itemsOf(lidoCollection(join(file, '..'), options))).toMatchObject([
      { unreadable: { record: 'works.xml', reason: 'it is not a regular file' } },
    ])
  })

  it('as the JSON beside a picture, which is labelled by its name then', async () => {
    const file = await pipe('painting.jpg.json')
    await writeFile(file.replace('.json', ''), '')
    const items = await itemsOf(folderCollection(join(file, '..')))
    expect(JSON.stringify(items)).toContain('is not a file')
  })

  it('as a query, a table of pairs and the curator’s settings', async () => {
    const query = await pipe('query.rq')
    expect(() =>
      wikimediaSource.open({ locations: [query], filters: {}, languages: [] } as never),
    ).toThrow('no regular file')
    await expect(readTable(await pipe('pairs.csv'), z.object({}))).rejects.toThrow(
      'no regular file',
    )
    const settings = await pipe('data', 'curator.json')
    await expect(readCuratorSettings(dataPaths(join(settings, '..')))).rejects.toThrow(
      'no regular file',
    )
  })

  it('as the museum’s settings', async () => {
    const file = await pipe('data', 'settings.json')
    expect(await settingsReader(join(file, '..'))()).toEqual({
      problem: 'settings.json: it is no regular file.',
    })
  })
})
