import { describe, expect, it } from 'vitest'
import type { Happening } from '../../../kiosk/state/exhibit-event.ts'
import { wantedBy } from '../../../kiosk/state/wanted.ts'
import { GALLERY, MATCHES, openHouse, settingsWith } from './exhibit-world.ts'

const settings = settingsWith({ duet: true })
const [FIRST, SECOND] = MATCHES

const FRAMED: Happening = { source: 'mirror', type: 'face-read', stance: 'framed', facesInView: 1 }
const NOBODY: Happening = { source: 'mirror', type: 'face-read', stance: 'nobody', facesInView: 0 }
const settled = (shown: typeof FIRST): Happening => ({
  source: 'mirror',
  type: 'matched',
  portraits: [shown],
  verdict: 'settled',
})

/** Two visitors, of whom the first has a portrait. */
function firstOfTwo(changed = settings) {
  return openHouse(changed).happen(
    { source: 'visitor', type: 'begin' },
    { source: 'visitor', type: 'the-two-of-us' },
    ...(changed.release ? [{ source: 'visitor', type: 'sign' } as const] : []),
    { source: 'mirror', type: 'camera-ready' },
    FRAMED,
    settled(FIRST),
  )
}

describe('a duet', () => {
  it('hangs the portraits of two visitors side by side, each to be seen whole', () => {
    const house = firstOfTwo().happen({ source: 'visitor', type: 'next-of-two' })
    expect(house.state).toMatchObject({
      scene: { name: 'turn', first: FIRST },
      visit: { first: FIRST, stance: 'nobody' },
    })
    house
      .wait(3_000)
      .happen(NOBODY, FRAMED)
      .wait(250)
      .happen(settled(SECOND), { source: 'visitor', type: 'next-of-two' })
    expect(house.state.scene).toMatchObject({ name: 'duet', portraits: [FIRST, SECOND] })
    house.happen({ source: 'visitor', type: 'see-whole', portraitId: SECOND.portraitId })
    expect(house.state.scene).toMatchObject({ name: 'whole', shown: SECOND, others: [FIRST] })
    expect(house.happen({ source: 'visitor', type: 'back' }).scene).toBe('duet')
    expect(house.happen({ source: 'visitor', type: 'back' }).state.scene).toMatchObject({
      shown: SECOND,
    })
  })

  it('can be gone through without a hand', () => {
    const house = firstOfTwo().wait(settings.dwellMs)
    expect(house.scene).toBe('turn')
    house.happen(NOBODY, FRAMED).wait(2_000)
    expect(house.scene).toBe('turn')
    expect(house.wait(1_000).scene).toBe('framing')
    expect(house.happen(settled(SECOND)).wait(settings.dwellMs).scene).toBe('duet')
  })

  it('has the mirror forget the first before the second is looked at, and the first again', () => {
    const house = firstOfTwo()
    const followed = () => wantedBy(house.state, true).followed
    expect(followed()).toBe('first')
    house.happen({ source: 'visitor', type: 'next-of-two' })
    expect(followed()).toBe('second')
    expect(wantedBy(house.state, true)).toMatchObject({ camera: true, finding: false })
    house.happen({ source: 'visitor', type: 'back' })
    expect(followed()).toBe('first')
    expect(house.state).toMatchObject({ scene: { name: 'framing' }, visit: { first: null } })
  })

  it('has the second sign a release of their own, with the camera off', () => {
    const house = firstOfTwo(settingsWith({ duet: true, release: true }))
    house.happen({ source: 'visitor', type: 'next-of-two' })
    expect(house.scene).toBe('release')
    expect(wantedBy(house.state, true).camera).toBe(false)
    house.happen(
      { source: 'visitor', type: 'sign' },
      { source: 'mirror', type: 'camera-ready' },
      FRAMED,
      settled(SECOND),
    )
    expect(house.happen({ source: 'visitor', type: 'next-of-two' }).scene).toBe('duet')
  })

  it('keeps the first portrait through any trouble', () => {
    const house = firstOfTwo().happen(
      { source: 'visitor', type: 'next-of-two' },
      { source: 'visitor', type: 'next-of-two' },
    )
    expect(house.scene).toBe('framing')
    house.happen({ source: 'server', type: 'gallery', gallery: null }).wait(1_000)
    expect(house.state.visit?.first).toBe(FIRST)
    house.happen({ source: 'engine', type: 'engine-failed', reason: 'no-engine' })
    expect(house.scene).toBe('apology')
    house.happen({ source: 'server', type: 'gallery', gallery: GALLERY }).wait(settings.retryMs)
    house.happen(
      { source: 'engine', type: 'engine-ready' },
      { source: 'mirror', type: 'camera-ready' },
      FRAMED,
      settled(SECOND),
    )
    house.happen({ source: 'visitor', type: 'next-of-two' })
    expect(house.state.scene).toMatchObject({ name: 'duet', portraits: [FIRST, SECOND] })
  })

  it('asks, when nobody takes the other’s place', () => {
    const house = firstOfTwo().happen({ source: 'visitor', type: 'next-of-two' })
    house.happen(NOBODY)
    expect(house.wait(settings.walkOffMs).scene).toBe('turn')
    expect(house.wait(settings.walkOffMs + 500).scene).toBe('still-there')
    expect(house.wait(settings.stillThereMs).state.visit).toBeNull()
  })

  it('goes on past that question when the other one comes after all', () => {
    const house = firstOfTwo().happen({ source: 'visitor', type: 'next-of-two' }, NOBODY)
    house.wait(2 * settings.walkOffMs + 500)
    expect(house.scene).toBe('still-there')
    expect(house.happen(FRAMED).wait(250).scene).toBe('framing')
  })

  it('does not take the first, who is still reading whose turn it is, for the other', () => {
    const house = firstOfTwo().happen({ source: 'visitor', type: 'next-of-two' }, FRAMED)
    expect(house.wait(5_000).scene).toBe('turn')
    expect(house.happen(NOBODY, FRAMED).wait(250).scene).toBe('framing')
  })

  it('is offered only where the museum offers it', () => {
    const house = openHouse().happen(
      { source: 'visitor', type: 'begin' },
      { source: 'visitor', type: 'the-two-of-us' },
    )
    expect(house.scene).toBe('consent')
  })
})
