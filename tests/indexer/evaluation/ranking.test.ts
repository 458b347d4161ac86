import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blankPixels } from '../../../embeddings/pixels/pixels.ts'
import { turnPicture } from '../../../indexer/evaluation/describing/vary-picture.ts'
import {
  cumulativeMatch,
  rankOfWork,
  rankWorks,
  retrievalFigures,
} from '../../../indexer/evaluation/retrieval/ranking.ts'
import { at, enrolledAt } from './made-up-probes.ts'

const NOBODY: ReadonlySet<string> = new Set()

describe('the rank of a work', () => {
  const enrolled = [
    enrolledAt('crowd', 9),
    enrolledAt('crowd', 1),
    enrolledAt('near', 0.5),
    enrolledAt('far', 4),
  ]
  const rank = (workId: string, leftOut = NOBODY) =>
    rankOfWork(rankWorks(at(0), enrolled, leftOut), workId)

  it('counts works by their face nearest to the probe', () => {
    expect(rank('near')).toBe(1)
    expect(rank('crowd')).toBe(2)
    expect(rank('far')).toBe(3)
  })

  it('leaves out what it is told to', () => {
    expect(rank('far', new Set(['near', 'crowd']))).toBe(1)
  })

  it('is none for a work without a face', () => {
    expect(rank('landscape')).toBeUndefined()
  })
})

describe('retrieval figures', () => {
  it('count a probe that found nothing as a miss', () => {
    expect(retrievalFigures([1, 2, 8, undefined])).toEqual({
      probes: 4,
      rank1: 0.25,
      rank5: 0.5,
      rank10: 0.75,
      mrr: (1 + 1 / 2 + 1 / 8) / 4,
      medianRank: 5,
    })
    expect(retrievalFigures([undefined, undefined]).medianRank).toBeNull()
    expect(retrievalFigures([])).toMatchObject({ probes: 0, mrr: 0, medianRank: null })
  })

  it('never rise when a rank gets worse', () => {
    const ranks = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(ranks, fc.nat(), (before, which) => {
        const i = which % before.length
        const worse = before.with(i, (before[i] as number) + 1)
        const [a, b] = [retrievalFigures(before), retrievalFigures(worse)]
        for (const key of ['rank1', 'rank5', 'rank10', 'mrr'] as const) {
          expect(b[key]).toBeLessThanOrEqual(a[key])
        }
      }),
    )
  })

  it('draw the cumulative match curve up to the twentieth work', () => {
    const curve = cumulativeMatch([1, 3, 3, 20, 21, undefined])
    expect(curve).toHaveLength(20)
    expect(curve.slice(0, 4)).toEqual([1 / 6, 1 / 6, 3 / 6, 3 / 6])
    expect(curve.slice(18)).toEqual([3 / 6, 4 / 6])
  })
})

describe('turning a picture', () => {
  it('turns clockwise about its centre and keeps every corner', () => {
    const picture = blankPixels(30, 10)
    // A white patch at the right end.
    for (let y = 3; y < 7; y++) picture.data.fill(255, (y * 30 + 24) * 4, (y * 30 + 28) * 4)
    const turned = turnPicture(picture, 90)
    expect(turned.width).toBe(32)
    const red = (x: number, y: number) => turned.data[(y * turned.width + x) * 4] as number
    // The right end has come to the bottom.
    expect(red(16, 27)).toBeGreaterThan(200)
    expect(red(27, 16)).toBe(0)
  })
})
