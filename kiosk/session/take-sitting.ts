import type { FaceReading } from '../../embeddings/follow/face-reading.ts'
import type { HungPortrait } from '../state/hung-portrait.ts'
import type { Sitter } from '../state/sitting.ts'
import { type SittingRoom, wipePicture } from './sitting-room.ts'

/** What sittings are made with. */
export type SittingParts = {
  readonly room: SittingRoom
  /** The picture of a portrait with its landmarks; null where they are not known or do not come. */
  readonly sitterOf: (portrait: HungPortrait) => Promise<Sitter | null>
  /** Another picture of the same pixels. */
  readonly copy: (picture: Sitter['picture']) => Promise<ImageBitmap>
}

/** Seats the visitor beside a portrait as soon as both are to be had. */
export interface SittingTaker {
  /**
   * Whom the visitor is to sit beside, and whether it is time. Before it is, the portrait's side is
   * fetched, and of the visitor the last frame kept in which they stood well: a hand that reaches
   * for the screen turns the face away. Another wish ends the sitting there is.
   */
  want(wish: { readonly beside: HungPortrait; readonly isTaken: boolean } | null): void
  /** A copy of a frame that might do, before it is read; null where none is wanted. */
  keep(frame: ImageBitmap, atMs: number): Promise<ImageBitmap | null>
  /** What was read off the frame that was kept; takes the copy over. */
  offer(kept: ImageBitmap, reading: FaceReading): void
  /** Wipes the sitting, and all that was kept for one. */
  close(): void
}

/** Copying costs the page a millisecond or two; a face does not change much in this time. */
const KEEP_EVERY_MS = 400

/** `onSat` is told beside which portrait the visitor now sits. */
export function createSittingTaker(
  { room, sitterOf, copy }: SittingParts,
  onSat: (portraitId: string) => void,
  onFault: (problem: unknown) => void,
): SittingTaker {
  let wanted: string | null = null
  let isTaken = false
  let portrait: Sitter | null = null
  let visitor: Sitter | null = null
  let keptAtMs = Number.NEGATIVE_INFINITY

  const wipe = (sitter: Sitter | null): null => {
    if (sitter !== null) wipePicture(sitter)
    return null
  }

  const seat = (): void => {
    if (!isTaken || wanted === null || room.current !== null) return
    if (portrait === null || visitor === null) return
    room.seat({ portraitId: wanted, visitor, portrait })
    // It is the room's now.
    visitor = null
    onSat(wanted)
  }

  const fetchPortrait = async (hung: HungPortrait): Promise<void> => {
    const sitter = await sitterOf(hung)
    if (sitter === null) return
    if (wanted === hung.portraitId && portrait === null) {
      portrait = sitter
      seat()
    } else wipe(sitter)
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
