import { statSync } from 'node:fs'
import type { Label } from '../../embeddings/gallery/portrait.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Collection, SourceWork } from '../collections/collection.ts'
import { whyUnreadable } from '../images/read-picture-file.ts'
import { whyRefused } from '../rights/rights-policy.ts'
import { Interrupted } from '../terminal/curator-error.ts'
import { identifyWork } from './identify-work.ts'
import type { ImportOptions } from './import-options.ts'

/** How an import goes, so far. */
export type Tally = {
  /** False when a part of the collection could not be read: nobody knows what has gone from it. */
  complete: boolean
  added: number
  updated: number
  unchanged: number
  withoutRights: number
  readonly skipped: { record: string; reason: string }[]
  readonly hiddenWorks: { workId: string; title: string; reason: string }[]
}

export function newTally(): Tally {
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

export type WantedWork = { readonly id: string; readonly work: SourceWork }

/** The works that are to come in, each with its id; everything else is counted here. */
export async function* wantedWorks(
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
      const { record } = item.unchanged
      const workId = stillThere(catalogue, collection, record)
      const known = workId === undefined ? undefined : catalogue.works.byId(workId)
      if (!known) continue
      const refusal = refusalOf(collection, known.label, options)
      if (refusal !== undefined) {
        refuse(catalogue, known.id, { record, label: known.label }, refusal, options, tally)
        continue
      }
      tally.unchanged += 1
      if (known.label.rights === '') tally.withoutRights += 1
      taken += 1
      if (taken === options.limit) return
      continue
    }
    const { work } = item
    if (!collection.searched && !matches(work, options.query)) continue
    const age = isSince(work, options.since)
    if (typeof age === 'object') tally.skipped.push({ record: work.record, reason: age.problem })
    if (age !== true) continue
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
    const refusal = refusalOf(collection, work.label, options)
    if (refusal !== undefined) {
      refuse(catalogue, id, work, refusal, options, tally)
      continue
    }
    yield { id, work }
    taken += 1
    // Not a record more is read than is needed.
    if (taken === options.limit) return
  }
}

/** Why a work may not come in, or stay; undefined when it may. */
function refusalOf(
  { rights }: Collection,
  label: Label,
  options: ImportOptions,
): string | undefined {
  return rights === 'published' ? whyRefused(label.rights, options.rights) : undefined
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
  { record, label }: Pick<SourceWork, 'record' | 'label'>,
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

/** Works leave a collection that no longer has them; those of them that stand in no other are hidden. */
export function hideGone(
  catalogue: Catalogue,
  collection: Collection,
  leaving: readonly string[],
  { dryRun }: ImportOptions,
  tally: Tally,
): void {
  const reason = 'its source no longer has it'
  const gone = dryRun
    ? catalogue.imports.onlyIn(collection, leaving)
    : catalogue.imports.leave(collection, leaving, reason)
  for (const workId of gone) {
    const title = catalogue.works.byId(workId)?.label.title ?? ''
    tally.hiddenWorks.push({ workId, title, reason })
  }
}
