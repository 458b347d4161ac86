import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  calibrate,
  calibrationSchema,
  similarityOf,
} from '../../../embeddings/likeness/similarity.ts'

const distances = fc.array(fc.double({ min: 0, max: 2, noNaN: true }), {
  minLength: 1,
  maxLength: 300,
})

describe('similarity', () => {
  it('never rises as the distance grows, and stays between 0 and 1', () => {
    fc.assert(
      fc.property(distances, distances, (sample, asked) => {
        const calibration = calibrate(sample)
        const similarities = asked
          .toSorted((a, b) => a - b)
          .map((distance) => similarityOf(distance, calibration))
        similarities.forEach((similarity, i) => {
          expect(similarity).toBeGreaterThanOrEqual(0)
          expect(similarity).toBeLessThanOrEqual(
            i === 0 ? 1 : (similarities[i - 1] as number) + 1e-12,
          )
        })
      }),
    )
  })

  it('is the share of first matches that are farther', () => {
    const calibration = calibrate(Array.from({ length: 1001 }, (_, i) => i / 1000))
    expect(similarityOf(0.1, calibration)).toBeCloseTo(0.9)
    expect(similarityOf(0.995, calibration)).toBeCloseTo(0.005)
    expect(similarityOf(5, calibration)).toBe(0)
    expect(similarityOf(0, calibrate([0.3]))).toBe(1)
  })

  it('is calibrated by percentiles that never fall', () => {
    fc.assert(
      fc.property(distances, (sample) => {
        const calibration = calibrate(sample)
        expect(calibrationSchema.safeParse(calibration).success).toBe(true)
        expect(calibration[0]).toBe(Math.min(...sample))
        expect(calibration[100]).toBe(Math.max(...sample))
      }),
    )
    expect(() => calibrate([])).toThrow(RangeError)
    const falling = calibrate([0.1, 0.9]).with(50, 0)
    expect(calibrationSchema.safeParse(falling).success).toBe(false)
  })
})
