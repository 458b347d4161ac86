import { createServer } from 'node:http'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { ServedGallery } from './lookup/open-gallery.ts'

/** Where `/metrics` is served; never on the port that visitors reach. */
export type MetricsAddress = { readonly host: string; readonly port: number }

/** Counts what the server does. No label holds an address, a key, an id or anything of a probe. */
export interface Metrics {
  /** A look-up over a socket: `matched` or the code of its failure, and how long it took. */
  lookup(outcome: string, seconds: number): void
  /** A socket was opened or closed. */
  sockets(change: 1 | -1): void
  socketRefused(): void
  /** An answer over HTTP, by the pattern of its route. */
  request(method: string, route: string, status: number, seconds: number): void
}

/** Half a millisecond, in which memory answers, to the seconds that a fail-over takes. */
const BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 2.5, 5]

/** Counts from now on. The creator serves what is counted with `serveMetrics`. */
export function countMetrics(gallery: ServedGallery) {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry, prefix: 'pendant_' })
  const lookups = new Histogram({
    name: 'pendant_lookup_seconds',
    help: 'Look-ups over sockets, by outcome: matched, or the code of the failure.',
    labelNames: ['outcome'],
    buckets: BUCKETS,
    registers,
  })
  const requests = new Histogram({
    name: 'pendant_request_seconds',
    help: 'Answers over HTTP, by method, pattern of the route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers,
  })
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read())
      },
    })
  const sockets = new Gauge({ name: 'pendant_sockets', help: 'Sockets that are open.', registers })
  const refused = new Counter({
    name: 'pendant_sockets_refused_total',
    help: 'Sockets refused because one address held too many.',
    registers,
  })
  gauge(
    'pendant_gallery_portraits',
    'Portraits of the gallery that is served; 0 without one.',
    () => Number(gallery.info?.portraits ?? 0),
  )
  gauge('pendant_gallery_refused', '1 while a newer gallery is refused.', () =>
    gallery.refused === null ? 0 : 1,
  )
  gauge(
    'pendant_gallery_created_timestamp_seconds',
    'When the gallery that is served was made, by the clock of the machine that made it.',
    () => (gallery.info ? Date.parse(gallery.info.createdAt) / 1000 : 0),
  )
  const swaps = new Counter({
    name: 'pendant_gallery_swaps_total',
    help: 'Galleries taken over since the start.',
    registers,
  })
  gallery.onSwap(() => swaps.inc())
  const metrics: Metrics = {
    sockets: (change) => sockets.inc(change),
    socketRefused: () => refused.inc(),
    lookup: (outcome, seconds) => lookups.observe({ outcome }, seconds),
    request: (method, route, status, seconds) =>
      requests.observe({ method, route, status }, seconds),
  }
  return { ...metrics, text: () => registry.metrics(), contentType: registry.contentType }
}

/** Serves `GET /metrics` at an address of its own. Rejects when it cannot listen there. */
export async function serveMetrics(
  { text, contentType }: Pick<ReturnType<typeof countMetrics>, 'text' | 'contentType'>,
  { host, port }: MetricsAddress,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    if (request.url !== '/metrics') return void response.writeHead(404).end()
    response.writeHead(200, { 'Content-Type': contentType }).end(await text())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const bound = server.address()
  return {
    port: bound !== null && typeof bound === 'object' ? bound.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
