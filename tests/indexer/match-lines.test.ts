import { describe, expect, it } from 'vitest'
import { EMPTY_LABEL, type PortraitMatch } from '../../embeddings/gallery/portrait.ts'
import { matchLines } from '../../indexer/commands/match-lines.ts'

function match(similarity: number): PortraitMatch {
  const media = { digest: '0'.repeat(64), width: 4, height: 5 }
  return {
    portraitId: 'work~1',
    workId: 'work',
    ...EMPTY_LABEL,
    title: 'A Lady',
    artist: 'Somebody',
    squaredDistance: 0.25,
    adjustedSquaredDistance: 0.8,
    similarity,
    picture: media,
    crop: media,
    eyes: [
      { x: 1, y: 2 },
      { x: 3, y: 2 },
    ],
  }
}

describe('the lines of pendant match', () => {
  it('name further portraits of a sitter under the one that is most like', () => {
    const other = { ...match(0.5), title: 'The Lady, old', portraitId: 'old~1' }
    expect(matchLines([{ ...match(0.875), sameSitter: [other] }])[1]).toBe(
      '    the same sitter: The Lady, old · old~1',
    )
  })

  it('label each portrait and say how near it is by the measure of the gallery', () => {
    expect(matchLines([match(0.875)])).toEqual([
      ' 1. Somebody, A Lady\n    closer than 87 in 100 first matches here · work~1',
    ])
  })

  it('never claim all of the first matches', () => {
    expect(matchLines([match(0.999)])[0]).toContain('closer than 99 in 100')
  })

  it('say first when no close likeness hangs there', () => {
    const [said, first] = matchLines([match(0.009), match(0)])
    expect(said).toMatch(/^No close likeness hangs in this gallery/)
    expect(first).toContain('farther than 99 in 100')
    expect(matchLines([match(0.01), match(0)])[0]).toMatch(/^ 1\. /)
  })

  it('are none where there is no match', () => {
    expect(matchLines([])).toEqual([])
  })
})
