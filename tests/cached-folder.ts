import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const CACHE = join(ROOT, 'node_modules/.cache/pendant-tests')
/** What was made of other sources is kept a while: somebody may be testing them beside this run. */
const KEPT_MS = 24 * 3_600_000

/**
 * A folder that takes long to make and is the same for every test: the `kind` of thing, made anew
 * whenever a file in `madeOf` changes (files and folders, from the root of the repository). Made
 * once, under a lock, since test files run side by side; it appears whole or not at all. Nobody
 * writes into it.
 */
export async function cachedFolder(
  kind: string,
  madeOf: readonly string[],
  make: (draft: string) => Promise<void>,
): Promise<string> {
  const folder = join(CACHE, `${kind}-${await digestOf(madeOf)}`)
  const lock = `${folder}.lock`
  await mkdir(CACHE, { recursive: true })
  while (!existsSync(folder)) {
    if (!(await taken(lock))) {
      await pause(100)
      continue
    }
    const draft = await mkdtemp(`${folder}.draft-`)
    try {
      // Another may have made it between the look and the lock.
      if (existsSync(folder)) break
      await make(draft)
      await rename(draft, folder)
      await dropOlder(kind)
    } finally {
      await rm(draft, { recursive: true, force: true })
      await rm(lock)
    }
  }
  return folder
}

const digests = new Map<string, Promise<string>>()

/** Names what is in the files; read once a process. */
function digestOf(madeOf: readonly string[]): Promise<string> {
  const key = madeOf.join()
  const digest = digests.get(key) ?? readDigest(madeOf)
  digests.set(key, digest)
  return digest
}

async function readDigest(madeOf: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const path of madeOf) {
    const isFolder = (await stat(join(ROOT, path))).isDirectory()
    const found = isFolder
      ? (await readdir(join(ROOT, path), { recursive: true, withFileTypes: true }))
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .sort()
      : [join(ROOT, path)]
    for (const file of found) hash.update(file.slice(ROOT.length)).update(await readFile(file))
  }
  return hash.digest('hex').slice(0, 12)
}

/** A lock names the process that holds it; one whose process is gone holds nothing. */
async function taken(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code !== 'EEXIST') throw problem
    const holder = Number(await readFile(lock, 'utf8').catch(() => process.pid))
    if (!isRunning(holder)) await rm(lock, { force: true })
    return false
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

async function dropOlder(kind: string): Promise<void> {
  const own = new RegExp(`^${kind}-[0-9a-f]{12}(\\.draft-.*)?$`)
  for (const name of await readdir(CACHE)) {
    const path = join(CACHE, name)
    if (!own.test(name) || Date.now() - (await stat(path)).mtimeMs < KEPT_MS) continue
    await rm(path, { recursive: true, force: true })
  }
}
