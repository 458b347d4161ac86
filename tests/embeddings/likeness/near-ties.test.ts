import { describe, expect, it } from 'vitest'
import { bestOfNearTies, type TiedMatch } from '../../../embeddings/likeness/near-ties.ts'

type Sketch = {
  readonly distance: number
  readonly similarity?: number
  readonly yaw?: number
  readonly eyesPx?: number
  readonly quality?: number
}

const STRAIGHT = { yaw: 0, pitch: 0, roll: 0 }

function matches(first: Sketch, ...others: readonly Sketch[]) {
  const made = [first, ...others].map(
    ({ distance, similarity = 0.5, yaw = 0, eyesPx = 100, quality = 1 }): TiedMatch => ({
      adjustedSquaredDistance: distance,
      similarity,
      eyes: [
        { x: 100, y: 100 },
        { x: 100 + eyesPx, y: 100 },
      ],
      quality,
      pose: { ...STRAIGHT, yaw },
    }),
  )
  return made as unknown as readonly [TiedMatch, ...TiedMatch[]]
}

const distances = (of: readonly TiedMatch[]) =>
  of.map(({ adjustedSquaredDistance }) => adjustedSquaredDistance)

describe('of matches as near as each other', () => {
  it('comes the one first whose head is held as the visitor holds theirs, the others in order', () => {
    const answer = matches(
      { distance: 1, yaw: 40 },
      { distance: 1.01 },
      { distance: 1.02, yaw: 40 },
    )
    expect(distances(bestOfNearTies(answer, STRAIGHT))).toEqual([1.01, 1, 1.02])
    const turned = { ...STRAIGHT, yaw: 12 }
    const towards = matches({ distance: 1, yaw: -12 }, { distance: 1.01, yaw: 12 })
    expect(distances(bestOfNearTies(towards, turned))).toEqual([1.01, 1])
  })

  it.each<readonly [string, Sketch]>([
    ['too few pixels between the eyes', { distance: 1, eyesPx: 24 }],
    ['a face that is badly seen', { distance: 1, quality: 0.1 }],
  ])('gives way one with %s', (_what, nearest) => {
    const answer = matches(nearest, { distance: 1.01 })
    expect(distances(bestOfNearTies(answer, null))).toEqual([1.01, 1])
  })

  it('keeps the nearest where the others are farther by more than can be told', () => {
    const unsightly = { distance: 1, yaw: 40, eyesPx: 24, quality: 0.1 }
    for (const other of [{ distance: 1.08 }, { distance: 1.01, similarity: 0.3 }]) {
      const answer = matches(unsightly, other)
      expect(bestOfNearTies(answer, STRAIGHT)).toEqual(answer)
    }
  })

  it('keeps a likeness that is one, however it hangs', () => {
    const likeness = { distance: 1, similarity: 0.95, yaw: 40, eyesPx: 24, quality: 0.1 }
    const answer = matches(likeness, { distance: 1.01, similarity: 0.94 })
    expect(bestOfNearTies(answer, STRAIGHT)).toEqual(answer)
  })

  it('keeps the nearest of equals, and of those of whom nothing more is known', () => {
    const alike = matches({ distance: 1 }, { distance: 1.01 })
    expect(bestOfNearTies(alike, STRAIGHT)).toEqual(alike)
    const { pose, quality, ...older } = alike[0]
    expect(bestOfNearTies([older, older], STRAIGHT)[0]).toBe(older)
  })
})
