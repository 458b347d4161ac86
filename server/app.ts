import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises'
import { dataPaths } from '../embeddings/store/data-paths.ts'
import type { Config } from './config.ts'
import { httpRoutes } from './http.ts'
import type { Logger } from './logger.ts'
import { watchGallery } from './lookup/open-gallery.ts'
import { drainable } from './shutdown.ts'
import { openSockets } from './sockets.ts'

export type ServerOptions = Omit<Config, 'logLevel'> & {
  readonly log: Logger
  readonly pace?: Partial<Pace>
}

/** How long things may take, in milliseconds. */
type Pace = {
  /** Between two looks at which gallery is published. */
  readonly pollMs: number
  /** For a client to send the head of a request, and all of it. */
  readonly headMs: number
  readonly requestMs: number
  /** Without a probe before hanging up, once the door is closed: those on their way are answered. */
  readonly lingerMs: number
  /** For answers under way to be finished when closing; then they are cut off. */
  readonly drainMs: number
}

const PACE: Pace = {
  pollMs: 1_000,
  headMs: 10_000,
  requestMs: 30_000,
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
  const pace: Pace = { ...PACE, ...options.pace }
  const nowMs = () => performance.now()
  const version = await ownVersion()
  const gallery = await watchGallery(dataPaths(data), { pollMs: pace.pollMs, log })

  const http = createServer({
    headersTimeout: pace.headMs,
    requestTimeout: pace.requestMs,
    // How often the two limits above are looked at; Node's own 30 s would triple the first.
    connectionsCheckingInterval: Math.min(1_000, pace.headMs),
  })
  const drain = drainable(http)
  http.on('request', httpRoutes({ gallery, data, kiosk, version, limits, log, nowMs }))
  const sockets = openSockets(http, { gallery, limits, log, nowMs })

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
    await gallery.close()
    log.info('closed')
  }

  try {
    await new Promise<void>((resolve, reject) => {
      http.once('error', reject)
      http.listen(port, host, resolve)
    })
  } catch (error) {
    await sockets.close()
    await gallery.close()
    throw error
  }
  const bound = http.address() as AddressInfo
  const address = `http://${nameOf(host)}:${bound.port}`
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
