import type { FaceReading } from '../face/face-reader.ts'
import type { HungPortrait } from './hung-portrait.ts'
import type { Sitter } from './sitting.ts'
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
   * Whom the visitor is to sit beside, and whether their picture may be taken yet. Another wish ends
   * the sitting there is; the portrait's side of one that is not yet to be taken is fetched already.
   */
  want(wish: { readonly beside: HungPortrait; readonly isTaken: boolean } | null): void
  /** A copy of a frame that might do, before it is read; null where none is wanted. */
  keep(frame: ImageBitmap): Promise<ImageBitmap | null>
  /** What was read off the frame that was kept; takes the copy over. */
  offer(kept: ImageBitmap, reading: FaceReading): void
  /** Wipes the sitting, and all that was fetched for one. */
  close(): void
}

/** `onSat` is told beside which portrait the visitor now sits. */
export function createSittingTaker(
  { room, sitterOf, copy }: SittingParts,
  onSat: (portraitId: string) => void,
  onFault: (problem: unknown) => void,
): SittingTaker {
  let wanted: string | null = null
  let isTaken = false
  let portrait: Sitter | null = null

  const close = (): void => {
    room.clear()
    if (portrait !== null) wipePicture(portrait)
    portrait = null
    wanted = null
    isTaken = false
  }

  const fetchPortrait = async (hung: HungPortrait): Promise<void> => {
    const sitter = await sitterOf(hung)
    if (sitter === null) return
    if (wanted === hung.portraitId && portrait === null) portrait = sitter
    else wipePicture(sitter)
  }

  return {
    want(wish) {
      const portraitId = wish?.beside.portraitId ?? null
      if (portraitId !== wanted) {
        close()
        wanted = portraitId
        if (wish !== null) fetchPortrait(wish.beside).catch(onFault)
      }
      isTaken = wish?.isTaken ?? false
      // Back before the live mirror: the next one is taken of the visitor as they look then.
      if (!isTaken) room.clear()
    },

    async keep(frame) {
      const isDue = isTaken && portrait !== null && room.current === null
      return isDue ? copy(frame) : null
    },

    offer(kept, reading) {
      const { face } = reading
      const fits = face !== null && face.framing === 'framed'
      if (!fits || !isTaken || portrait === null || wanted === null || room.current !== null) {
        kept.close()
        return
      }
      const visitor = { picture: kept, landmarks: face.landmarks }
      room.seat({ portraitId: wanted, visitor, portrait })
      onSat(wanted)
    },

    close,
  }
}
