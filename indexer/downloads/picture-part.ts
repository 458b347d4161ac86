import { randomUUID } from 'node:crypto'
import { mkdir, open, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname } from 'node:path'
import type { Database } from 'better-sqlite3'
import { type CacheFolder, statIfThere } from './cache-folder.ts'

/** The beginning of a download, and what tells whether the rest belongs to it. */
export type PicturePart = ReturnType<typeof picturePart>

/**
 * Takes the part of a picture: the one that an earlier run left, unless another process is at it
 * now; then one apart, which is not gone on with.
 */
export function picturePart(database: Database, folder: CacheFolder, url: string) {
  const statements = {
    find: database.prepare<[string], { validator: string | null; owner: string }>(
      'SELECT validator, owner FROM part WHERE url = ?',
    ),
    own: database.prepare(
      `INSERT INTO part (url, owner) VALUES (?, ?) ON CONFLICT (url) DO UPDATE SET owner = excluded.owner`,
    ),
    validate: database.prepare('UPDATE part SET validator = ? WHERE url = ?'),
    drop: database.prepare('DELETE FROM part WHERE url = ?'),
  }
  const mine = database
    .transaction(() => {
      const known = statements.find.get(url)
      if (known && isAtWork(known.owner, folder.part(url))) return false
      statements.own.run(url, SELF)
      return true
    })
    .immediate()
  const file = folder.part(url, mine ? '' : `.${randomUUID()}`)
  /** It is of no further use, or has been moved. */
  const drop = async (): Promise<void> => {
    await rm(file, { force: true })
    if (mine) statements.drop.run(url)
  }
  if (mine) HERE.add(file)
  return {
    file,
    /** How to ask for the rest only; undefined when it has to come from the start. */
    async resumption(): Promise<{ fromByte: number; validator: string } | undefined> {
      const validator = mine ? statements.find.get(url)?.validator : undefined
      const fromByte = validator ? await sizeOf(file) : 0
      return validator && fromByte > 0 ? { fromByte, validator } : undefined
    },
    /** Begins again; `validator` is null when it could not be gone on with. */
    async restart(validator: string | null, pieces: AsyncIterable<Uint8Array>): Promise<void> {
      await mkdir(dirname(file), { recursive: true })
      // Emptied before the validator is noted: old bytes must never pass for the new file's.
      await write(file, 'w', pieces, () => {
        if (mine) statements.validate.run(validator, url)
      })
    },
    append: (pieces: AsyncIterable<Uint8Array>) => write(file, 'a', pieces),
    /** The first bytes. */
    async start(bytes: number): Promise<Uint8Array> {
      const handle = await open(file, 'r')
      try {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, 0)
        return buffer.subarray(0, bytesRead)
      } finally {
        await handle.close()
      }
    },
    drop,
    /** Leaves it to whoever asks for it next, or nothing where nothing has come. */
    async leave(): Promise<void> {
      if (!mine || (await sizeOf(file)) === 0) await drop()
      else statements.own.run(url, '')
      if (mine) HERE.delete(file)
    },
  }
}

const SELF = `${hostname()}:${process.pid}`
/** The parts that this process is at: another with its number may have been killed. */
const HERE = new Set<string>()

/** Whether the process that noted itself still runs; of another machine's nothing is known. */
function isAtWork(owner: string, file: string): boolean {
  const [, host, pid] = /^(.*):(\d+)$/.exec(owner) ?? []
  if (owner === SELF) return HERE.has(file)
  if (host === undefined) return false
  if (host !== hostname()) return true
  try {
    process.kill(Number(pid), 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function write(
  file: string,
  flags: 'w' | 'a',
  pieces: AsyncIterable<Uint8Array>,
  opened: () => void = () => {},
): Promise<void> {
  const handle = await open(file, flags)
  try {
    opened()
    for await (const piece of pieces) await handle.appendFile(piece)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function sizeOf(file: string): Promise<number> {
  return (await statIfThere(file))?.size ?? 0
}
