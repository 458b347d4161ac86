import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import { squaredDistance } from '../../embeddings/face/distance.ts'
import type { FaceReading } from '../../embeddings/follow/face-reading.ts'
import { projectVisitor } from '../../embeddings/likeness/likeness-space.ts'
import { createNeutralBaseline } from '../../embeddings/movement/neutral-baseline.ts'
import { type PosePack, parsePosePack } from '../../embeddings/movement/pose-pack.ts'
import { mirrorPose, poseVectorOf } from '../../embeddings/movement/pose-vector.ts'
import type { Colour } from '../../server/contract/colour.ts'
import type { FacePlace } from '../wall/layout.ts'
import { createPoseMatchChooser, type PoseMatchChooser } from './choose-pose-match.ts'
import { createPoseMatchPicture } from './pose-match-picture.ts'
import { createRestWatch } from './rest-watch.ts'
import { createThumbnailCache, type ThumbnailCache } from './thumbnail-cache.ts'

/** Portraits that answer how a visitor moves, out of a pose pack, with no request to anybody. */
export interface PoseMatcher {
  /** Fetches a pose pack; false where it does not come, or is none. */
  load(sha256: string): Promise<boolean>
  /**
   * Draws on this canvas, which covers `place`; null lets go of it. See `PoseMatchPicture` for
   * `owing`.
   */
  attach(canvas: HTMLCanvasElement | null, place: FacePlace, owing?: HTMLElement | null): void
  /** Learns the neutral baseline of this face, before portraits answer it. */
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

export type PoseMatcherOptions = {
  /** Whether the visitor is shown as in a mirror: so are their movements then. */
  readonly mirrored: boolean
  /** What pictures are dimmed to. */
  readonly shade: Colour
  readonly fetchPosePack: (sha256: string) => Promise<Uint8Array<ArrayBuffer> | null>
  readonly onFault: (problem: unknown) => void
}

/** A pose pack and what answers out of it. */
type Open = {
  readonly posePack: PosePack
  readonly chooser: PoseMatchChooser
  readonly thumbnails: ThumbnailCache
}

export function createPoseMatcher({
  mirrored,
  shade,
  fetchPosePack,
  onFault,
}: PoseMatcherOptions): PoseMatcher {
  const neutral = createNeutralBaseline()
  const picture = createPoseMatchPicture(shade)
  const listeners = new Set<(portraitId: string | null) => void>()
  const resting = createRestWatch((portraitId) => {
    for (const listener of listeners) listener(portraitId)
  })
  let open: Open | null = null
  /**
   * What the newest answer was; a thumbnail that is decoded later than the next one is not shown.
   */
  let wanted: number | null = null

  const movedBy = (face: NonNullable<FaceReading['face']>, atMs: number) => {
    const movement = poseVectorOf(face.landmarks)
    const away = neutral.awayFromNeutral(movement, atMs)
    movement.fill(0)
    if (!mirrored) return away
    const seen = mirrorPose(away)
    away.fill(0)
    return seen
  }

  const likenessTo = ({ likeness, portraits }: PosePack, descriptor: Descriptor): Float32Array => {
    const place = projectVisitor(likeness, descriptor)
    const distances = Float32Array.from(portraits, (one) => squaredDistance(place, one.place))
    place.fill(0)
    return distances
  }

  return {
    async load(sha256) {
      const bytes = await fetchPosePack(sha256)
      if (bytes === null) return false
      const parsed = parsePosePack(bytes)
      if ('problem' in parsed) {
        onFault(new Error(`The pose pack ${sha256} cannot be shown: ${parsed.problem}`))
        return false
      }
      open?.thumbnails.close()
      const { posePack } = parsed
      wanted = null
      open = {
        posePack,
        chooser: createPoseMatchChooser(posePack),
        thumbnails: createThumbnailCache((position) => jpegAt(posePack, position), onFault),
      }
      return true
    },

    attach: picture.attach,

    watch({ face }, atMs) {
      if (face !== null && open !== null) movedBy(face, atMs).fill(0)
    },

    answer({ face }, likeTo, blend, atMs) {
      if (open === null || face === null || open.posePack.portraits.length === 0) {
        resting.see(null, atMs)
        return
      }
      const { posePack, chooser, thumbnails } = open
      const movement = movedBy(face, atMs)
      const likeness = likeTo === null ? null : likenessTo(posePack, likeTo)
      const position = chooser.choose({ movement, likeness, blend, atMs })
      movement.fill(0)
      likeness?.fill(0)
      const portrait = posePack.portraits[position]
      if (portrait === undefined) return
      resting.see(portrait.portraitId, atMs)
      wanted = position
      thumbnails.thumbnail(position).then((thumbnail) => {
        if (thumbnail === null || wanted !== position) return
        picture.show(thumbnail, { ...portrait, thumbnail: posePack.thumbnail }, atMs)
      }, onFault)
    },

    onRest(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    forget() {
      neutral.clear()
      open?.chooser.forget()
      picture.forget()
      wanted = null
    },
  }
}

function jpegAt({ portraits }: PosePack, position: number): Uint8Array<ArrayBuffer> {
  const portrait = portraits[position]
  if (portrait === undefined) throw new RangeError(`The pose pack has no portrait ${position}.`)
  return portrait.jpeg
}
