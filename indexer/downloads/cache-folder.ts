import type { Stats } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { digestBytes } from '../../embeddings/store/digest.ts'

/** Where things lie in the downloads' folder. */
export function cacheFolder(folder: string) {
  const pictures = join(folder, 'pictures')
  return {
    database: join(folder, 'cache.db'),
    pictures,
    /** A picture by the SHA-256 of its bytes. */
    picture: (sha256: string) => join(pictures, sha256.slice(0, 2), sha256),
    /** What has come of the file at an address; `suffix` keeps a second process's apart. */
    part: (url: string, suffix = '') =>
      join(pictures, `${digestBytes(Buffer.from(url))}${suffix}.part`),
  }
}
export type CacheFolder = ReturnType<typeof cacheFolder>

/** Size and times of a file; undefined where there is none. */
export async function statIfThere(file: string): Promise<Stats | undefined> {
  try {
    return await stat(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
