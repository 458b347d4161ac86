import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import type { LookupOutcome, PinAnswer, ServerInfo } from '../../server/contract/events.ts'
import type { GalleryInfo } from '../../server/contract/http.ts'

/** What the server answered, or that it did not: a look-up always ends. */
export type FindOutcome =
  | LookupOutcome
  | {
      readonly status: 'failed'
      readonly failure: { readonly code: 'no-answer'; readonly detail: string }
    }

type FindOptions = {
  /** Whether the way through the index is told as well; not, where nothing is said. */
  readonly trace: boolean
}

/** How the server is reached: long polling where websockets do not pass. */
export type Transport = 'websocket' | 'polling'

/** The server as the exhibit sees it. */
export interface PendantServer {
  find(descriptor: Descriptor, k: number, options?: FindOptions): Promise<FindOutcome>
  /** What came of a PIN; null where the server gives no answer. */
  checkPin(pin: string): Promise<PinAnswer | null>
  /** Null while there is no connection. */
  transport(): Transport | null
  /** Called at once with what is known, then at every change. Returns the way to stop listening. */
  onGallery(listener: (gallery: GalleryInfo | null | 'unknown') => void): () => void
  onServerInfo(listener: (house: ServerInfo) => void): () => void
  onReachable(listener: (reachable: boolean) => void): () => void
  close(): void
}
