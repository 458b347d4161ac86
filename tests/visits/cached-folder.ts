import { existsSync } from 'node:fs'
import { mkdir, rename, rm, rmdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const CACHE = fileURLToPath(new URL('../../node_modules/.cache/pendant-visits/', import.meta.url))
/** A lock this old was left behind by a run that was killed. */
const STALE_LOCK_MS = 240_000

/**
 * A folder that takes long to make and is the same for every test of the same `name`, which must
 * tell all that it depends on. Made once, under a lock, since test files run side by side; it
 * appears whole or not at all.
 */
export async function cachedFolder(
  name: string,
  make: (draft: string) => Promise<void>,
): Promise<string> {
  const folder = join(CACHE, name)
  const lock = `${folder}.lock`
  await mkdir(CACHE, { recursive: true })
  while (!existsSync(folder)) {
    if (!(await taken(lock))) {
      await pause(200)
      continue
    }
    try {
      // Another may have made it between the look and the lock.
      if (existsSync(folder)) break
      const draft = `${folder}.draft`
      await rm(draft, { recursive: true, force: true })
      await mkdir(draft)
      await make(draft)
      await rename(draft, folder)
    } finally {
      await rmdir(lock)
    }
  }
  return folder
}

async function taken(lock: string): Promise<boolean> {
  try {
    await mkdir(lock)
    return true
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code !== 'EEXIST') throw problem
    const since = await stat(lock).then(
      ({ mtimeMs }) => mtimeMs,
      () => Date.now(),
    )
    if (Date.now() - since > STALE_LOCK_MS) await rm(lock, { recursive: true, force: true })
    return false
  }
}
