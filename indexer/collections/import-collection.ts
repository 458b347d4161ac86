import { existsSync, statSync } from 'node:fs'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Work } from '../catalogue/works.ts'
import { CuratorError, Interrupted } from '../curator-error.ts'
import { whyUnreadable } from '../images/read-picture-file.ts'
import type { Collection, SourceWork } from './collection.ts'
import { idFromGiven, idFromPath } from './work-id.ts'

/** How an import ended; scripts rely on these names. */
export type ImportReport = {
  readonly source: string
  readonly added: number
  readonly updated: number
  readonly unchanged: number
  /** Works that were in the source before and are no longer; they are not hung until they return. */
  readonly hidden: number
  readonly skipped: readonly { readonly record: string; readonly reason: string }[]
}

export type ImportOptions = {
  /** Works at most. */
  readonly limit: number | undefined
  /** Only works with this in their title, artist or path, whatever the case. */
  readonly query: string | undefined
  /** Only works whose picture has changed since. */
  readonly since: Date | undefined
  /** Look and count, change nothing. */
  readonly dryRun: boolean
  readonly signal: AbortSignal
  /** Told after every record. */
  readonly onRecord: () => void
}

/**
 * Brings the works of a collection into the catalogue, or up to date there. Throws `CuratorError`
 * when the source cannot be read or holds no work at all, `Interrupted` when it was stopped; what
 * was brought in until then is kept.
 */
export async function importCollection(
  catalogue: Catalogue,
  collection: Collection,
  options: ImportOptions,
): Promise<ImportReport> {
  const { source, location } = collection
  const counts = { added: 0, updated: 0, unchanged: 0 }
  const skipped: { record: string; reason: string }[] = []
  /** Records that the source still has although they were skipped. */
  const kept = new Set<string>()
  /** Ids met in this import, with the record each came from. */
  const met = new Map<string, string>()

  for await (const item of collection.items()) {
    if (options.signal.aborted) {
      throw new Interrupted(
        `Stopped after ${met.size} works; run the same import again to go on. Nothing was lost.`,
      )
    }
    options.onRecord()
    if ('skipped' in item) {
      const { record, reason, keeps } = item.skipped
      skipped.push({ record, reason })
      if (keeps !== undefined) kept.add(keeps)
      continue
    }
    const wanted = isWanted(item.work, options)
    if (typeof wanted === 'object') {
      skipped.push({ record: item.work.record, reason: wanted.problem })
      continue
    }
    if (!wanted) continue
    if (met.size === options.limit) break
    const identified = identify(catalogue, collection, item.work, met)
    if ('conflict' in identified) {
      skipped.push({ record: item.work.record, reason: identified.conflict })
      continue
    }
    met.set(identified.id, item.work.record)
    const change = catalogue.works.changeOf(identified)
    counts[change] += 1
    if (change !== 'unchanged' && !options.dryRun) catalogue.works.put(identified)
  }

  const { limit, query, since } = options
  const whole = limit === undefined && query === undefined && since === undefined
  if (met.size === 0 && whole) {
    const first = skipped[0]
    throw new CuratorError(
      `No work was found in ${location}${first ? ` (${first.record}: ${first.reason})` : ''}; nothing was changed. Pictures are read as JPEG, PNG, WebP, TIFF, AVIF and GIF.`,
    )
  }
  const gone = whole ? goneWorks(catalogue, collection, met, kept) : []
  if (!options.dryRun) {
    catalogue.works.withdraw(gone)
    catalogue.audit.note('import', { source, location, ...counts, hidden: gone.length })
  }
  return { source, ...counts, hidden: gone.length, skipped }
}

function isWanted(
  work: SourceWork,
  { query, since }: ImportOptions,
): boolean | { readonly problem: string } {
  if (query !== undefined) {
    const text = `${work.label.title}\n${work.label.artist}\n${work.path}`.toLowerCase()
    if (!text.includes(query.toLowerCase())) return false
  }
  if (since === undefined) return true
  try {
    return statSync(work.file).mtime >= since
  } catch (error) {
    return { problem: whyUnreadable(error as NodeJS.ErrnoException) }
  }
}

/**
 * The work under its id in the catalogue. An id that a work of another collection already has is a
 * conflict while that work's picture is still there and is another one; a collection that has moved
 * takes its works along. Pictures without an id of their own get one that is free.
 */
function identify(
  catalogue: Catalogue,
  { source, location }: Collection,
  { record, givenId, path, file, label }: SourceWork,
  met: ReadonlyMap<string, string>,
): Work | { conflict: string } {
  const withId = (id: string): Work => ({ id, source, location, record, file, label })
  const rival = (id: string): Work | undefined => {
    const holder = catalogue.works.byId(id)
    const same =
      !holder ||
      (holder.source === source && holder.location === location) ||
      holder.file === file ||
      !existsSync(holder.file)
    return same ? undefined : holder
  }
  const own = givenId === undefined ? idFromPath(path) : idFromGiven(givenId)
  const id = givenId === undefined && rival(own) ? idFromPath(`${location}/${path}`, path) : own
  const twin = met.get(id)
  if (twin !== undefined) {
    return { conflict: `its id "${id}" is that of ${twin} too; give one of them another` }
  }
  const holder = rival(id)
  if (!holder) return withId(id)
  return {
    conflict: `its id "${id}" belongs to a work imported from ${holder.location} (${holder.record}); give one of them another`,
  }
}

/** Works of this collection that it no longer names at all. */
function goneWorks(
  catalogue: Catalogue,
  { source, location }: Collection,
  met: ReadonlyMap<string, string>,
  kept: ReadonlySet<string>,
): string[] {
  return catalogue.works
    .missingFrom(source, location, new Set(met.keys()))
    .filter((id) => !kept.has(catalogue.works.byId(id)?.record ?? ''))
}
