import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type RankedMatch, STEADY_MARGIN, steadyMatch } from '../../embeddings/steady-match.ts'

const anyAnswer = fc
  .uniqueArray(
    fc.tuple(fc.integer({ min: 0, max: 30 }), fc.double({ min: 0.05, max: 1, noNaN: true })),
    {
      minLength: 1,
      maxLength: 8,
      selector: ([id]) => id,
    },
  )
  .map((pairs) =>
    pairs
      .map(([id, squaredDistance]) => ({ portraitId: `p${id}`, squaredDistance }))
      .sort((a, b) => a.squaredDistance - b.squaredDistance),
  )
  .map((matches) => matches as [RankedMatch, ...RankedMatch[]])

describe('keeping the portrait that hangs', () => {
  it('hangs the nearest when nothing hangs yet', () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        expect(steadyMatch(null, answer)).toBe(answer[0])
      }),
    )
  })

  it('keeps the one that hangs while another is only a little nearer', () => {
    const answer: [RankedMatch, RankedMatch] = [
      { portraitId: 'new', squaredDistance: 0.3 },
      { portraitId: 'hanging', squaredDistance: 0.305 },
    ]
    expect(steadyMatch('hanging', answer).portraitId).toBe('hanging')
  })

  it('changes to one that is clearly nearer', () => {
    const answer: [RankedMatch, RankedMatch] = [
      { portraitId: 'new', squaredDistance: 0.25 },
      { portraitId: 'hanging', squaredDistance: 0.3 },
    ]
    expect(steadyMatch('hanging', answer).portraitId).toBe('new')
  })

  it('takes down a portrait that is not among the answers any more', () => {
    expect(steadyMatch('gone', [{ portraitId: 'new', squaredDistance: 0.3 }]).portraitId).toBe(
      'new',
    )
  })

  it('never shows one that the nearest beats by more than the margin', () => {
    fc.assert(
      fc.property(anyAnswer, fc.integer({ min: 0, max: 30 }), (answer, shown) => {
        const kept = steadyMatch(`p${shown}`, answer)
        expect(kept.squaredDistance * (1 - STEADY_MARGIN)).toBeLessThanOrEqual(
          answer[0].squaredDistance,
        )
      }),
    )
  })

  it('comes to rest: asked again with the same answer, it shows the same', () => {
    fc.assert(
      fc.property(anyAnswer, fc.integer({ min: 0, max: 30 }), (answer, shown) => {
        const once = steadyMatch(`p${shown}`, answer)
        expect(steadyMatch(once.portraitId, answer)).toBe(once)
      }),
    )
  })
})
