import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, relative, resolve, sep } from 'node:path'
import { CsvError, parse } from 'csv-parse'
import type { Label } from '../../embeddings/portrait.ts'
import { CuratorError } from '../curator-error.ts'
import { type Collection, type CollectionItem, EMPTY_LABEL } from './collection.ts'
import { type ColumnMap, type CsvField, findColumns } from './csv-columns.ts'
import { decodeCsvText, delimiterOf } from './csv-text.ts'
import { titleFromFileName } from './folder.ts'
import { pictureFiles } from './picture-files.ts'

export type CsvOptions = { readonly columns: ColumnMap }

/** A CSV with a row for each work; pictures are looked for from the CSV's own folder. */
export function csvCollection(csv: string, options: CsvOptions): Collection {
  const location = resolve(csv)
  return {
    source: 'csv',
    location,
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

async function* rows(
  csv: string,
  folder: string,
  { columns: map }: CsvOptions,
): AsyncGenerator<CollectionItem> {
  const text = decodeCsvText(
    await readFile(csv).catch((error: NodeJS.ErrnoException) => {
      throw new CuratorError(
        error.code === 'ENOENT'
          ? `There is no file ${csv}; check the path.`
          : `${csv} cannot be read (${error.message}).`,
      )
    }),
  )
  const parser = parse(text, {
    bom: true,
    delimiter: delimiterOf(text),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  })
  let columns: ReadonlyMap<CsvField, number> | undefined
  try {
    for await (const { record, info } of parser as AsyncIterable<CsvRow>) {
      if (columns) yield await toItem(record, info.lines, columns, folder)
      else columns = findColumns(record, map, csv)
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new CuratorError(`${csv} is not a CSV that can be read: ${error.message}.`)
  }
  if (!columns) throw new CuratorError(`${csv} is empty; its first line names the columns.`)
}

async function toItem(
  record: readonly string[],
  line: number,
  columns: ReadonlyMap<CsvField, number>,
  folder: string,
): Promise<CollectionItem> {
  const field = (name: CsvField): string => record[columns.get(name) ?? -1]?.normalize('NFC') ?? ''
  // As it stands, since file systems tell é from e with an accent.
  const named = (record[columns.get('file') ?? -1] ?? '').replaceAll('\\', '/')
  const skip = (reason: string): CollectionItem => ({
    skipped: { record: `line ${line}: ${named}`, reason, keeps: named },
  })
  if (named === '') return { skipped: { record: `line ${line}`, reason: 'it names no file' } }
  const file = resolve(folder, named)
  const status = await stat(file).catch((error: NodeJS.ErrnoException) => error)
  if (status instanceof Error) {
    return skip(status.code === 'ENOENT' ? `there is no file ${file}` : status.message)
  }
  if (!status.isFile()) return skip(`${file} is not a file`)
  const path = relative(folder, file).split(sep).join('/')
  return {
    work: {
      record: named,
      givenId: field('id') || undefined,
      path,
      file,
      label: labelFrom(field, path),
    },
  }
}

function labelFrom(field: (name: CsvField) => string, path: string): Label {
  const source = field('source')
  return {
    ...EMPTY_LABEL,
    title: field('title') || titleFromFileName(path),
    artist: field('artist'),
    date: field('date'),
    medium: field('medium'),
    museum: field('museum'),
    creditLine: field('creditLine'),
    rights: field('rights'),
    room: field('room'),
    // A source that is an address leads to the work; any other is a note of the curator's.
    pageUrl: field('pageUrl') || (/^https?:\/\//i.test(source) ? source : ''),
  }
}
