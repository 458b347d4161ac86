import { type Command, InvalidArgumentError, Option } from 'commander'
import { getProxyForUrl } from 'proxy-from-env'
import { type Catalogue, openCatalogue } from '../catalogue/catalogue.ts'
import type { Collection } from '../collections/collection.ts'
import type { Source } from '../collections/source.ts'
import { type Downloads, openDownloads } from '../downloads/downloads.ts'
import { crawlPoliciesFor } from '../downloads/host-limiter.ts'
import { BUILT_IN_CSV, builtInIds, makeRoomForOwnWorks } from '../import/built-in-collection.ts'
import { type ImportReport, importCollection } from '../import/import-collection.ts'
import type { ImportOptions } from '../import/import-options.ts'
import { localPictures, NO_LOCAL_PICTURES } from '../import/local-pictures.ts'
import { parseBaseUrl, parseFilters, sourceNamed } from '../import/sources.ts'
import type { SkippedRecord } from '../import/wanted-works.ts'
import { rightsPolicy } from '../rights/rights-policy.ts'
import type { CommandContext } from '../terminal/command-context.ts'
import { CuratorError } from '../terminal/curator-error.ts'
import { megapixelLimit } from '../terminal/curator-settings.ts'
import { positiveNumber, wholeNumber } from '../terminal/option-values.ts'
import { jsonProgress, PROGRESS_SETTING } from '../terminal/progress.ts'
import { introduction } from './contact.ts'
import { inAll, inWords, type SpentOn, whatBecame } from './import-words.ts'
import { listSources } from './list-sources.ts'

type ImportFlags = {
  readonly listSources?: boolean
  readonly csv?: string
  readonly columns?: string
  readonly limit?: number
  readonly query?: string
  readonly since?: Date
  readonly dryRun?: boolean
  readonly withPictures?: boolean
  readonly filter: readonly string[]
  readonly language: readonly string[]
  readonly allow: readonly string[]
  readonly rightsHeld?: string
  readonly images?: string
  readonly passOver: readonly string[]
  readonly allowFolder: readonly string[]
  readonly recheck?: boolean
  readonly offline?: boolean
  readonly baseUrl?: string
  readonly allowHost: readonly string[]
  readonly pace?: number
  readonly contact?: string
  readonly cacheLimit: number
  readonly maxMegapixels?: number
}

const GIGABYTE = 1e9
const MEGABYTE = 1e6

export function registerImportCommand(program: Command, context: CommandContext): void {
  program
    .command('import')
    .description('bring works into the catalogue, or up to date there')
    .argument('[source]', 'where they come from; --list-sources explains each')
    .argument('[location...]', 'folders, files, addresses or records, as the source takes them')
    .option('--list-sources', 'explain each source, with examples')
    .option('--limit <n>', 'bring in at most this many works', wholeNumber(1))
    .option(
      '--query <text>',
      'only works that match: in title, artist or path, or as the museum searches',
    )
    .option(
      '--filter <name=value>',
      'a filter that the source offers; may be repeated',
      collect,
      [],
    )
    .option('--since <date>', 'only works that have changed since, such as 2026-05-01', date)
    .option('--dry-run', 'show what would come in, what not and why; change nothing')
    .option('--with-pictures', 'of a dry run: also fetch the pictures of the works that it shows')
    .addOption(
      new Option('--language <codes>', 'languages of the labels, the best first')
        .argParser((text) => text.split(',').map((code) => code.trim()))
        .default(['en'], 'en'),
    )
    .option(
      '--csv <file>',
      'of a folder: CSV with a row for each work; its "file" column names the pictures',
    )
    .option(
      '--columns <map>',
      'columns under other names, such as title=Titel,artist=Künstler, or an export: tms, emu, collectionspace, axiell',
    )
    .option(
      '--allow <uri>',
      'let works of this rights statement in, besides CC0 and public domain; may be repeated',
      collect,
      [],
    )
    .option(
      '--rights-held <words>',
      'declare that your museum holds the rights; everything comes in',
    )
    .option(
      '--images <dir>',
      'take pictures from this folder where it has them, named by record or image',
    )
    .option(
      '--pass-over <name>',
      'a folder or file that is no work, such as "proofs" or "*-thumb.jpg"; may be repeated',
      collect,
      [],
    )
    .option(
      '--allow-folder <dir>',
      'a folder that the files named in a table or record may lie in, besides its own; may be repeated',
      collect,
      [],
    )
    .option(
      '--recheck',
      'ask for every picture whether it has changed, even where its record has not',
    )
    .option('--offline', 'work from what was fetched before; ask for nothing')
    .option('--base-url <url>', 'a mirror in place of the museum’s API')
    .option(
      '--allow-host <host>',
      'a private or loopback address that may be asked; may be repeated',
      collect,
      [],
    )
    .option('--pace <ms>', 'milliseconds between requests to a host given with --allow-host', pace)
    .option('--contact <email>', 'whom a museum may write to; kept for the next time')
    .option(
      '--max-megapixels <n>',
      'leave out larger pictures (100 if never given); kept for the next time',
      positiveNumber('megapixels, such as 200'),
    )
    .addOption(
      new Option('--cache-limit <gb>', 'what fetched pictures may take on disk')
        .argParser((text) => GIGABYTE * positiveNumber('gigabytes, such as 50')(text))
        .default(20 * GIGABYTE, '20'),
    )
    .action(async (name: string | undefined, locations: string[], flags: ImportFlags) => {
      if (flags.listSources) return listSources(context)
      if (name === undefined) {
        throw new CuratorError(
          'Say where the works come from: npm run pendant -- import SOURCE; --list-sources explains each.',
        )
      }
      await runImport(context, sourceNamed(name), locations, flags)
    })
}

