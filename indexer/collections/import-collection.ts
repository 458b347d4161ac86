import { statSync } from 'node:fs'
import { pMapIterable } from 'p-map'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { BegunImport } from '../catalogue/imports.ts'
import type { Work } from '../catalogue/works.ts'
import { CuratorError, Interrupted } from '../curator-error.ts'
import type { Downloads } from '../downloads/downloads.ts'
import { whyUnreadable } from '../images/read-picture-file.ts'
import { type RightsPolicy, whyRefused } from '../rights/rights-policy.ts'
import { acquirePicture, isAtHand, type PictureSources } from './acquire-picture.ts'
import type { Collection, PreviousImport, SourceWork } from './collection.ts'
import { identifyWork } from './identify-work.ts'
import { type LocalPictures, NO_LOCAL_PICTURES } from './local-pictures.ts'

/** How an import ended; scripts rely on these names. */
export type ImportReport = {
  readonly source: string
  readonly added: number
  readonly updated: number
  readonly unchanged: number
  /** Works that are not hung any more: their source no longer has them, or no longer gives them. */
  readonly hidden: number
  readonly skipped: readonly { readonly record: string; readonly reason: string }[]
  readonly hiddenWorks: readonly {
    readonly workId: string
    readonly title: string
    readonly reason: string
  }[]
  /** Works brought in, or unchanged, that say nothing of their rights. */
  readonly withoutRights: number
}

export type ImportOptions = {
  /** Works at most. */
  readonly limit: number | undefined
  /** Only works with this in their title, artist or path, whatever the case. */
  readonly query: string | undefined
  /** Only works whose record or picture has changed since, as far as the source can tell. */
  readonly since: Date | undefined
  /** Which works of other people's come in. */
  readonly rights: RightsPolicy
  /** Look and count, change nothing; no picture is fetched. */
  readonly dryRun: boolean
  readonly downloads: Downloads
  readonly localPictures: LocalPictures
  /** Ask for each picture whether it has changed, even where its record says nothing of it. */
  readonly recheck: boolean
  /** Only what the cache holds is read: nothing is taken to have gone. */
  readonly offline: boolean
  readonly signal: AbortSignal
  readonly say: (line: string) => void
  /** Told after every record. */
  readonly onRecord: () => void
}

/** All of a collection, as a curator's own files come in. */
export const WHOLE = {
  limit: undefined,
  query: undefined,
  since: undefined,
  rights: { allowed: [], held: undefined },
  dryRun: false,
  localPictures: NO_LOCAL_PICTURES,
  recheck: false,
  offline: false,
} as const satisfies Partial<ImportOptions>

/** Pictures that are fetched at once; each host has its own limit besides. */
const PICTURES_AT_ONCE = 4
/** An import that was stopped longer ago begins afresh: what it had read is old. */
const RESUME_WITHIN_DAYS = 3
const DAY_MS = 86_400_000

/**
 * Brings the works of a collection into the catalogue, or up to date there, as they are read: nothing
 * but the works in hand is in memory. Throws `CuratorError` when the source cannot be read or holds
 * no work at all, `Interrupted` when it was stopped; what was brought in until then is kept, and the
 * same import goes on from there.
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
        ? pictureOnDryRun(catalogue, id, work)
        : await acquirePicture(id, work, pictures)
      return { id, work, picture }
    } catch (failed) {
      return { failed }
    }
  }

  function keep({ id, work: { record, label }, picture }: AcquiredWork): void {
    if ('problem' in picture) {
      tally.skipped.push({ record, reason: picture.problem })
      if (!options.dryRun) catalogue.works.markOutdated(id)
      return
    }
    const { source, location, rights } = collection
    const shown =
      label.rights === '' && rights === 'published' && options.rights.held !== undefined
        ? { ...label, rights: options.rights.held }
        : label
    const work: Work = { id, source, location, record, label: shown, ...picture }
    const change = catalogue.works.changeOf(work)
    tally[change] += 1
    if (shown.rights === '') tally.withoutRights += 1
    if (!options.dryRun) {
      catalogue.works.put(work, rights === 'own' ? 'in this collection' : 'in others too')
    }
  }
}

type Tally = {
  /** False when a part of the collection could not be read: nobody knows what has gone from it. */
  complete: boolean
  added: number
  updated: number
  unchanged: number
  withoutRights: number
  readonly skipped: { record: string; reason: string }[]
  readonly hiddenWorks: { workId: string; title: string; reason: string }[]
}

