import type { ImportReport } from '../collections/import-collection.ts'

/** What an import took. */
export type SpentOn = {
  readonly requests: number
  readonly bytes: number
  readonly seconds: number
  /** Megabytes of memory at most. */
  readonly peakMemoryMb: number
}

/** Several imports in one command as one. */
export function inAll(reports: readonly ImportReport[]): ImportReport {
  return reports.reduce((sum, report) => ({
    source: sum.source,
    added: sum.added + report.added,
    updated: sum.updated + report.updated,
    unchanged: sum.unchanged + report.unchanged,
    hidden: sum.hidden + report.hidden,
    skipped: [...sum.skipped, ...report.skipped],
    hiddenWorks: [...sum.hiddenWorks, ...report.hiddenWorks],
    withoutRights: sum.withoutRights + report.withoutRights,
  }))
}

export function* inWords(
  report: ImportReport & { readonly spent: SpentOn },
  dryRun: boolean,
): Generator<string> {
  const { added, updated, unchanged, hidden, skipped, hiddenWorks, withoutRights, spent } = report
  for (const { record, reason } of skipped) yield `Skipped ${record}: ${reason}`
  for (const { workId, title, reason } of hiddenWorks) {
    yield `Hidden ${title === '' ? workId : `${title} (${workId})`}: ${reason}`
  }
  if (withoutRights > 0) {
    yield `${withoutRights} works say nothing of their rights; "npm run pendant -- report" lists them.`
  }
  yield `${added} works added, ${updated} updated, ${unchanged} unchanged, ${hidden} hidden, ${skipped.length} skipped${
    spent.requests > 0 ? `; ${spent.requests} requests, ${(spent.bytes / 1e6).toFixed(1)} MB` : ''
  }.`
  yield dryRun ? 'Nothing was changed (--dry-run).' : 'Next: npm run pendant -- index'
}
