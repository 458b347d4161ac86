import type { ScaledPose } from '../../embeddings/movement/pose-index.ts'
import { POSE_VECTOR_LENGTH } from '../../embeddings/movement/pose-vector.ts'

/**
 * A visitor's pose without the jitter of their landmarks: still while they are still, and hardly
 * late when they move. It holds a few numbers of the visitor; `clear` overwrites them.
 */
export interface SteadyPose {
  /**
   * Takes in the place of the next picture's movement; gives the steady one, which is overwritten
   * by the next.
   */
  follow(place: ScaledPose): ScaledPose
  /**
   * How much movements jitter between two places: a standard deviation along the line through
   * them.
   */
  jitterBetween(a: ScaledPose, b: ScaledPose): number
  /** How far movements jitter in all directions together: root mean square. */
  jitter(): number
  clear(): void
}

/** Variance of each number to begin with: half a pixel at 60 px between the eyes, in the yaw. */
const FIRST_VARIANCE = 0.05 ** 2
/** How much of what is known of the jitter each picture renews: some two seconds of them. */
const RENEWS = 1 / 50
/**
 * A head that is shaken does not jitter: steps count as jitter up to so many times its
 * variance.
 */
const MOST_SURPRISE = 6
/**
 * The share of the way that a still movement goes to the newest picture's, and at what distance, in
 * jitters, half.
 */
const STILL_SHARE = 0.15
const HALF_WAY_AT = 3

export function createSteadyPose(): SteadyPose {
  const steady = new Float32Array(POSE_VECTOR_LENGTH) as ScaledPose
  const last = new Float32Array(POSE_VECTOR_LENGTH)
  const beforeLast = new Float32Array(POSE_VECTOR_LENGTH)
  const variances = new Float32Array(POSE_VECTOR_LENGTH).fill(FIRST_VARIANCE)
  let seen = 0

  /**
   * By second differences, in which an even movement is nothing and jitter is sixfold (1, −2, 1
   * squared and summed).
   */
  const learnJitter = (place: ScaledPose): void => {
    for (let i = 0; i < POSE_VECTOR_LENGTH; i++) {
      const variance = variances[i] as number
      const second = (place[i] as number) - 2 * (last[i] as number) + (beforeLast[i] as number)
      const surprise = Math.min(MOST_SURPRISE * variance, (second * second) / 6)
      variances[i] = variance + RENEWS * (surprise - variance)
    }
  }

  return {
    follow(place) {
      if (seen === 0) steady.set(place)
      if (seen >= 2) learnJitter(place)
      let away = 0
      let jitter = 0
      for (let i = 0; i < POSE_VECTOR_LENGTH; i++) {
        away += ((place[i] as number) - (steady[i] as number)) ** 2
        jitter += variances[i] as number
      }
      const jitters = away / (jitter + Number.MIN_VALUE)
      const share = Math.max(STILL_SHARE, jitters / (jitters + HALF_WAY_AT ** 2))
      for (let i = 0; i < POSE_VECTOR_LENGTH; i++) {
        steady[i] = (steady[i] as number) + share * ((place[i] as number) - (steady[i] as number))
      }
      beforeLast.set(last)
      last.set(place)
      seen += 1
      return steady
    },
    jitterBetween(a, b) {
      let variance = 0
      let length = 0
      for (let i = 0; i < POSE_VECTOR_LENGTH; i++) {
        const square = ((a[i] as number) - (b[i] as number)) ** 2
        variance += square * (variances[i] as number)
        length += square
      }
      return length > 0 ? Math.sqrt(variance / length) : 0
    },
    jitter: () => Math.sqrt(variances.reduce((sum, variance) => sum + variance, 0)),
    clear() {
      steady.fill(0)
      last.fill(0)
      beforeLast.fill(0)
      variances.fill(FIRST_VARIANCE)
      seen = 0
    },
  }
}
