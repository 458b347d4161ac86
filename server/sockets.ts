import { createHash, timingSafeEqual } from 'node:crypto'
import { Server, type Socket } from 'socket.io'
import { IndexUnavailable } from '../embeddings/store/index-store.ts'
import {
  type ClientToServerEvents,
  type LookupOutcome,
  MAX_PIN_DIGITS,
  MAX_SOCKET_MESSAGE_BYTES,
  type PinAnswer,
  type ServerToClientEvents,
} from './contract/events.ts'
import { FAILURES, type Refusal } from './contract/failures.ts'
import { failed, findPendants } from './lookup/find-pendants.ts'
import type { ServedGallery } from './lookup/open-gallery.ts'
import { parseProbe } from './lookup/parse-probe.ts'
import type { Metrics } from './metrics.ts'
import { connectionCount, type Limits, tokenBucket } from './web/allowance.ts'
import { addressForLogs, clientAddress, partyOf } from './web/client-address.ts'
import type { Logger } from './web/logger.ts'
import { fromOwnPage, type Reach } from './web/page-origin.ts'
import { createPinGuard } from './web/pin-guard.ts'
import { INDEX_AWAY } from './web/problems.ts'
import type { Pulse } from './web/pulse.ts'
import { textParser } from './web/text-parser.ts'
import type { WebServer } from './web/web-server.ts'

/** A connection that is refused, or is not a kiosk's by then, is closed. */
const CONNECT_DEADLINE_MS = 5_000
/** Answers that every socket may leave unread. */
const MIN_UNREAD = 40

export interface Sockets {
  /** Number of probes since the start. */
  readonly probes: number
  /** For further namespaces; each decides by itself whom it lets in. */
  readonly io: Server
  /** Answers a socket as a kiosk, out of this gallery. */
  serve(socket: Socket, gallery: ServedGallery): void
  /** Sends all pending data, then hangs up in a way that makes kiosks reconnect. */
  hangUp(): void
  close(): Promise<void>
}

/**
 * Answers `pendant:find`, and tells kiosks about the server and its gallery; see docs/protocol.md.
 */
