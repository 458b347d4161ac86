import type { FaceReading } from '../../embeddings/follow/face-reading.ts'
import type { FrozenPair, Still } from '../state/frozen-pair.ts'
import type { ShownPortrait } from '../state/shown-portrait.ts'
import { type FrozenPairStore, wipePicture } from './frozen-pair-store.ts'

/** What frozen pairs are made with. */
export type FrozenPairParts = {
  readonly room: FrozenPairStore
  /** The picture of a portrait with its landmarks; null where they are not known or do not come. */
  readonly stillOf: (portrait: ShownPortrait) => Promise<Still | null>
  /** Another picture of the same pixels. */
  readonly copy: (picture: Still['picture']) => Promise<ImageBitmap>
}

/** Freezes the visitor beside a portrait as soon as both pictures are here. */
export interface PairFreezer {
  /**
   * Whom the visitor is to sit beside, and whether it is time. Before it is, the portrait's side is
   * fetched, and of the visitor the last frame kept in which they stood well: a hand that reaches
   * for the screen turns the face away. Another wish ends the frozen pair there is.
   */
  want(wish: { readonly beside: ShownPortrait; readonly isTaken: boolean } | null): void
  /** A copy of a frame that might do, before it is read; null where none is wanted. */
  keep(frame: ImageBitmap, atMs: number): Promise<ImageBitmap | null>
  /** What was read off the frame that was kept; takes the copy over. */
  offer(kept: ImageBitmap, reading: FaceReading): void
  /** Wipes the frozen pair, and all that was kept for one. */
  close(): void
}

/** Copying costs the page a millisecond or two; a face does not change much in this time. */
const KEEP_EVERY_MS = 400

/** `onFrozen` is told of the pair that is now held still. */
export function createPairFreezer(
  { room, stillOf, copy }: FrozenPairParts,
  onFrozen: (pair: FrozenPair) => void,
  onFault: (problem: unknown) => void,
): PairFreezer {
  let wanted: string | null = null
  let isTaken = false
  let portrait: Still | null = null
  let visitor: Still | null = null
  let keptAtMs = Number.NEGATIVE_INFINITY

  const wipe = (still: Still | null): null => {
    if (still !== null) wipePicture(still)
    return null
  }

  const seat = (): void => {
    if (!isTaken || wanted === null || room.current !== null) return
    if (portrait === null || visitor === null) return
    const pair = { portraitId: wanted, visitor, portrait }
    room.seat(pair)
    // It is the room's now.
    visitor = null
    onFrozen(pair)
  }

  const fetchPortrait = async (hung: ShownPortrait): Promise<void> => {
    const still = await stillOf(hung)
    if (still === null) return
    if (wanted === hung.portraitId && portrait === null) {
      portrait = still
      seat()
    } else wipe(still)
  }

  const close = (): void => {
    room.clear()
    portrait = wipe(portrait)
    visitor = wipe(visitor)
    wanted = null
    isTaken = false
    keptAtMs = Number.NEGATIVE_INFINITY
  }

  return {
    want(wish) {
      if (wish === null) return close()
      const { beside } = wish
      if (beside.portraitId !== wanted) {
        room.clear()
        portrait = wipe(portrait)
        wanted = beside.portraitId
        fetchPortrait(beside).catch(onFault)
      }
      isTaken = wish.isTaken
      // Back before the live mirror: the next one is of the visitor as they look then.
      if (!isTaken) room.clear()
      seat()
    },

    async keep(frame, atMs) {
      if (wanted === null || room.current !== null) return null
      if (!isTaken && atMs - keptAtMs < KEEP_EVERY_MS) return null
      keptAtMs = atMs
      return copy(frame)
    },

    offer(kept, { face }) {
      if (face === null || face.framing !== 'framed' || wanted === null || room.current !== null) {
        kept.close()
        return
      }
      wipe(visitor)
      visitor = { picture: kept, landmarks: face.landmarks }
      seat()
    },

    close,
  }
}
