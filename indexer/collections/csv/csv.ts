import { basename, dirname, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { CuratorError } from '../../terminal/curator-error.ts'
import type { Collection, CollectionItem } from '../collection.ts'
import { pictureFiles } from '../picture-files.ts'
import type { Source } from '../source.ts'
import { type ColumnMap, type Columns, findColumns, parseColumnMap } from './csv-columns.ts'
import { type CsvField, SYSTEMS } from './csv-systems.ts'
import { openCsvText } from './csv-text.ts'
import { labelFromFields } from './label-from-fields.ts'
import { findNamedPicture } from './named-picture.ts'

export type CsvOptions = { readonly columns: ColumnMap }

export const csvSource: Source = {
  name: 'csv',
  summary:
    'A CSV with a row for each work, whose pictures are files beside it or addresses; exports of TMS, EMu, CollectionSpace and Axiell are recognised.',
  locations: 'CSV files: commas, semicolons or tabs; UTF-8, UTF-16 or Windows-1252',
  examples: [
    'npm run pendant -- import csv works.csv',
    'npm run pendant -- import csv works.csv --columns file=Bild,title=Titel',
    'npm run pendant -- import csv export.csv --columns tms',
  ],
  filters: {},
  manners: [],
  open({ locations, csv, columns }) {
    const options = { columns: columns === undefined ? {} : parseColumnMap(columns) }
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
    async *items() {
      const named = new Set<string>()
      for await (const item of rows(csvFile, location, options)) {
        if ('work' in item) named.add(item.work.path.normalize('NFC'))
        yield item
      }
      for await (const { path, problem } of pictureFiles(location)) {
        if (named.has(path.normalize('NFC'))) continue
        const reason = problem ?? `no row of ${basename(csvFile)} names this picture`
        yield { skipped: { record: path, reason } }
      }
    },
  }
}

/** One row: the fields by position, and the line of the file it ends on. */
type CsvRow = { readonly record: readonly string[]; readonly info: { readonly lines: number } }

/** Characters of one row: a quote that is never closed ends here and not at the end of memory. */
const LONGEST_ROW = 4 * 1024 * 1024

async function* rows(
  csv: string,
  folder: string,
  { columns: map }: CsvOptions,
): AsyncGenerator<CollectionItem> {
  const { delimiter, pieces } = await openCsvText(csv)
  const text = Readable.from(pieces())
  const parser = text.pipe(
    parse({
      bom: true,
      delimiter,
      info: true,
      max_record_size: LONGEST_ROW,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }),
  )
  text.on('error', (error) => parser.destroy(error))
  let columns: Columns | undefined
  try {
    for await (const { record, info } of parser as AsyncIterable<CsvRow>) {
      if (columns) yield await toItem(record, info.lines, columns, folder)
      else columns = findColumns(record, map, csv)
    }
  } catch (error) {
    if (error instanceof CsvError) {
      throw new CuratorError(`${csv} is not a CSV that can be read: ${error.message}.`)
    }
    const { syscall, message } = error as NodeJS.ErrnoException
    if (syscall === undefined) throw error
    throw new CuratorError(`${csv} cannot be read any further (${message}).`)
  } finally {
    text.destroy()
  }
  if (!columns) throw new CuratorError(`${csv} is empty; its first line names the columns.`)
}

async function toItem(
  record: readonly string[],
  line: number,
  { positions, system }: Columns,
  folder: string,
): Promise<CollectionItem> {
  const cell = (name: CsvField): string => record[positions.get(name) ?? -1] ?? ''
  const field = (name: CsvField): string => {
    const text = cell(name).normalize('NFC')
    return system ? SYSTEMS[system].read(name, text) : text
  }
  // As it stands, since file systems tell é from e with an accent.
  const named = cell('file') || cell('imageUrl')
  if (named === '') return { skipped: { record: `line ${line}`, reason: 'it names no file' } }
  const found = await findNamedPicture(named, folder)
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
