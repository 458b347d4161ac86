import { beforeEach, describe, expect, it } from 'vitest'
import type { PortraitMatch } from '../../../embeddings/gallery/portrait.ts'
import { isNothingNear } from '../../../embeddings/likeness/similarity-band.ts'
import { createMatchNews, type MatchNews } from '../../../kiosk/session/match-news.ts'
import { portrait } from '../state/exhibit-world.ts'

/** The most like first: portrait, its work, how near. */
type Sketch = readonly [portraitId: string, workId: string, similarity: number]

function answer(sketches: readonly Sketch[], gallery = 'g1') {
  const matches = sketches.map(([portraitId, workId, similarity], rank): PortraitMatch => {
    const { label, picture, crop, eyes } = portrait(portraitId)
    const squaredDistance = 0.2 + rank * 0.05
    const adjustedSquaredDistance = 0.8 + rank * 0.05
    const distances = { squaredDistance, adjustedSquaredDistance, similarity }
    return { portraitId, workId, ...label, picture, crop, eyes, ...distances }
  }) as [PortraitMatch, ...PortraitMatch[]]
  return { status: 'matched' as const, gallery, nothingNear: isNothingNear(matches), matches }
}

const NEAR = answer([
  ['a~1', 'a', 0.6],
  ['a~2', 'a', 0.5],
  ['b~1', 'b', 0.4],
])
const FAR = answer([
  ['a~1', 'a', 0.004],
  ['b~2', 'b', 0.002],
  ['b~1', 'b', 0.002],
  ['c~1', 'c', 0],
  ['d~1', 'd', 0],
])
const SETTLED_MS = 2_900

let news: MatchNews
beforeEach(() => {
  news = createMatchNews()
})

/** Hears the same answer for as long as matches take to settle; the last thing that was told. */
function settleOn(heard: ReturnType<typeof answer>) {
  let told = null
  for (let atMs = 0; atMs <= SETTLED_MS; atMs += 100) told = news.hear(heard, atMs, null) ?? told
  return told
}

const ids = (told: ReturnType<MatchNews['hear']>) =>
  told?.portraits.map(({ portraitId }) => portraitId)

describe('the news of a match', () => {
  it('is told at once, and again only as it settles', () => {
    const told = Array.from({ length: 40 }, (_, i) => news.hear(NEAR, i * 100, null))
    expect(told.filter((one) => one !== null).map(({ verdict }) => verdict)).toEqual([
      'looking',
      'settled',
    ])
    expect(told[0]).not.toBeNull()
  })

  it('names each work once', () => {
    expect(ids(news.hear(NEAR, 0, null))).toEqual(['a~1', 'b~1'])
  })

  it('names each sitter once, even while one portrait gives way to another of the same', () => {
    const [a, b] = answer([
      ['a~1', 'a', 0.6],
      ['b~1', 'b', 0.5],
    ]).matches as [PortraitMatch, PortraitMatch]
    const first = { ...a, sitter: 's', sameSitter: [{ ...b, sitter: 's' }] }
    const grouped = { ...NEAR, matches: [first] as [PortraitMatch, ...PortraitMatch[]] }
    settleOn({ ...NEAR, matches: [b] })
    news.repeat()
    expect(ids(news.hear(grouped, SETTLED_MS + 100, null))).toEqual(['b~1'])
  })

  it('names the other portraits of its sitter before the next nearest', () => {
    const [a, b, c] = answer([
      ['a~1', 'a', 0.6],
      ['b~1', 'b', 0.5],
      ['c~1', 'c', 0.4],
    ]).matches as [PortraitMatch, PortraitMatch, PortraitMatch]
    const first = { ...a, sitter: 's', sameSitter: [{ ...c, sitter: 's' }] }
    const told = settleOn({ ...NEAR, matches: [first, b] })
    expect(ids(told)).toEqual(['a~1', 'c~1', 'b~1'])
    expect(told?.portraits.map(({ sitter }) => sitter)).toEqual(['s', 's', null])
  })

  it('is told again after a look-up that failed, for the exhibit has said so meanwhile', () => {
    settleOn(NEAR)
    news.repeat()
    expect(news.hear(NEAR, SETTLED_MS + 100, null)).toMatchObject({ verdict: 'settled' })
    expect(news.hear(NEAR, SETTLED_MS + 200, null)).toBeNull()
  })

  it('begins afresh when another gallery answers', () => {
    settleOn(NEAR)
    const other = answer([['z~1', 'z', 0.6]], 'g2')
    expect(news.hear(other, SETTLED_MS + 100, null)).toMatchObject({ verdict: 'looking' })
  })
})

describe('where nothing is near', () => {
  it('shows what it finds while it looks, and says nothing of it yet', () => {
    expect(news.hear(FAR, 0, null)).toMatchObject({ verdict: 'looking' })
  })

  it('offers the three nearest works as it settles', () => {
    const told = settleOn(FAR)
    expect(told?.verdict).toBe('nothing-near')
    expect(ids(told)).toEqual(['a~1', 'b~2', 'c~1'])
  })

  it('offers as many as there are in a small gallery', () => {
    expect(ids(settleOn(answer([['a~1', 'a', 0]])))).toEqual(['a~1'])
  })

  it('leaves them hanging while another of them, or one hardly nearer, comes first', () => {
    settleOn(FAR)
    const others = answer([
      ['d~1', 'd', 0.03],
      ['a~1', 'a', 0.004],
    ])
    for (let i = 1; i <= 20; i++) expect(news.hear(others, SETTLED_MS + i * 100, null)).toBeNull()
  })

  it('hangs a likeness after all when one is clearly near', () => {
    settleOn(FAR)
    const told = news.hear(NEAR, SETTLED_MS + 100, null)
    expect(told).toMatchObject({ verdict: 'settled' })
    expect(ids(told)).toEqual(['a~1', 'b~1'])
  })
})
