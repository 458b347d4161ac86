import { resolve } from 'node:path'
import { CuratorError } from '../../terminal/curator-error.ts'
import type { Collection } from '../collection.ts'
import { labelledFolderCollection } from '../csv/csv.ts'
import { parseColumnMap } from '../csv/csv-columns.ts'
import { labelFromFields } from '../csv/label-from-fields.ts'
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
  manners: [],
  open({ locations, csv, columns }) {
    const map = columns === undefined ? {} : parseColumnMap(columns)
    const [folder, another] = locations
    if (folder === undefined) {
      throw new CuratorError('Say which folder: npm run pendant -- import folder DIR')
    }
    if (csv === undefined) {
      if (columns !== undefined) throw new CuratorError('--columns needs --csv FILE beside it.')
      return locations.map(folderCollection)
    }
    if (another !== undefined) {
      throw new CuratorError('One CSV labels one folder; import each folder with its own --csv.')
    }
    return [labelledFolderCollection(folder, csv, { columns: map })]
  },
}

/**
 * All pictures in a folder and the folders in it. What the JSON file beside a picture does not say
 * stays empty; a title is then read off the picture's name.
 */
export function folderCollection(folder: string): Collection {
  const location = resolve(folder)
  return {
    source: 'folder',
    location,
    rights: 'own',
    async *items() {
      for await (const { path, file, problem, isFolder } of pictureFiles(location)) {
        if (problem !== undefined) {
          yield isFolder
            ? { unreadable: { record: path, reason: problem } }
            : { skipped: { record: path, reason: problem, keeps: path } }
          continue
        }
        const sidecar = await readSidecar(file)
        if (sidecar.status === 'broken') {
          yield { skipped: { record: path, reason: sidecar.problem, keeps: path } }
          continue
        }
        const { id, ...said } = sidecar.status === 'read' ? sidecar.fields : {}
        yield {
          work: {
            record: path,
            givenId: id || undefined,
            path,
            picture: { file },
            pictureVersion: '',
            label: labelFromFields((name) => said[name] ?? '', path),
          },
        }
      }
    },
  }
}
