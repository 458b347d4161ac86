import { eyeDistancePx } from '../../embeddings/face/landmarks.ts'
import type { LikenessSpace, ProjectedEmbedding } from '../../embeddings/likeness/likeness-space.ts'
import { encodePosePack, type PosePackPortrait } from '../../embeddings/movement/pose-pack.ts'
import { posePackLabel } from '../../embeddings/movement/pose-pack-header.ts'
import { type PoseVector, poseVectorOf } from '../../embeddings/movement/pose-vector.ts'
import { usualPose } from '../../embeddings/movement/usual-pose.ts'
import { decodeImage } from '../../embeddings/node/decode-image.ts'
import type { DataPaths } from '../../embeddings/store/data-paths.ts'
import type { DescribedPortrait } from '../../embeddings/store/portrait-table.ts'
import {
  type AlignedThumbnail,
  alignedThumbnail,
  THUMBNAIL_SHAPE,
} from '../images/aligned-thumbnail.ts'
import { readPictureFile } from '../images/read-picture-file.ts'
import { Interrupted } from '../terminal/curator-error.ts'
import { choosePackedPortraits } from './choose-packed-portraits.ts'

/** Some 13 KB each, which a browser fetches once: more than a head has positions. */
const MAX_REEL_PORTRAITS = 1_200
/** Nearer eyes on a crop are no eyes: somebody approved such a face. */
const MIN_EYE_DISTANCE_PX = 6
/** Crops are at most 900 pixels a side; one that is not was not made here. */
const MAX_CROP_SIDE_PX = 1_024

export type MadePosePack = {
  /** Undefined where no portrait could be shown. */
  readonly posePack: { readonly bytes: Uint8Array; readonly portraits: number } | undefined
  /** Portraits that are not in it for a fault of their picture, each with the reason. */
  readonly leftOut: readonly { readonly portraitId: string; readonly reason: string }[]
}

export type PosePackMaking = {
  readonly signal: AbortSignal
  /**
   * Called once it is known how many thumbnails are to be made; gives what is called after each.
   */
  watch(total: number): { advance(): void; finish(): void }
}

/**
 * Makes the pose pack of a gallery, whose `places` stand in the order of `portraits`. One picture
 * is decoded at a time; what a tile takes is the laying out (some 20 ms), so that several would
 * gain little. Throws `Interrupted` when it was stopped.
 */
export async function makePosePack(
  paths: DataPaths,
  portraits: readonly DescribedPortrait[],
  {
    likeness,
    places,
  }: { readonly likeness: LikenessSpace; readonly places: readonly ProjectedEmbedding[] },
  { signal, watch }: PosePackMaking,
): Promise<MadePosePack> {
  const movements = portraits.map(({ landmarks }) => poseVectorOf(landmarks))
  const positions = choosePackedPortraits(
    portraits.map(({ portrait: { quality } }, position) => ({
      quality,
      movement: movements[position] as PoseVector,
    })),
    MAX_REEL_PORTRAITS,
  )
  const shown: PosePackPortrait[] = []
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
          label: posePackLabel(label),
          movement: movements[position] as PoseVector,
          place: places[position] as ProjectedEmbedding,
          ...tile,
        })
      }
      progress.advance()
    }
  } finally {
    progress.finish()
  }
  if (shown.length === 0) return { posePack: undefined, leftOut }
  const usual = usualPose(movements)
  const bytes = encodePosePack({ thumbnail: THUMBNAIL_SHAPE, usual, likeness, portraits: shown })
  return { posePack: { bytes, portraits: shown.length }, leftOut }
}

async function tileOf(
  paths: DataPaths,
  { portrait, landmarks }: DescribedPortrait,
): Promise<AlignedThumbnail | { readonly problem: string }> {
  if (eyeDistancePx(landmarks) < MIN_EYE_DISTANCE_PX) {
    return { problem: 'its eyes cannot be told apart' }
  }
  const file = await readPictureFile(paths.media(portrait.crop.digest))
  if ('problem' in file) return file
  const decoded = await decodeImage(file.bytes, MAX_CROP_SIDE_PX)
  if ('problem' in decoded) return decoded
  return alignedThumbnail(decoded.image.pixels, landmarks)
}
