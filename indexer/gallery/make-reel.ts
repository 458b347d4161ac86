import { eyeDistancePx } from '../../embeddings/face/landmarks.ts'
import type { LikenessSpace, ProjectedEmbedding } from '../../embeddings/likeness/likeness-space.ts'
import { type Movement, movementOf } from '../../embeddings/movement/movement.ts'
import { encodeReel, type ReelPortrait } from '../../embeddings/movement/reel.ts'
import { reelLabel } from '../../embeddings/movement/reel-header.ts'
import { usualMovement } from '../../embeddings/movement/usual-movement.ts'
import { decodeImage } from '../../embeddings/node/decode-image.ts'
import type { DataPaths } from '../../embeddings/store/data-paths.ts'
import type { DescribedPortrait } from '../../embeddings/store/portrait-table.ts'
import { readPictureFile } from '../images/read-picture-file.ts'
import { REEL_TILE, type ReelTile, reelTile } from '../images/reel-tile.ts'
import { Interrupted } from '../terminal/curator-error.ts'
import { chooseMovers } from './choose-movers.ts'

/** Some 13 KB each, which a browser fetches once: more than a head has positions. */
const MAX_REEL_PORTRAITS = 1_200
/** Nearer eyes on a crop are no eyes: somebody approved such a face. */
const MIN_EYE_DISTANCE_PX = 6
/** Crops are at most 900 pixels a side; one that is not was not made here. */
const MAX_CROP_SIDE_PX = 1_024

export type MadeReel = {
  /** Undefined where no portrait could be shown. */
  readonly reel: { readonly bytes: Uint8Array; readonly portraits: number } | undefined
  /** Portraits that are not in it for a fault of their picture, each with the reason. */
  readonly leftOut: readonly { readonly portraitId: string; readonly reason: string }[]
}

export type ReelMaking = {
  readonly signal: AbortSignal
  /** Called once it is known how many tiles are to be made; gives what is called after each. */
  watch(total: number): { advance(): void; finish(): void }
}

/**
 * Makes the reel of a gallery, whose `places` stand in the order of `portraits`. One picture is
 * decoded at a time; what a tile takes is the laying out (some 20 ms), so that several would gain
 * little. Throws `Interrupted` when it was stopped.
 */
export async function makeReel(
  paths: DataPaths,
  portraits: readonly DescribedPortrait[],
  {
    likeness,
    places,
  }: { readonly likeness: LikenessSpace; readonly places: readonly ProjectedEmbedding[] },
  { signal, watch }: ReelMaking,
): Promise<MadeReel> {
  const movements = portraits.map(({ landmarks }) => movementOf(landmarks))
  const positions = chooseMovers(
    portraits.map(({ portrait: { quality } }, position) => ({
      quality,
      movement: movements[position] as Movement,
    })),
    MAX_REEL_PORTRAITS,
  )
  const shown: ReelPortrait[] = []
  const leftOut: { portraitId: string; reason: string }[] = []
  const progress = watch(positions.length)
  try {
    for (const position of positions) {
      if (signal.aborted) {
        throw new Interrupted(
          'Stopped before the gallery was whole; run "npm run pendant -- index" again to build it.',
        )
      }
      const each = portraits[position] as DescribedPortrait
      const { id: portraitId, workId, label } = each.portrait
      const tile = await tileOf(paths, each)
      if ('problem' in tile) leftOut.push({ portraitId, reason: tile.problem })
      else {
        shown.push({
          portraitId,
          workId,
          label: reelLabel(label),
          movement: movements[position] as Movement,
          place: places[position] as ProjectedEmbedding,
          ...tile,
        })
      }
      progress.advance()
    }
  } finally {
    progress.finish()
  }
  if (shown.length === 0) return { reel: undefined, leftOut }
  const usual = usualMovement(movements)
  const bytes = encodeReel({ tile: REEL_TILE, usual, likeness, portraits: shown })
  return { reel: { bytes, portraits: shown.length }, leftOut }
}

async function tileOf(
  paths: DataPaths,
  { portrait, landmarks }: DescribedPortrait,
): Promise<ReelTile | { readonly problem: string }> {
  if (eyeDistancePx(landmarks) < MIN_EYE_DISTANCE_PX) {
    return { problem: 'its eyes cannot be told apart' }
  }
  const file = await readPictureFile(paths.media(portrait.crop.digest))
  if ('problem' in file) return file
  const decoded = await decodeImage(file.bytes, MAX_CROP_SIDE_PX)
  if ('problem' in decoded) return decoded
  return reelTile(decoded.image.pixels, landmarks)
}
