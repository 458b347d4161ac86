import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const PROGRAM = fileURLToPath(new URL('./read-all.ts', import.meta.url))

/**
 * Reads all of a collection in a process of its own; tells how many items, and its peak of memory.
 */
export async function peakMemoryOf(
  source: 'csv' | 'lido',
  location: string,
): Promise<{ readonly items: number; readonly peakMb: number }> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--max-semi-space-size=2',
    '--import',
    'tsx',
    PROGRAM,
    source,
    location,
  ])
  return JSON.parse(stdout)
}
