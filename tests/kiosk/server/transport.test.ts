import { once } from 'node:events'
import { createServer, request, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { WebSocket } from 'undici'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { toDescriptor } from '../../../embeddings/face/descriptor.ts'
import { dataPaths } from '../../../embeddings/store/data-paths.ts'
import { dataChecks } from '../../../indexer/doctor/data-checks.ts'
import { connectPendantServer } from '../../../kiosk/server/connect-pendant-server.ts'
import type { PendantServer } from '../../../kiosk/server/pendant-server.ts'
import { startServer } from '../../../server/app.ts'
import { parseConfig } from '../../../server/config.ts'
import { openLogger } from '../../../server/web/logger.ts'
import { scratchFolder } from '../../indexer/scratch-folder.ts'

// Browsers have it; Node has only from version 22 on.
vi.stubGlobal('WebSocket', WebSocket)

const DESCRIPTOR = toDescriptor(Array.from({ length: 128 }, (_, i) => Math.sin(i) / 10))
const STALL_MS = 300

/** What a proxy does with websockets: as proxies do that nobody told of them. */
type Manner = 'passes' | 'refuses' | 'swallows' | 'accepts and passes nothing on'

const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})

async function openServer(): Promise<number> {
  const parsed = parseConfig({ PORT: '0', PENDANT_DATA: await scratchFolder() })
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'))
  const pace = { stallMs: STALL_MS, lingerMs: 10, drainMs: 100 }
  const server = await startServer({ ...parsed.config, log: openLogger('silent'), pace })
  open.push(server)
  return server.port
}

type Proxy = { readonly port: number; manner: Manner; close(): void }

/** A proxy before the server at `to`, which hands on HTTP. */
async function openProxy(to: number, manner: Manner): Promise<Proxy> {
  const http: Server = createServer((asked, answer) => {
    const { method, headers, url: path } = asked
    const onward = request({ port: to, method, headers, path }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers)
      answered.pipe(answer)
    })
    onward.on('error', () => answer.destroy())
    asked.pipe(onward)
  })
  const proxy: Proxy = {
    port: 0,
    manner,
    close() {
      http.closeAllConnections()
      http.close()
    },
  }
  http.on('upgrade', ({ url, headers }, line) => {
    line.on('error', () => line.destroy())
    if (proxy.manner === 'swallows') return
    if (proxy.manner === 'refuses') {
      line.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
      return
    }
    const onward = connect(to, '127.0.0.1', () => {
      const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
      onward.write(`GET ${url} HTTP/1.1\r\n${head.join('')}\r\n`)
    })
    onward.on('error', () => line.destroy())
    if (proxy.manner === 'passes') line.pipe(onward).pipe(line)
    else {
      onward.once('data', (answer: Buffer) => {
        line.write(answer.subarray(0, answer.indexOf('\r\n\r\n') + 4))
      })
    }
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  open.push(proxy)
  return Object.assign(proxy, { port: (http.address() as AddressInfo).port })
}

function kioskBehind({ port }: Proxy): PendantServer {
  const server = connectPendantServer({
    url: `http://127.0.0.1:${port}`,
    reconnectMs: { first: 10, longest: 50 },
    connectWithinMs: 500,
    tryWebSocketEveryMs: 100,
  })
  open.push(server)
  return server
}

function until(server: PendantServer, reachable: boolean): Promise<void> {
  return new Promise((resolve) => {
    server.onReachable((now) => {
      if (now === reachable) resolve()
    })
  })
}

/** There is no gallery, and an answer that says so is one. */
const ANSWERED = { failure: { code: 'no-gallery' } }

describe('a kiosk behind a proxy', { timeout: 30_000 }, () => {
  it.each(['refuses', 'swallows', 'accepts and passes nothing on'] as const)(
    'that %s websockets looks up by long polling, for longer than a slow reader is waited for',
    async (manner) => {
      const kiosk = kioskBehind(await openProxy(await openServer(), manner))
      await until(kiosk, true)
      expect(kiosk.transport()).toBe('polling')
      expect(await kiosk.find(DESCRIPTOR, 5)).toMatchObject(ANSWERED)
      let losses = 0
      kiosk.onReachable((reachable) => {
        if (!reachable) losses++
      })
      await delay(3 * STALL_MS)
      expect(await kiosk.find(DESCRIPTOR, 5)).toMatchObject(ANSWERED)
      expect(losses).toBe(0)
    },
  )

  it('goes back to a websocket once they pass, and nobody sees it', async () => {
    const proxy = await openProxy(await openServer(), 'refuses')
    const kiosk = kioskBehind(proxy)
    await until(kiosk, true)
    const seen: boolean[] = []
    kiosk.onReachable((reachable) => seen.push(reachable))
    proxy.manner = 'passes'
    await expect.poll(() => kiosk.transport(), { timeout: 10_000 }).toBe('websocket')
    expect(await kiosk.find(DESCRIPTOR, 5)).toMatchObject(ANSWERED)
    expect(seen).toEqual([true])
  })

  it('begins with a websocket where they pass', async () => {
    const kiosk = kioskBehind(await openProxy(await openServer(), 'passes'))
    await until(kiosk, true)
    expect(kiosk.transport()).toBe('websocket')
  })

  it.each([
    ['passes', true],
    ['refuses', false],
    ['swallows', false],
    ['accepts and passes nothing on', false],
  ] as const)('that %s: the doctor says whether websockets pass', async (manner, ok) => {
    const { port } = await openProxy(await openServer(), manner)
    const PENDANT_PUBLIC_URL = `http://127.0.0.1:${port}`
    const checks = dataChecks(dataPaths(await scratchFolder()), { PENDANT_PUBLIC_URL })
    const found = await checks.find(({ check }) => check === 'websockets')?.look()
    expect(found).toMatchObject({ ok, found: expect.stringContaining(PENDANT_PUBLIC_URL) })
    if (!ok) expect(found).toMatchObject({ advice: expect.stringContaining('/socket.io/') })
  })
})
