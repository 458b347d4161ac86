import { stat } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { CuratorError } from '../../terminal/curator-error.ts'
import type { Collection, CollectionItem } from '../collection.ts'
import { branchesOf, filesBelow, passOver } from '../files-below.ts'
import { fileFinder, requireFolders } from '../find-file.ts'
import type { Source, SourceRequest } from '../source.ts'
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
  crawlPolicies: [],
  open({ locations, csv, columns, languages, passOver, allowFolders }) {
    if (csv !== undefined || columns !== undefined) {
      throw new CuratorError('--csv and --columns are for folders and CSV files, not for LIDO.')
    }
    if (locations.length === 0) {
      throw new CuratorError('Say which file: npm run pendant -- import lido FILE.xml')
    }
    return locations.map((location) =>
      lidoCollection(location, { languages, passOver, allowFolders }),
    )
  },
}

type LidoOptions = Pick<SourceRequest, 'languages'> &
  Partial<Pick<SourceRequest, 'passOver' | 'allowFolders'>>

/**
 * The records of a LIDO file, or of all in a folder. They count as published: LIDO is made for
 * handing records to others, so that a file with somebody else's pictures is the common case; a
 * museum that imports its own says so with `--rights-held`. Of a file that breaks off, the works
 * before the break come in, and nothing that stood in it before is taken for withdrawn.
 */
export function lidoCollection(
  fileOrFolder: string,
  { languages, passOver: names = [], allowFolders = [] }: LidoOptions,
): Collection {
  const location = resolve(fileOrFolder)
  return {
    source: 'lido',
    location,
    rights: 'published',
    async *items() {
      await requireFolders(allowFolders)
      const isFolder = await isFolderThere(location)
      const reading = { languages, allowFolders }
      if (!isFolder) {
        yield* itemsOf(basename(location), location, dirname(location), reading)
        return
      }
      const passed = passOver(names)
      const judge = (name: string) => (/\.xml$/i.test(name) ? 'wanted' : 'other')
      for await (const { path, file, problem } of filesBelow(location, judge, passed)) {
        if (problem === undefined) yield* itemsOf(path, file, location, reading)
        else yield { unreadable: { record: path, reason: problem, branch: path } }
      }
      const says = passed.remark()
      if (says !== undefined) yield { remark: { record: location, says } }
    },
  }
}

async function* itemsOf(
  path: string,
  file: string,
  root: string,
  { languages, allowFolders }: { languages: readonly string[]; allowFolders: readonly string[] },
): AsyncGenerator<CollectionItem> {
  const find = fileFinder(dirname(file), allowFolders)
  let records = 0
  try {
    for await (const record of readLidoRecords(file)) {
      records += 1
      const item = await lidoItem(record, { path, find, root, languages })
      yield 'work' in item ? { work: { ...item.work, branch: branchesOf(path) } } : item
    }
  } catch (error) {
    if (!(error instanceof CuratorError)) throw error
    yield { unreadable: { record: path, reason: error.message.replace(/\.$/, ''), branch: path } }
    return
  }
  if (records === 0) yield { skipped: { record: path, reason: 'there is no LIDO record in it' } }
}

async function isFolderThere(location: string): Promise<boolean> {
  try {
    const status = await stat(location)
    if (status.isDirectory() || status.isFile()) return status.isDirectory()
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new CuratorError(
      code === 'ENOENT'
        ? `There is no file or folder ${location}; check the path.`
        : `${location} cannot be read (${message}).`,
    )
  }
  throw new CuratorError(`${location} is neither a file nor a folder.`)
}
