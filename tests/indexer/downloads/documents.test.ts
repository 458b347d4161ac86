import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { quickClock } from './quick-clock.ts'
import { EVER, NEVER, type TestOptions, testDownloads } from './test-downloads.ts'
import { type Answering, json, status, wall, webServer } from './web-server.ts'

const JSON_WANTED = { accept: 'application/json' }

/** A server, downloads, and a reader for which nothing is fresh. */
async function reading(answer: Answering, options: TestOptions = {}) {
  const server = await webServer(answer)
  const downloads = await testDownloads({ ...options, clock: quickClock() })
  const reader = downloads.documents(NEVER)
  const read = (path = '/a') => reader.read(`${server.origin}${path}`, JSON_WANTED)
  return { server, downloads, reader, read, waits: downloads.clock.waits, said: downloads.said }
}

/** Answers so the first times, and well afterwards. */
function firstly(times: number, answer: Answering): Answering {
  return (response, request, number) =>
    number <= times ? answer(response, request, number) : json(response, { fine: true })
}

describe('reading a document', () => {
  it('gives its text and where it came from', async () => {
    const { server, read } = await reading((response) => json(response, { title: 'Büste' }))
    expect(await read()).toEqual({
      status: 'read',
      text: '{"title":"Büste"}',
      url: `${server.origin}/a`,
    })
  })

  it('reads it compressed, and in the encoding that the server names', async () => {
    const { read } = await reading((response) =>
      response
        .writeHead(200, {
          'content-type': 'application/json; charset=iso-8859-1',
          'content-encoding': 'gzip',
        })
        .end(gzipSync(Buffer.from('"Büste"', 'latin1'))),
    )
    expect(await read()).toMatchObject({ status: 'read', text: '"Büste"' })
  })

  it.each([404, 410])('takes %i for missing, at once, and does not keep it', async (code) => {
    const { read, server, waits } = await reading(firstly(1, (response) => status(response, code)))
    expect(await read()).toMatchObject({ status: 'missing' })
    expect(await read()).toMatchObject({ status: 'read' })
    expect(server.asked).toHaveLength(2)
    expect(waits).toEqual([])
  })

  it('takes an answer that is not proper HTTP for a failure, and gets over it', async () => {
    const { read } = await reading(
      firstly(1, ({ socket }) =>
        socket?.end('HTTP/1.1 200 OK\r\nlast-modified: \u0001\r\ncontent-length: 2\r\n\r\n{}'),
      ),
    )
    expect(await read()).toMatchObject({ status: 'read', text: '{"fine":true}' })
    const other = await reading(({ socket }) => socket?.end('220 mail.museum.example ESMTP\r\n'))
    expect(await other.read()).toMatchObject({
      status: 'failed',
      problem: expect.stringContaining('HTTP'),
    })
  })

  it('repeats what the server says about a refusal', async () => {
    const { read, server } = await reading((response) => {
      response.writeHead(400, { 'content-type': 'application/json' })
      response.end('{"detail":"Unsupported query\\u0007 parameter: q"}')
    })
    expect(await read()).toEqual({
      status: 'failed',
      problem: `${server.origin}/a answered 400: {"detail":"Unsupported query\\u0007 parameter: q"}`,
    })
    expect(server.asked).toHaveLength(1)
  })

  it('asks for it with what the caller wants sent', async () => {
    const { reader, server } = await reading((response) => json(response, 1))
    await reader.read(`${server.origin}/a`, { accept: 'text/csv', headers: { 'X-Key': 'k' } })
    expect(server.asked[0]?.headers).toMatchObject({ accept: 'text/csv', 'x-key': 'k' })
  })

  it('says what is no address', async () => {
    const { reader } = await reading((response) => json(response, 1))
    expect(await reader.read('museum')).toMatchObject({
      status: 'failed',
      problem: '"museum" is not an address',
    })
  })
})