export function openSockets(
  http: WebServer,
  parts: {
    gallery: ServedGallery
    metrics: Metrics | undefined
    pulse: Pick<Pulse, 'hasTime'>
    limits: Limits
    publicUrl: string | null
    /** The operator's PIN as it is set now; null without one. */
    readPin: () => Promise<string | null>
    log: Logger
    nowMs: () => number
  },
): Sockets {
  const { gallery, metrics, pulse, limits, publicUrl, readPin, log, nowMs } = parts
  const reach: Reach = { trustedProxies: limits.trustedProxies, publicUrl }
  const io = new Server<ClientToServerEvents, ServerToClientEvents>(http, {
    maxHttpBufferSize: MAX_SOCKET_MESSAGE_BYTES,
    serveClient: false,
    parser: textParser,
    connectTimeout: CONNECT_DEADLINE_MS,
    allowRequest(request, decide) {
      // A proxy may still send somebody over a connection that it has kept; they come again.
      if (isClosing) return decide('This server is closing; connect again.', false)
      if (fromOwnPage(request, reach)) return decide(null, true)
      const from = addressForLogs(clientAddress(request, limits.trustedProxies))
      log.warn({ from }, 'a page of another host was refused a socket')
      decide('Only pages of this server may connect; a proxy before it must pass Host on.', false)
    },
  })

  let isClosing = false
  const guard = createPinGuard(nowMs)

  let probes = 0
  const held = connectionCount()
  const lines = new Set<{ close(): void }>()
  const tooMany = new WeakSet<object>()
  io.engine.on('connection', (line: EngineSocket) => {
    const party = partyOf(clientAddress(line.request, limits.trustedProxies))
    lines.add(line)
    line.once('close', () => lines.delete(line))
    // The decision falls on arrival, and a refused connection takes nobody's place. Otherwise all
    // connections that arrive together would keep each other out.
    if (held.of(party) >= limits.connectionsPerAddress) {
      tooMany.add(line)
      return
    }
    held.enter(party)
    metrics?.sockets(1)
    line.once('close', () => {
      held.leave(party)
      metrics?.sockets(-1)
    })
  })

  io.use((socket, next) => {
    const address = clientAddress(socket.request, limits.trustedProxies)
    if (!tooMany.has(socket.conn)) return next()
    log.warn({ from: addressForLogs(address) }, 'too many connections from one address')
    metrics?.socketRefused()
    const data: Refusal = {
      code: 'too-many-connections',
      detail: `One address may hold ${limits.connectionsPerAddress} connections.`,
    }
    next(Object.assign(new Error(FAILURES[data.code].title), { data }))
  })

  async function answer(message: unknown, of: ServedGallery): Promise<LookupOutcome> {
    const parsed = parseProbe(message)
    if ('failure' in parsed) return { status: 'failed', failure: parsed.failure }
    try {
      return await of.use((served) => findPendants(served, parsed.probe))
    } catch (err) {
      if (err instanceof IndexUnavailable) {
        log.warn({ reason: err.message }, 'a look-up waits for the database in vain')
        return failed(INDEX_AWAY.code, INDEX_AWAY.detail)
      }
      log.error({ err }, 'a look-up failed')
      return failed('internal', 'Nothing in the probe explains it.')
    }
  }

  /** Counted before it is compared, so that PINs that come together count each. */
  async function checkPin(given: unknown, address: string): Promise<PinAnswer> {
    const party = partyOf(address)
    const pin = await readPin()
    const pauseMs = guard.pauseMs(party)
    if (pauseMs > 0) return { isRight: false, pauseMs }
    const isRight =
      pin !== null &&
      typeof given === 'string' &&
      given.length <= MAX_PIN_DIGITS &&
      timingSafeEqual(digestOf(given), digestOf(pin))
    if (isRight) guard.passed(party)
    else {
      guard.missed(party)
      log.warn({ from: addressForLogs(address) }, 'a wrong PIN')
    }
    return { isRight, pauseMs: guard.pauseMs(party) }
  }

  function serve(socket: KioskSocket, of: ServedGallery): void {
    const allowance = tokenBucket(limits.probesPerSocket, nowMs)
    /** Answers that wait until the client has read those before them. */
    let unread = 0
    socket.conn.on('drain', () => {
      unread = 0
    })
    socket.emit('pendant:house', { publicUrl })
    socket.emit('pendant:gallery', of.info)
    socket.on('pendant:pin', (...sent: unknown[]) => {
      const reply = sent.pop()
      if (typeof reply !== 'function') return
      const address = clientAddress(socket.request, limits.trustedProxies)
      checkPin(sent[0], address).then(
        (answer) => reply(answer),
        (err) => log.error({ err }, 'a PIN could not be checked'),
      )
    })
    // A stranger may send anything, whatever the type promises.
    socket.on('pendant:find', (...sent: unknown[]) => {
      probes += 1
      const within = allowance.take()
      const reply = sent.pop()
      if (typeof reply !== 'function') return
      // A refusal is as large as a fiftieth of an answer.
      unread += within ? 1 : 0.02
      if (unread > Math.max(MIN_UNREAD, 2 * limits.probesPerSocket.burst)) {
        const from = addressForLogs(clientAddress(socket.request, limits.trustedProxies))
        log.info({ from }, 'a socket that reads no answer was closed')
        socket.conn.close(true)
        return
      }
      const sinceMs = nowMs()
      const send = (outcome: LookupOutcome) => {
        reply(outcome)
        const what = outcome.status === 'failed' ? outcome.failure.code : outcome.status
        metrics?.lookup(what, (nowMs() - sinceMs) / 1000)
      }
      if (!within) send(tooFast(limits))
      else if (!pulse.hasTime()) send(failed('overloaded', FAILURES.overloaded.title))
      else void answer(sent[0], of).then(send)
    })
  }

  io.on('connection', (socket) => serve(socket, gallery))
  const stopListening = gallery.onSwap((info) => {
    io.emit('pendant:gallery', info)
  })

  /** Closes each line: after `disconnectSockets` a client does not reconnect by itself. */
  function hangUp(): void {
    for (const line of lines) line.close()
  }

  return {
    io,
    serve,
    get probes() {
      return probes
    },
    hangUp() {
      isClosing = true
      hangUp()
    },
    async close() {
      stopListening()
      // Whoever was let in before and became a kiosk since.
      hangUp()
      await io.close()
    },
  }
}

type KioskSocket = Socket<ClientToServerEvents, ServerToClientEvents>

/** The part of engine.io's socket that is used here. socket.io does not export it. */
type EngineSocket = {
  readonly request: Parameters<typeof clientAddress>[0]
  once(event: 'close', listener: () => void): void
  close(): void
}

function digestOf(pin: string): Buffer {
  return createHash('sha256').update(pin).digest()
}

function tooFast({ probesPerSocket }: Limits): LookupOutcome {
  const { perSecond, burst } = probesPerSocket
  return failed(
    'too-many-probes',
    `One socket may send ${perSecond} probes a second, ${burst} of them at once.`,
  )
}
