import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calibrate, similarityOf } from '../../../embeddings/likeness/similarity.ts'
import {
  isNothingNear,
  type SimilarityBand,
  similarityBandOf,
} from '../../../embeddings/likeness/similarity-band.ts'

/** What each word says, the nearest first: the share of first matches here that are farther. */
const CLAIMS: readonly (readonly [SimilarityBand, fartherShare: number])[] = [
  ['rare', 0.99],
  ['nine-in-ten', 0.9],
  ['three-in-four', 0.75],
  ['half', 0.5],
  ['ordinary', 0.1],
  ['distant', 0.01],
  ['nothing-near', 0],
]
const rankOf = (nearness: SimilarityBand): number => CLAIMS.findIndex(([word]) => word === nearness)
const claimOf = (nearness: SimilarityBand): number => CLAIMS[rankOf(nearness)]?.[1] as number

const anyDistance = fc.double({ min: 0, max: 2, noNaN: true })
const anySimilarity = fc.double({ min: 0, max: 1, noNaN: true })

describe('how near a match is', () => {
  it.each(CLAIMS)('is "%s" from a similarity of %d on', (nearness, from) => {
    expect(similarityBandOf(from)).toBe(nearness)
  })

  it('never sounds nearer for less similarity', () => {
    fc.assert(
      fc.property(anySimilarity, anySimilarity, (a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)]
        expect(rankOf(similarityBandOf(less))).toBeGreaterThanOrEqual(
          rankOf(similarityBandOf(more)),
        )
      }),
    )
  })

  it('never sounds nearer for a greater distance, however a gallery is calibrated', () => {
    fc.assert(
      fc.property(
        fc.array(anyDistance, { minLength: 1, maxLength: 300 }),
        anyDistance,
        anyDistance,
        (firstMatches, a, b) => {
          const calibration = calibrate(firstMatches)
          const rankAt = (distance: number): number =>
            rankOf(similarityBandOf(similarityOf(distance, calibration)))
          expect(rankAt(Math.max(a, b))).toBeGreaterThanOrEqual(rankAt(Math.min(a, b)))
        },
      ),
    )
  })

  it('claims no more than is so of the first matches it was calibrated on', () => {
    fc.assert(
      fc.property(
        fc.array(anyDistance, { minLength: 1, maxLength: 300 }),
        anyDistance,
        (firstMatches, distance) => {
          const nearness = similarityBandOf(similarityOf(distance, calibrate(firstMatches)))
          const farther = firstMatches.filter((other) => other >= distance).length
          // Percentiles lie between the first matches: by one of these a claim may be out.
          expect(farther + 1).toBeGreaterThanOrEqual(claimOf(nearness) * firstMatches.length)
        },
      ),
    )
  })
})

describe('nothing near', () => {
  it('is said when the first match is farther than 99 of 100 first matches here', () => {
    const calibration = calibrate(Array.from({ length: 1001 }, (_, i) => i / 1000))
    const answerAt = (distance: number) => [{ similarity: similarityOf(distance, calibration) }]
    expect(isNothingNear(answerAt(0.985))).toBe(false)
    expect(isNothingNear(answerAt(0.995))).toBe(true)
    expect(isNothingNear(answerAt(7))).toBe(true)
  })

  it('is judged by the first match alone, and said of no match at all', () => {
    expect(isNothingNear([{ similarity: 0.4 }, { similarity: 0 }])).toBe(false)
    expect(isNothingNear([{ similarity: 0 }, { similarity: 0.4 }])).toBe(true)
    expect(isNothingNear([])).toBe(true)
  })
})
