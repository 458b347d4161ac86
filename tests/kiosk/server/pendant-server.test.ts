import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Descriptor, toDescriptor } from '../../../embeddings/face/descriptor.ts'
import { connectPendantServer } from '../../../kiosk/server/connect-pendant-server.ts'
import type { PendantServer } from '../../../kiosk/server/pendant-server.ts'
import {
  type ClientToServerEvents,
  type LookupOutcome,
  probeSchema,
  type ServerToClientEvents,
} from '../../../server/contract/events.ts'
import type { GalleryInfo } from '../../../server/contract/http.ts'

type Find = ClientToServerEvents['pendant:find']
type House = Server<ClientToServerEvents, ServerToClientEvents>

const DESCRIPTOR = toDescriptor(Array.from({ length: 128 }, (_, i) => Math.sin(i) / 10))
const GALLERY: GalleryInfo = {
  id: 'spring',
  createdAt: '2026-03-01T00:00:00Z',
  spaceId: 'a space',
  works: 2,
  portraits: 3,
  reel: null,
  atlas: false,
}
const EMPTY: LookupOutcome = {
  status: 'failed',
  failure: { code: 'empty-gallery', detail: 'Nobody hangs here.' },
}

/** As long as a busy machine may take over what is done at once on an idle one. */
const PATIENCE = { timeout: 30_000 }

const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})

/** A house at a port (any free one by default) that answers as told. */
async function openHouse(find: Find, port = 0): Promise<{ house: House; port: number }> {
  const http: HttpServer = createServer()
  const house: House = new Server(http, { transports: ['websocket'] })
  house.on('connection', (socket) => {
    socket.emit('pendant:gallery', GALLERY)
    socket.on('pendant:find', find)
  })
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve))
  open.push(house)
  return { house, port: (http.address() as AddressInfo).port }
}

/** A kiosk of that house, once it is connected unless told otherwise. */
async function visit(port: number, answerWithinMs = 2_000): Promise<PendantServer> {
  const server = connectPendantServer({
    url: `http://127.0.0.1:${port}`,
    answerWithinMs,
    reconnectMs: { first: 10, longest: 50 },
  })
  open.push(server)
  await until(server, true)
  return server
}

function until(server: PendantServer, reachable: boolean): Promise<void> {
  return new Promise((resolve) => {
    server.onReachable((now) => {
      if (now === reachable) resolve()
    })
  })
}

