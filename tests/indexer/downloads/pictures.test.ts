import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { digestBytes } from '../../../embeddings/store/digest.ts'
import { painted } from './painted.ts'
import { EVER, type TestOptions, testDownloads } from './test-downloads.ts'
import { type Answering, status, wall, webServer } from './web-server.ts'

async function fetching(answer: Answering, options: TestOptions = {}) {
  const server = await webServer(answer)
  const downloads = await testDownloads(options)
  const fetch = (...paths: string[]) => downloads.picture(paths.map((path) => server.origin + path))
  return { server, downloads, fetch, waits: downloads.clock.waits }
}

function give(bytes: Uint8Array, headers: Record<string, string> = {}): Answering {
  return (response) =>
    response
      .writeHead(200, { 'content-type': 'image/jpeg', 'content-length': bytes.length, ...headers })
      .end(bytes)
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(join(folder, 'pictures'), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}

describe('fetching a picture', () => {
  it.each(['jpeg', 'png', 'webp', 'tiff', 'avif', 'gif'] as const)('takes %s', async (format) => {
    const bytes = await sharp(await painted())
      .toFormat(format)
      .toBuffer()
    const { fetch, server, downloads } = await fetching(
      give(bytes, { 'content-type': 'image/jpeg' }),
    )
    const outcome = await fetch('/p')
    const sha256 = digestBytes(bytes)
    expect(outcome).toEqual({
      status: 'stored',
      file: join(downloads.folder, 'pictures', sha256.slice(0, 2), sha256),
      url: `${server.origin}/p`,
      sha256,
      fetchedAt: new Date(downloads.clock.now()),
      fresh: true,
    })
    expect(await readFile(join(downloads.folder, 'pictures', sha256.slice(0, 2), sha256))).toEqual(
      bytes,
    )
    expect(await filesIn(downloads.folder)).toEqual([sha256])
  })

  it('tries the next address where one gives none, and says what was wrong with each', async () => {
    const bytes = await painted()
    const { fetch, server } = await fetching((response, request, number) =>
      request.path === '/good' ? give(bytes)(response, request, number) : status(response, 404),
    )
    expect(await fetch('/a', '/good')).toMatchObject({ url: `${server.origin}/good` })
    expect(await fetch('/a', '/b')).toEqual({
      status: 'failed',
      problem: `${server.origin}/a answered 404; ${server.origin}/b answered 404`,
    })
    expect(await fetch()).toMatchObject({ status: 'failed' })
  })

  it.each([
    ['an SVG drawing', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"></svg>'],
    ['a PDF document', '%PDF-1.7 and so on'],
    ['a JSON document', '{"error":"no"}'],
    ['an XML document', '<?xml version="1.0"?><Error/>'],
    ['a ZIP archive', 'PK\u0003\u0004'],
    ['of an unknown kind', 'whatever'],
    ['empty', ''],
  ])('refuses what is %s, whatever the server calls it', async (what, body) => {
    const { fetch, downloads, server } = await fetching(give(Buffer.from(body)))
    expect(await fetch('/p')).toEqual({
      status: 'failed',
      problem: `${server.origin}/p: it is ${what}, not a picture that is read (the server calls it image/jpeg)`,
    })
    expect(await filesIn(downloads.folder)).toEqual([])
  })

  it('asks once more where a web page comes', async () => {
    const bytes = await painted()
    const { fetch, waits } = await fetching((response, request, number) =>
      give(number === 1 ? Buffer.from('<html>wait</html>') : bytes)(response, request, number),
    )
    expect(await fetch('/p')).toMatchObject({ status: 'stored' })
    expect(waits).toEqual([500])
  })

  it('refuses a JPEG that is cut short', async () => {
    const bytes = await painted()
    const { fetch, downloads } = await fetching(give(bytes.subarray(0, bytes.length / 2)))
    expect(await fetch('/p')).toMatchObject({ problem: expect.stringContaining('cut short') })
    expect(await filesIn(downloads.folder)).toEqual([])
  })

  it('refuses one that is too large by what the server says', async () => {
    const { fetch, server } = await fetching((response) => {
      response.writeHead(200, { 'content-length': 101e6 }).flushHeaders()
    })
    expect(await fetch('/p')).toMatchObject({
      problem: `${server.origin}/p is larger than 100 MB`,
    })
  })

  it('waits out a firewall', async () => {
    const bytes = await painted()
    const { fetch, waits } = await fetching((response, request, number) =>
      number === 1 ? wall(response) : give(bytes)(response, request, number),
    )
    expect(await fetch('/p')).toMatchObject({ status: 'stored' })
    expect(waits).toEqual([35_000])
  })

  it('shares the download of those who ask for it at the same time', async () => {
    const { fetch, server } = await fetching(give(await painted()))
    const outcomes = await Promise.all([fetch('/p'), fetch('/p'), fetch('/p')])
    expect(new Set(outcomes.map((outcome) => 'file' in outcome && outcome.file)).size).toBe(1)
    expect(server.asked).toHaveLength(1)
  })
})

describe('pictures in the cache', () => {
  it('are asked for only if they have changed', async () => {
    const bytes = await painted()
    const { fetch, downloads } = await fetching((response, request, number) =>
      request.headers['if-none-match'] === '"v1"'
        ? response.writeHead(304).end()
        : give(bytes, { etag: '"v1"' })(response, request, number),
    )
    const first = await fetch('/p')
    downloads.clock.pass(5000)
    expect(await fetch('/p')).toEqual({
      ...first,
      fresh: false,
      fetchedAt: new Date(downloads.clock.now()),
    })
    expect(downloads.figures).toMatchObject({ requests: 2, fromCache: 1, bytes: bytes.length })
  })

  it('are not asked for again when they are fresh', async () => {
    const { fetch, downloads, server } = await fetching(give(await painted()))
    await fetch('/p')
    const url = `${server.origin}/p`
    expect(await downloads.picture([url], { freshSince: EVER })).toMatchObject({ fresh: false })
    expect(server.asked).toHaveLength(1)
  })

  it('are kept once, whatever addresses they have', async () => {
    const { fetch, downloads } = await fetching(give(await painted()))
    const [first, second] = [await fetch('/p'), await fetch('/q')]
    expect(first).toMatchObject({ fresh: true })
    expect(second).toMatchObject({ fresh: false, sha256: 'sha256' in first && first.sha256 })
    expect(await filesIn(downloads.folder)).toHaveLength(1)
  })

  it('are fetched anew when their file has gone', async () => {
    const bytes = await painted()
    const { fetch } = await fetching((response, request, number) =>
      request.headers['if-none-match']
        ? response.writeHead(304).end()
        : give(bytes, { etag: '"v1"' })(response, request, number),
    )
    const first = await fetch('/p')
    if (first.status !== 'stored') throw new Error(first.problem)
    await rm(first.file)
    expect(await fetch('/p')).toMatchObject({ fresh: true, file: first.file })
  })

  it('are given offline, and when their host is closed', async () => {
    const bytes = await painted()
    const { fetch, downloads, server } = await fetching((response, request, number) =>
      number === 1 && request.path === '/p'
        ? give(bytes)(response, request, number)
        : wall(response, { 'cf-mitigated': 'challenge' }),
    )
    await fetch('/p')
    expect(await fetch('/q')).toMatchObject({ status: 'failed' })
    expect(await fetch('/p')).toMatchObject({ status: 'stored', fresh: false })
    expect(server.asked).toHaveLength(2)
    await downloads.close()
    const offline = await testDownloads({ folder: downloads.folder, offline: true })
    expect(await offline.picture([`${server.origin}/p`])).toMatchObject({ status: 'stored' })
    expect(await offline.picture([`${server.origin}/q`])).toMatchObject({
      problem: expect.stringContaining('not in the cache'),
    })
    expect(server.asked).toHaveLength(2)
  })
})
