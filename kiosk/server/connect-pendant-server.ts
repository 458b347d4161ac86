import { io, type Socket } from 'socket.io-client'
import { descriptorToBytes, SPACE_ID } from '../../embeddings/face/descriptor.ts'
import type {
  ClientToServerEvents,
  HouseInfo,
  LookupOutcome,
  ServerToClientEvents,
} from '../../server/contract/events.ts'
import type { GalleryInfo } from '../../server/contract/http.ts'
import { createNotice } from './notice.ts'
import type { FindOutcome, PendantServer } from './pendant-server.ts'

export type PendantServerOptions = {
  /** Origin of the server; by default where this page came from. */
  readonly url?: string
  /** How long an answer may take. */
  readonly answerWithinMs?: number
  /** The pause before connecting again: the first, and the longest. */
  readonly reconnectMs?: { readonly first: number; readonly longest: number }
}

const DEFAULT_ANSWER_WITHIN_MS = 3_000
const DEFAULT_RECONNECT_MS = { first: 300, longest: 3_000 }
const CONNECT_WITHIN_MS = 5_000

/**
 * The Pendant server over a websocket that connects by itself, again and again. Every find ends: a
 * late answer, a lost connection and a refusal are all outcomes. Probes are never kept for later:
 * without a connection the outcome is `no-answer` at once.
 */
export function connectPendantServer(options: PendantServerOptions = {}): PendantServer {
  const { answerWithinMs = DEFAULT_ANSWER_WITHIN_MS, reconnectMs = DEFAULT_RECONNECT_MS } = options
  const connection = {
    transports: ['websocket'],
    timeout: CONNECT_WITHIN_MS,
    reconnectionDelay: reconnectMs.first,
    reconnectionDelayMax: reconnectMs.longest,
    forceNew: true,
  }
  const socket: Socket<ServerToClientEvents, ClientToServerEvents> =
    options.url === undefined ? io(connection) : io(options.url, connection)
  const gallery = createNotice<GalleryInfo | null | 'unknown'>('unknown')
  const house = createNotice<HouseInfo>({ publicUrl: null })
  const reachable = createNotice(false)

  socket.on('connect', () => reachable.tell(true))
  socket.on('disconnect', (reason) => {
    reachable.tell(false)
    // The one ending after which socket.io does not try again by itself: the server asked to leave.
    if (reason === 'io server disconnect') socket.connect()
  })
  socket.on('pendant:house', (known) => house.tell(known))
  socket.on('pendant:gallery', (served) => gallery.tell(served))

  return {
    async find(descriptor, k, { walk } = { walk: false }): Promise<FindOutcome> {
      if (!socket.connected) return noAnswer('There is no connection to the server.')
      const asked = { descriptor: descriptorToBytes(descriptor), k, space: SPACE_ID }
      const probe = walk ? { ...asked, walk } : asked
      try {
        const outcome: unknown = await socket
          .timeout(answerWithinMs)
          .emitWithAck('pendant:find', probe)
        return isOutcome(outcome) ? outcome : noAnswer('The server answered in a form not agreed.')
      } catch (problem) {
        // socket.io rejects when the time is up and when the connection is lost.
        return noAnswer(problem instanceof Error ? problem.message : String(problem))
      } finally {
        probe.descriptor.fill(0)
      }
    },
    onGallery: gallery.listen,
    onHouse: house.listen,
    onReachable: reachable.listen,
    close() {
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
