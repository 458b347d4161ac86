import { setTimeout } from 'node:timers/promises'
import { pMapIterable } from 'p-map'
import { pictureSize } from '../../embeddings/node/decode-image.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { BegunImport } from '../catalogue/imports.ts'
import type { Work } from '../catalogue/works.ts'
import type { Collection, PreviousImport } from '../collections/collection.ts'
import { WANTED_LONG_SIDE_PX } from '../collections/iiif/image-address.ts'
import { readPictureFile } from '../images/read-picture-file.ts'
import { CuratorError, Interrupted } from '../terminal/curator-error.ts'
import {
  type AcquiredPicture,
  acquirePicture,
  isAtHand,
  type PictureSources,
  pictureOnDryRun,
} from './acquire-picture.ts'
import type { ImportOptions } from './import-options.ts'
import {
  hideGone,
  isNamed,
  newTally,
  type SampleWork,
  type SkippedRecord,
  type SmallPicture,
  skip,
  type Tally,
  type WantedWork,
  wantedWorks,
} from './wanted-works.ts'

/** How an import ended; scripts rely on these names. */
export type ImportReport = {
  readonly source: string
  readonly added: number
  readonly updated: number
  readonly unchanged: number
  /** Works that are not hung any more: their source no longer has them, or no longer gives them. */
  readonly hidden: number
  readonly skipped: readonly SkippedRecord[]
  /** Skipped records that were asked for by name, and parts that could not be read. */
  readonly missing: readonly SkippedRecord[]
  /** What the curator should know of how the source was read; `record` says what of it. */
  readonly remarks: readonly { readonly record: string; readonly says: string }[]
  readonly hiddenWorks: readonly {
    readonly workId: string
    readonly title: string
    readonly reason: string
  }[]
  /** Works brought in, or unchanged, that say nothing of their rights. */
  readonly withoutRights: number
  /** Of a dry run: the first works that would come in. */
  readonly samples?: readonly SampleWork[]
}

/** Pictures that are fetched at once; each host has its own limit besides. */
const PICTURES_AT_ONCE = 4
/** An import that was stopped longer ago begins afresh: what it had read is old. */
const RESUME_WITHIN_DAYS = 3
const DAY_MS = 86_400_000
/** Works that a dry run shows of those that would come in. */
const SAMPLES = 24
/** All pictures of samples together take so long at most; a museum may ask for seconds between. */
const SAMPLES_WITHIN_MS = 60_000

/**
 * Brings the works of a collection into the catalogue, or up to date there, as they are read:
 * nothing but the works in hand is in memory. Throws `CuratorError` when the source cannot be read
 * or holds no work at all, `Interrupted` when it was stopped; what was brought in until then is
 * kept, and the same import goes on from there.
 */
