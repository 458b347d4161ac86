import { z } from 'zod'

/**
 * How first matches of this gallery are spread: 101 squared distances, the 0th to the 100th
 * percentile, never falling. Measured when the gallery is built.
 */
export const calibrationSchema = z
  .array(z.number().nonnegative())
  .length(101)
  .refine((values) => values.every((value, i) => i === 0 || value >= (values[i - 1] as number)), {
    message: 'percentiles must not fall',
  })

export type Calibration = readonly number[]

/** The calibration for a sample of first-match squared distances. Throws for an empty one. */
export function calibrate(firstMatchSquaredDistances: readonly number[]): Calibration {
  if (firstMatchSquaredDistances.length === 0) {
    throw new RangeError('A calibration takes at least one first match.')
  }
  const sorted = [...firstMatchSquaredDistances].sort((a, b) => a - b)
  return Array.from({ length: 101 }, (_, percentile) => {
    const at = (percentile / 100) * (sorted.length - 1)
    const low = sorted[Math.floor(at)] as number
    const high = sorted[Math.ceil(at)] as number
    return low + (high - low) * (at - Math.floor(at))
  })
}

/**
 * The share, 0 to 1, of this gallery's first matches that are farther than this one: 0.9 reads
 * "closer than 9 in 10 first matches here". It is a rank among matches, not a likeness in per cent.
 * Falls, or stays, as the distance grows.
 */
export function similarityOf(squaredDistance: number, calibration: Calibration): number {
  const last = calibration.length - 1
  if (squaredDistance < (calibration[0] as number)) return 1
  if (squaredDistance >= (calibration[last] as number)) return 0
  // The last percentile at or below the distance; percentiles may repeat.
  let low = 0
  let high = last
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((calibration[middle] as number) <= squaredDistance) low = middle
    else high = middle
  }
  const from = calibration[low] as number
  const to = calibration[high] as number
  const share = to > from ? (squaredDistance - from) / (to - from) : 0
  return 1 - (low + share) / last
}
