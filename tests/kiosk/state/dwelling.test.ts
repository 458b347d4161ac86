import { describe, expect, it } from 'vitest'
import { dwellShare } from '../../../kiosk/state/dwell.ts'
import type { Happening } from '../../../kiosk/state/exhibit-event.ts'
import type { Stance } from '../../../kiosk/state/scene.ts'
import { beforeTheMirror, MATCHED, MATCHES, settingsWith } from './exhibit-world.ts'

const settings = settingsWith({ dwellMs: 6_000, lookAsideMs: 6_000 })

function stands(stance: Stance): Happening {
  return { source: 'mirror', type: 'face-read', stance, facesInView: stance === 'nobody' ? 0 : 1 }
}

const beforeAPortrait = (changed = settings) => beforeTheMirror(changed).happen(MATCHED)

describe('dwelling', () => {
  it('shows the whole painting to who holds still, and the mirror again to who looks aside', () => {
    const house = beforeAPortrait()
    expect(house.wait(5_500).scene).toBe('live')
    expect(house.wait(750).state.scene).toMatchObject({ name: 'whole', shown: MATCHES[0] })
    house.happen(stands('turned-away'))
    expect(house.wait(5_750).scene).toBe('whole')
    expect(house.wait(500).scene).toBe('live')
  })

  it('keeps the painting for who turns to a friend that is seen too', () => {
    const house = beforeAPortrait().wait(6_250)
    house.happen({ source: 'mirror', type: 'face-read', stance: 'turned-away', facesInView: 2 })
    expect(house.wait(20_000).scene).toBe('whole')
  })

  it('lets visitors look where they like unless a museum wants it otherwise', () => {
    const usual = settingsWith({})
    const house = beforeAPortrait(usual).wait(usual.dwellMs + 250)
    expect(house.scene).toBe('whole')
    house.happen(stands('turned-away'))
    expect(house.wait(20_000).scene).toBe('whole')
  })

  it('tells how much of it is done', () => {
    const house = beforeAPortrait()
    const shares = [0, 1_500, 1_500].map((ms) => dwellShare(house.wait(ms).state, settings))
    expect(shares).toEqual([0, 0.25, 0.5])
    expect(dwellShare(house.happen(stands('too-far')).state, settings)).toBeNull()
  })

  it.each<readonly [string, Happening]>([
    ['who moves', stands('off-centre')],
    ['a match that changes', { ...MATCHED, portraits: [MATCHES[1]] } as Happening],
    ['a touch', { source: 'visitor', type: 'touch' }],
    ['a silent server', { source: 'server', type: 'reachable', reachable: false }],
  ])('begins anew after %s', (_what, interruption) => {
    const house = beforeAPortrait().wait(5_500)
    house.happen(
      interruption,
      { source: 'server', type: 'reachable', reachable: true },
      stands('framed'),
    )
    expect(house.wait(5_500).scene).toBe('live')
    expect(house.wait(750).scene).toBe('whole')
  })

  it('begins anew after the page has slept, since nobody was looked at meanwhile', () => {
    const house = beforeAPortrait().wait(3_000)
    expect(house.wait(5_000, 5_000).scene).toBe('live')
    expect(house.wait(5_500).scene).toBe('live')
    expect(house.wait(750).scene).toBe('whole')
  })

  it('chooses none of three cousins, nor a match that may still change', () => {
    for (const verdict of ['nothing-near', 'looking'] as const) {
      const house = beforeTheMirror(settings).happen({ ...MATCHED, verdict } as Happening)
      expect(house.wait(20_000).scene).toBe('live')
    }
  })

  it('does nothing where the museum turned it off', () => {
    const house = beforeAPortrait(settingsWith({ dwellMs: 0 }))
    expect(house.wait(60_000).scene).toBe('live')
    house.happen(
      { source: 'visitor', type: 'see-whole', portraitId: 'likeness-a' },
      stands('turned-away'),
    )
    expect(house.wait(30_000).scene).toBe('whole')
  })

  it('answers no question: a picture on the opposite wall holds still for ever', () => {
    const house = beforeAPortrait().wait(6_250 + settings.mirrorIdleMs)
    expect(house.scene).toBe('still-there')
    expect(house.wait(settings.stillThereMs).scene).toBe('goodbye')
  })
})
