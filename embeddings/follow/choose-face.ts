import type { Detection } from '../face/face-models.ts'
import { type Box, overlap } from '../pixels/point.ts'

/** Faces lower than this share of the frame are people passing by in the background. */
const MIN_HEIGHT_SHARE = 0.06
/** What a face in the corner of the frame loses of its size's worth against one in the middle. */
const CORNER_DISCOUNT = 0.5
/**
 * How many times as prominent another face must be before it takes the place of the followed one:
 * much more when that one is framed, a little more when it stands where it cannot be searched with.
 */
const FRAMED_ADVANTAGE = 1.6
const UNFRAMED_ADVANTAGE = 1.15
/** A detector's box and the box around the landmarks of one face overlap by 0.53 to 0.81. */
export const SAME_FACE_OVERLAP = 0.25

/**
 * The faces worth a look, the one to look at first: near, central and surely seen. The one already
 * followed comes before others until another is clearly more prominent, so two visitors side by
 * side do not alternate.
 */
export function rankFaces<Seen extends Detection>(
  detections: readonly Seen[],
  frame: { readonly width: number; readonly height: number },
  followed: { readonly box: Box; readonly isFramed: boolean } | null,
): Seen[] {
  const ofFollowed = followed?.isFramed ? FRAMED_ADVANTAGE : UNFRAMED_ADVANTAGE
  const prominence = (detection: Detection): number =>
    (followed && isSameFace(detection.box, followed.box) ? ofFollowed : 1) *
    prominenceOf(detection, frame)
  return detections
    .filter(({ box }) => box.height >= MIN_HEIGHT_SHARE * frame.height)
    .map((detection) => ({ detection, prominence: prominence(detection) }))
    .sort((a, b) => b.prominence - a.prominence)
    .map(({ detection }) => detection)
}

/** Whether a detector's box and another box, of a moment ago or of landmarks, show one face. */
export function isSameFace(box: Box, other: Box): boolean {
  return overlap(box, other) >= SAME_FACE_OVERLAP
}

function prominenceOf({ box, score }: Detection, frame: { width: number; height: number }): number {
  const offset = Math.hypot(
    (box.x + box.width / 2) / frame.width - 0.5,
    (box.y + box.height / 2) / frame.height - 0.5,
  )
  const towardsCorner = Math.min(1, offset / Math.SQRT1_2)
  return score * (box.height / frame.height) * (1 - CORNER_DISCOUNT * towardsCorner)
}
