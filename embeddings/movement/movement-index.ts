import {
  MOVEMENT_LENGTH,
  MOVEMENT_PARTS,
  MOVEMENT_WEIGHTS,
  POSE_LENGTH,
  type RelativeMovement,
} from './movement.ts'

declare const movementPlaceBrand: unique symbol

/**
 * Where a movement lies among a gallery's: MOVEMENT_LENGTH numbers in which squared Euclidean
 * distance ranks.
 */
export type MovementPlace = Float32Array & { readonly [movementPlaceBrand]: true }

/**
 * Farther than so many spreads from the usual, an expression counts for less and less more: a
 * visitor's mouth opens wider than any painted one, and is yet to find the most open of them by
 * where the head is turned.
 */
const FAR_IN_SPREADS = 3

const FACTORS: readonly number[] = MOVEMENT_PARTS.map((part) => Math.sqrt(MOVEMENT_WEIGHTS[part]))

/** `spread`: of the gallery's `UsualMovement`, for visitors and portraits alike. */
export function placeMovement(movement: RelativeMovement, spread: Float32Array): MovementPlace {
  return movement.map((value, index) => {
    const factor = FACTORS[index] as number
    if (index < POSE_LENGTH) return factor * value
    const spreads = value / (spread[index] as number)
    return factor * FAR_IN_SPREADS * Math.tanh(spreads / FAR_IN_SPREADS)
  }) as Float32Array as MovementPlace
}

/** The movements of a gallery's portraits, by position. */
export interface MovementIndex {
  readonly count: number
  placeOf(movement: RelativeMovement): MovementPlace
  /** The place of the portrait at a position. Throws `RangeError` when there is none. */
  embeddingAt(position: number): MovementPlace
  /** Writes the squared distance from `place` to each portrait into `into`, by position. */
  squaredDistances(place: MovementPlace, into: Float32Array): void
}

/**
 * Looks at every portrait, which for a reel's thousand takes microseconds (`npm run bench --
 * moving`); a graph over ten numbers would be slower to begin with.
 */
export function movementIndex(
  movements: readonly RelativeMovement[],
  spread: Float32Array,
): MovementIndex {
  const count = movements.length
  const places = new Float32Array(count * MOVEMENT_LENGTH)
  movements.forEach((movement, position) => {
    places.set(placeMovement(movement, spread), position * MOVEMENT_LENGTH)
  })
  return {
    count,
    placeOf: (movement) => placeMovement(movement, spread),
    embeddingAt(position) {
      if (!Number.isInteger(position) || position < 0 || position >= count) {
        throw new RangeError(`No movement is at position ${position}; there are ${count}.`)
      }
      const at = position * MOVEMENT_LENGTH
      return places.subarray(at, at + MOVEMENT_LENGTH) as MovementPlace
    },
    squaredDistances(place, into) {
      for (let position = 0, at = 0; position < count; position++) {
        let sum = 0
        for (let i = 0; i < MOVEMENT_LENGTH; i++, at++) {
          const difference = (places[at] as number) - (place[i] as number)
          sum += difference * difference
        }
        into[position] = sum
      }
    },
  }
}
