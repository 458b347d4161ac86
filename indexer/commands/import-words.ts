import type { ImportReport } from '../import/import-collection.ts'
import type { SkippedRecord } from '../import/wanted-works.ts'

/** What an import took. */
export type SpentOn = {
  readonly requests: number
  readonly bytes: number
  readonly seconds: number
  /** Megabytes of memory at most. */
  readonly peakMemoryMb: number
}

/** Several imports in one command as one; `failed` are locations that could not be read at all. */
export function inAll(
  reports: readonly ImportReport[],
  failed: readonly SkippedRecord[],
): ImportReport {
  const all = reports.reduce((sum, report) => ({
    source: sum.source,
    added: sum.added + report.added,
    updated: sum.updated + report.updated,
    unchanged: sum.unchanged + report.unchanged,
    hidden: sum.hidden + report.hidden,
    skipped: [...sum.skipped, ...report.skipped],
    missing: [...sum.missing, ...report.missing],
    remarks: [...sum.remarks, ...report.remarks],
    hiddenWorks: [...sum.hiddenWorks, ...report.hiddenWorks],
    withoutRights: sum.withoutRights + report.withoutRights,
    ...(sum.samples && { samples: [...sum.samples, ...(report.samples ?? [])] }),
  }))
  const { skipped, missing } = all
  return { ...all, skipped: [...skipped, ...failed], missing: [...missing, ...failed] }
}

export function* inWords(
  report: ImportReport & { readonly spent: SpentOn },
  dryRun: boolean,
): Generator<string> {
  const { spent } = report
  const asked =
    spent.requests > 0 ? `; ${spent.requests} requests, ${(spent.bytes / 1e6).toFixed(1)} MB` : ''
  yield* whatBecame(report, asked)
  yield dryRun ? 'Nothing was changed (--dry-run).' : 'Next: npm run pendant -- index'
}

/** What was skipped and hidden and why, then how many works came in, then `asked`. */
export function* whatBecame(report: ImportReport, asked = ''): Generator<string> {
  const { added, updated, unchanged, hidden, skipped, missing, hiddenWorks, withoutRights } = report
  for (const { record, says } of report.remarks) yield `${record}: ${says}.`
  yield* skippedInWords(skipped)
  for (const { workId, title, reason } of hiddenWorks) {
    yield `Hidden ${title === '' ? workId : `${title} (${workId})`}: ${reason}`
  }
  if (withoutRights > 0) {
    const say = withoutRights === 1 ? 'work says nothing of its' : 'works say nothing of their'
    yield `${withoutRights} ${say} rights; "npm run pendant -- report" lists them.`
  }
  if (missing.length > 0) {
    yield `${missing.length} of what was asked for by name did not come in, or could not be read; so this ends with status 1.`
  }
  yield `${added} ${added === 1 ? 'work' : 'works'} added, ${updated} updated, ${unchanged} unchanged, ${hidden} hidden, ${skipped.length} skipped${asked}.`
}

/** Records that are named one by one; of more only the reasons are told. */
const NAMED_SKIPPED = 20
/** Records named for each reason then. */
const EXAMPLES = 3

function* skippedInWords(skipped: ImportReport['skipped']): Generator<string> {
  if (skipped.length <= NAMED_SKIPPED) {
    for (const { record, reason } of skipped) yield `Skipped ${record}: ${reason}`
    return
  }
  const byReason = new Map<string, string[]>()
  for (const { record, reason } of skipped) {
    const records = byReason.get(reason)
    if (records) records.push(record)
    else byReason.set(reason, [record])
  }
  for (const [reason, records] of [...byReason].sort((a, b) => b[1].length - a[1].length)) {
    const named = records.slice(0, EXAMPLES).join(', ')
    const more = records.length > EXAMPLES ? `, … (${records.length}; --json names them all)` : ''
    yield `Skipped ${named}${more}: ${reason}`
  }
}
