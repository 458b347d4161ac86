import { distance } from 'fastest-levenshtein'
import { CuratorError } from '../../terminal/curator-error.ts'
import { labelFieldNamed } from '../label-names.ts'
import {
  type CsvField,
  type CsvSystem,
  isCsvSystem,
  plain,
  recogniseSystem,
  SYSTEMS,
} from './csv-systems.ts'

/** Headers that are understood without being told, in any column order. */
const KNOWN_HEADERS: Readonly<Record<CsvField, readonly string[]>> = {
  id: ['id'],
  file: ['file', 'filename', 'image'],
  imageUrl: ['imageurl', 'imageuri', 'imagelink', 'imageaddress', 'pictureurl'],
  title: ['title'],
  artist: ['artist'],
  date: ['date'],
  latestDate: ['latestdate'],
  medium: ['medium'],
  museum: ['museum'],
  creditLine: ['creditline'],
  rights: ['rights', 'licence', 'license'],
  requiredStatement: ['requiredstatement'],
  about: ['about', 'walltext', 'labeltext', 'description'],
  room: ['room'],
  onView: ['onview', 'ondisplay'],
  pageUrl: ['pageurl'],
  source: ['source'],
}

/** A table of more columns is an export of a whole database; a person chooses among fewer. */
export const MOST_COLUMNS = 150

export const CSV_FIELDS = Object.keys(KNOWN_HEADERS) as CsvField[]

/** The field of a header that is understood without being told. */
export function knownField(header: string): CsvField | undefined {
  return CSV_FIELDS.find((field) => KNOWN_HEADERS[field].includes(plain(header)))
}

/** Columns named by the curator, field to header, and the system that the CSV was exported from. */
export type ColumnMap = Readonly<Partial<Record<CsvField, string>>> & {
  readonly system?: CsvSystem
}

/**
 * Reads `title=Titel,artist=Künstler`, or the name of a system such as `tms`, or both. Throws
 * `CuratorError` for anything else.
 */
export function parseColumnMap(text: string): ColumnMap {
  const map: Partial<Record<CsvField, string>> & { system?: CsvSystem } = {}
  for (const pair of text.split(',')) {
    const [name = '', header = ''] = pair.split(/=(.*)/s).map((part) => part.trim())
    const system = name.toLowerCase()
    const field = CSV_FIELDS.find((each) => plain(each) === plain(name))
    if (header === '' && isCsvSystem(system)) map.system = system
    else if (field && header !== '') map[field] = header
    else {
      throw new CuratorError(
        `--columns takes pairs like title=Titel,artist=Künstler; "${pair.trim()}" is none. Fields: ${CSV_FIELDS.join(', ')}. Systems: ${Object.keys(SYSTEMS).join(', ')}.`,
      )
    }
  }
  return map
}

/** Where a CSV has what. */
export type Columns = {
  /** The position of each field that there is. */
  readonly positions: ReadonlyMap<CsvField, number>
  /** The system of the export, named by the curator or recognised by the headers. */
  readonly system: CsvSystem | undefined
  /** How many columns there are. */
  readonly count: number
  /** Which columns are not read, and what they may be meant for; undefined when all are read. */
  readonly remark: string | undefined
}

/**
 * Finds each field among a CSV's headers: by the curator's map, by the headers that are understood
 * in any CSV, by those of the system it was exported from; a system that the curator names goes
 * before what is understood in any. Throws `CuratorError` when a header named by the curator is not
 * there, or none holds the pictures.
 */
export function findColumns(headers: readonly string[], map: ColumnMap, csv: string): Columns {
  const system = map.system ?? recogniseSystem(headers, knownField)
  const positions = new Map<CsvField, number>()
  for (const field of CSV_FIELDS) {
    const named = map[field]
    const at =
      named === undefined
        ? findUnnamed(headers, field, system, map.system !== undefined)
        : headers.findIndex((header) => plain(header) === plain(named))
    if (at >= 0) positions.set(field, at)
    else if (named !== undefined) {
      throw new CuratorError(
        `${csv} has no column "${named}"; its columns are ${headers.join(', ')}.`,
      )
    }
  }
  const unread = headers.filter(
    (header, at) => header !== '' && ![...positions.values()].includes(at),
  )
  const suggestions = suggestedFor(unread, positions)
  if (!positions.has('file') && !positions.has('imageUrl')) {
    throw new CuratorError(
      `${csv} has no column "file" that names each picture; its columns are ${headers.join(', ')}. Say which one it is: --columns ${suggestions.find((each) => each.startsWith('file=')) ?? 'file=NAME'}`,
    )
  }
  const remark = unread.length === 0 ? undefined : unreadColumns(unread, suggestions)
  return { positions, system, count: headers.length, remark }
}

/** Columns named one by one; an export of a database has hundreds. */
const NAMED_COLUMNS = 12

function unreadColumns(unread: readonly string[], suggestions: readonly string[]): string {
  const named = unread.slice(0, NAMED_COLUMNS).join(', ')
  const more = unread.length > NAMED_COLUMNS ? ` and ${unread.length - NAMED_COLUMNS} more` : ''
  const advice =
    suggestions.length === 0 ? '' : `; if they mean that: --columns ${suggestions.join(',')}`
  return `nothing reads its ${unread.length === 1 ? 'column' : 'columns'} ${named}${more}${advice}`
}

/** Pairs such as `title=titel` for columns that look like a field which no other column holds. */
function suggestedFor(
  unread: readonly string[],
  positions: ReadonlyMap<CsvField, number>,
): string[] {
  const taken = new Set(positions.keys())
  return unread.flatMap((header) => {
    const field = fieldLike(header)
    if (field === undefined || taken.has(field)) return []
    taken.add(field)
    return [`${field}=${header}`]
  })
}

/** The field that a header names in another language, or is misspelt for. */
function fieldLike(header: string): CsvField | undefined {
  const name = plain(header)
  if (name.length > LONGEST_NAME) return undefined
  const meant = labelFieldNamed(header) ?? (PICTURE_HEADERS.includes(name) ? 'file' : undefined)
  if (meant !== undefined) return meant
  const near = CSV_FIELDS.flatMap((field) =>
    KNOWN_HEADERS[field].map((known) => ({ field, edits: distance(known, name) })),
  ).filter(({ edits }) => edits <= (name.length < 5 ? 1 : 2))
  return near.sort((one, other) => one.edits - other.edits)[0]?.field
}

/** Characters of a header that is compared with others. */
const LONGEST_NAME = 40

/** What the column of the pictures is called elsewhere. */
const PICTURE_HEADERS =
  'picture pictures photo img bild bilddatei datei dateiname fichier photographie archivo imagen immagine afbeelding bestand'.split(
    ' ',
  )

function findUnnamed(
  headers: readonly string[],
  field: CsvField,
  system: CsvSystem | undefined,
  systemFirst: boolean,
): number {
  const known = headers.findIndex((header) => KNOWN_HEADERS[field].includes(plain(header)))
  if (!system) return known
  const own = SYSTEMS[system].find(headers, field)
  const [first, second] = systemFirst ? [own, known] : [known, own]
  return first >= 0 ? first : second
}
