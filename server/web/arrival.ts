import type { IncomingMessage, RequestListener } from 'node:http'
import { toProblem } from './problems.ts'

/** Time limits for the arrival of requests. */
export type ArrivalLimits = {
  /** For a whole request that is no upload, in milliseconds. */
  readonly requestMs: number
  /** For an upload before its pace counts, in milliseconds: a phone may search for its network. */
  readonly uploadGraceMs: number
  /** The least average pace of an upload after that. 10 MB then take at most four minutes. */
  readonly uploadBytesPerSecond: number
}

/** The part of a request that has arrived. */
type Arrived = {
  readonly isUpload: boolean
  /** Time since the server read its head. */
  readonly elapsedMs: number
  /** Bytes of its body. */
  readonly bytes: number
}

/**
 * Whether a request may continue to arrive. A time limit alone would either cut off a good picture
 * on a slow line or let a client hold a connection with a byte a minute. A picture may therefore
 * take as long as it keeps its pace.
 */
export function arrivesInTime(
  { isUpload, elapsedMs, bytes }: Arrived,
  limits: ArrivalLimits,
): boolean {
  if (!isUpload) return elapsedMs <= limits.requestMs
  const countedSeconds = (elapsedMs - limits.uploadGraceMs) / 1000
  return bytes >= countedSeconds * limits.uploadBytesPerSecond
}

/** Cuts off requests whose body is too slow, with a problem if none has been answered yet. */
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
    // The request ends by itself or with its connection.
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
