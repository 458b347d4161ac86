import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import { squaredDistance } from '../../embeddings/face/distance.ts'
import type { FaceReading } from '../../embeddings/follow/face-reading.ts'
import { projectVisitor } from '../../embeddings/likeness/likeness-space.ts'
import { mirrorMovement, movementOf } from '../../embeddings/movement/movement.ts'
import { createMovementRest } from '../../embeddings/movement/movement-rest.ts'
import { parseReel, type Reel } from '../../embeddings/movement/reel.ts'
import type { Colour } from '../../server/contract/colour.ts'
import type { FacePlace } from '../wall/layout.ts'
import { createMoverChooser, type MoverChooser } from './choose-mover.ts'
import { createMoverPicture } from './mover-picture.ts'
import { createRestWatch } from './rest-watch.ts'
import { createTileCache, type TileCache } from './tile-cache.ts'

/** Portraits that answer how a visitor moves, out of a reel, with no request to anybody. */
export interface Movers {
  /** Fetches a reel; false where it does not come, or is none. */
  load(sha256: string): Promise<boolean>
  /**
   * Draws on this canvas, which covers `place`; null lets go of it. See `MoverPicture` for `owing`.
   */
  hang(canvas: HTMLCanvasElement | null, place: FacePlace, owing?: HTMLElement | null): void
  /** Learns how this face is at rest, before portraits answer it. */
  watch(reading: FaceReading, atMs: number): void
  /**
   * Shows the portrait that answers this face; `likeTo` is the visitor's average, which stays the
   * caller's, and null where only movement counts.
   */
  answer(reading: FaceReading, likeTo: Descriptor | null, blend: number, atMs: number): void
  /** See `MirrorParts`. */
  onRest(listener: (portraitId: string | null) => void): () => void
  /** Overwrites all that is known of the visitor's movements. */
  forget(): void
}

export type MoversOptions = {
  /** Whether the visitor is shown as in a mirror: so are their movements then. */
  readonly mirrored: boolean
  /** What pictures are dimmed to. */
  readonly shade: Colour
  readonly fetchReel: (sha256: string) => Promise<Uint8Array<ArrayBuffer> | null>
  readonly onFault: (problem: unknown) => void
}

/** A reel and what answers out of it. */
type Open = {
  readonly reel: Reel
  readonly chooser: MoverChooser
  readonly tiles: TileCache
}

export function createMovers({ mirrored, shade, fetchReel, onFault }: MoversOptions): Movers {
  const rest = createMovementRest()
  const picture = createMoverPicture(shade)
  const listeners = new Set<(portraitId: string | null) => void>()
  const resting = createRestWatch((portraitId) => {
    for (const listener of listeners) listener(portraitId)
  })
  let open: Open | null = null
  /** What the newest answer was; a tile that is decoded later than the next one is not shown. */
  let wanted: number | null = null

  const movedBy = (face: NonNullable<FaceReading['face']>, atMs: number) => {
    const movement = movementOf(face.landmarks)
    const away = rest.awayFromRest(movement, atMs)
    movement.fill(0)
    if (!mirrored) return away
    const seen = mirrorMovement(away)
    away.fill(0)
    return seen
  }

  const likenessTo = ({ likeness, portraits }: Reel, descriptor: Descriptor): Float32Array => {
    const place = projectVisitor(likeness, descriptor)
    const distances = Float32Array.from(portraits, (one) => squaredDistance(place, one.place))
    place.fill(0)
    return distances
  }

  return {
    async load(sha256) {
      const bytes = await fetchReel(sha256)
      if (bytes === null) return false
      const parsed = parseReel(bytes)
      if ('problem' in parsed) {
        onFault(new Error(`The reel ${sha256} cannot be shown: ${parsed.problem}`))
        return false
      }
      open?.tiles.close()
      const { reel } = parsed
      wanted = null
      open = {
        reel,
        chooser: createMoverChooser(reel),
        tiles: createTileCache((position) => jpegAt(reel, position), onFault),
      }
      return true
    },

    hang: picture.hang,

    watch({ face }, atMs) {
      if (face !== null && open !== null) movedBy(face, atMs).fill(0)
    },

    answer({ face }, likeTo, blend, atMs) {
      if (open === null || face === null || open.reel.portraits.length === 0) {
        resting.see(null, atMs)
        return
      }
      const { reel, chooser, tiles } = open
      const movement = movedBy(face, atMs)
      const likeness = likeTo === null ? null : likenessTo(reel, likeTo)
      const position = chooser.choose({ movement, likeness, blend, atMs })
      movement.fill(0)
      likeness?.fill(0)
      const portrait = reel.portraits[position]
      if (portrait === undefined) return
      resting.see(portrait.portraitId, atMs)
      wanted = position
      tiles.tile(position).then((tile) => {
        if (tile === null || wanted !== position) return
        picture.show(tile, { ...portrait, tile: reel.tile }, atMs)
      }, onFault)
    },

    onRest(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    forget() {
      rest.clear()
      open?.chooser.forget()
      picture.forget()
      wanted = null
    },
  }
}

function jpegAt({ portraits }: Reel, position: number): Uint8Array<ArrayBuffer> {
  const portrait = portraits[position]
  if (portrait === undefined) throw new RangeError(`The reel has no portrait ${position}.`)
  return portrait.jpeg
}
