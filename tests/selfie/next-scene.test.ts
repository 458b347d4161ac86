import { describe, expect, it } from 'vitest'
import { nextSelfieScene } from '../../kiosk/selfie/next-scene.ts'
import type { SelfieScene } from '../../kiosk/selfie/selfie-state.ts'
import type { ShownPortrait } from '../../kiosk/state/shown-portrait.ts'

const portrait = (portraitId: string) => ({ portraitId }) as ShownPortrait
const [first, second] = [portrait('one~1'), portrait('two~1')]
const pair = {
  name: 'pair',
  still: {
    picture: {} as ImageBitmap,
    eyes: [
      { x: 0, y: 0 },
      { x: 1, y: 0 },
    ],
  },
  nothingNear: false,
  nearest: [],
  portraits: [first, second],
  shown: first,
} as const satisfies SelfieScene

describe('walking on', () => {
  it('hangs another of the portraits, and no other', () => {
    expect(nextSelfieScene(pair, { type: 'hang', portraitId: 'two~1' })).toEqual({
      ...pair,
      shown: second,
    })
    expect(nextSelfieScene(pair, { type: 'hang', portraitId: 'three~1' })).toBeNull()
  })

  it('goes closer, to the card, and the same way back', () => {
    const closer = nextSelfieScene(pair, {
      type: 'look-closer',
      portraitId: 'two~1',
    }) as SelfieScene
    const card = nextSelfieScene(closer, { type: 'share' }) as SelfieScene
    expect(card).toMatchObject({ name: 'sharing', shown: second, kind: 'together' })
    expect(nextSelfieScene(card, { type: 'card', kind: 'alone' })).toMatchObject({ kind: 'alone' })
    expect(nextSelfieScene(card, { type: 'back' })).toBe(closer)
    expect(nextSelfieScene(closer, { type: 'back' })).toBe(pair)
  })

  it('leads nowhere from scenes in which something is computed', () => {
    const looking = { name: 'looking', step: 'face', picture: null } as const
    expect(nextSelfieScene(looking, { type: 'share' })).toBeNull()
    expect(nextSelfieScene(looking, { type: 'back' })).toBeNull()
  })
})