export async function importCollection(
  catalogue: Catalogue,
  collection: Collection,
  options: ImportOptions,
): Promise<ImportReport> {
  const tally = newTally()
  const scope = scopeOf(options)
  const begun = options.dryRun
    ? undefined
    : catalogue.imports.begin(collection, scope, daysAgo(RESUME_WITHIN_DAYS))
  if (begun?.resumed && collection.rights === 'published') {
    options.say('An import of this was stopped before its end; going on with it.')
  }
  const freshSince = begun?.startedAt ?? new Date()
  const documents = options.downloads.documents(freshSince)
  const pictures: PictureSources = {
    catalogue,
    downloads: options.downloads,
    documents,
    local: options.localPictures,
    keepsLocal: collection.rights === 'published',
    freshSince,
    recheck: options.recheck,
  }
  const sampled: WantedWork[] = []
  const items = collection.items({
    documents,
    since: options.since,
    previous: previousImport(catalogue, collection, scope, options),
  })

  catalogue.imports.lookAfresh()
  try {
    const wanted = wantedWorks(catalogue, collection, items, options, tally)
    for await (const met of pMapIterable(wanted, acquire, { concurrency: PICTURES_AT_ONCE })) {
      if ('failed' in met) throw met.failed
      keep(met)
      if (options.downloads.full) throw cacheIsFull()
    }
    if (options.samplePictures) await fetchSamples()
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error
    const done = tally.added + tally.updated + tally.unchanged
    throw new Interrupted(
      `Stopped after ${done} works; run the same import again to go on. Nothing was lost.`,
    )
  }
  return finish(catalogue, collection, options, begun, tally)

  /** Never rejects, so that no rejection is left alone when another work ends the import. */
  async function acquire({ id, work }: WantedWork) {
    try {
      const picture = options.dryRun
        ? pictureOnDryRun(id, work, pictures)
        : await acquirePicture(id, work, pictures)
      const small = options.dryRun ? undefined : await smallPicture(id, picture)
      return { id, work, picture, small }
    } catch (failed) {
      return { failed }
    }
  }

  /** Gives samples their pictures, one after the other, for as long as a curator waits. */
  async function fetchSamples(): Promise<void> {
    const until = performance.now() + SAMPLES_WITHIN_MS
    for (const [at, { id, work }] of sampled.entries()) {
      const sample = tally.samples[at]
      if (sample?.file !== '') continue
      const leftMs = until - performance.now()
      if (leftMs <= 0) return
      const late = setTimeout(leftMs, { problem: 'it takes too long' }, { ref: false })
      const picture = await Promise.race([acquirePicture(id, work, pictures), late])
      if ('file' in picture) tally.samples[at] = { ...sample, file: picture.file }
      else tally.remarks.push({ record: work.record, says: `not shown: ${picture.problem}` })
    }
  }

  function keep({ id, work: met, picture, small }: AcquiredWork): void {
    const { record, label, branch } = met
    if ('problem' in picture) {
      skip(tally, { record, reason: picture.problem }, isNamed(collection, record))
      if (!options.dryRun) catalogue.works.markOutdated(id)
      return
    }
    const { source, location, rights } = collection
    const shown =
      label.rights === '' && rights === 'published' && options.rights.held !== undefined
        ? { ...label, rights: options.rights.held }
        : label
    const work: Work = { id, source, location, record, label: shown, ...picture }
    const stands = rights === 'own' ? 'in this collection' : 'in others too'
    const change = catalogue.works.changeOf(work, stands)
    tally[change] += 1
    if (small !== undefined && change !== 'unchanged') tally.small.push(small)
    if (options.dryRun && tally.samples.length < SAMPLES) {
      const { title, artist, rights: statement } = shown
      tally.samples.push({ record, title, artist, rights: statement, file: work.file })
      sampled.push({ id, work: met })
    }
    if (shown.rights === '') tally.withoutRights += 1
    if (!options.dryRun) catalogue.works.put(work, stands, branch)
  }
}

type AcquiredWork = WantedWork & {
  readonly picture: AcquiredPicture | { readonly problem: string }
  readonly small: SmallPicture | undefined
}

function finish(
  catalogue: Catalogue,
  collection: Collection,
  options: ImportOptions,
  begun: BegunImport | undefined,
  tally: Tally,
): ImportReport {
  const { source, location } = collection
  const { limit, query, since, offline } = options
  // What a source has searched for is a selection of its own, all of which was read.
  const ofPart = query !== undefined && !collection.searched
  const whole = limit === undefined && !ofPart && since === undefined && !offline
  const { added, updated, unchanged, skipped, missing, hiddenWorks, unread } = tally
  const remarks = [...tally.remarks, ...wantedScans(location, tally.small)]
  const found = added + updated + unchanged > 0
  const isEmpty = skipped.length === 0 || collection.rights === 'own'
  if (whole && !found && hiddenWorks.length === 0 && isEmpty) {
    // What it was made of is not to be believed the next time.
    if (begun) catalogue.imports.discard(begun)
    throw nothingFound(collection, skipped)
  }
  // A source in which nothing at all is found is more likely to be out of order than empty.
  if (whole && found && tally.partsKnown) {
    hideGone(catalogue, collection, catalogue.imports.unmet(collection, unread), options, tally)
  }
  const counts = { added, updated, unchanged, hidden: hiddenWorks.length }
  if (begun) {
    // The next import is not to rely on one that does not know everything.
    if (tally.partsKnown && unread.length === 0) catalogue.imports.end(begun)
    else catalogue.imports.discard(begun)
    catalogue.audit.note('import', {
      source,
      location,
      ...counts,
      ...(options.rights.held !== undefined && { rightsHeld: options.rights.held }),
    })
  }
  const { withoutRights, samples } = tally
  const report = { source, ...counts, skipped, missing, remarks, hiddenWorks, withoutRights }
  return options.dryRun ? { ...report, samples } : report
}

