import { stat } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { CuratorError } from '../../terminal/curator-error.ts'
import type { Collection, CollectionItem } from '../collection.ts'
import { type FoundFile, filesBelow } from '../files-below.ts'
import type { Source } from '../source.ts'
import { readLidoRecords } from './lido-file.ts'
import { lidoItem } from './lido-record.ts'

export const lidoSource: Source = {
  name: 'lido',
  summary:
    'LIDO 1.0 and 1.1, the exchange format of museums, with pictures on the web or beside it.',
  locations: 'XML files, or folders with XML files in them and in the folders below',
  examples: [
    'npm run pendant -- import lido export.xml',
    'npm run pendant -- import lido /path/to/lido --rights-held "© Our Museum"',
  ],
  filters: {},
  manners: [],
  open({ locations, csv, columns, languages }) {
    if (csv !== undefined || columns !== undefined) {
      throw new CuratorError('--csv and --columns are for folders and CSV files, not for LIDO.')
    }
    if (locations.length === 0) {
      throw new CuratorError('Say which file: npm run pendant -- import lido FILE.xml')
    }
    return locations.map((location) => lidoCollection(location, languages))
  },
}

/**
 * The records of a LIDO file, or of all in a folder. They count as published: LIDO is made for
 * handing records to others, so that a file with somebody else's pictures is the common case; a
 * museum that imports its own says so with `--rights-held`. A file that breaks off ends the import,
 * since the works of its lost half would else be taken for withdrawn.
 */
export function lidoCollection(fileOrFolder: string, languages: readonly string[]): Collection {
  const location = resolve(fileOrFolder)
  return {
    source: 'lido',
    location,
    rights: 'published',
    async *items() {
      const isFolder = await isFolderThere(location)
      const root = isFolder ? location : dirname(location)
      for await (const { path, file, problem } of xmlFiles(location, isFolder)) {
        if (problem !== undefined) yield { skipped: { record: path, reason: problem } }
        else yield* itemsOf(path, file, root, languages)
      }
    },
  }
}

async function* itemsOf(
  path: string,
  file: string,
  root: string,
  languages: readonly string[],
): AsyncGenerator<CollectionItem> {
  const reading = { path, folder: dirname(file), root, languages }
  let records = 0
  for await (const record of readLidoRecords(file)) {
    records += 1
    yield await lidoItem(record, reading)
  }
  if (records === 0) yield { skipped: { record: path, reason: 'there is no LIDO record in it' } }
}

async function* xmlFiles(location: string, isFolder: boolean): AsyncGenerator<FoundFile> {
  if (isFolder) yield* filesBelow(location, (name) => (/\.xml$/i.test(name) ? 'wanted' : 'other'))
  else yield { path: basename(location), file: location }
}

async function isFolderThere(location: string): Promise<boolean> {
  try {
    return (await stat(location)).isDirectory()
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new CuratorError(
      code === 'ENOENT'
        ? `There is no file or folder ${location}; check the path.`
        : `${location} cannot be read (${message}).`,
    )
  }
}
