import { resolve } from 'node:path'
import { CuratorError } from '../../terminal/curator-error.ts'
import type { Collection } from '../collection.ts'
import { labelledFolderCollection } from '../csv/csv.ts'
import { parseColumnMap } from '../csv/csv-columns.ts'
import { labelFromFields } from '../csv/label-from-fields.ts'
import { branchesOf, passOver as passingOver } from '../files-below.ts'
import { fileFinder } from '../find-file.ts'
import { pictureFiles } from '../picture-files.ts'
import type { Source } from '../source.ts'
import { readSidecar } from './sidecar.ts'

export const folderSource: Source = {
  name: 'folder',
  summary:
    'Pictures in a folder and the folders in it, labelled by a CSV, by a JSON file beside each picture, or by their names.',
  locations: 'folders of pictures (JPEG, PNG, WebP, TIFF, AVIF, GIF)',
  examples: [
    'npm run pendant -- import folder /path/to/paintings',
    'npm run pendant -- import folder /path/to/paintings --csv labels.csv',
  ],
  filters: {},
  crawlPolicies: [],
  open({ locations, csv, columns, passOver, allowFolders }) {
    const map = columns === undefined ? {} : parseColumnMap(columns)
    const [folder, another] = locations
    if (folder === undefined) {
      throw new CuratorError('Say which folder: npm run pendant -- import folder DIR')
    }
    if (csv === undefined) {
      if (columns !== undefined) throw new CuratorError('--columns needs --csv FILE beside it.')
      return locations.map((location) => folderCollection(location, passOver))
    }
    if (another !== undefined) {
      throw new CuratorError('One CSV labels one folder; import each folder with its own --csv.')
    }
    return [labelledFolderCollection(folder, csv, { columns: map, passOver, allowFolders })]
  },
}

/**
 * All pictures in a folder and the folders in it. What the JSON file beside a picture does not say
 * stays empty; a title is then read off the picture's name.
 */
export function folderCollection(folder: string, passOver: readonly string[] = []): Collection {
  const location = resolve(folder)
  return {
    source: 'folder',
    location,
    rights: 'own',
    async *items() {
      const passed = passingOver(passOver)
      const find = fileFinder(location)
      const unread = new Set<string>()
      for await (const { path, file, problem, isFolder } of pictureFiles(location, passed)) {
        if (problem !== undefined) {
          yield isFolder
            ? { unreadable: { record: path, reason: problem, branch: path } }
            : { skipped: { record: path, reason: problem, keeps: path } }
          continue
        }
        const sidecar = await readSidecar(path, find)
        if (sidecar.status === 'broken') {
          yield { skipped: { record: path, reason: sidecar.problem, keeps: path } }
          continue
        }
        if (sidecar.status === 'read') for (const field of sidecar.unread) unread.add(field)
        const { id, ...said } = sidecar.status === 'read' ? sidecar.fields : {}
        yield {
          work: {
            record: path,
            givenId: id || undefined,
            path,
            picture: { file },
            pictureVersion: '',
            label: labelFromFields((name) => said[name] ?? '', path),
            branch: branchesOf(path),
          },
        }
      }
      const says = passed.remark()
      if (says !== undefined) yield { remark: { record: location, says } }
      if (unread.size > 0) {
        const fields = [...unread].slice(0, NAMED_FIELDS).join(', ')
        const says = `nothing reads the fields ${fields} of the JSON files beside pictures`
        yield { remark: { record: location, says } }
      }
    },
  }
}

/** Of JSON files that another program wrote; they may hold anything. */
const NAMED_FIELDS = 12
