import { parse } from 'csv-parse/sync'
import { MOST_COLUMNS } from '../../collections/csv/csv-columns.ts'
import { CuratorError } from '../../terminal/curator-error.ts'

/** A photograph in a group that the curator named, by its path in the folder that was given. */
export type GroupedProbe = {
  readonly file: string
  readonly group: string
  /** Whom it shows: photographs of one person count together. The path where nobody says. */
  readonly person: string
}

export type ProbeTable = {
  readonly text: string
  /** The column that holds the groups; it need not be named where only one can. */
  readonly column?: string | undefined
}

/** One look at more takes a quarter of an hour and longer. */
const MOST_PROBES = 1_000
/** Few curators name more groups; a column of more is another. */
const MOST_GROUPS = 60

/**
 * The group of each photograph: the first folder on its path, or what the table's row of its `file`
 * says. `files` are paths with `/`. Throws `CuratorError` where that gives no groups.
 */
export function groupProbes(files: readonly string[], table?: ProbeTable) {
  const grouped = table ? groupedByTable(files, table) : groupedByFolder(files)
  const groups = new Set(grouped.probes.map(({ group }) => group))
  if (groups.size === 0) {
    throw new CuratorError(
      'No photograph is in a group: put them into folders that are named as the groups, or give a table with the columns file and group.',
    )
  }
  if (groups.size > MOST_GROUPS) {
    throw new CuratorError(`There are ${groups.size} groups; ${MOST_GROUPS} are taken at most.`)
  }
  if (grouped.probes.length > MOST_PROBES) {
    throw new CuratorError(
      `There are ${grouped.probes.length} photographs; ${MOST_PROBES} are looked at in one go at most.`,
    )
  }
  return grouped
}

type Grouped = {
  readonly probes: readonly GroupedProbe[]
  readonly leftOut: readonly { readonly file: string; readonly reason: string }[]
}

function groupedByFolder(files: readonly string[]): Grouped {
  const isIn = (file: string) => file.includes('/')
  return {
    probes: files.filter(isIn).map((file) => {
      return { file, group: file.slice(0, file.indexOf('/')), person: file }
    }),
    leftOut: files
      .filter((file) => !isIn(file))
      .map((file) => ({ file, reason: 'it lies in no folder of a group' })),
  }
}

function groupedByTable(files: readonly string[], { text, column }: ProbeTable): Grouped {
  const [headers = [], ...rows] = rowsOf(text)
  const names = headers.map((header) => header.toLowerCase())
  const [fileAt, personAt] = [names.indexOf('file'), names.indexOf('person')]
  if (fileAt < 0) {
    throw new CuratorError(
      `The table has no column "file"; it has ${headers.slice(0, 12).join(', ')}.`,
    )
  }
  const groupAt = groupColumn(headers, column)
  const known = new Map(files.map((file) => [comparable(file), file]))
  const probes: GroupedProbe[] = []
  const leftOut: { file: string; reason: string }[] = []
  for (const row of rows) {
    const named = row[fileAt] ?? ''
    const group = row[groupAt] ?? ''
    const file = known.get(comparable(named))
    if (named === '') continue
    if (file === undefined) leftOut.push({ file: named, reason: 'there is no such file' })
    else if (group === '') leftOut.push({ file, reason: 'the table names no group for it' })
    else probes.push({ file, group, person: row[personAt] || file })
  }
  return { probes, leftOut }
}

function rowsOf(text: string): string[][] {
  let rows: string[][]
  try {
    rows = parse(text, {
      bom: true,
      delimiter: [',', ';', '\t'],
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    })
  } catch (error) {
    throw new CuratorError(`The table of groups cannot be read (${(error as Error).message}).`)
  }
  const columns = rows[0]?.length ?? 0
  if (columns > MOST_COLUMNS) {
    throw new CuratorError(
      `The table of groups has ${columns} columns; ${MOST_COLUMNS} are taken at most. Keep file, group and, where one person has several photographs, person.`,
    )
  }
  return rows
}

function groupColumn(headers: readonly string[], wanted: string | undefined): number {
  const names = headers.map((header) => header.toLowerCase())
  const asked = names.indexOf((wanted ?? 'group').toLowerCase())
  if (asked >= 0) return asked
  const others = headers.filter((header) => !/^(file|person)$/i.test(header))
  const [only] = others
  if (wanted === undefined && only !== undefined && others.length === 1) {
    return headers.indexOf(only)
  }
  throw new CuratorError(
    others.length === 0
      ? 'The table has no column of groups beside file and person.'
      : `Say which column holds the groups: ${others.slice(0, 12).join(', ')}${others.length > 12 ? ` and ${others.length - 12} more` : ''}.`,
  )
}

function comparable(path: string): string {
  return path.replaceAll('\\', '/').replace(/^\.\//, '').normalize('NFC')
}
