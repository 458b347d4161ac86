import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises'
import { chooseIndexStore } from '../embeddings/store/choose-index-store.ts'
import { dataPaths } from '../embeddings/store/data-paths.ts'
import { openStorage } from '../embeddings/store/gallery-storage.ts'
import { fetchGallery } from '../embeddings/store/gallery-travel.ts'
import type { Access, Config } from './config.ts'
import { openDesk } from './desk/desk.ts'
import { httpRoutes, previewRoutes } from './http.ts'
import { watchGallery } from './lookup/open-gallery.ts'
import { countMetrics, type MetricsAddress, serveMetrics } from './metrics.ts'
import { pinReader } from './museum/read-settings.ts'
import { openPictureReader, type PictureReaderOptions } from './pictures/picture-reader.ts'
import { openSockets } from './sockets.ts'
import { type ArrivalLimits, watchArrivals } from './web/arrival.ts'
import { openWebServer } from './web/listen.ts'
import type { Logger } from './web/logger.ts'
import { feelPulse } from './web/pulse.ts'
import { drainable } from './web/shutdown.ts'
import { cutOffSlowReaders } from './web/slow-readers.ts'

export type ServerOptions = Omit<
  Config,
  'logLevel' | 'pictures' | 'desk' | 'postgresUrl' | 'gallerySource' | 'metrics' | keyof Access
> &
  Partial<Access> & {
    readonly desk?: Config['desk']
    readonly log: Logger
    readonly pace?: Partial<Pace>
    readonly pictures?: PictureReaderOptions
    readonly postgresUrl?: string | null
    readonly gallerySource?: string | null
    readonly metrics?: MetricsAddress | null
  }

/** Default access: open to everybody, over plain http. */
const OPEN: Access = { keys: [], corsOrigins: [], publicUrl: null, tls: null, hstsSeconds: 0 }

/** Intervals and time limits, in milliseconds. */
type Pace = ArrivalLimits & {
  /** Between two checks for a newly published gallery or a renewed certificate. */
  readonly pollMs: number
  /** For a client to send the head of a request. */
  readonly headMs: number
  /** For a client to accept some of the bytes that the server sends. */
  readonly stallMs: number
  /** For work to wait for its turn before the server reports that it is overloaded. */
  readonly overloadedMs: number
  /** For look-ups in one turn of the event loop; those beyond are refused. */
  readonly turnMs: number
  /**
   * Silence after the last probe before the closing server hangs up, so late probes get an answer.
   */
  readonly lingerMs: number
  /** For pending answers to finish while the server closes. After that they are cut off. */
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
  turnMs: 200,
  lingerMs: 250,
  drainMs: 3_000,
}

/** A running server. Its creator closes it. */
export interface RunningServer {
  /** Its address, such as `http://localhost:8080`. */
  readonly address: string
  readonly port: number
  /** Where the first curator chooses a name and a password; undefined when there is one. */
  readonly firstCurator: string | undefined
  /** The port of `/metrics`; null without. */
  readonly metricsPort: number | null
  /**
   * Refuses new connections, answers pending requests, hangs up (kiosks then try to reconnect) and
   * closes the gallery. Takes `drainMs` and a little more at most.
   */
  close(): Promise<void>
}

/**
 * Starts the server. Rejects when it cannot listen. A missing gallery or kiosk does not stop it.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { host, port, data, kiosk, limits, log } = options
  const access: Access = { ...OPEN, ...options }
  const pace: Pace = { ...PACE, ...options.pace }
  const nowMs = () => performance.now()
  const version = await ownVersion()
  const web = await openWebServer(access.tls, { ...pace, log })
  const { server: http } = web
  const storage = options.gallerySource ? await openStorage(options.gallerySource) : undefined
  // What a database searches need not be here too.
  const withIndex = !options.postgresUrl
  const gallery = await watchGallery(dataPaths(data), {
    pollMs: pace.pollMs,
    log,
    indexes: await chooseIndexStore(options.postgresUrl ?? null),
    fetchNewest: storage && (() => fetchGallery(dataPaths(data), storage, { withIndex })),
  })

  const metrics = options.metrics ? countMetrics(gallery) : undefined
  const pictures = options.pictures?.workers === 0 ? undefined : openPictureReader(options.pictures)

  const pulse = feelPulse(dataPaths(data).data, { ...pace, nowMs })
  const desk = openDesk({
    paths: dataPaths(data),
    kiosk,
    from: options.desk ?? 'this machine',
    reach: { trustedProxies: limits.trustedProxies, publicUrl: access.publicUrl },
    isSecure: access.tls !== null,
    log,
    nowMs,
    previewOf: (gallery) =>
      previewRoutes({ gallery, pulse, pictures, version, limits, access, log, nowMs, kiosk }),
  })
  const drain = drainable(http)
  cutOffSlowReaders(http, { isSecure: access.tls !== null, ...pace, nowMs, log })
  http.on(
    'request',
    httpRoutes({
      gallery,
      pulse,
      pictures,
      data,
      kiosk,
      desk: desk.router,
      version,
      limits,
      access,
      log,
      nowMs,
      metrics,
    }),
  )
  const sockets = openSockets(http, {
    gallery,
    metrics,
    pulse,
    limits,
    publicUrl: access.publicUrl,
    readPin: pinReader(data),
    log,
    nowMs,
  })
  desk.attach(sockets)
  // Prepended, so that it runs before the routes, which change a request's address. Added after the
  // sockets, which keep their own requests from earlier listeners.
  http.prependListener('request', watchArrivals(pace, nowMs))

  /** Waits at most four times `lingerMs` for a kiosk that never stops asking. */
  async function quiet(): Promise<void> {
    for (let round = 0; round < 4; round++) {
      const before = sockets.probes
      await delay(pace.lingerMs)
      // On a busy machine the time may be up before the server has read what has arrived.
      await nextTurn()
      if (sockets.probes === before) return
    }
  }

  let served: Awaited<ReturnType<typeof serveMetrics>> | undefined
  let closed: Promise<void> | undefined
  async function close(): Promise<void> {
    const drained = drain.end(pace.drainMs)
    await quiet()
    sockets.hangUp()
    await drained
    await sockets.close()
    await desk.close()
    await served?.close()
    // A process that waits for a disk may end late. Closing does not wait for it.
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
    if (metrics && options.metrics) served = await serveMetrics(metrics, options.metrics)
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
  const first = await desk.open()
  log.info({ address, gallery: gallery.info?.id ?? null }, 'listening')
  return {
    address,
    port: bound.port,
    // After a "#", so that no log between here and there keeps it.
    firstCurator: first === undefined ? undefined : `${address}/desk#first=${first}`,
    metricsPort: served?.port ?? null,
    close() {
      closed ??= close()
      return closed
    },
  }
}

/** The host name for a browser on this machine: cameras work on localhost, not on 0.0.0.0. */
function nameOf(host: string): string {
  if (['127.0.0.1', '::1', '0.0.0.0', '::'].includes(host)) return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

async function ownVersion(): Promise<string> {
  const file = new URL('../package.json', import.meta.url)
  return (JSON.parse(await readFile(file, 'utf8')) as { version: string }).version
}