/** Works that are named of those whose pictures are small. */
const NAMED_SMALL = 5

/** Undefined also for what cannot be read: indexing says why. */
async function smallPicture(
  workId: string,
  picture: AcquiredPicture | { readonly problem: string },
): Promise<SmallPicture | undefined> {
  if ('problem' in picture) return undefined
  const file = await readPictureFile(picture.file)
  const size = 'problem' in file ? undefined : await pictureSize(file.bytes)
  // A portrait on a smaller picture hangs smaller than others.
  if (size === undefined || Math.max(size.width, size.height) >= WANTED_LONG_SIDE_PX) {
    return undefined
  }
  return { workId, ...size }
}

function wantedScans(location: string, small: readonly SmallPicture[]): ImportReport['remarks'] {
  if (small.length === 0) return []
  const longSide = ({ width, height }: SmallPicture) => Math.max(width, height)
  const named = [...small]
    .sort((a, b) => longSide(a) - longSide(b))
    .slice(0, NAMED_SMALL)
    .map((each) => `${each.workId} (${each.width} × ${each.height})`)
  const works = small.length === 1 ? '1 work wants' : `${small.length} works want`
  const says = `${works} a larger scan, of 2,400 pixels or more along its longer side, or portraits hang smaller: ${named.join(', ')}${small.length > NAMED_SMALL ? ' …' : ''}`
  return [{ record: location, says }]
}

function nothingFound(
  { location, rights }: Collection,
  [first]: ImportReport['skipped'],
): CuratorError {
  const why = first ? ` (${first.record}: ${first.reason})` : ''
  const advice =
    rights === 'own'
      ? 'Pictures are read as JPEG, PNG, WebP, TIFF, AVIF and GIF.'
      : 'Check the name and the filters: npm run pendant -- import --list-sources'
  return new CuratorError(`No work was found in ${location}${why}; nothing was changed. ${advice}`)
}

function cacheIsFull(): CuratorError {
  return new CuratorError(
    'The pictures that wait to be described take more than --cache-limit; describe them with "npm run pendant -- index", or raise the limit, and run the same import again to go on. Nothing was lost.',
  )
}

/** What is wanted of a collection. Only an import that wants the same goes on from it. */
function scopeOf(options: ImportOptions): string {
  const { limit, query, since, languages, rights, recheck, offline } = options
  return JSON.stringify({ limit, query, since, languages, rights, recheck, offline })
}

function previousImport(
  catalogue: Catalogue,
  collection: Collection,
  scope: string,
  { recheck, offline }: ImportOptions,
): PreviousImport | undefined {
  if (recheck || offline) return undefined
  const startedAt = catalogue.imports.lastEnded(collection, scope)
  return (
    startedAt && {
      startedAt,
      has(record) {
        const work = catalogue.works.byId(catalogue.imports.workOf(collection, record) ?? '')
        return (
          work !== undefined && !catalogue.works.isOutdated(work.id) && isAtHand(catalogue, work)
        )
      },
    }
  )
}

function daysAgo(days: number): Date {
  return new Date(Date.now() - days * DAY_MS)
}
