import { createNeutralBaseline } from '../../../embeddings/movement/neutral-baseline.ts'
import {
  mirrorPose,
  type PoseVector,
  poseVectorOf,
  type RelativePose,
} from '../../../embeddings/movement/pose-vector.ts'
import { usualPose } from '../../../embeddings/movement/usual-pose.ts'
import { seededRandom } from '../../../indexer/likeness/seeded-random.ts'
import {
  createPoseMatchChooser,
  type PosePackToMatch,
} from '../../../kiosk/moving/choose-pose-match.ts'
import { type HeadPosture, someHead, turnedHead } from '../../turned-head.ts'

/** A camera's pictures a second. */
export const FRAMES_PER_SECOND = 30
/** What a visitor is looked at for before portraits answer them, in which their rest is learned. */
const FRAMED_FOR = 45

export type Walk = {
  /** How the head is held at each picture, from 0 to 1 of them. */
  readonly posture: (progress: number) => HeadPosture
  readonly frames: number
  readonly seed?: number
  /** Whether they see themselves as in a mirror. */
  readonly mirrored?: boolean
  /** Of each landmark's coordinates, at 60 px between the eyes. */
  readonly noisePx?: number
  readonly blend?: number
  readonly likeness?: ArrayLike<number> | null
  /** Chooses in the place of the kiosk's way, for comparing. */
  readonly choose?: (movement: RelativePose, atMs: number) => number
}

export function posePackOf(movements: readonly PoseVector[]): PosePackToMatch {
  return { usual: usualPose(movements), portraits: movements.map((movement) => ({ movement })) }
}

/**
 * Somebody, with a head of their own, moves before the camera: the positions that answer, picture
 * by picture.
 */
export function answersTo(posePack: PosePackToMatch, trace: Walk): number[] {
  const { posture, frames, seed = 1, mirrored = false, noisePx = 0.5 } = trace
  const { blend = 0, likeness = null } = trace
  const random = seededRandom(seed)
  const head = someHead(random)
  const rest = createNeutralBaseline()
  const chooser = createPoseMatchChooser(posePack)
  const answers: number[] = []
  for (let frame = -FRAMED_FOR; frame < frames; frame++) {
    const held = frame < 0 ? {} : posture(frame / frames)
    const atMs = ((frame + FRAMED_FOR) * 1000) / FRAMES_PER_SECOND
    const seen = poseVectorOf(turnedHead(held, { noisePx, random }, head))
    const away = rest.awayFromNeutral(seen, atMs)
    if (frame < 0) continue
    const movement = mirrored ? mirrorPose(away) : away
    answers.push(
      trace.choose?.(movement, atMs) ?? chooser.choose({ movement, likeness, blend, atMs }),
    )
  }
  return answers
}

export function changesIn(answers: readonly number[]): number {
  return answers.filter((answer, at) => at > 0 && answer !== answers[at - 1]).length
}
