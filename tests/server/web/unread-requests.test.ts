import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { type Problem, problemSchema } from '../../../server/contract/http.ts'
import { museum, type ServedMuseum, someFaces } from '../museum.ts'

async function serve(pace = {}): Promise<ServedMuseum> {
  const house = await museum()
  await house.hang('one', someFaces(4))
  return house.serve({ pace })
}

/**
 * All that the server says on a connection to which exactly this was written, until it hangs up.
 */
function say(server: ServedMuseum, words: string): Promise<string> {
  const line = connect(server.port, '127.0.0.1')
  line.write(words)
  return new Promise((resolve, reject) => {
    let heard = ''
    line.on('data', (part) => {
      heard += part
    })
    line.on('error', reject)
    line.on('close', () => resolve(heard))
  })
}

/** Asks for another protocol and breaks the connection off before anything is answered. */
async function askAndHangUp(server: ServedMuseum, wish: string, path: string): Promise<void> {
  const line = connect(server.port, '127.0.0.1')
  await once(line, 'connect')
  const head = `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: ${wish}\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n`
  await new Promise((resolve) => line.write(head, resolve))
  line.resetAndDestroy()
  await once(line, 'close')
}

function problemIn(heard: string): Problem {
  const [head = '', body = ''] = heard.split('\r\n\r\n')
  expect(head).toMatch(/^HTTP\/1\.1 4\d\d /)
  expect(head).toContain('Content-Type: application/problem+json')
  return problemSchema.parse(JSON.parse(body))
}

describe('[HT5] what never becomes a request is answered with a problem:', () => {
  test.each([
    ['words that are no HTTP', 'HELLO\r\n\r\n'],
    ['a header without a name', 'GET / HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n'],
    [
      'two lengths of one body',
      'POST /api/v1/match HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n',
    ],
    [
      'a body in chunks that are none',
      'POST /api/v1/match HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
    ],
  ])('%s', async (_, words) => {
    expect(problemIn(await say(await serve(), words)).code).toBe('bad-request')
  })

  test('a wish to speak HTTP/2 instead', async () => {
    const words =
      'GET /api/v1/health HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n\r\n'
    const problem = problemIn(await say(await serve(), words))
    expect(problem).toMatchObject({
      code: 'bad-request',
      detail: expect.stringContaining('Upgrade'),
    })
  })

  test.each([
    ['h2c', '/'],
    ['websocket', '/'],
    ['websocket', '/socket.io/?EIO=4&transport=websocket'],
    ['websocket', '/socket.io/?EIO=4&transport=websocket&sid=nobody'],
  ])('[HT5] clients that wish for %s at %s and hang up at once end nothing', async (wish, path) => {
    const server = await serve()
    for (let client = 0; client < 10; client++) await askAndHangUp(server, wish, path)
    expect((await fetch(`${server.address}/api/v1/health`)).status).toBe(200)
  })

  test('a head of over 16 KB', async () => {
    const words = `GET / HTTP/1.1\r\nHost: x\r\nCookie: ${'x'.repeat(17_000)}\r\n\r\n`
    const problem = problemIn(await say(await serve(), words))
    expect(problem).toMatchObject({ code: 'head-too-large', status: 431 })
  })

  test('[LM4] a head that does not come to its end', async () => {
    const heard = await say(await serve({ headMs: 200 }), 'GET / HTTP/1.1\r\nHost: x\r\n')
    expect(problemIn(heard)).toMatchObject({ code: 'too-slow', status: 408 })
  })

  test('but an expectation that is not met is no reason to refuse', async () => {
    const heard = await say(
      await serve(),
      'GET /api/v1/gallery HTTP/1.1\r\nHost: x\r\nExpect: the best\r\nConnection: close\r\n\r\n',
    )
    expect(heard).toMatch(/^HTTP\/1\.1 200 /)
  })
})
