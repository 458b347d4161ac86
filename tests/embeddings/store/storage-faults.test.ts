import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { storageFault } from '../../../embeddings/store/storage-faults.ts'
import { scratchFolder } from '../../indexer/scratch-folder.ts'

/** What a thing that fails throws. */
async function thrownBy(act: () => unknown): Promise<unknown> {
  try {
    await act()
  } catch (error) {
    return error
  }
  throw new Error('Nothing was thrown.')
}

function wordsFor(error: unknown): string {
  const fault = storageFault(error)
  return fault ? `${fault.what}. ${fault.advice}` : 'no words'
}

async function databaseFile(): Promise<string> {
  const file = join(await scratchFolder(), 'catalogue.db')
  const database = new Database(file)
  database.exec('CREATE TABLE work (id TEXT)')
  database.close()
  return file
}

describe('what really fails', () => {
  it.each<[string, () => Promise<unknown>, RegExp]>([
    [
      'a full disk',
      () => thrownBy(() => writeFile('/dev/full', 'a work')),
      /disk is full.*galleries --prune/,
    ],
    [
      'a database that has no room',
      async () => {
        const database = new Database(await databaseFile())
        database.pragma('max_page_count = 2')
        return thrownBy(() =>
          database.exec(`INSERT INTO work VALUES ('${'x'.repeat(20_000)}')`),
        ).finally(() => database.close())
      },
      /disk is full/,
    ],
    [
      'a folder in place of a file',
      async () => {
        const folder = await scratchFolder()
        return thrownBy(() => readFile(folder))
      },
      /a folder where a file should be.*Move it away/,
    ],
    [
      'a file in place of a folder',
      async () => {
        const file = await databaseFile()
        return thrownBy(() => mkdir(join(file, 'galleries')))
      },
      /a file lies where a folder should be/,
    ],
    [
      'a database that may only be read',
      async () => {
        const database = new Database(await databaseFile(), { readonly: true })
        return thrownBy(() => database.exec('DELETE FROM work')).finally(() => database.close())
      },
      /database may not be written.*sudo chown/,
    ],
    [
      'a database whose name a folder bears',
      async () => {
        const file = join(await scratchFolder(), 'catalogue.db')
        await mkdir(file)
        return thrownBy(() => new Database(file))
      },
      /database cannot be opened: .*something else bears its name/,
    ],
    [
      'a database that another program holds',
      async () => {
        const file = await databaseFile()
        const [one, other] = [new Database(file), new Database(file, { timeout: 0 })]
        one.exec('BEGIN EXCLUSIVE')
        return thrownBy(() => other.exec('DELETE FROM work')).finally(() => {
          one.close()
          other.close()
        })
      },
      /another program.*run the same command again/,
    ],
    [
      'a database written over',
      async () => {
        const file = await databaseFile()
        await writeFile(file, 'no database at all, '.repeat(200))
        const database = new Database(file)
        return thrownBy(() => database.exec('SELECT * FROM work')).finally(() => database.close())
      },
      /database is damaged.*last copy of catalogue\.db/,
    ],
    [
      'a native module that is none',
      async () => {
        const file = join(await scratchFolder(), 'module.node')
        await writeFile(file, 'compiled for another Node')
        return thrownBy(() => process.dlopen({ exports: {} }, file))
      },
      /compiled for another Node\.js.*npm rebuild/,
    ],
  ])('%s is told in words, with what to do', async (_, fail, words) => {
    expect(wordsFor(await fail())).toMatch(words)
  })
})

describe('what cannot be made to fail everywhere', () => {
  it.each([
    ['EROFS', /mounted for reading only.*PENDANT_DATA/],
    ['EACCES', /this user may not read or write.*sudo chown/],
    ['EPERM', /this user may not read or write/],
    ['EDQUOT', /disk is full, or the quota/],
    ['EIO', /disk, or the network share, does not read or write.*dmesg/],
    ['ESTALE', /network share/],
    ['EMFILE', /more files are open.*ulimit/],
    ['ENFILE', /more files are open/],
    ['SQLITE_READONLY_DBMOVED', /may not be written/],
    ['SQLITE_CANTOPEN_ISDIR', /cannot be opened/],
    ['SQLITE_PERM', /may not read or write/],
    ['SQLITE_IOERR', /does not read or write as it should/],
    ['SQLITE_IOERR_WRITE', /does not read or write as it should/],
    ['SQLITE_IOERR_SHMMAP', /cannot be shared.*network shares.*disk of this machine/],
    ['SQLITE_IOERR_LOCK', /cannot be shared/],
    ['SQLITE_PROTOCOL', /cannot be shared/],
    ['SQLITE_LOCKED_SHAREDCACHE', /another program/],
    ['SQLITE_CORRUPT_INDEX', /is damaged/],
  ])('%s is told in words, with what to do', (code, words) => {
    expect(wordsFor(Object.assign(new Error('it failed'), { code }))).toMatch(words)
  })
})

it('leaves to others what is no fault of a disk', async () => {
  const taken = Object.assign(new Error('listen EACCES'), { code: 'EACCES', syscall: 'listen' })
  expect(storageFault(taken)).toBeUndefined()
  expect(storageFault(await thrownBy(() => readdir('/no/such/folder')))).toBeUndefined()
  expect(storageFault(new Error('of our own'))).toBeUndefined()
  expect(storageFault(undefined)).toBeUndefined()
})
