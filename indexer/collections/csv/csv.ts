import { basename, dirname, resolve } from 'node:path'
import { CuratorError } from '../../terminal/curator-error.ts'
import type { Collection, CollectionItem } from '../collection.ts'
import { passOver } from '../files-below.ts'
import { type FileFinder, fileFinder, requireFolders } from '../find-file.ts'
import { whetherOnView } from '../on-view.ts'
import { pictureFiles } from '../picture-files.ts'
import type { Source } from '../source.ts'
import { type ColumnMap, type Columns, findColumns, parseColumnMap } from './csv-columns.ts'
import { csvRows } from './csv-rows.ts'
import { type CsvField, SYSTEMS } from './csv-systems.ts'
import { openCsvText } from './csv-text.ts'
import { labelFromFields } from './label-from-fields.ts'
import { findNamedPicture } from './named-picture.ts'

export type CsvOptions = {
  readonly columns: ColumnMap
  /** By-products in a labelled folder that are passed over besides the known ones. */
  readonly passOver?: readonly string[]
  /** Folders that pictures may lie in besides the table's own. */
  readonly allowFolders?: readonly string[]
}

export const csvSource: Source = {
  name: 'csv',
  summary:
    'A CSV with a row for each work, whose pictures are files beside it or addresses; exports of TMS, EMu, CollectionSpace and Axiell are recognised.',
  locations: 'CSV files: commas, semicolons or tabs; UTF-8, UTF-16, Windows-1252 or MacRoman',
  examples: [
    'npm run pendant -- import csv works.csv',
    'npm run pendant -- import csv works.csv --columns file=Bild,title=Titel',
    'npm run pendant -- import csv export.csv --columns tms',
  ],
  filters: {},
  crawlPolicies: [],
  open({ locations, csv, columns, allowFolders }) {
    const options = { columns: columns === undefined ? {} : parseColumnMap(columns), allowFolders }
    const files = csv === undefined ? locations : [...locations, csv]
    if (files.length === 0) {
      throw new CuratorError('Say which CSV: npm run pendant -- import csv FILE.csv')
    }
    return files.map((file) => csvCollection(file, options))
  },
}

/** A CSV with a row for each work; pictures are looked for from the CSV's own folder. */
export function csvCollection(csv: string, options: CsvOptions): Collection {
  const location = resolve(csv)
  return {
    source: 'csv',
    location,
    rights: 'own',
    named: true,
    items: () => rows(location, dirname(location), options),
  }
}

/**
 * A folder of pictures whose labels stand in a CSV; pictures are looked for from the folder. A
 * picture that no row names is skipped: the CSV is the list of the works.
 */
export function labelledFolderCollection(
  folder: string,
  csv: string,
  options: CsvOptions,
): Collection {
  const location = resolve(folder)
  const csvFile = resolve(csv)
  return {
    source: 'folder',
    location,
    rights: 'own',
    named: true,
    async *items() {
      const named = new Set<string>()
      for await (const item of rows(csvFile, location, options)) {
        if ('work' in item) named.add(item.work.path.normalize('NFC'))
        yield item
      }
      const passed = passOver(options.passOver)
      for await (const { path, problem } of pictureFiles(location, passed)) {
        if (named.has(path.normalize('NFC'))) continue
        const reason = problem ?? `no row of ${basename(csvFile)} names this picture`
        yield { skipped: { record: path, reason, unasked: true } }
      }
      const says = passed.remark()
      if (says !== undefined) yield { remark: { record: location, says } }
    },
  }
}

async function* rows(
  csv: string,
  folder: string,
  { columns: map, allowFolders = [] }: CsvOptions,
): AsyncGenerator<CollectionItem> {
  await requireFolders(allowFolders)
  const text = await openCsvText(csv)
  if (text.remark !== undefined) yield { remark: { record: csv, says: text.remark } }
  const find = fileFinder(folder, allowFolders)
  const unread = new UnreadValues()
  let columns: Columns | undefined
  try {
    for await (const row of csvRows(text)) {
      if (text.beginsWithSeparator && row.line === 1) continue
      if ('problem' in row) {
        if (!columns) {
          throw new CuratorError(
            `${csv}: the line that names the columns is broken; ${row.problem}.`,
          )
        }
        yield { skipped: { record: `line ${row.line}`, reason: row.problem } }
      } else if (columns) {
        unread.note(row.cells, row.line, columns)
        yield await toItem(row.cells, row.line, columns, find)
      } else {
        columns = findColumns(row.cells, map, csv)
        if (columns.remark !== undefined) yield { remark: { record: csv, says: columns.remark } }
      }
    }
  } catch (error) {
    const { syscall, message } = error as NodeJS.ErrnoException
    if (syscall === undefined) throw error
    throw new CuratorError(`${csv} cannot be read any further (${message}).`)
  }
  if (!columns) throw new CuratorError(`${csv} is empty; its first line names the columns.`)
  for (const says of unread.remarks()) yield { remark: { record: csv, says } }
}

/** What stands in a table and is not read: values that nobody knows, cells beyond the columns. */
class UnreadValues {
  /** The line on which each unknown value for `onView` was met first. */
  readonly #onView = new Map<string, number>()
  readonly #tooLong: number[] = []

  note(cells: readonly string[], line: number, { positions, count }: Columns): void {
    const onView = cells[positions.get('onView') ?? -1] ?? ''
    if (onView !== '' && whetherOnView(onView) === null && !this.#onView.has(onView)) {
      this.#onView.set(onView.slice(0, 40), line)
    }
    if (cells.slice(count).some((cell) => cell !== '')) this.#tooLong.push(line)
  }

  *remarks(): Generator<string> {
    const values = [...this.#onView].map(([value, line]) => `“${value}” (line ${line})`)
    if (values.length > 0) {
      yield `onView takes yes or no; ${first(values)} was read as not known`
    }
    if (this.#tooLong.length > 0) {
      const lines = first(this.#tooLong.map(String))
      yield `there are more cells than columns in line ${lines}; a text with the delimiter in it needs quotes`
    }
  }
}

function first(all: readonly string[]): string {
  return all.length > 5 ? `${all.slice(0, 5).join(', ')}, …` : all.join(', ')
}

async function toItem(
  record: readonly string[],
  line: number,
  { positions, system }: Columns,
  find: FileFinder,
): Promise<CollectionItem> {
  const cell = (name: CsvField): string => record[positions.get(name) ?? -1] ?? ''
  const field = (name: CsvField): string => {
    const text = cell(name).normalize('NFC')
    return system ? SYSTEMS[system].read(name, text) : text
  }
  const named = cell('file') || cell('imageUrl')
  if (named === '') return { skipped: { record: `line ${line}`, reason: 'it names no file' } }
  const found = await findNamedPicture(named, find)
  if ('problem' in found) {
    const { record, problem } = found
    return { skipped: { record: `line ${line}: ${record}`, reason: problem, keeps: record } }
  }
  const { path, picture } = found
  return {
    work: {
      record: found.record,
      givenId: field('id') || undefined,
      path,
      picture,
      pictureVersion: '',
      label: labelFromFields(field, path),
    },
  }
}