function newTally(): Tally {
  return {
    complete: true,
    added: 0,
    updated: 0,
    unchanged: 0,
    withoutRights: 0,
    skipped: [],
    hiddenWorks: [],
  }
}

type WantedWork = { readonly id: string; readonly work: SourceWork }
type AcquiredWork = WantedWork & { readonly picture: Awaited<ReturnType<typeof acquirePicture>> }

/** The works that are to come in, each with its id; everything else is counted here. */
async function* wantedWorks(
  catalogue: Catalogue,
  collection: Collection,
  items: ReturnType<Collection['items']>,
  options: ImportOptions,
  tally: Tally,
): AsyncGenerator<WantedWork> {
  let taken = 0
  for await (const item of items) {
    if (options.signal.aborted) throw new Interrupted('Stopped.')
    options.onRecord()
    if ('unreadable' in item) {
      tally.skipped.push(item.unreadable)
      tally.complete = false
      continue
    }
    if ('gone' in item) {
      const workId = catalogue.imports.workOf(collection, item.gone.record)
      if (workId !== undefined) hideGone(catalogue, collection, [workId], options, tally)
      continue
    }
    if ('skipped' in item) {
      const { record, reason, keeps } = item.skipped
      tally.skipped.push({ record, reason })
      const kept = keeps === undefined ? undefined : stillThere(catalogue, collection, keeps)
      if (kept !== undefined && !options.dryRun) catalogue.works.markOutdated(kept)
      continue
    }
    if ('unchanged' in item) {
      if (taken === options.limit) break
      if (stillThere(catalogue, collection, item.unchanged.record) === undefined) continue
      taken += 1
      tally.unchanged += 1
      continue
    }
    const { work } = item
    if (!collection.searched && !matches(work, options.query)) continue
    const age = isSince(work, options.since)
    if (typeof age === 'object') tally.skipped.push({ record: work.record, reason: age.problem })
    if (age !== true) continue
    if (taken === options.limit) break
    const identified = identifyWork(catalogue, collection, work)
    if ('conflict' in identified) {
      tally.skipped.push({ record: work.record, reason: identified.conflict })
      continue
    }
    const { id } = identified
    const twin = catalogue.imports.meet({ workId: id, record: work.record })
    // Thematic collections of a museum share works.
    if (twin === work.record && collection.rights === 'published') continue
    if (twin !== undefined) {
      const reason = `its id "${id}" is that of ${twin} too; give one of them another`
      tally.skipped.push({ record: work.record, reason })
      continue
    }
    const refusal =
      collection.rights === 'published' ? whyRefused(work.label.rights, options.rights) : undefined
    if (refusal !== undefined) {
      refuse(catalogue, id, work, refusal, options, tally)
      continue
    }
    taken += 1
    yield { id, work }
  }
}

/** A record that has not changed, or cannot be read now, keeps its work, whose id is given. */
function stillThere(
  catalogue: Catalogue,
  collection: Collection,
  record: string,
): string | undefined {
  const workId = catalogue.imports.workOf(collection, record)
  if (workId !== undefined) catalogue.imports.meet({ workId, record })
  return workId
}

/** A work that was hung and has lost its licence is hidden at once; its picture stays where it is. */
function refuse(
  catalogue: Catalogue,
  id: string,
  { record, label }: SourceWork,
  reason: string,
  { dryRun }: ImportOptions,
  tally: Tally,
): void {
  tally.skipped.push({ record, reason })
  if (!catalogue.works.byId(id) || catalogue.works.isWithdrawn(id)) return
  tally.hiddenWorks.push({ workId: id, title: label.title, reason })
  if (!dryRun) catalogue.works.withdraw([id], reason)
}

