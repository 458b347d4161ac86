import {
  type Movement,
  mirrorMovement,
  movementOf,
  type RelativeMovement,
} from '../../../embeddings/movement/movement.ts'
import { createMovementRest } from '../../../embeddings/movement/movement-rest.ts'
import { usualMovement } from '../../../embeddings/movement/usual-movement.ts'
import { seededRandom } from '../../../indexer/likeness/seeded-random.ts'
import { createMoverChooser, type MovingReel } from '../../../kiosk/moving/choose-mover.ts'
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
  readonly choose?: (movement: RelativeMovement, atMs: number) => number
}

export function reelOf(movements: readonly Movement[]): MovingReel {
  return { usual: usualMovement(movements), portraits: movements.map((movement) => ({ movement })) }
}

/** Somebody, with a head of their own, moves before the camera: the positions that answer, picture by picture. */
export function answersTo(reel: MovingReel, walk: Walk): number[] {
  const { posture, frames, seed = 1, mirrored = false, noisePx = 0.5 } = walk
  const { blend = 0, likeness = null } = walk
  const random = seededRandom(seed)
  const head = someHead(random)
  const rest = createMovementRest()
  const chooser = createMoverChooser(reel)
  const answers: number[] = []
  for (let frame = -FRAMED_FOR; frame < frames; frame++) {
    const held = frame < 0 ? {} : posture(frame / frames)
    const atMs = ((frame + FRAMED_FOR) * 1000) / FRAMES_PER_SECOND
    const seen = movementOf(turnedHead(held, { noisePx, random }, head))
    const away = rest.awayFromRest(seen, atMs)
    if (frame < 0) continue
    const movement = mirrored ? mirrorMovement(away) : away
    answers.push(
      walk.choose?.(movement, atMs) ?? chooser.choose({ movement, likeness, blend, atMs }),
    )
  }
  return answers
}

export function changesIn(answers: readonly number[]): number {
  return answers.filter((answer, at) => at > 0 && answer !== answers[at - 1]).length
}
