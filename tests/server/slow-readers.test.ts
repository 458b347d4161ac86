import { mkdir, writeFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { dirname } from 'node:path'
import { connect as connectTls } from 'node:tls'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import { hasOpenssl, makeCertificate } from './certificate.ts'
import { GENEROUS, type KioskSocket, museum, type ServedMuseum, someFaces } from './museum.ts'

const faces = someFaces(200)
const DIGEST = 'ab'.repeat(32)
/** More than the kernel takes on both ends for a reader that sleeps. */
const LARGE_BYTES = 40_000_000
const PATIENCE = { timeout: 60_000, interval: 100 }

type Options = Parameters<Awaited<ReturnType<typeof museum>>['serve']>[0]

async function serveLarge(options: Options = {}): Promise<ServedMuseum> {
  const house = await museum()
  await house.hang('many', faces)
  const file = house.paths.media(DIGEST)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, Buffer.alloc(LARGE_BYTES))
  return house.serve({ ...options, pace: { stallMs: 400, ...options.pace } })
}

/** Asks for the large file, and reads none of it. */
function askAndSleep(line: Socket, from = '192.0.2.1'): Socket {
  onTestFinished(() => {
    line.destroy()
  })
  line.pause()
  line.on('error', () => {})
  line.write(`GET /media/${DIGEST}.jpg HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: ${from}\r\n\r\n`)
  return line
}

const cutOff = (server: ServedMuseum): number =>
  server.logs.filter((line) => line.includes('one who read nothing was cut off')).length

describe('[LM6] who reads nothing', () => {
  test('is cut off, be there ever so many, and the server goes on', async () => {
    const server = await serveLarge()
    for (let line = 0; line < 100; line++) askAndSleep(connect(server.port, '127.0.0.1'))
    await vi.waitFor(() => expect(cutOff(server)).toBe(100), PATIENCE)
    const whole = await (await server.get(`/media/${DIGEST}.jpg`)).arrayBuffer()
    expect(whole.byteLength).toBe(LARGE_BYTES)
  })

  test('is cut off, whatever is sent meanwhile', async () => {
    const server = await serveLarge()
    const line = askAndSleep(connect(server.port, '127.0.0.1'))
    const chatter = setInterval(() => line.write('GET /api HTTP/1.1\r\nHost: x\r\n\r\n'), 50)
    onTestFinished(() => clearInterval(chatter))
    await vi.waitFor(() => expect(cutOff(server)).toBe(1), PATIENCE)
  })

  test.runIf(hasOpenssl)('is cut off over https', async () => {
    const { cert, key } = await makeCertificate()
    const server = await serveLarge({ tls: { cert, key } })
    const line = connectTls({ port: server.port, host: '127.0.0.1', rejectUnauthorized: false })
    askAndSleep(line)
    await vi.waitFor(() => expect(cutOff(server)).toBe(1), PATIENCE)
  })

  test('is cut off on a socket', async () => {
    const server = await serveLarge()
    const kiosk = await server.connect()
    sleep(kiosk)
    const asking = setInterval(() => {
      for (let probe = 0; probe < 20; probe++) ask(kiosk)
    }, 50)
    onTestFinished(() => clearInterval(asking))
    await vi.waitFor(() => expect(cutOff(server)).toBe(1), PATIENCE)
  })

  test('has a socket closed that leaves too many answers unread', async () => {
    const server = await serveLarge({
      limits: { ...GENEROUS, probesPerSocket: { perSecond: 1e6, burst: 50 } },
      pace: { stallMs: 600_000 },
    })
    const kiosk = await server.connect()
    sleep(kiosk)
    const asking = setInterval(() => {
      for (let probe = 0; probe < 20; probe++) ask(kiosk)
    }, 50)
    onTestFinished(() => clearInterval(asking))
    await vi.waitFor(
      () => expect(server.logs.join('')).toContain('reads no answer was closed'),
      PATIENCE,
    )
  })

  test('is no one who reads slowly', async () => {
    const server = await serveLarge({ pace: { stallMs: 10_000 } })
    const line = askAndSleep(connect(server.port, '127.0.0.1'))
    let bytes = 0
    line.on('data', (part) => {
      bytes += part.length
      line.pause()
      setTimeout(() => line.resume(), 5)
    })
    line.resume()
    await vi.waitFor(() => expect(bytes).toBeGreaterThan(LARGE_BYTES), PATIENCE)
    expect(cutOff(server)).toBe(0)
  })

  test('has so many answers on their way; a further request is refused, and no other address', async () => {
    const server = await serveLarge({
      limits: { ...GENEROUS, openRequestsPerAddress: 20, trustedProxies: 1 },
      pace: { stallMs: 3_000 },
    })
    const from = (address: string) =>
      server.get('/api/v1/health', { headers: { 'x-forwarded-for': address } })
    for (let line = 0; line < 20; line++) askAndSleep(connect(server.port, '127.0.0.1'))
    await vi.waitFor(async () => expect((await from('192.0.2.1')).status).toBe(429), PATIENCE)
    const refused = await from('192.0.2.1')
    expect([refused.status, await refused.json()]).toMatchObject([
      429,
      { code: 'too-many-connections' },
    ])
    expect((await from('192.0.2.2')).status).toBe(200)
    await vi.waitFor(async () => expect((await from('192.0.2.1')).status).toBe(200), PATIENCE)
    await vi.waitFor(() => expect(cutOff(server)).toBe(20), PATIENCE)
  })
})

/** Its end of the line is read no more. */
function sleep(kiosk: KioskSocket): void {
  const { ws } = kiosk.io.engine.transport as unknown as { ws: { _socket: Socket } }
  ws._socket.pause()
}

function ask(kiosk: KioskSocket): void {
  kiosk.emit('pendant:find', { descriptor: [...(faces[3] as Descriptor)], k: 24 }, () => {})
}
