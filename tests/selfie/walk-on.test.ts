import { describe, expect, it } from 'vitest'
import type { SelfieScene } from '../../kiosk/selfie/selfie-state.ts'
import { walkOn } from '../../kiosk/selfie/walk-on.ts'
import type { HungPortrait } from '../../kiosk/state/hung-portrait.ts'

const portrait = (portraitId: string) => ({ portraitId }) as HungPortrait
const [first, second] = [portrait('one~1'), portrait('two~1')]
const pair = {
  name: 'pair',
  sitter: {
    picture: {} as ImageBitmap,
    eyes: [
      { x: 0, y: 0 },
      { x: 1, y: 0 },
    ],
  },
  nothingNear: false,
  portraits: [first, second],
  shown: first,
} as const satisfies SelfieScene

describe('walking on', () => {
  it('hangs another of the portraits, and no other', () => {
    expect(walkOn(pair, { type: 'hang', portraitId: 'two~1' })).toEqual({ ...pair, shown: second })
    expect(walkOn(pair, { type: 'hang', portraitId: 'three~1' })).toBeNull()
  })

  it('goes closer, to the card, and the same way back', () => {
    const closer = walkOn(pair, { type: 'look-closer', portraitId: 'two~1' }) as SelfieScene
    const card = walkOn(closer, { type: 'share' }) as SelfieScene
    expect(card).toMatchObject({ name: 'sharing', shown: second, kind: 'together' })
    expect(walkOn(card, { type: 'card', kind: 'alone' })).toMatchObject({ kind: 'alone' })
    expect(walkOn(card, { type: 'back' })).toBe(closer)
    expect(walkOn(closer, { type: 'back' })).toBe(pair)
  })

  it('leads nowhere from scenes in which something is computed', () => {
    const looking = { name: 'looking', step: 'face', picture: null } as const
    expect(walkOn(looking, { type: 'share' })).toBeNull()
    expect(walkOn(looking, { type: 'back' })).toBeNull()
  })
})
