import type { Browser, Page } from 'playwright-core'

type TraceEvent = {
  readonly name: string
  readonly pid: number
  readonly tid: number
  /** Microseconds: when it began, how long it took, and how long the processor worked for it. */
  readonly ts: number
  readonly dur?: number
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

export type PageThread = {
  /** Longest task by the clock: on a busy machine most of it may be waiting for a processor. */
  readonly longestTaskMs: number
  /** Longest task by the processor's time: what the page itself is to answer for. */
  readonly longestTaskCpuMs: number
}

/**
 * Watches the tasks of the page's own thread between two `performance.mark`s of these names, which
 * `work` is to set: what starts and ends the work from outside is left out.
 */
export async function watchPageThread<Result>(
  browser: Browser,
  page: Page,
  marks: { readonly from: string; readonly to: string },
  work: () => Promise<Result>,
): Promise<{ result: Result; thread: PageThread }> {
  await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] })
  const result = await work()
  const trace = await browser.stopTracing()
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] }
  const from = traceEvents.find(({ name }) => name === marks.from)
  const to = traceEvents.find(({ name }) => name === marks.to)
  if (from === undefined || to === undefined) {
    throw new Error(`The page set no marks "${marks.from}" and "${marks.to}".`)
  }
  const tasks = traceEvents.filter(
    ({ name, pid, tid, ts, dur = 0 }) =>
      name === 'ThreadControllerImpl::RunTask' &&
      pid === from.pid &&
      tid === from.tid &&
      ts >= from.ts &&
      ts + dur <= to.ts,
  )
  const longest = (micros: readonly number[]): number => Math.max(0, ...micros) / 1000
  return {
    result,
    thread: {
      longestTaskMs: longest(tasks.map(({ dur = 0 }) => dur)),
      longestTaskCpuMs: longest(tasks.map(({ tdur = 0 }) => tdur)),
    },
  }
}
