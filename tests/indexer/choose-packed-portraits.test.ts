import { describe, expect, it } from 'vitest'
import { partOf } from '../../embeddings/movement/pose-vector.ts'
import { choosePackedPortraits } from '../../indexer/gallery/choose-packed-portraits.ts'
import { paintedMovements } from '../made-up-pose-pack.ts'

const movers = paintedMovements(600).map((movement) => ({ movement, quality: 0.5 }))

describe('choosing which portraits answer movements', () => {
  it('takes all of them, in their order, where there is room', () => {
    expect(choosePackedPortraits(movers.slice(0, 5), 5)).toEqual([0, 1, 2, 3, 4])
    expect(choosePackedPortraits([], 5)).toEqual([])
  })

  it('takes as many as there is room for, each once, in their order, the same every time', () => {
    const chosen = choosePackedPortraits(movers, 60)
    expect(new Set(chosen).size).toBe(60)
    expect(chosen.toSorted((a, b) => a - b)).toEqual(chosen)
    expect(choosePackedPortraits(movers, 60)).toEqual(chosen)
  })

  it('covers the movements there are: both sides, and nearly all of the way up and down', () => {
    const chosen = choosePackedPortraits(movers, 60).map((position) => movers[position])
    for (const part of ['yaw', 'pitch', 'roll', 'mouthOpening'] as const) {
      const values = (some: typeof chosen) =>
        some.map((mover) =>
          partOf((mover ?? (movers[0] as (typeof movers)[number])).movement, part),
        )
      const [all, kept] = [values(movers), values(chosen)]
      const reach = Math.max(...all) - Math.min(...all)
      expect(Math.max(...kept)).toBeGreaterThan(Math.max(...all) - 0.12 * reach)
      expect(Math.min(...kept)).toBeLessThan(Math.min(...all) + 0.12 * reach)
    }
  })

  it('takes the better of two that are alike', () => {
    const [first, second] = paintedMovements(2) as [
      (typeof movers)[0]['movement'],
      (typeof movers)[0]['movement'],
    ]
    const alike = [
      { movement: first, quality: 0.3 },
      { movement: second, quality: 0.2 },
      { movement: first, quality: 0.8 },
      { movement: second, quality: 0.7 },
    ]
    expect(choosePackedPortraits(alike, 2)).toEqual([2, 3])
  })

  it('is not at a loss where all are twins', () => {
    const twins = Array.from({ length: 9 }, () => movers[0] as (typeof movers)[number])
    expect(choosePackedPortraits(twins, 4)).toHaveLength(4)
    expect(new Set(choosePackedPortraits(twins, 4)).size).toBe(4)
  })
})
