import { type Command, InvalidArgumentError } from 'commander'
import { openCatalogue } from '../catalogue/catalogue.ts'
import { builtInCsv, makeRoomForOwnWorks } from '../collections/built-in-collection.ts'
import { type Collection, SOURCES, type SourceName } from '../collections/collection.ts'
import { csvCollection, labelledFolderCollection } from '../collections/csv.ts'
import { parseColumnMap } from '../collections/csv-columns.ts'
import { folderCollection } from '../collections/folder.ts'
import { type ImportReport, importCollection } from '../collections/import-collection.ts'
import { CuratorError } from '../curator-error.ts'
import type { CommandContext } from './command-context.ts'

type ImportFlags = {
  readonly csv?: string
  readonly columns?: string
  readonly limit?: number
  readonly query?: string
  readonly since?: Date
  readonly dryRun?: boolean
}

export function registerImportCommand(program: Command, context: CommandContext): void {
  program
    .command('import')
    .description('bring works into the catalogue, or up to date there')
    .argument('<source>', `where they come from: ${SOURCES.join(' or ')}`)
    .argument('[location...]', 'folders of pictures, or CSV files')
    .option('--csv <file>', 'CSV with a row for each work; its "file" column names the pictures')
    .option('--columns <map>', 'columns under other names, such as title=Titel,artist=Künstler')
    .option('--limit <n>', 'bring in at most this many works', wholeNumber)
    .option('--query <text>', 'only works with this in their title, artist or path')
    .option(
      '--since <date>',
      'only works whose picture has changed since, such as 2026-05-01',
      date,
    )
    .option('--dry-run', 'look and count, but change nothing')
    .action(async (source: string, locations: string[], flags: ImportFlags) => {
      const collections = collectionsOf(source, locations, flags)
      const paths = context.paths()
      const catalogue = openCatalogue(paths.catalogue, { create: true })
      try {
        const reports: ImportReport[] = []
        let ownWorks = 0
        for (const collection of collections) {
          let records = 0
          context.say(`Reading ${collection.location} …`)
          const report = await importCollection(catalogue, collection, {
            limit: flags.limit,
            query: flags.query,
            since: flags.since,
            dryRun: flags.dryRun ?? false,
            signal: context.signal,
            onRecord() {
              records += 1
              if (records % 10_000 === 0) context.say(`${records} records read …`)
            },
          })
          reports.push(report)
          if (collection.location !== builtInCsv(paths)) {
            ownWorks += report.added + report.updated + report.unchanged
          }
        }
        if (ownWorks > 0 && !flags.dryRun && makeRoomForOwnWorks(catalogue, paths) > 0) {
          context.say(
            `The invented sitters make room for works of your own; to have them back: npm run pendant -- import csv ${builtInCsv(paths)}`,
          )
        }
        const report = inAll(reports)
        context.answer(report, inWords(report, flags.dryRun ?? false))
      } finally {
        catalogue.close()
      }
    })
}

function collectionsOf(
  source: string,
  locations: readonly string[],
  { csv, columns }: ImportFlags,
): Collection[] {
  if (!(SOURCES as readonly string[]).includes(source)) {
    throw new CuratorError(
      `The source "${source}" is not available in this version; available are ${SOURCES.join(' and ')}.`,
    )
  }
  const options = { columns: columns === undefined ? {} : parseColumnMap(columns) }
  if ((source as SourceName) === 'csv') {
    const files = csv === undefined ? locations : [...locations, csv]
    if (files.length === 0) {
      throw new CuratorError('Say which CSV: npm run pendant -- import csv FILE.csv')
    }
    return files.map((file) => csvCollection(file, options))
  }
  if (locations.length === 0) {
    throw new CuratorError('Say which folder: npm run pendant -- import folder DIR')
  }
  if (csv === undefined) {
    if (columns !== undefined) throw new CuratorError('--columns needs --csv FILE beside it.')
    return locations.map(folderCollection)
  }
  const [folder, another] = locations as [string, ...string[]]
  if (another !== undefined) {
    throw new CuratorError('One CSV labels one folder; import each folder with its own --csv.')
  }
  return [labelledFolderCollection(folder, csv, options)]
}

function inAll(reports: readonly ImportReport[]): ImportReport {
  return reports.reduce((sum, report) => ({
    source: sum.source,
    added: sum.added + report.added,
    updated: sum.updated + report.updated,
    unchanged: sum.unchanged + report.unchanged,
    hidden: sum.hidden + report.hidden,
    skipped: [...sum.skipped, ...report.skipped],
  }))
}

function* inWords(report: ImportReport, dryRun: boolean): Generator<string> {
  for (const { record, reason } of report.skipped) yield `Skipped ${record}: ${reason}`
  const { added, updated, unchanged, hidden, skipped } = report
  yield `${added} works added, ${updated} updated, ${unchanged} unchanged, ${hidden} hidden because their source no longer has them, ${skipped.length} skipped.`
  yield dryRun ? 'Nothing was changed (--dry-run).' : 'Next: npm run pendant -- index'
}

function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) {
    throw new InvalidArgumentError('It takes a whole number of at least 1.')
  }
  return value
}

function date(text: string): Date {
  const value = new Date(text)
  if (Number.isNaN(value.getTime())) {
    throw new InvalidArgumentError('It takes a date such as 2026-05-01.')
  }
  return value
}
