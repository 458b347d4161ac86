import { mkdir, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Database } from 'better-sqlite3'
import { syncFolder } from '../../embeddings/store/replace-file.ts'
import { type CacheFolder, statIfThere } from './cache-folder.ts'
import type { Validators } from './reply.ts'

export type KeptPicture = Validators & {
  readonly sha256: string
  /** Milliseconds since 1970. */
  readonly fetchedAt: number
  readonly bytes: number
}

export type PictureCache = ReturnType<typeof pictureCache>

export function pictureCache(database: Database, folder: CacheFolder) {
  const find = database.prepare<[string], KeptPicture>(
    `SELECT sha256, etag, last_modified AS lastModified, fetched_at AS fetchedAt, bytes
     FROM picture WHERE url = ?`,
  )
  const use = database.prepare('UPDATE picture SET used_at = ? WHERE url = ?')
  const confirm = database.prepare('UPDATE picture SET fetched_at = ? WHERE url = ?')
  const keep = database.prepare(
    `INSERT OR REPLACE INTO picture
       (url, sha256, etag, last_modified, fetched_at, used_at, bytes)
     VALUES (:url, :sha256, :etag, :lastModified, :fetchedAt, :fetchedAt, :bytes)`,
  )
  return {
    /** What is on record for an address, if its file is still there. */
    async find(url: string): Promise<KeptPicture | undefined> {
      const known = find.get(url)
      // A file of another length was cut short by a power cut, or meddled with.
      return known && (await statIfThere(folder.picture(known.sha256)))?.size === known.bytes
        ? known
        : undefined
    },
    use(url: string, now: number): void {
      use.run(now, url)
    },
    /** The server says that it is still the same. */
    confirm(url: string, now: number): void {
      confirm.run(now, url)
    },
    /** Moves a file into place; false when the same content was there, and the file stays. */
    async keep(url: string, picture: KeptPicture, part: string): Promise<boolean> {
      const file = folder.picture(picture.sha256)
      const isNew = (await statIfThere(file))?.size !== picture.bytes
      if (isNew) {
        await mkdir(dirname(file), { recursive: true })
        await rename(part, file)
        await syncFolder(dirname(file))
      }
      // Last, so that whoever is killed before leaves a file without a row, never a row in vain.
      keep.run({ ...picture, url })
      return isNew
    },
  }
}