describe('trying again', () => {
  it.each([408, 425, 429, 500, 502, 503, 504])(
    'asks again after %i, later each time',
    async (code) => {
      const { read, waits } = await reading(firstly(3, (response) => status(response, code)))
      expect(await read()).toMatchObject({ status: 'read', text: '{"fine":true}' })
      expect(waits).toEqual([500, 1000, 2000])
    },
  )

  it('goes slower for the rest of the run after 429, and not after 503', async () => {
    for (const [code, pace] of [
      [429, 200],
      [503, 100],
    ] as const) {
      const { read, waits } = await reading(
        firstly(1, (response, { path }) =>
          path === '/a' ? status(response, code) : json(response, 1),
        ),
        { paceMs: 100 },
      )
      for (const path of ['/a', '/b', '/c']) await read(path)
      expect(waits.slice(-2)).toEqual([pace, pace])
    }
  })

  it('gives up after four tries', async () => {
    const { read, server } = await reading((response) => status(response, 500))
    expect(await read()).toEqual({
      status: 'failed',
      problem: `${server.origin}/a answered 500 (tried 4 times)`,
    })
    expect(server.asked).toHaveLength(4)
  })

  it('asks again when the answer breaks off', async () => {
    const { read } = await reading(
      firstly(1, (response) => {
        response.writeHead(200, { 'content-length': 1000 })
        response.write('{"half', () => response.destroy())
      }),
    )
    expect(await read()).toMatchObject({ status: 'read' })
  })

  it('asks once more when no answer comes in time', async () => {
    const timeLimits = {
      connectMs: 5000,
      headersMs: 60,
      idleMs: 5000,
      documentMs: 5000,
      pictureMs: 5000,
    }
    const { read, server } = await reading(() => {}, { timeLimits })
    expect(await read()).toMatchObject({
      status: 'failed',
      problem: expect.stringContaining('no answer came in time (tried 2 times)'),
    })
    expect(server.asked).toHaveLength(2)
  })

  it.each([
    { stops: 'stops coming', limits: { idleMs: 60, documentMs: 5000 }, problem: 'stopped coming' },
    { stops: 'takes too long', limits: { idleMs: 5000, documentMs: 60 }, problem: 'took longer' },
  ])('asks once more when the answer $stops', async ({ limits, problem }) => {
    const timeLimits = { connectMs: 5000, headersMs: 5000, pictureMs: 5000, ...limits }
    const { read, server } = await reading(
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json' }).write('[1,')
      },
      { timeLimits },
    )
    expect(await read()).toMatchObject({ problem: expect.stringContaining(problem) })
    expect(server.asked).toHaveLength(2)
  })

  it('waits as long as the host asks for, and says so once', async () => {
    const { read, waits, said, server } = await reading(
      firstly(1, (response) => status(response, 429, { 'retry-after': '7' })),
    )
    await read('/a')
    await read('/b')
    expect(waits).toEqual([7000, 7000])
    expect(said).toEqual([`${server.host} asks for patience; waiting 7 seconds.`])
  })

  it('waits until the time that the host names', async () => {
    const clock = quickClock()
    const date = new Date(clock.now() + 90_000).toUTCString()
    const server = await webServer(
      firstly(1, (response) => status(response, 503, { 'retry-after': date })),
    )
    const { documents } = await testDownloads({ clock })
    await documents(NEVER).read(`${server.origin}/a`)
    expect(clock.waits).toHaveLength(1)
    expect(clock.waits[0]).toBeGreaterThan(88_000)
    expect(clock.waits[0]).toBeLessThanOrEqual(90_000)
  })

  it('fails at once, for all of the host, when it wants to be left alone for longer than an hour', async () => {
    const { read, said, server, waits } = await reading((response) =>
      status(response, 429, { 'retry-after': '7200' }),
    )
    expect(await read('/a')).toMatchObject({
      problem: expect.stringMatching(/left alone until \d{4}-/),
    })
    expect(await read('/b')).toMatchObject({ status: 'failed' })
    expect(server.asked).toHaveLength(1)
    expect(said).toHaveLength(1)
    expect(waits).toEqual([])
  })
})

