import { describe, expect, it } from 'vitest'
import { wantedBy } from '../../../kiosk/state/wanted.ts'
import {
  beforeTheMirror,
  GALLERY,
  MATCHED,
  openHouse,
  portrait,
  settingsWith,
} from './exhibit-world.ts'

const RESTED = portrait('moved-to')
const sha256 = GALLERY.reel?.sha256 ?? ''

describe('portraits that move with the visitor', () => {
  it('are one gesture away from the mirror, and likeness one gesture away from them', () => {
    const house = beforeTheMirror().happen(MATCHED)
    const live = house.state.scene
    expect(house.happen({ type: 'move-with-me' }).state.scene).toMatchObject({
      name: 'moving',
      blend: 0,
      shown: null,
    })
    expect(house.happen({ type: 'look-alike' }).state.scene).toBe(live)
  })

  it('need no portrait to have been found before', () => {
    const house = beforeTheMirror().happen({ type: 'move-with-me' })
    expect(house.scene).toBe('moving')
    expect(house.happen({ type: 'back' }).scene).toBe('framing')
  })

  it('are answered without a look-up', () => {
    const house = beforeTheMirror().happen({ type: 'move-with-me' })
    const wanted = wantedBy(house.state, true)
    expect(wanted).toMatchObject({ camera: true, finding: false, moving: { blend: 0 } })
    house.happen({ type: 'blend', blend: 0.35 })
    expect(wantedBy(house.state, true).moving).toEqual({ blend: 0.35 })
  })

  it.each([
    [-3, 0],
    [7, 1],
  ])('take a share of likeness of %d as %d', (asked, taken) => {
    const house = beforeTheMirror().happen(
      { type: 'move-with-me' },
      { type: 'blend', blend: asked },
    )
    expect(house.state.scene).toMatchObject({ blend: taken })
  })

  it('tell the one on which movement came to rest, until it goes on', () => {
    const house = beforeTheMirror().happen(
      { type: 'move-with-me' },
      { type: 'rested', portrait: RESTED },
    )
    expect(house.state.scene).toMatchObject({ shown: RESTED })
    expect(house.happen({ type: 'rested', portrait: null }).state.scene).toMatchObject({
      shown: null,
    })
  })

  it('lead to the whole of the painting, and back to themselves', () => {
    const house = beforeTheMirror().happen(
      { type: 'move-with-me' },
      { type: 'rested', portrait: RESTED },
      { type: 'see-whole', portraitId: RESTED.portraitId },
    )
    expect(house.scene).toBe('whole')
    expect(wantedBy(house.state, true).sitting).toBeNull()
    expect(house.happen({ type: 'back' }).scene).toBe('moving')
  })

  it('are not offered where the gallery has no reel, the museum none, or two visit', () => {
    const without = beforeTheMirror()
      .happen({ type: 'gallery', gallery: { ...GALLERY, reel: null } })
      .happen({ type: 'move-with-me' })
    expect(without.scene).toBe('framing')
    const closed = beforeTheMirror(settingsWith({ moving: false })).happen({ type: 'move-with-me' })
    expect(closed.scene).toBe('framing')
    const two = openHouse(settingsWith({ duet: true })).happen(
      { type: 'begin' },
      { type: 'the-two-of-us' },
      { type: 'camera-ready' },
      { type: 'move-with-me' },
    )
    expect(two.scene).toBe('framing')
  })

  it('end with the visit when the visitor has walked off', () => {
    const house = beforeTheMirror()
      .happen({ type: 'move-with-me' })
      .happen({ type: 'face-read', stance: 'nobody', facesInView: 0 })
      .wait(settingsWith().walkOffMs + 500)
    expect(house.scene).toBe('goodbye')
  })
})

describe('the reel', () => {
  it('is on its way as soon as somebody stands before the mirror, and stays for the next', () => {
    const house = openHouse()
    expect(wantedBy(house.state, true).reel).toBeNull()
    house.happen({ type: 'begin' }, { type: 'with-my-face' }, { type: 'camera-ready' })
    expect(wantedBy(house.state, true).reel).toBe(sha256)
    house.happen({ type: 'reel-ready', sha256 })
    expect(wantedBy(house.state, true).reel).toBeNull()
    house.happen({ type: 'leave' }).wait(10_000)
    expect(house.state.reel).toEqual({ sha256, status: 'ready' })
  })

  it('is asked for again after a while where it did not come, and for another gallery', () => {
    const house = beforeTheMirror().happen({ type: 'reel-unanswered', sha256 })
    expect(wantedBy(house.state, true).reel).toBeNull()
    house.wait(settingsWith().retryMs + 500)
    expect(wantedBy(house.state, true).reel).toBe(sha256)
    house.happen({ type: 'reel-ready', sha256 })
    const another = { ...GALLERY, reel: { sha256: 'b'.repeat(64), bytes: 9, portraits: 3 } }
    house.happen({ type: 'gallery', gallery: another })
    expect(wantedBy(house.state, true).reel).toBe('b'.repeat(64))
  })

  it('of a gallery that no longer hangs is not taken for the present one', () => {
    const house = beforeTheMirror().happen({ type: 'reel-ready', sha256: 'b'.repeat(64) })
    expect(house.state.reel).toBeNull()
  })
})
