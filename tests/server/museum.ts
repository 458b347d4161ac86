import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client'
import { onTestFinished } from 'vitest'
import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import { type DataPaths, dataPaths } from '../../embeddings/store/data-paths.ts'
import { publishGallery } from '../../embeddings/store/galleries.ts'
import type { GalleryParts } from '../../embeddings/store/gallery-writer.ts'
import { type RunningServer, type ServerOptions, startServer } from '../../server/app.ts'
import type {
  ClientToServerEvents,
  ServerInfo,
  ServerToClientEvents,
} from '../../server/contract/events.ts'
import type { GalleryInfo } from '../../server/contract/http.ts'
import { type LogLevel, openLogger } from '../../server/web/logger.ts'
import { syntheticFaces } from './synthetic-faces.ts'
import { type LabelOf, writeSyntheticGallery } from './synthetic-gallery.ts'

export type KioskSocket = Socket<ServerToClientEvents, ClientToServerEvents>

/** A data folder of its own, and what is done with it; all of it is gone when the test is. */
export type Museum = {
  readonly paths: DataPaths
  /** Folder for a built kiosk; empty at first. */
  readonly kiosk: string
  /** Writes a gallery of one portrait a descriptor, without publishing it. */
  write(id: string, faces: readonly Descriptor[]): Promise<void>
  /** Writes a gallery and publishes it; without a reel or an atlas where none is asked for. */
  hang(
    id: string,
    faces: readonly Descriptor[],
    labelOf?: LabelOf,
    reel?: GalleryParts['reel'],
    atlas?: boolean,
  ): Promise<void>
  publish(id: string): Promise<void>
  serve(options?: Partial<ServerOptions> & { logLevel?: LogLevel }): Promise<ServedMuseum>
}

export type ServedMuseum = RunningServer & {
  /** Every line logged so far. */
  readonly logs: string[]
  get(path: string, init?: RequestInit): Promise<Response>
  /** `POST /api/v1/match` with a body as JSON. */
  match(body: unknown): Promise<Response>
  /** A connected kiosk, over WebSockets alone. */
  connect(options?: Partial<ManagerOptions & SocketOptions>): Promise<KioskSocket & Told>
}

/** What a kiosk was told, in order. */
type Told = { readonly houses: ServerInfo[]; readonly galleries: (GalleryInfo | null)[] }

/** A kiosk's WebSocket itself, to say what socket.io's client never would. */
export function wireOf(kiosk: KioskSocket): Pick<WebSocket, 'send'> {
  return (kiosk.io.engine.transport as unknown as { ws: WebSocket }).ws
}

/** Limits that no test meets by accident. */
export const GENEROUS: ServerOptions['limits'] = {
  probesPerSocket: { perSecond: 1e6, burst: 1e6 },
  requestsPerAddress: { perSecond: 1e6, burst: 1e6 },
  requestsPerKey: { perSecond: 1e6, burst: 1e6 },
  connectionsPerAddress: 1000,
  openRequestsPerAddress: 1000,
  trustedProxies: 0,
}

/** A busy machine is no reason to give a picture up: who tests that says how soon. */
const PATIENT = { startMs: 300_000, decodeMs: 60_000, totalMs: 300_000 }

/** What is opened for a test is closed after it, unless `keep` is handed the way to do so. */
export async function museum(
  keep: (end: () => Promise<void>) => void = onTestFinished,
): Promise<Museum> {
  const folder = await mkdtemp(join(tmpdir(), 'pendant-museum-'))
  keep(() => rm(folder, { recursive: true, force: true }))
  const paths = dataPaths(join(folder, 'data'))
  const kiosk = join(folder, 'kiosk')
  await mkdir(kiosk)
  const house: Museum = {
    paths,
    kiosk,
    write: (id, faces) => writeSyntheticGallery(paths, id, faces),
    async hang(id, faces, labelOf, reel, atlas = false) {
      const own = labelOf ? { labelOf } : {}
      await writeSyntheticGallery(paths, id, faces, { ...own, reel, atlas })
      await house.publish(id)
    },
    publish: (id) => publishGallery(paths, id),
    async serve({ logLevel = 'debug', ...options } = {}) {
      const logs: string[] = []
      const server = await startServer({
        host: '127.0.0.1',
        port: 0,
        data: paths.data,
        kiosk,
        limits: GENEROUS,
        log: openLogger(logLevel, { write: (line) => logs.push(line) }),
        ...options,
        pictures: { ...options.pictures, pace: { ...PATIENT, ...options.pictures?.pace } },
        pace: { pollMs: 50, overloadedMs: 600_000, lingerMs: 20, drainMs: 500, ...options.pace },
      })
      keep(() => server.close())
      const get: ServedMuseum['get'] = (path, init) => fetch(`${server.address}${path}`, init)
      return {
        ...server,
        logs,
        get,
        match: (body) =>
          get('/api/v1/match', {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          }),
        connect: (options) => connect(server.address, options),
      }
    },
  }
  return house
}

/**
 * A museum that the tests of a file share, such as for its one picture worker, which takes seconds
 * to start; `close` is for after the last of them.
 */
export async function sharedMuseum(): Promise<{ house: Museum; close(): Promise<void> }> {
  const ends: (() => Promise<void>)[] = []
  return {
    house: await museum((end) => ends.push(end)),
    async close() {
      for (const end of ends.reverse()) await end()
    },
  }
}

/** Some faces, the same ones from the same seed. */
export function someFaces(number: number, seed = 1): Descriptor[] {
  const faces = syntheticFaces(seed)
  return Array.from({ length: number }, () => faces.stranger())
}

async function connect(address: string, options: Partial<ManagerOptions & SocketOptions> = {}) {
  const socket: KioskSocket = io(address, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    ...options,
  })
  onTestFinished(() => {
    socket.disconnect()
  })
  const told: Told = { houses: [], galleries: [] }
  socket.on('pendant:house', (house) => told.houses.push(house))
  socket.on('pendant:gallery', (gallery) => told.galleries.push(gallery))
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })
  return Object.assign(socket, told)
}
