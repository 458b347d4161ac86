import { statSync } from 'node:fs'
import type { Label } from '../../embeddings/gallery/portrait.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Collection, SourceWork } from '../collections/collection.ts'
import { whyUnreadable } from '../images/read-picture-file.ts'
import { whyRefused } from '../rights/rights-policy.ts'
import { Interrupted } from '../terminal/curator-error.ts'
import { identifyWork } from './identify-work.ts'
import type { ImportOptions } from './import-options.ts'
import { withShortAbout } from './short-about.ts'

/** A record that did not come in, and why. */
export type SkippedRecord = { readonly record: string; readonly reason: string }

/** A work that a dry run shows; `file` is empty where its picture is on the web. */
export type SampleWork = Pick<Label, 'title' | 'artist' | 'rights'> & {
  readonly record: string
  readonly file: string
}

/**
 * A work whose picture has fewer pixels than the exhibit needs; sizes of the picture as it lies.
 */
export type SmallPicture = {
  readonly workId: string
  readonly width: number
  readonly height: number
}

/** How an import goes, so far. */
export type Tally = ReturnType<typeof newTally>

export function newTally() {
  return {
    /** Parts of the collection that could not be read: nobody knows what has gone from them. */
    unread: [] as string[],
    /** Whether it is known to which part of the collection all that could not be read belongs. */
    partsKnown: true,
    added: 0,
    updated: 0,
    unchanged: 0,
    withoutRights: 0,
    skipped: [] as SkippedRecord[],
    /** Of those skipped the ones that were asked for by name, and parts that could not be read. */
    missing: [] as SkippedRecord[],
    remarks: [] as { record: string; says: string }[],
    /** Works brought in whose pictures are small. */
    small: [] as SmallPicture[],
    samples: [] as SampleWork[],
    hiddenWorks: [] as { workId: string; title: string; reason: string }[],
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
  const leaveOut = (record: string, reason: string): void =>
    skip(tally, { record, reason }, isNamed(collection, record))
  for await (const item of items) {
    if (options.signal.aborted) throw new Interrupted('Stopped.')
    options.onRecord()
    if ('remark' in item) {
      tally.remarks.push(item.remark)
      continue
    }
    if ('unreadable' in item) {
      const { record, reason, branch } = item.unreadable
      const held =
        branch === undefined ? 'of this collection' : branch === '.' ? 'here' : `of ${branch}`
      const unread = { record, reason: `${reason}; no work ${held} is taken to have gone` }
      tally.skipped.push(unread)
      tally.missing.push(unread)
      if (branch === undefined) tally.partsKnown = false
      else tally.unread.push(branch)
      continue
    }
    if ('gone' in item) {
      const workId = catalogue.imports.workOf(collection, item.gone.record)
      if (workId !== undefined) hideGone(catalogue, collection, [workId], options, tally)
      continue
    }
    if ('skipped' in item) {
      const { record, reason, keeps, unasked } = item.skipped
      skip(tally, { record, reason }, isNamed(collection, record) && !unasked)
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
        leaveOut(record, refusal)
        withdrawRefused(catalogue, known.id, known.label, refusal, options, tally)
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
    if (typeof age === 'object') leaveOut(work.record, age.problem)
    if (age !== true) continue
    const identified = identifyWork(catalogue, collection, work)
    if ('conflict' in identified) {
      leaveOut(work.record, identified.conflict)
      continue
    }
    const { id } = identified
    const twin = catalogue.imports.meet({ workId: id, record: work.record })
    // Thematic collections of a museum share works.
    if (twin === work.record && collection.rights === 'published') continue
    if (twin !== undefined) {
      leaveOut(work.record, `its id "${id}" is that of ${twin} too; give one of them another`)
      continue
    }
    const refusal = refusalOf(collection, work.label, options)
    if (refusal !== undefined) {
      leaveOut(work.record, refusal)
      withdrawRefused(catalogue, id, work.label, refusal, options, tally)
      continue
    }
    yield { id, work: { ...work, label: withShortAbout(work.label) } }
    taken += 1
    // Not a record more is read than is needed.
    if (taken === options.limit) return
  }
}

export function skip(tally: Tally, skipped: SkippedRecord, isMissed: boolean): void {
  tally.skipped.push(skipped)
  if (isMissed) tally.missing.push(skipped)
}

/** Whether a record was asked for by its name: one by one, or as the location itself. */
export function isNamed({ named, location }: Collection, record: string): boolean {
  return named === true || record === location
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

/** Hides a work that has lost its licence at once; its picture stays where it is. */
function withdrawRefused(
  catalogue: Catalogue,
  id: string,
  label: Label,
  reason: string,
  { dryRun }: ImportOptions,
  tally: Tally,
): void {
  if (!catalogue.works.byId(id) || catalogue.works.isWithdrawn(id)) return
  tally.hiddenWorks.push({ workId: id, title: label.title, reason })
  if (!dryRun) catalogue.works.withdraw([id], reason)
}

function matches({ label, path }: SourceWork, query: string | undefined): boolean {
  if (query === undefined) return true
  return `${label.title}\n${label.artist}\n${path}`.toLowerCase().includes(query.toLowerCase())
}

/** Whether the file of a work has changed since. For the web, its source has told already. */
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

/** Works leave a collection that lacks them; those in no other collection are hidden. */
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
