import type { Label } from '../../embeddings/portrait.ts'
import { CuratorError } from '../curator-error.ts'

/** What a column of a CSV may hold. */
export type CsvField = 'id' | 'file' | 'source' | keyof Label

/** Headers that are understood without being told, compared without case, spaces or punctuation. */
const KNOWN_HEADERS: Readonly<Record<CsvField, readonly string[]>> = {
  id: ['id'],
  file: ['file', 'filename', 'image'],
  title: ['title'],
  artist: ['artist'],
  date: ['date'],
  medium: ['medium'],
  museum: ['museum'],
  creditLine: ['creditline'],
  rights: ['rights', 'licence', 'license'],
  room: ['room'],
  pageUrl: ['pageurl'],
  source: ['source'],
}

const FIELDS = Object.keys(KNOWN_HEADERS) as CsvField[]

/** Columns named by the curator: field to header. */
export type ColumnMap = Readonly<Partial<Record<CsvField, string>>>

/** Reads `title=Titel,artist=Künstler`. Throws `CuratorError` for anything else. */
export function parseColumnMap(text: string): ColumnMap {
  const map: Partial<Record<CsvField, string>> = {}
  for (const pair of text.split(',')) {
    const [name = '', header = ''] = pair.split(/=(.*)/s).map((part) => part.trim())
    const field = FIELDS.find((each) => plain(each) === plain(name))
    if (!field || header === '') {
      throw new CuratorError(
        `--columns takes pairs like title=Titel,artist=Künstler; "${pair.trim()}" is none. Fields: ${FIELDS.join(', ')}.`,
      )
    }
    map[field] = header
  }
  return map
}

/**
 * The position of each field among a CSV's headers. Throws `CuratorError` when a header named by the
 * curator is not there, or none holds the pictures' files.
 */
export function findColumns(
  headers: readonly string[],
  map: ColumnMap,
  csv: string,
): ReadonlyMap<CsvField, number> {
  const columns = new Map<CsvField, number>()
  for (const field of FIELDS) {
    const named = map[field]
    const wanted = named === undefined ? KNOWN_HEADERS[field] : [plain(named)]
    const at = headers.findIndex((header) => wanted.includes(plain(header)))
    if (at >= 0) columns.set(field, at)
    else if (named !== undefined) {
      throw new CuratorError(
        `${csv} has no column "${named}"; its columns are ${headers.join(', ')}.`,
      )
    }
  }
  if (!columns.has('file')) {
    throw new CuratorError(
      `${csv} has no column "file" that names each picture; its columns are ${headers.join(', ')}. Say which one it is: --columns file=NAME`,
    )
  }
  return columns
}

function plain(header: string): string {
  return header
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[\s_\-.]+/g, '')
}
