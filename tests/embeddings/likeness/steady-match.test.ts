import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  CHALLENGE_LASTS_MS,
  createSteadyMatch,
  type RankedMatch,
  STEADY_MARGIN,
} from '../../../embeddings/likeness/steady-match.ts'

type Answer = readonly [RankedMatch, ...RankedMatch[]]

const anyAnswer: fc.Arbitrary<Answer> = fc
  .uniqueArray(
    fc.tuple(fc.integer({ min: 0, max: 9 }), fc.double({ min: 0.05, max: 2, noNaN: true })),
    { minLength: 1, maxLength: 8, selector: ([id]) => id },
  )
  .map((pairs) =>
    pairs
      .map(([id, adjustedSquaredDistance]) => ({ portraitId: `p${id}`, adjustedSquaredDistance }))
      .sort((a, b) => a.adjustedSquaredDistance - b.adjustedSquaredDistance),
  )
  .map((matches) => matches as [RankedMatch, ...RankedMatch[]])

const anyAnswers = fc.array(anyAnswer, { minLength: 1, maxLength: 60 })
const PROBE_EVERY_MS = 160
const LONG_MS = 10_000

const answer = (...pairs: readonly (readonly [string, number])[]): Answer =>
  pairs.map(([portraitId, adjustedSquaredDistance]) => ({
    portraitId,
    adjustedSquaredDistance,
  })) as unknown as Answer

/** The match that `hanging` has settled as. */
function settledOn(hanging: string) {
  const steady = createSteadyMatch()
  steady.choose(answer([hanging, 0.5]), 0)
  expect(steady.choose(answer([hanging, 0.5]), LONG_MS).isSettled).toBe(true)
  return {
    show: (next: Answer, afterMs: number) =>
      steady.choose(next, LONG_MS + afterMs).match.portraitId,
  }
}

describe('while it looks', () => {
  it('hangs the nearest of every answer, so that portraits answer the visitor', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const steady = createSteadyMatch()
        for (const [i, next] of answers.slice(0, 5).entries()) {
          const { match, isSettled } = steady.choose(next, i * PROBE_EVERY_MS)
          expect(match).toBe(next[0])
          expect(isSettled).toBe(false)
        }
      }),
    )
  })

  it('changes at most once after the first second until it has settled, and settles within three', () => {
    fc.assert(
      fc.property(anyAnswer, anyAnswers, (first, answers) => {
        const steady = createSteadyMatch()
        let shown = steady.choose(first, 0).match.portraitId
        let changes = 0
        for (let atMs = PROBE_EVERY_MS; ; atMs += PROBE_EVERY_MS) {
          const next = answers[(atMs / PROBE_EVERY_MS) % answers.length] as Answer
          const { match, isSettled } = steady.choose(next, atMs)
          if (match.portraitId !== shown && atMs > 1_000) changes++
          shown = match.portraitId
          if (!isSettled) continue
          expect(match).toBe(next[0])
          expect(atMs).toBeLessThan(3_000)
          break
        }
        expect(changes).toBeLessThanOrEqual(1)
      }),
    )
  })
})

describe('once it has settled', () => {
  it('keeps the portrait while another is only a little nearer, for however long', () => {
    const match = settledOn('hanging')
    const littleNearer = 0.5 * (1 - STEADY_MARGIN / 2)
    for (let afterMs = 0; afterMs < LONG_MS; afterMs += PROBE_EVERY_MS) {
      expect(match.show(answer(['new', littleNearer], ['hanging', 0.5]), afterMs)).toBe('hanging')
    }
  })

  it('keeps it through a moment in which another is clearly nearer', () => {
    const match = settledOn('hanging')
    const clearly = answer(['new', 0.3], ['hanging', 0.5])
    expect(match.show(clearly, 0)).toBe('hanging')
    expect(match.show(clearly, CHALLENGE_LASTS_MS / 2)).toBe('hanging')
    expect(match.show(answer(['hanging', 0.5]), CHALLENGE_LASTS_MS - 1)).toBe('hanging')
    expect(match.show(clearly, CHALLENGE_LASTS_MS)).toBe('hanging')
  })

  it('gives way to others that stay clearly nearer, or when it is not among the answers any more', () => {
    for (const challenge of [answer(['new', 0.3], ['hanging', 0.5]), answer(['new', 0.5])]) {
      const match = settledOn('hanging')
      expect(match.show(challenge, 0)).toBe('hanging')
      expect(match.show(challenge, CHALLENGE_LASTS_MS / 2)).toBe('hanging')
      expect(match.show(challenge, CHALLENGE_LASTS_MS)).toBe('new')
    }
  })

  it('takes no pause for a challenge: a minute between two answers says nothing of it', () => {
    const match = settledOn('hanging')
    const clearly = answer(['new', 0.3], ['hanging', 0.5])
    expect(match.show(clearly, 0)).toBe('hanging')
    expect(match.show(clearly, 60_000)).toBe('hanging')
  })

  it('comes to rest: given the same answer again and again, it changes at most once more', () => {
    fc.assert(
      fc.property(anyAnswers, anyAnswer, (before, last) => {
        const steady = createSteadyMatch()
        let atMs = 0
        const choose = (next: Answer): string => {
          atMs += PROBE_EVERY_MS
          return steady.choose(next, atMs).match.portraitId
        }
        for (let i = 0; i < 20; i++) choose(before[i % before.length] as Answer)
        const shown = Array.from({ length: 20 }, () => choose(last))
        const changes = shown.filter((id, i) => i > 0 && id !== shown[i - 1]).length
        expect(changes).toBeLessThanOrEqual(1)
        expect(last.map(({ portraitId }) => portraitId)).toContain(shown.at(-1))
      }),
    )
  })

  it('keeps a portrait that comes under a nearer one of its sitter, with the nearer under it', () => {
    const steady = createSteadyMatch()
    steady.choose(answer(['hanging', 0.5]), 0)
    steady.choose(answer(['hanging', 0.5]), LONG_MS)
    const [nearer, held, third] = answer(['new', 0.48], ['hanging', 0.49], ['third', 0.6])
    const grouped = { ...(nearer as RankedMatch), sameSitter: [held, third] as RankedMatch[] }
    expect(steady.choose([grouped], LONG_MS + 1)).toEqual({
      match: { ...held, sameSitter: [nearer, third] },
      isSettled: true,
    })
    const clearly = { ...grouped, adjustedSquaredDistance: 0.3 }
    steady.choose([clearly], LONG_MS + 100)
    steady.choose([clearly], LONG_MS + 500)
    expect(steady.choose([clearly], LONG_MS + 100 + CHALLENGE_LASTS_MS).match).toBe(clearly)
  })

  it('begins afresh with somebody else', () => {
    const steady = createSteadyMatch()
    steady.choose(answer(['hanging', 0.5]), 0)
    steady.choose(answer(['hanging', 0.5]), LONG_MS)
    steady.forget()
    const next = answer(['new', 0.7], ['hanging', 0.71])
    expect(steady.choose(next, LONG_MS + 1)).toEqual({ match: next[0], isSettled: false })
  })
})
