import { join } from 'node:path'
import { decodeImage } from '../../embeddings/node/decode-image.ts'
import type { DeskRequest } from '../../server/contract/desk.ts'
import { CSV_FIELDS, findColumns, MOST_COLUMNS } from '../collections/csv/csv-columns.ts'
import { csvRows } from '../collections/csv/csv-rows.ts'
import { openCsvText } from '../collections/csv/csv-text.ts'
import { displayPicture } from '../images/derivatives.ts'
import { readPictureFile } from '../images/read-picture-file.ts'
import { allSources, sourceNamed } from '../import/sources.ts'
import type { SampleWork } from '../import/wanted-works.ts'
import { CuratorError } from '../terminal/curator-error.ts'
import { readCuratorSettings } from '../terminal/curator-settings.ts'
import type { DeskActions, DeskParts } from './desk-actions.ts'

/** Rows shown of a table whose columns are chosen. */
const SHOWN_ROWS = 5
const SAMPLE_SIDE_PX = 240
const MOST_CELL_CHARACTERS = 200

/** Bring in: what a source takes, what a table holds, and imports as jobs. */
export function bringInOperations({ paths, runner }: DeskParts) {
  const locate = (location: string): string => {
    const [, name] = /^upload:([\w-]{1,60}(?:\/[^/\\]{1,200})?)$/.exec(location) ?? []
    if (!location.startsWith('upload:')) return location
    if (name === undefined || name.includes('..')) {
      throw new CuratorError('This is not the name of an upload.')
    }
    return join(paths.uploads, name)
  }

  return {
    sources: async () => ({
      sources: allSources().map(({ name, summary, locations, filters }) => ({
        name,
        summary,
        locations,
        filters,
      })),
      contact: (await readCuratorSettings(paths)).contact ?? '',
    }),

    'csv-columns': async ({ file }) => {
      const csv = locate(file)
      const opened = await openCsvText(csv)
      const lines: string[][] = []
      for await (const row of csvRows(opened)) {
        if (opened.beginsWithSeparator && row.line === 1) continue
        if ('problem' in row) throw new CuratorError(`Line ${row.line}: ${row.problem}.`)
        lines.push(row.cells.map((cell) => cell.slice(0, MOST_CELL_CHARACTERS)))
        if (lines.length > SHOWN_ROWS) break
      }
      const [headers, ...rows] = lines
      if (!headers) throw new CuratorError('The table is empty.')
      if (headers.length > MOST_COLUMNS) {
        throw new CuratorError(
          `The table has ${headers.length} columns; ${MOST_COLUMNS} are taken at most. Export the columns of the labels alone.`,
        )
      }
      // Without a column of files nothing is found, and the curator chooses.
      const found = columnsIn(headers, csv)
      return { headers, chosen: found, fields: CSV_FIELDS, rows }
    },

    'import-start': (request, by) => {
      const { source, dryRun } = request
      sourceNamed(source)
      const words = wordsOf(request, locate)
      const from = request.locations.map(shown).join(', ') || source
      const title = `${dryRun ? 'Try' : 'Bring in'} ${from}`
      return { job: runner.add({ kind: dryRun ? 'try' : 'import', words, title, by }) }
    },

    'index-start': (_, by) => {
      if (runner.isUnderWay('index')) {
        throw new CuratorError('A gallery is being made already; wait for it, or cancel it.')
      }
      const words = ['index', '--no-publish']
      return { job: runner.add({ kind: 'index', words, title: 'Make a gallery', by }) }
    },

    jobs: () => ({ jobs: runner.recent() }),
    'job-control': ({ job, action }, by) => ({ job: runner.control(job, action, by) }),
  } satisfies Partial<DeskActions>
}

/** A small JPEG of a work that a try would bring in; undefined where its picture is not here. */
export async function sampleOf(
  { catalogue }: Pick<DeskParts, 'catalogue'>,
  { job, at }: { readonly job: number; readonly at: number },
): Promise<Uint8Array | undefined> {
  const answer = catalogue.jobs.byId(job)?.answer as { samples?: SampleWork[] } | null | undefined
  const file = answer?.samples?.[at]?.file
  if (!file) return undefined
  const read = await readPictureFile(file)
  if ('problem' in read) return undefined
  const decoded = await decodeImage(read.bytes, SAMPLE_SIDE_PX)
  return 'problem' in decoded ? undefined : (await displayPicture(decoded.image.pixels)).bytes
}

function columnsIn(headers: readonly string[], csv: string): Record<string, string> {
  try {
    const { positions } = findColumns(headers, {}, csv)
    return Object.fromEntries([...positions].map(([field, at]) => [field, headers[at] as string]))
  } catch (error) {
    if (error instanceof CuratorError) return {}
    throw error
  }
}

/** The command line. Values stand behind "=", so that none is taken for an option. */
function wordsOf(
  request: DeskRequest<'import-start'>,
  locate: (location: string) => string,
): string[] {
  const { columns, filters } = request
  const mapped = Object.entries(columns).filter(([, header]) => header !== '')
  const comma = mapped.find(([, header]) => header.includes(','))
  if (comma) {
    throw new CuratorError(`The column "${comma[1]}" has a comma in its name; rename it first.`)
  }
  const options: [string, string | undefined][] = [
    ['csv', request.csv && locate(request.csv)],
    ['columns', mapped.map(([field, header]) => `${field}=${header}`).join(',')],
    ['query', request.query],
    ['limit', request.limit?.toString()],
    ...Object.entries(filters).map(([name, value]): [string, string] => [
      'filter',
      value && `${name}=${value}`,
    ]),
    ...request.allow.map((uri): [string, string] => ['allow', uri]),
    ['rights-held', request.rightsHeld],
    ['base-url', request.baseUrl],
    ...request.allowHosts.map((host): [string, string] => ['allow-host', host]),
    ['contact', request.contact],
  ]
  return [
    'import',
    ...(request.dryRun ? ['--dry-run', '--with-pictures'] : []),
    ...options.flatMap(([name, value]) => (value ? [`--${name}=${value}`] : [])),
    '--',
    request.source,
    ...request.locations.map(locate),
  ]
}

function shown(location: string): string {
  return location.replace(/^upload:/, '').slice(-60)
}
