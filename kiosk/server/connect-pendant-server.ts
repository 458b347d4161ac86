import { io, type Socket } from 'socket.io-client'
import { descriptorToBytes, SPACE_ID } from '../../embeddings/face/descriptor.ts'
import type {
  ClientToServerEvents,
  LookupOutcome,
  ServerInfo,
  ServerToClientEvents,
} from '../../server/contract/events.ts'
import type { GalleryInfo } from '../../server/contract/http.ts'
import { galleryRoot } from './gallery-root.ts'
import { createObservable } from './observable.ts'
import type { FindOutcome, PendantServer, Transport } from './pendant-server.ts'
import { passesWebSockets } from './try-websocket.ts'

export type PendantServerOptions = {
  /** Origin of the server; by default where this page came from. */
  readonly url?: string
  /** How long an answer may take. */
  readonly answerWithinMs?: number
  /** The pause before connecting again: the first, and the longest. */
  readonly reconnectMs?: { readonly first: number; readonly longest: number }
  /** How long a connection may take to open, over either transport. */
  readonly connectWithinMs?: number
  /** How often it is tried, while long polling is used, whether websockets pass again. */
  readonly tryWebSocketEveryMs?: number
}

const DEFAULT_ANSWER_WITHIN_MS = 3_000
const DEFAULT_RECONNECT_MS = { first: 300, longest: 3_000 }
const CONNECT_WITHIN_MS = 3_000
const TRY_WEBSOCKET_EVERY_MS = 60_000

/**
 * The Pendant server over a connection that opens by itself, again and again: a websocket, and long
 * polling where a proxy refuses or swallows those. Every find ends: a late answer, a lost
 * connection and a refusal are all outcomes. Probes are never kept for later: without a connection
 * the outcome is `no-answer` at once.
 */
export function connectPendantServer(options: PendantServerOptions = {}): PendantServer {
  const { answerWithinMs = DEFAULT_ANSWER_WITHIN_MS, reconnectMs = DEFAULT_RECONNECT_MS } = options
  const { connectWithinMs = CONNECT_WITHIN_MS } = options
  const connection = {
    transports: ['websocket' as Transport],
    timeout: connectWithinMs,
    reconnectionDelay: reconnectMs.first,
    reconnectionDelayMax: reconnectMs.longest,
    forceNew: true,
  }
  const socket: Socket<ServerToClientEvents, ClientToServerEvents> =
    // A path names a namespace: a preview has its own.
    io(options.url ?? `${galleryRoot()}/`, connection)
  const gallery = createObservable<GalleryInfo | null | 'unknown'>('unknown')
  const house = createObservable<ServerInfo>({ publicUrl: null })
  const reachable = createObservable(false)
  let transport: Transport = 'websocket'
  let asked = 0
  /** The connection is closed and opened again on purpose, which nobody need know of. */
  let isChanging = false

  const use = (next: Transport): void => {
    transport = next
    // Read by socket.io whenever it connects.
    socket.io.opts.transports = [next]
  }

  socket.on('connect', () => {
    isChanging = false
    reachable.tell(true)
  })
  socket.on('connect_error', () => {
    isChanging = false
    reachable.tell(false)
    // Whatever it was, the other transport may fare better; and then this one again.
    use(transport === 'websocket' ? 'polling' : 'websocket')
  })
  socket.on('disconnect', (reason) => {
    if (isChanging) return
    reachable.tell(false)
    use('websocket')
    // The one ending after which socket.io does not try again by itself: the server asked to leave.
    if (reason === 'io server disconnect') socket.connect()
  })
  socket.on('pendant:house', (known) => house.tell(known))
  socket.on('pendant:gallery', (served) => gallery.tell(served))

  const mayGoBack = () => transport === 'polling' && socket.connected
  const goBack = async (): Promise<void> => {
    if (!mayGoBack()) return
    if (!(await passesWebSockets(options.url ?? location.origin, connectWithinMs))) return
    if (!mayGoBack() || asked > 0) return
    isChanging = true
    use('websocket')
    socket.disconnect().connect()
  }
  const everyMs = options.tryWebSocketEveryMs ?? TRY_WEBSOCKET_EVERY_MS
  const goingBack = setInterval(() => void goBack(), everyMs)

  return {
    async find(descriptor, k, { trace } = { trace: false }): Promise<FindOutcome> {
      if (!socket.connected) return noAnswer('There is no connection to the server.')
      const probed = { descriptor: descriptorToBytes(descriptor), k, space: SPACE_ID }
      const probe = trace ? { ...probed, walk: trace } : probed
      asked++
      try {
        const outcome: unknown = await socket
          .timeout(answerWithinMs)
          .emitWithAck('pendant:find', probe)
        return isOutcome(outcome) ? outcome : noAnswer('The server answered in a form not agreed.')
      } catch (problem) {
        // socket.io rejects when the time is up and when the connection is lost.
        return noAnswer(problem instanceof Error ? problem.message : String(problem))
      } finally {
        asked--
        probe.descriptor.fill(0)
      }
    },
    async checkPin(pin) {
      if (!socket.connected) return null
      try {
        return await socket.timeout(answerWithinMs).emitWithAck('pendant:pin', pin)
      } catch {
        // The time is up, or the connection is lost: there is no answer.
        return null
      }
    },
    transport: () => (socket.connected ? transport : null),
    onGallery: gallery.listen,
    onServerInfo: house.listen,
    onReachable: reachable.listen,
    close() {
      clearInterval(goingBack)
      gallery.close()
      house.close()
      reachable.close()
      socket.disconnect()
    },
  }
}

function noAnswer(detail: string): FindOutcome {
  return { status: 'failed', failure: { code: 'no-answer', detail } }
}

/**
 * The frame of an outcome; what is inside is the contract's, kept by a server of the same version.
 */
function isOutcome(value: unknown): value is LookupOutcome {
  if (typeof value !== 'object' || value === null || !('status' in value)) return false
  if (value.status === 'matched') {
    return 'matches' in value && Array.isArray(value.matches) && value.matches.length > 0
  }
  return value.status === 'failed' && 'failure' in value && typeof value.failure === 'object'
}
