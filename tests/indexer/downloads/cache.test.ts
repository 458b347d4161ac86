import { existsSync } from 'node:fs'
import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { CuratorError } from '../../../indexer/terminal/curator-error.ts'
import { scratchFolder } from '../scratch-folder.ts'
import { painted } from './painted.ts'
import { EVER, NEVER, type TestOptions, testDownloads } from './test-downloads.ts'
import { json, webServer } from './web-server.ts'

/** A museum with pictures at /0, /1 … and documents at /document/… */
async function museum(pictures: number) {
  const painting = await Promise.all(Array.from({ length: pictures }, (_, at) => painted(at)))
  const server = await webServer((response, { path, headers }) => {
    if (path.startsWith('/document')) return json(response, path)
    const etag = `"${path}"`
    if (headers['if-none-match'] === etag) return response.writeHead(304).end()
    response.writeHead(200, { etag }).end(painting[Number(path.slice(1))])
  })
  const open = async (options: TestOptions = {}) => {
    const downloads = await testDownloads(options)
    const picture = async (at: number): Promise<string> => {
      downloads.clock.pass(1000)
      const outcome = await downloads.picture([`${server.origin}/${at}`])
      if (outcome.status === 'failed') throw new Error(outcome.problem)
      return outcome.file
    }
    return { ...downloads, picture }
  }
  return { server, open, bytes: painting.map(({ length }) => length) }
}

describe('trimming the cache', () => {
  it('drops what was not used for longest, documents and pictures alike', async () => {
    const { server, open, bytes } = await museum(3)
    const filling = await open()
    await filling.documents(NEVER).read(`${server.origin}/document`)
    const files = [await filling.picture(0), await filling.picture(1), await filling.picture(2)]
    await filling.picture(0)
    await filling.close()
    const limitBytes = (bytes[0] ?? 0) + (bytes[2] ?? 0)
    const { trim, documents } = await open({ folder: filling.folder, limitBytes, offline: true })
    expect(await trim()).toEqual({
      droppedDocuments: 1,
      droppedPictures: 1,
      bytes: limitBytes,
      limitBytes,
    })
    expect(files.map(existsSync)).toEqual([true, false, true])
    expect(await documents(EVER).read(`${server.origin}/document`)).toMatchObject({
      status: 'failed',
    })
  })

  it('never drops a picture that is needed, and says what is left', async () => {
    const { open, bytes } = await museum(2)
    const filling = await open()
    const files = [await filling.picture(0), await filling.picture(1)]
    await filling.close()
    const { trim } = await open({
      folder: filling.folder,
      limitBytes: 10,
      isNeeded: (file) => file === files[0],
    })
    expect(await trim()).toMatchObject({ droppedPictures: 1, bytes: bytes[0], limitBytes: 10 })
    expect(files.map(existsSync)).toEqual([true, false])
  })

  it('leaves all as it is below the limit', async () => {
    const { open, bytes } = await museum(1)
    const { trim, picture } = await open()
    await picture(0)
    expect(await trim()).toMatchObject({ droppedPictures: 0, bytes: bytes[0] })
  })

  it('happens by itself above the limit, sparing the latest pictures', async () => {
    const { open } = await museum(66)
    const { picture, trim } = await open({ limitBytes: 10 })
    const files: string[] = []
    for (let at = 0; at < 66; at += 1) files.push(await picture(at))
    // At the first one the limit is passed; not again before 200 have come.
    expect(files.map(existsSync)).toEqual(files.map(() => true))
    expect(await trim()).toMatchObject({ droppedPictures: 66, bytes: 0 })
  })

  it('drops after a week parts that nobody has gone on with, and pictures that nobody has noted', async () => {
    const { open } = await museum(1)
    const { folder, trim, clock, picture } = await open({
      isNeeded: (file) => file.endsWith('needed'),
    })
    const kept = await picture(0)
    const inCache = (...names: string[]) => join(folder, 'pictures', ...names)
    const old = ['old.part', 'ab/unknown', 'ab/needed'].map((name) => inCache(name))
    const recent = ['recent.part', 'ab/latest'].map((name) => inCache(name))
    await mkdir(inCache('ab'), { recursive: true })
    const daysAgo = (days: number) => clock.now() / 1000 - days * 24 * 3600
    for (const file of [...old, ...recent]) await writeFile(file, 'half')
    for (const file of [...old, kept]) await utimes(file, daysAgo(8), daysAgo(8))
    for (const file of recent) await utimes(file, daysAgo(6), daysAgo(6))
    await trim()
    expect([...old, ...recent, kept].filter(existsSync)).toEqual([old[2], ...recent, kept])
  })
})

describe('the cache', () => {
  it('keeps documents compressed', async () => {
    const text = JSON.stringify(Array.from({ length: 10_000 }, () => 'portrait'))
    const server = await webServer((response) => json(response, JSON.parse(text)))
    const { documents, folder } = await testDownloads()
    await documents(NEVER).read(server.origin)
    const database = new Database(join(folder, 'cache.db'), { readonly: true })
    const { bytes } =
      database.prepare<[], { bytes: number }>('SELECT bytes FROM document').get() ?? {}
    database.close()
    expect(bytes).toBeLessThan(text.length / 50)
  })

  it('serves two at the same time', async () => {
    const { server, open } = await museum(4)
    const first = await open()
    const second = await open({ folder: first.folder })
    const url = (at: number) => `${server.origin}/document/${at}`
    const numbers = Array.from({ length: 50 }, (_, at) => at)
    const outcomes = await Promise.all(
      numbers.flatMap((at) => [first, second].map((each) => each.documents(NEVER).read(url(at)))),
    )
    expect(outcomes.every(({ status }) => status === 'read')).toBe(true)
    expect(await first.picture(1)).toBe(await second.picture(1))
  })

  it('notes nothing of pictures that gave nothing', async () => {
    const server = await webServer((response) => response.writeHead(404).end())
    const { picture, folder } = await testDownloads()
    await picture([`${server.origin}/p`])
    const database = new Database(join(folder, 'cache.db'), { readonly: true })
    const parts = database.prepare('SELECT url FROM part').all()
    database.close()
    expect(parts).toEqual([])
  })

  it.each([
    ['is no database', 'not a database at all, but long enough to look like a file of something'],
    ['is damaged', 'SQLite format 3\0garbage'.padEnd(5000, 'x')],
  ])('that %s is refused by name, with what to do', async (_, contents) => {
    const folder = await scratchFolder()
    await writeFile(join(folder, 'cache.db'), contents)
    const opening = testDownloads({ folder })
    await expect(opening).rejects.toBeInstanceOf(CuratorError)
    await expect(opening).rejects.toThrow(/cache\.db.*Delete it/s)
    expect(await readFile(join(folder, 'cache.db'), 'utf8')).toBe(contents)
  })

  it('of another Pendant is refused', async () => {
    const folder = await scratchFolder()
    const database = new Database(join(folder, 'cache.db'))
    database.pragma('user_version = 99')
    database.close()
    await expect(testDownloads({ folder })).rejects.toThrow('schema 99')
  })

  it('takes a file without a row, and one cut short, for what they are', async () => {
    const { open, bytes } = await museum(1)
    const first = await open()
    const file = await first.picture(0)
    await first.close()
    await writeFile(join(first.folder, 'cache.db'), '')
    const second = await open({ folder: first.folder })
    expect(await second.picture(0)).toBe(file)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, 'short')
    expect(await second.picture(0)).toBe(file)
    expect((await readFile(file)).length).toBe(bytes[0])
  })
})
