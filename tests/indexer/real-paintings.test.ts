import { mkdir, readFile, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { testDataFolder } from '../test-data.ts'
import { ended, startPendant } from './run-pendant.ts'
import { scratchFolder } from './scratch-folder.ts'

const shared = testDataFolder('indexing real paintings')
/** Every twentieth of the real paintings. */
const EVERY = 20

it.skipIf(!shared)(
  'indexes real paintings: most show a face, and each is the best match of itself',
  { timeout: 300_000 },
  async () => {
    const collection = join(shared as string, 'collection')
    const scratch = await scratchFolder()
    const folder = join(scratch, 'paintings')
    const data = join(scratch, 'data')
    const [, ...rows] = (await readFile(join(collection, 'collection.csv'), 'utf8')).split('\n')
    const files = rows
      .flatMap((row) => /^[^,]+,([^,]+\.jpg),/.exec(row)?.[1] ?? [])
      .filter((_, i) => i % EVERY === 0)
    await mkdir(folder)
    for (const file of files) await symlink(join(collection, file), join(folder, file))
    await pendant('import', 'folder', folder, '--data', data)
    const report = (await pendant('index', '--data', data)) as {
      works: number
      portraits: number
      skipped: { workId: string; reason: string }[]
      gallery: { recallAt10: number }
    }
    expect(report.works).toBe(files.length)
    expect(report.works - report.skipped.length).toBeGreaterThan(files.length / 2)
    expect(report.portraits).toBeGreaterThanOrEqual(report.works - report.skipped.length)
    expect(report.gallery.recallAt10).toBeGreaterThanOrEqual(0.99)

    const skipped = new Set(
      report.skipped.map(({ workId }) => workId.replace(/-[0-9a-f]{10}$/, '')),
    )
    const hung = files.find((file) => !skipped.has(file.replace(/\.jpg$/, '').slice(0, 60)))
    const { matches } = (await pendant('match', join(folder, hung as string), '--data', data)) as {
      matches: { workId: string; squaredDistance: number }[]
    }
    expect(matches[0]?.squaredDistance).toBeLessThan(0.1)
  },
)

async function pendant(...args: string[]): Promise<unknown> {
  const { status, stdout, stderr } = await ended(startPendant(...args, '--json'))
  expect([status, status === 0 ? '' : stderr]).toEqual([0, ''])
  return JSON.parse(stdout)
}
