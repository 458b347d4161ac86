import { onTestFinished } from 'vitest'
import {
  type Downloads,
  type DownloadsOptions,
  openDownloads,
} from '../../../indexer/downloads/downloads.ts'
import { scratchFolder } from '../scratch-folder.ts'
import { type QuickClock, quickClock } from './quick-clock.ts'

export type TestDownloads = Downloads & {
  readonly said: readonly string[]
  readonly clock: QuickClock
  readonly folder: string
}

export type TestOptions = Partial<Omit<DownloadsOptions, 'clock'>> & { clock?: QuickClock }

/**
 * Downloads that may ask this machine, in a folder of their own, with a clock that does not wait.
 */
export async function testDownloads(options: TestOptions = {}): Promise<TestDownloads> {
  const said: string[] = []
  const folder = options.folder ?? (await scratchFolder())
  const clock = options.clock ?? quickClock()
  const downloads = openDownloads({
    crawlPolicies: [],
    allowHosts: ['127.0.0.1'],
    paceMs: 0,
    offline: false,
    agent: async () => 'Pendant (test@example.org)',
    limitBytes: 1e9,
    isNeeded: () => false,
    signal: new AbortController().signal,
    say: (line) => said.push(line),
    ...options,
    folder,
    clock,
  })
  onTestFinished(() => downloads.close())
  return { ...downloads, said, clock, folder }
}

/** Long before anything was fetched, and long after. */
export const EVER = new Date(0)
export const NEVER = new Date(8e15)
