import {
  HEAD_POSE_LENGTH,
  POSE_PARTS,
  POSE_VECTOR_LENGTH,
  POSE_WEIGHTS,
  type RelativePose,
} from './pose-vector.ts'

declare const scaledPoseBrand: unique symbol

/**
 * Where a movement lies among a gallery's: POSE_VECTOR_LENGTH numbers in which squared Euclidean
 * distance ranks.
 */
export type ScaledPose = Float32Array & { readonly [scaledPoseBrand]: true }

/**
 * Farther than so many spreads from the usual, an expression counts for less and less more: a
 * visitor's mouth opens wider than any painted one, and is yet to find the most open of them by
 * where the head is turned.
 */
const FAR_IN_SPREADS = 3

const FACTORS: readonly number[] = POSE_PARTS.map((part) => Math.sqrt(POSE_WEIGHTS[part]))

/** `spread`: of the gallery's `UsualPose`, for visitors and portraits alike. */
export function scalePose(movement: RelativePose, spread: Float32Array): ScaledPose {
  return movement.map((value, index) => {
    const factor = FACTORS[index] as number
    if (index < HEAD_POSE_LENGTH) return factor * value
    const spreads = value / (spread[index] as number)
    return factor * FAR_IN_SPREADS * Math.tanh(spreads / FAR_IN_SPREADS)
  }) as Float32Array as ScaledPose
}

/** The movements of a gallery's portraits, by position. */
export interface PoseIndex {
  readonly count: number
  placeOf(movement: RelativePose): ScaledPose
  /** The place of the portrait at a position. Throws `RangeError` when there is none. */
  embeddingAt(position: number): ScaledPose
  /** Writes the squared distance from `place` to each portrait into `into`, by position. */
  squaredDistances(place: ScaledPose, into: Float32Array): void
}

/**
 * Looks at every portrait, which for a pose pack's thousand takes microseconds (`npm run bench --
 * moving`); a graph over ten numbers would be slower to begin with.
 */
export function poseIndex(movements: readonly RelativePose[], spread: Float32Array): PoseIndex {
  const count = movements.length
  const places = new Float32Array(count * POSE_VECTOR_LENGTH)
  movements.forEach((movement, position) => {
    places.set(scalePose(movement, spread), position * POSE_VECTOR_LENGTH)
  })
  return {
    count,
    placeOf: (movement) => scalePose(movement, spread),
    embeddingAt(position) {
      if (!Number.isInteger(position) || position < 0 || position >= count) {
        throw new RangeError(`No movement is at position ${position}; there are ${count}.`)
      }
      const at = position * POSE_VECTOR_LENGTH
      return places.subarray(at, at + POSE_VECTOR_LENGTH) as ScaledPose
    },
    squaredDistances(place, into) {
      for (let position = 0, at = 0; position < count; position++) {
        let sum = 0
        for (let i = 0; i < POSE_VECTOR_LENGTH; i++, at++) {
          const difference = (places[at] as number) - (place[i] as number)
          sum += difference * difference
        }
        into[position] = sum
      }
    },
  }
}