function matches({ label, path }: SourceWork, query: string | undefined): boolean {
  if (query === undefined) return true
  return `${label.title}\n${label.artist}\n${path}`.toLowerCase().includes(query.toLowerCase())
}

/** Whether the file of a work has changed since; of a picture on the web its source has told already. */
function isSince(
  { picture }: SourceWork,
  since: Date | undefined,
): boolean | { readonly problem: string } {
  if (since === undefined || !('file' in picture)) return true
  try {
    return statSync(picture.file).mtime >= since
  } catch (error) {
    return { problem: whyUnreadable(error as NodeJS.ErrnoException) }
  }
}

/** No picture is fetched to see what would come in: one that is not here yet counts as new. */
function pictureOnDryRun(
  catalogue: Catalogue,
  id: string,
  { picture, pictureVersion }: SourceWork,
): Awaited<ReturnType<typeof acquirePicture>> {
  if ('file' in picture) return { file: picture.file, download: undefined }
  const asked = JSON.stringify([picture, pictureVersion])
  const known = catalogue.works.byId(id)
  if (known?.download?.asked === asked) return { file: known.file, download: known.download }
  return { file: '', download: { asked, url: '', fetchedAt: '' } }
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
  const whole = limit === undefined && query === undefined && since === undefined && !offline
  const { added, updated, unchanged, skipped, hiddenWorks } = tally
  if (whole && added + updated + unchanged === 0) {
    // What it was made of is not to be believed the next time.
    if (begun) catalogue.imports.discard(begun)
    const first = skipped[0]
    throw new CuratorError(
      `No work was found in ${location}${first ? ` (${first.record}: ${first.reason})` : ''}; nothing was changed. Pictures are read as JPEG, PNG, WebP, TIFF, AVIF and GIF.`,
    )
  }
  if (whole && tally.complete) {
    hideGone(catalogue, collection, catalogue.imports.unmet(collection), options, tally)
  }
  const counts = { added, updated, unchanged, hidden: hiddenWorks.length }
  if (begun) {
    // The next import is not to rely on one that does not know everything.
    if (tally.complete) catalogue.imports.end(begun)
    else catalogue.imports.discard(begun)
    catalogue.audit.note('import', {
      source,
      location,
      ...counts,
      ...(options.rights.held !== undefined && { rightsHeld: options.rights.held }),
    })
  }
  return { source, ...counts, skipped, hiddenWorks, withoutRights: tally.withoutRights }
}

/** Works leave a collection that no longer has them; those of them that stand in no other are hidden. */
function hideGone(
  catalogue: Catalogue,
  collection: Collection,
  leaving: readonly string[],
  { dryRun }: ImportOptions,
  tally: Tally,
): void {
  const reason = 'its source no longer has it'
  const gone = dryRun ? leaving : catalogue.imports.leave(collection, leaving)
  for (const workId of gone) {
    const title = catalogue.works.byId(workId)?.label.title ?? ''
    tally.hiddenWorks.push({ workId, title, reason })
  }
  if (!dryRun) catalogue.works.withdraw(gone, reason)
}

function cacheIsFull(): CuratorError {
  return new CuratorError(
    'The pictures that wait to be described take more than --cache-limit; describe them with "npm run pendant -- index", or raise the limit, and run the same import again to go on. Nothing was lost.',
  )
}

/** What of a collection is wanted, and under which rights: what goes on, or follows, must want the same. */
function scopeOf({ limit, query, since, rights, recheck, offline }: ImportOptions): string {
  return JSON.stringify({ limit, query, since, rights, recheck, offline })
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
        return work !== undefined && work.download?.asked !== '' && isAtHand(catalogue, work)
      },
    }
  )
}

function daysAgo(days: number): Date {
  return new Date(Date.now() - days * DAY_MS)
}
