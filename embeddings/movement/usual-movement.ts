import {
  MOVEMENT_LENGTH,
  MOVEMENT_PARTS,
  type Movement,
  mirrorMovement,
  POSE_LENGTH,
  toMovement,
} from './movement.ts'

/**
 * What is usual among the faces of a gallery. People differ at rest, in mouths that are wider and
 * brows that are higher, so that an expression says something only beside what is usual.
 */
export type UsualMovement = {
  readonly mean: Movement
  /**
   * Standard deviation of each part of the expression; 1 for the pose, whose unit is 30° for
   * everybody.
   */
  readonly spread: Float32Array
}

/**
 * No spread is smaller: what trembling landmarks alone make of one expression, half a pixel at 60
 * pixels between the eyes.
 */
export const LEAST_SPREAD = 0.008

/**
 * The mean of movements and how they are spread about it, the same for left and right: every face
 * counts with its mirror image. Of none, the mean is all 0 and the spread the least.
 */
export function usualMovement(movements: readonly Movement[]): UsualMovement {
  const all = movements.flatMap((movement) => [movement, mirrorMovement(movement)])
  const meanOf = (value: (movement: Movement) => number): number =>
    all.length === 0 ? 0 : all.reduce((sum, movement) => sum + value(movement), 0) / all.length
  const mean = toMovement(
    MOVEMENT_PARTS.map((_, index) => meanOf((movement) => movement[index] as number)),
  )
  const spread = Float32Array.from({ length: MOVEMENT_LENGTH }, (_, index) => {
    if (index < POSE_LENGTH) return 1
    const variance = meanOf(
      (movement) => ((movement[index] as number) - (mean[index] as number)) ** 2,
    )
    return Math.max(LEAST_SPREAD, Math.sqrt(variance))
  })
  return { mean, spread }
}
