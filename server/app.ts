import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises'
import { dataPaths } from '../embeddings/store/data-paths.ts'
import type { Access, Config } from './config.ts'
import { httpRoutes } from './http.ts'
import { watchGallery } from './lookup/open-gallery.ts'
import { openPictureReader, type PictureReaderOptions } from './pictures/picture-reader.ts'
import { openSockets } from './sockets.ts'
import { type ArrivalLimits, watchArrivals } from './web/arrival.ts'
import { openWebServer } from './web/listen.ts'
import type { Logger } from './web/logger.ts'
import { feelPulse } from './web/pulse.ts'
import { drainable } from './web/shutdown.ts'
import { cutOffSlowReaders } from './web/slow-readers.ts'

export type ServerOptions = Omit<Config, 'logLevel' | 'pictures' | keyof Access> &
  Partial<Access> & {
    readonly log: Logger
    readonly pace?: Partial<Pace>
    readonly pictures?: PictureReaderOptions
  }

/** Open to all, on plain http. */
const OPEN: Access = { keys: [], corsOrigins: [], publicUrl: null, tls: null, hstsSeconds: 0 }

/** How long things may take, in milliseconds. */
type Pace = ArrivalLimits & {
  /** Between two looks at which gallery is published, and whether the certificate was renewed. */
  readonly pollMs: number
  /** For a client to send the head of a request. */
  readonly headMs: number
  /** For a client to take some of what is sent to it. */
  readonly stallMs: number
  /** For work to wait for its turn before the server says that it is overloaded. */
  readonly overloadedMs: number
  /** Without a probe before hanging up, once the door is closed: those on their way are answered. */
  readonly lingerMs: number
  /** For answers under way to be finished when closing; then they are cut off. */
  readonly drainMs: number
}

const PACE: Pace = {
  pollMs: 1_000,
  headMs: 10_000,
  requestMs: 30_000,
  uploadGraceMs: 20_000,
  uploadBytesPerSecond: 50_000,
  stallMs: 20_000,
  overloadedMs: 2_000,
  lingerMs: 250,
  drainMs: 3_000,
}

/** A server that takes connections. Whoever starts it closes it. */
export interface RunningServer {
  /** Where it is reached, such as `http://localhost:8080`. */
  readonly address: string
  readonly port: number
  /**
   * Takes no new connection, answers what was asked, hangs up (kiosks will try to connect again) and
   * closes the gallery; done within `drainMs` and a little.
   */
  close(): Promise<void>
}

/** Starts serving. Rejects when it cannot listen there; a missing gallery or kiosk is no reason not to. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { host, port, data, kiosk, limits, log } = options
  const access: Access = { ...OPEN, ...options }
  const pace: Pace = { ...PACE, ...options.pace }
  const nowMs = () => performance.now()
  const version = await ownVersion()
  const web = await openWebServer(access.tls, { ...pace, log })
  const { server: http } = web
  const gallery = await watchGallery(dataPaths(data), { pollMs: pace.pollMs, log })

  const pictures = options.pictures?.workers === 0 ? undefined : openPictureReader(options.pictures)

  const pulse = feelPulse(dataPaths(data).data, { ...pace, nowMs })
  const drain = drainable(http)
  cutOffSlowReaders(http, { isSecure: access.tls !== null, ...pace, nowMs, log })
  http.on(
    'request',
    httpRoutes({ gallery, pulse, pictures, data, kiosk, version, limits, access, log, nowMs }),
  )
  const sockets = openSockets(http, { gallery, limits, publicUrl: access.publicUrl, log, nowMs })
  // Before the routes, which change a request's address on their way to what answers it; and added
  // after the sockets, which keep their own requests from whoever was there already.
  http.prependListener('request', watchArrivals(pace, nowMs))

  /** A kiosk that never stops asking is not waited for longer than four times as long. */
  async function quiet(): Promise<void> {
    for (let round = 0; round < 4; round++) {
      const before = sockets.probes
      await delay(pace.lingerMs)
      // On a busy machine the time is up before what has arrived meanwhile has been read.
      await nextTurn()
      if (sockets.probes === before) return
    }
  }

  let closed: Promise<void> | undefined
  async function close(): Promise<void> {
    const drained = drain.end(pace.drainMs)
    await quiet()
    sockets.hangUp()
    await drained
    await sockets.close()
    // One that waits for a disk may take its time to die; nobody waits for it now.
    await Promise.race([pictures?.close(), delay(2 * pace.lingerMs, undefined, { ref: false })])
    pulse.close()
    await gallery.close()
    await web.close()
    log.info('closed')
  }

  try {
    await new Promise<void>((resolve, reject) => {
      http.once('error', reject)
      http.listen(port, host, resolve)
    })
  } catch (error) {
    await sockets.close()
    await pictures?.close()
    pulse.close()
    await gallery.close()
    await web.close()
    throw error
  }
  const bound = http.address() as AddressInfo
  const address = `${web.scheme}://${nameOf(host)}:${bound.port}`
  log.info({ address, gallery: gallery.info?.id ?? null }, 'listening')
  return {
    address,
    port: bound.port,
    close() {
      closed ??= close()
      return closed
    },
  }
}

/** What to type into a browser on this machine: cameras open on localhost, not on 0.0.0.0. */
function nameOf(host: string): string {
  if (['127.0.0.1', '::1', '0.0.0.0', '::'].includes(host)) return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

async function ownVersion(): Promise<string> {
  const file = new URL('../package.json', import.meta.url)
  return (JSON.parse(await readFile(file, 'utf8')) as { version: string }).version
}