async function runImport(
  context: CommandContext,
  source: Source,
  locations: readonly string[],
  flags: ImportFlags,
): Promise<void> {
  if (flags.withPictures && !flags.dryRun) {
    throw new CuratorError('--with-pictures belongs to --dry-run; an import fetches all pictures.')
  }
  const baseUrl = flags.baseUrl === undefined ? undefined : parseBaseUrl(flags.baseUrl)
  const collections = source.open({
    locations,
    filters: parseFilters(source, flags.filter),
    query: flags.query,
    baseUrl,
    csv: flags.csv,
    columns: flags.columns,
    languages: flags.language,
    passOver: flags.passOver,
    allowFolders: flags.allowFolder,
  })
  const rights = rightsPolicy(flags.allow, flags.rightsHeld)
  const paths = context.paths()
  const agent = await introduction(paths, flags.contact, context)
  const pictures =
    flags.images === undefined ? NO_LOCAL_PICTURES : await localPictures(flags.images)
  const maxMegapixels = await megapixelLimit(paths, flags.maxMegapixels)
  const start = performance.now()
  const catalogue = openCatalogue(paths.catalogue, { create: true })
  try {
    const downloads = openDownloads({
      folder: paths.downloads,
      crawlPolicies: crawlPoliciesFor(source, baseUrl, flags.allowHost),
      allowHosts: flags.allowHost,
      paceMs: flags.pace,
      offline: flags.offline ?? false,
      agent,
      limitBytes: flags.cacheLimit,
      ...(maxMegapixels === undefined ? {} : { maxMegapixels }),
      isNeeded: (file) => catalogue.works.needsFile(file),
      signal: context.signal,
      say: (line) => context.say(line),
      proxyFor: getProxyForUrl,
    })
    try {
      const { reports, failed } = await importAll(context, catalogue, collections, {
        limit: flags.limit,
        query: flags.query,
        since: flags.since,
        languages: flags.language,
        rights,
        dryRun: flags.dryRun ?? false,
        samplePictures: flags.withPictures ?? false,
        downloads,
        localPictures: pictures,
        recheck: flags.recheck ?? false,
        offline: flags.offline ?? false,
        signal: context.signal,
        say: (line) => context.say(line),
      })
      const builtIn = builtInIds()
      const broughtOwn = reports.some(
        ({ added, updated, unchanged }, i) =>
          added + updated + unchanged > 0 &&
          catalogue.imports.worksIn(collections[i] as Collection).some((id) => !builtIn.has(id)),
      )
      if (broughtOwn && !flags.dryRun && makeRoomForOwnWorks(catalogue) > 0) {
        context.say(
          `The invented sitters make room for works of your own; to have them back: npm run pendant -- import csv ${BUILT_IN_CSV}`,
        )
      }
      if (!flags.dryRun) await downloads.trim()
      const report = { ...inAll(reports, failed), spent: spent(downloads, start) }
      context.answer(report, inWords(report, flags.dryRun ?? false))
      if (report.missing.length > 0) context.endWithFailure()
    } finally {
      await downloads.close()
    }
  } finally {
    catalogue.close()
  }
}

/** Imports one after the other; one that cannot be read keeps none of the others from coming in. */
async function importAll(
  context: CommandContext,
  catalogue: Catalogue,
  collections: readonly Collection[],
  options: Omit<ImportOptions, 'onRecord'>,
): Promise<{ reports: ImportReport[]; failed: SkippedRecord[] }> {
  const reports: ImportReport[] = []
  const failed: SkippedRecord[] = []
  for (const collection of collections) {
    context.say(`Reading ${collection.location} …`)
    const onRecord = importProgress(context, options.downloads)
    try {
      reports.push(await importCollection(catalogue, collection, { ...options, onRecord }))
    } catch (error) {
      // A full cache stops all of them; of several that could be read, one may still fail.
      const isAll = options.downloads.full || collections.length === 1
      if (!(error instanceof CuratorError) || isAll) {
        // What was done before is not to go unsaid.
        for (const report of reports) for (const line of whatBecame(report)) context.say(line)
        throw error
      }
      context.say(error.message)
      failed.push({ record: collection.location, reason: error.message })
    }
  }
  if (reports.length === 0) throw new CuratorError('None of them could be read.')
  return { reports, failed }
}

/** A line now and then: a museum that is read at one request a second keeps a curator waiting. */
const PROGRESS_MS = 10_000

function importProgress(context: CommandContext, downloads: Downloads): () => void {
  let records = 0
  let toldAt = performance.now()
  const shown =
    process.env[PROGRESS_SETTING] === 'json'
      ? jsonProgress(context.progress, 'Reading', 0)
      : undefined
  return () => {
    records += 1
    if (shown) return shown.advance()
    const now = performance.now()
    if (now - toldAt < PROGRESS_MS) return
    toldAt = now
    const { requests, bytes } = downloads.figures
    const fetched =
      requests > 0 ? `, ${requests} requests, ${Math.round(bytes / MEGABYTE)} MB fetched` : ''
    context.say(`${records} records read${fetched} …`)
  }
}

function spent({ figures }: Downloads, start: number): SpentOn {
  return {
    requests: figures.requests,
    bytes: figures.bytes,
    seconds: Math.round(performance.now() - start) / 1000,
    // Kilobytes, of the whole program at its largest.
    peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
  }
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value]
}

function pace(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value) || value < 0) {
    throw new InvalidArgumentError('It takes milliseconds, such as 200.')
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