describe('the server as a kiosk sees it', () => {
  it('gets the probe as the contract has it, from 512 bytes', async () => {
    const probes: { descriptor: Descriptor; k: number }[] = []
    const sizes: number[] = []
    const { port } = await openHouse((message, reply) => {
      sizes.push((message.descriptor as Uint8Array).byteLength)
      probes.push(probeSchema.parse(message))
      reply(EMPTY)
    })
    const server = await visit(port)
    expect(await server.find(DESCRIPTOR, 7)).toEqual(EMPTY)
    expect(sizes).toEqual([512])
    expect(probes).toMatchObject([{ descriptor: DESCRIPTOR, k: 7 }])
  })

  it('gets asked for the way through the index only where that is wanted', async () => {
    const messages: object[] = []
    const { port } = await openHouse((message, reply) => {
      messages.push(message)
      reply(EMPTY)
    })
    const server = await visit(port)
    await server.find(DESCRIPTOR, 7)
    await server.find(DESCRIPTOR, 7, { trace: false })
    await server.find(DESCRIPTOR, 7, { trace: true })
    expect(messages.map((message) => Object.keys(message))).toEqual([
      ['descriptor', 'k', 'space'],
      ['descriptor', 'k', 'space'],
      ['descriptor', 'k', 'space', 'walk'],
    ])
    expect(probeSchema.parse(messages[2]).walk).toBe(true)
  })

  it('gives no answer at once when there is nobody to ask', async () => {
    const { house, port } = await openHouse((_probe, reply) => reply(EMPTY))
    const server = await visit(port)
    const gone = until(server, false)
    await house.close()
    await gone
    expect(await server.find(DESCRIPTOR, 5)).toMatchObject({ failure: { code: 'no-answer' } })
  })

  it('does not keep such a probe for later', async () => {
    const { house, port } = await openHouse((_probe, reply) => reply(EMPTY))
    const server = await visit(port)
    const gone = until(server, false)
    await house.close()
    await gone
    await server.find(DESCRIPTOR, 5)
    const find = vi.fn<Find>((_probe, reply) => reply(EMPTY))
    await openHouse(find, port)
    await until(server, true)
    await server.find(DESCRIPTOR, 3)
    expect(find.mock.calls.map(([probe]) => probe.k)).toEqual([3])
  })

  it('gives no answer when the server takes too long', async () => {
    const { port } = await openHouse(() => {})
    const server = await visit(port, 30)
    expect(await server.find(DESCRIPTOR, 5)).toMatchObject({ failure: { code: 'no-answer' } })
  })

  it('gives no answer when the server goes while it is thinking', async () => {
    let goAway: () => void = () => {}
    const { house, port } = await openHouse(() => goAway())
    goAway = () => void house.close()
    const server = await visit(port, 30_000)
    expect(await server.find(DESCRIPTOR, 5)).toMatchObject({ failure: { code: 'no-answer' } })
  })

  it('gives no answer when the answer is of no agreed form', async () => {
    const { port } = await openHouse((_probe, reply) =>
      reply({ status: 'matched', gallery: 'spring', matches: [] } as unknown as LookupOutcome),
    )
    const server = await visit(port)
    expect(await server.find(DESCRIPTOR, 5)).toMatchObject({ failure: { code: 'no-answer' } })
  })

  it('comes back by itself when the server does, even when the server sent it away', async () => {
    const { house, port } = await openHouse((_probe, reply) => reply(EMPTY))
    const server = await visit(port)
    const seen: boolean[] = []
    server.onReachable((reachable) => seen.push(reachable))
    house.disconnectSockets(true)
    await vi.waitFor(() => expect(seen).toEqual([true, false, true]), PATIENCE)
    expect(await server.find(DESCRIPTOR, 5)).toEqual(EMPTY)
  })

  it('tells the gallery: unknown at first, then each that is announced', async () => {
    const { house, port } = await openHouse((_probe, reply) => reply(EMPTY))
    const server = connectPendantServer({ url: `http://127.0.0.1:${port}` })
    open.push(server)
    const seen: (GalleryInfo | null | 'unknown')[] = []
    const stop = server.onGallery((gallery) => seen.push(gallery))
    expect(seen).toEqual(['unknown'])
    await vi.waitFor(() => expect(seen).toEqual(['unknown', GALLERY]), PATIENCE)
    house.emit('pendant:gallery', null)
    await vi.waitFor(() => expect(seen).toEqual(['unknown', GALLERY, null]), PATIENCE)
    stop()
    const later: (GalleryInfo | null | 'unknown')[] = []
    server.onGallery((gallery) => later.push(gallery))
    house.emit('pendant:gallery', GALLERY)
    await vi.waitFor(() => expect(later).toEqual([null, GALLERY]), PATIENCE)
    expect(seen).toHaveLength(3)
  })

  it('tells nobody anything once it is closed', async () => {
    const { house, port } = await openHouse((_probe, reply) => reply(EMPTY))
    const server = await visit(port)
    const seen: boolean[] = []
    server.onReachable((reachable) => seen.push(reachable))
    server.close()
    await vi.waitFor(() => expect(house.sockets.sockets.size).toBe(0), PATIENCE)
    expect(seen).toEqual([true])
    expect(await server.find(DESCRIPTOR, 5)).toMatchObject({ failure: { code: 'no-answer' } })
  })
})