describe('a firewall', () => {
  it('is waited out, longer each time', async () => {
    const { read, waits } = await reading(firstly(3, (response) => wall(response)))
    expect(await read()).toMatchObject({ status: 'read' })
    expect(waits).toEqual([35_000, 70_000, 140_000])
  })

  it('fails the request when it stays', async () => {
    const { read, server } = await reading((response) => wall(response))
    expect(await read()).toMatchObject({
      status: 'failed',
      problem: `${server.origin}/a answered 403 with a web page (tried 4 times)`,
    })
  })

  it('makes the limiter slower for the rest of the run, up to eight times', async () => {
    // Up for two requests after each that it let through: what is asked for, and what worked last.
    let refusing = 1
    const { read, waits } = await reading(
      (response) => {
        if (refusing > 0) wall(response)
        else json(response, 1)
        refusing = refusing > 0 ? refusing - 1 : 2
      },
      { paceMs: 100 },
    )
    for (const path of ['/a', '/b', '/c', '/d', '/e']) await read(path)
    const paces = waits.filter((ms) => ms < 35_000)
    expect([...new Set(paces)]).toEqual([200, 400, 800])
  })

  it('is not seen in a 403 without a web page', async () => {
    const { read, server } = await reading((response) => status(response, 403))
    expect(await read()).toMatchObject({ status: 'failed' })
    expect(server.asked).toHaveLength(1)
  })

  it('with a challenge for browsers closes the host, which is said once with what to do', async () => {
    const { read, server, said } = await reading(
      (response) => wall(response, { 'cf-mitigated': 'challenge' }),
      {
        crawlPolicies: [
          { host: '127.0.0.1', intervalMs: 0, concurrency: 1, whenRefused: 'Use the dump.' },
        ],
      },
    )
    expect(await read('/a')).toMatchObject({ status: 'failed' })
    expect(await read('/b')).toEqual({
      status: 'failed',
      problem: `${server.host} is not asked again in this run (it wants to see a browser)`,
    })
    expect(server.asked).toHaveLength(1)
    expect(said).toHaveLength(1)
    expect(said[0]).toContain('Use the dump.')
  })

  it('in the guise of a good answer is asked once more, then fails', async () => {
    const { read, server, waits } = await reading((response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('<!doctype html><html>'),
    )
    expect(await read()).toMatchObject({
      problem: `${server.origin}/a answered a web page, not JSON (tried 2 times)`,
    })
    expect(waits).toEqual([500])
  })

  it('is seen in markup that the server calls HTML, however it begins', async () => {
    const { read } = await reading((response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<div>Just a moment</div>'),
    )
    expect(await read()).toMatchObject({ problem: expect.stringContaining('a web page, not JSON') })
  })

  it('is not seen in JSON that the server calls HTML, nor where HTML is asked for', async () => {
    const { reader, server } = await reading((response, { path }) =>
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(path === '/json' ? '{"a":1}' : '<html>'),
    )
    expect(await reader.read(`${server.origin}/json`, JSON_WANTED)).toMatchObject({
      status: 'read',
    })
    expect(await reader.read(`${server.origin}/page`, { accept: 'text/html' })).toMatchObject({
      status: 'read',
    })
  })
})

describe('a host that is down', () => {
  it('is not asked again after five failures in a row', async () => {
    const { read, server, said } = await reading((response) => status(response, 500))
    for (const path of ['/1', '/2', '/3', '/4', '/5']) await read(path)
    expect(said).toHaveLength(1)
    expect(await read('/6')).toEqual({
      status: 'failed',
      problem: `${server.host} is not asked again in this run (5 requests in a row had failed)`,
    })
    expect(server.asked).toHaveLength(20)
  })

  it('is open as long as something is answered in between', async () => {
    const { read, said } = await reading((response, { path }) =>
      path === '/gone' ? status(response, 404) : status(response, 500),
    )
    for (const path of ['/1', '/2', '/3', '/4', '/gone', '/5', '/6']) await read(path)
    expect(said).toEqual([])
  })

  it('says when nothing answers', async () => {
    const { reader } = await reading((response) => json(response, 1))
    expect(await reader.read('http://127.0.0.1:1/')).toEqual({
      status: 'failed',
      problem: 'http://127.0.0.1:1/: nothing answers there (tried 4 times)',
    })
  })
})

describe('documents in the cache', () => {
  it('are not asked for again when they are fresh', async () => {
    const { read, downloads, server } = await reading((response) => json(response, 1))
    await read()
    const again = await downloads.documents(EVER).read(`${server.origin}/a`, JSON_WANTED)
    expect(again).toMatchObject({ status: 'read', text: '1', url: `${server.origin}/a` })
    expect(server.asked).toHaveLength(1)
    expect(downloads.figures).toMatchObject({ requests: 1, bytes: 1, fromCache: 1 })
  })

  it('are asked for only if they have changed, and are fresh when they have not', async () => {
    const since = 'Thu, 01 Jan 2026 00:00:00 GMT'
    const { read, downloads, server } = await reading((response, { headers }) =>
      headers['if-none-match'] === '"1"'
        ? response.writeHead(304).end()
        : json(response, { n: 1 }, { etag: '"1"', 'last-modified': since }),
    )
    await read()
    downloads.clock.pass(1000)
    const later = new Date(downloads.clock.now())
    expect(await read()).toMatchObject({ status: 'read', text: '{"n":1}' })
    expect(server.asked[1]?.headers).toMatchObject({ 'if-modified-since': since })
    await downloads.documents(later).read(`${server.origin}/a`, JSON_WANTED)
    expect(server.asked).toHaveLength(2)
  })

  it('are replaced when they have changed', async () => {
    const { read, downloads, server } = await reading((response, _, number) =>
      json(response, number, { etag: `"${number}"` }),
    )
    await read()
    expect(await read()).toMatchObject({ text: '2' })
    const kept = await downloads.documents(EVER).read(`${server.origin}/a`, JSON_WANTED)
    expect(kept).toMatchObject({ text: '2' })
  })

  it('are told apart by what was asked for besides', async () => {
    const { reader, server } = await reading((response, { headers }) =>
      json(response, headers.accept),
    )
    await reader.read(`${server.origin}/a`, { accept: 'text/plain' })
    expect(await reader.read(`${server.origin}/a`, { accept: 'text/csv' })).toMatchObject({
      text: '"text/csv"',
    })
  })

  it('are asked for again when they were no use', async () => {
    const { read, downloads, server } = await reading((response, _, number) =>
      json(response, number),
    )
    await read()
    const reader = downloads.documents(EVER)
    reader.forget(`${server.origin}/a`)
    expect(await reader.read(`${server.origin}/a`, JSON_WANTED)).toMatchObject({ text: '2' })
  })

  it('are given offline whatever their age, and nothing is asked', async () => {
    const { read, downloads, server } = await reading((response) => json(response, 1))
    await read()
    await downloads.close()
    const { documents } = await testDownloads({ folder: downloads.folder, offline: true })
    expect(await documents(NEVER).read(`${server.origin}/a`, JSON_WANTED)).toMatchObject({
      text: '1',
    })
    expect(await documents(NEVER).read(`${server.origin}/b`, JSON_WANTED)).toMatchObject({
      status: 'failed',
      problem: expect.stringContaining('not in the cache'),
    })
    expect(server.asked).toHaveLength(1)
  })
})

describe('the size of a document', () => {
  it('is refused by what the server says', async () => {
    const { read, server } = await reading((response) => {
      response.writeHead(200, { 'content-length': 65e6 }).flushHeaders()
    })
    expect(await read()).toMatchObject({ problem: `${server.origin}/a is larger than 64 MB` })
    expect(server.asked).toHaveLength(1)
  })

  it('is counted after decompression, and no further than the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(200e6))
    const { read, server } = await reading((response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
    )
    expect(await read()).toMatchObject({ problem: `${server.origin}/a is larger than 64 MB` })
    expect(server.asked).toHaveLength(1)
  })

  it('is not known of a compression that is not read', async () => {
    const { read } = await reading((response) =>
      response.writeHead(200, { 'content-encoding': 'zstd' }).end('x'),
    )
    expect(await read()).toMatchObject({ problem: expect.stringContaining('(zstd)') })
  })
})
