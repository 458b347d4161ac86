import type { Socket } from 'node:net'
import type { RequestHandler } from 'express'
import { connectionCount, type Limits } from './allowance.ts'
import { addressForLogs, clientAddress, partyOf } from './client-address.ts'
import type { Logger } from './logger.ts'
import { sendProblem } from './problems.ts'
import type { WebServer } from './web-server.ts'

/**
 * Cuts off clients that accept no data for `stallMs`, over HTTP and sockets alike. Node's own
 * connection time-out does not work here: anything that the client sends resets it. The check runs
 * four times within that time and ends when the server closes.
 */
export function cutOffSlowReaders(
  server: WebServer,
  options: { isSecure: boolean; stallMs: number; nowMs: () => number; log: Logger },
): void {
  const { isSecure, stallMs, nowMs, log } = options
  /** The bytes that each connection has accepted, and the time of its last progress. */
  const taken = new Map<Socket, { readonly bytes: number; readonly sinceMs: number }>()

  function check(connection: Socket): void {
    const now = nowMs()
    const bytes = connection.bytesWritten - connection.writableLength
    const before = taken.get(connection)
    if (connection.writableLength === 0 || bytes !== before?.bytes) {
      taken.set(connection, { bytes, sinceMs: now })
    } else if (now - before.sinceMs >= stallMs) {
      const address = connection.remoteAddress ?? ''
      log.info({ from: addressForLogs(address) }, 'one who read nothing was cut off')
      connection.destroy()
    }
  }

  const connected = (connection: Socket): void => {
    taken.set(connection, { bytes: 0, sinceMs: nowMs() })
    connection.once('close', () => taken.delete(connection))
  }
  // Over https the TLS connection does the writing, not the connection below it.
  server.on(isSecure ? 'secureConnection' : 'connection', connected)
  const timer = setInterval(() => {
    for (const connection of taken.keys()) check(connection)
  }, stallMs / 4)
  timer.unref()
  server.once('close', () => clearInterval(timer))
}

/**
 * Refuses an address another request while it has too many open answers, since slow readers hold
 * the data of their answers. A refused request takes nobody's place.
 */
export function openRequests(limits: Limits): RequestHandler {
  const held = connectionCount()
  return (request, response, next) => {
    const party = partyOf(clientAddress(request, limits.trustedProxies))
    if (held.of(party) >= limits.openRequestsPerAddress) {
      response.set('Connection', 'close').set('Retry-After', '1')
      return sendProblem(response, {
        code: 'too-many-connections',
        detail: `One address may have ${limits.openRequestsPerAddress} answers on their way.`,
      })
    }
    held.enter(party)
    response.once('close', () => held.leave(party))
    next()
  }
}
