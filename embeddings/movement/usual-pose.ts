import {
  HEAD_POSE_LENGTH,
  mirrorPose,
  POSE_PARTS,
  POSE_VECTOR_LENGTH,
  type PoseVector,
  toPoseVector,
} from './pose-vector.ts'

/**
 * What is usual among the faces of a gallery. People differ at rest, in mouths that are wider and
 * brows that are higher, so that an expression says something only beside what is usual.
 */
export type UsualPose = {
  readonly mean: PoseVector
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
export function usualPose(movements: readonly PoseVector[]): UsualPose {
  const all = movements.flatMap((movement) => [movement, mirrorPose(movement)])
  const meanOf = (value: (movement: PoseVector) => number): number =>
    all.length === 0 ? 0 : all.reduce((sum, movement) => sum + value(movement), 0) / all.length
  const mean = toPoseVector(
    POSE_PARTS.map((_, index) => meanOf((movement) => movement[index] as number)),
  )
  const spread = Float32Array.from({ length: POSE_VECTOR_LENGTH }, (_, index) => {
    if (index < HEAD_POSE_LENGTH) return 1
    const variance = meanOf(
      (movement) => ((movement[index] as number) - (mean[index] as number)) ** 2,
    )
    return Math.max(LEAST_SPREAD, Math.sqrt(variance))
  })
  return { mean, spread }
}
