import type { IncomingMessage, RequestListener } from 'node:http'
import { toProblem } from './problems.ts'

/** How long requests may take to arrive. */
export type ArrivalLimits = {
  /** For all of a request that is no upload, in milliseconds. */
  readonly requestMs: number
  /** For an upload before its pace is looked at, in milliseconds: a phone may search for its network. */
  readonly uploadGraceMs: number
  /** What an upload must bring on average after that: 10 MB then take at most four minutes. */
  readonly uploadBytesPerSecond: number
}

/** What has come of a request by now. */
type Arrived = {
  readonly isUpload: boolean
  /** Since its head was read. */
  readonly elapsedMs: number
  /** Of its body. */
  readonly bytes: number
}

/**
 * Whether a request may go on arriving. A limit of time alone would either cut off a good picture on
 * a slow line or let a client hold a connection with a byte a minute; a picture has as long as it
 * keeps its pace.
 */
export function arrivesInTime(
  { isUpload, elapsedMs, bytes }: Arrived,
  limits: ArrivalLimits,
): boolean {
  if (!isUpload) return elapsedMs <= limits.requestMs
  const countedSeconds = (elapsedMs - limits.uploadGraceMs) / 1000
  return bytes >= countedSeconds * limits.uploadBytesPerSecond
}

/** Cuts off requests whose body comes too slowly, with a problem where none has been answered yet. */
export function watchArrivals(limits: ArrivalLimits, nowMs: () => number): RequestListener {
  const checkMs = Math.min(1_000, limits.requestMs / 2)
  return (request, response) => {
    if (!hasBody(request)) return
    const { socket } = request
    const isUpload = isPictureUpload(request)
    const startedAtMs = nowMs()
    const bytesBefore = socket.bytesRead
    const timer = setInterval(() => {
      if (request.complete) return stop()
      const arrived = {
        isUpload,
        elapsedMs: nowMs() - startedAtMs,
        bytes: socket.bytesRead - bytesBefore,
      }
      if (arrivesInTime(arrived, limits)) return
      stop()
      if (response.headersSent) return socket.destroy()
      const problem = toProblem({ code: 'too-slow', detail: 'The body did not arrive in time.' })
      const body = JSON.stringify(problem)
      response
        .writeHead(problem.status, {
          'Content-Type': 'application/problem+json; charset=utf-8',
          'Content-Length': Buffer.byteLength(body),
          'Cache-Control': 'no-store',
          Connection: 'close',
        })
        .end(body)
    }, checkMs)
    const stop = () => clearInterval(timer)
    // Of its own accord or with its connection.
    request.once('close', stop)
  }
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

function isPictureUpload({ method, url, headers }: IncomingMessage): boolean {
  return (
    method === 'POST' &&
    /^\/api\/v1\/match\/?(?:\?|$)/.test(url ?? '') &&
    /^multipart\/form-data\b/i.test(headers['content-type'] ?? '')
  )
}
