import { describe, expect, it } from 'vitest'
import { answerAbout } from '../../../kiosk/state/remote.ts'
import { wantedBy } from '../../../kiosk/state/wanted.ts'
import {
  askedAbout,
  beforeTheMirror,
  GALLERY,
  MATCHED,
  openHouse,
  portrait,
  reply,
  settingsWith,
} from './exhibit-world.ts'

const RESTED = portrait('moved-to')
const sha256 = GALLERY.reel?.sha256 ?? ''

describe('portraits that move with the visitor', () => {
  it('are one gesture away from the mirror, and likeness one gesture away from them', () => {
    const house = beforeTheMirror().happen(MATCHED)
    const live = house.state.scene
    expect(house.happen({ source: 'visitor', type: 'move-with-me' }).state.scene).toMatchObject({
      name: 'moving',
      blend: 0,
      shown: null,
    })
    expect(house.happen({ source: 'visitor', type: 'look-alike' }).state.scene).toBe(live)
  })

  it('need no portrait to have been found before', () => {
    const house = beforeTheMirror().happen({ source: 'visitor', type: 'move-with-me' })
    expect(house.scene).toBe('moving')
    expect(house.happen({ source: 'visitor', type: 'back' }).scene).toBe('framing')
  })

  it('are answered without a look-up', () => {
    const house = beforeTheMirror().happen({ source: 'visitor', type: 'move-with-me' })
    const wanted = wantedBy(house.state, true)
    expect(wanted).toMatchObject({ camera: true, finding: false, moving: { blend: 0 } })
    house.happen({ source: 'visitor', type: 'blend', blend: 0.35 })
    expect(wantedBy(house.state, true).moving).toEqual({ blend: 0.35 })
  })

  it.each([
    [-3, 0],
    [7, 1],
  ])('take a share of likeness of %d as %d', (asked, taken) => {
    const house = beforeTheMirror().happen(
      { source: 'visitor', type: 'move-with-me' },
      { source: 'visitor', type: 'blend', blend: asked },
    )
    expect(house.state.scene).toMatchObject({ blend: taken })
  })

  it('tell the one on which movement came to rest, until it goes on', () => {
    const house = beforeTheMirror().happen(
      { source: 'visitor', type: 'move-with-me' },
      { source: 'mirror', type: 'rested', portrait: RESTED },
    )
    expect(house.state.scene).toMatchObject({ shown: RESTED })
    expect(
      house.happen({ source: 'mirror', type: 'rested', portrait: null }).state.scene,
    ).toMatchObject({
      shown: null,
    })
  })

  it('lead to the whole of the painting, and back to themselves', () => {
    const house = beforeTheMirror().happen(
      { source: 'visitor', type: 'move-with-me' },
      { source: 'mirror', type: 'rested', portrait: RESTED },
      { source: 'visitor', type: 'see-whole', portraitId: RESTED.portraitId },
    )
    expect(house.scene).toBe('whole')
    expect(wantedBy(house.state, true).pair).toBeNull()
    expect(house.happen({ source: 'visitor', type: 'back' }).scene).toBe('moving')
  })

  it('are not offered where the gallery has no pose pack, the museum none, or two visit', () => {
    const without = beforeTheMirror()
      .happen({ source: 'server', type: 'gallery', gallery: { ...GALLERY, reel: null } })
      .happen({ source: 'visitor', type: 'move-with-me' })
    expect(without.scene).toBe('framing')
    const closed = beforeTheMirror(settingsWith({ moving: false })).happen({
      source: 'visitor',
      type: 'move-with-me',
    })
    expect(closed.scene).toBe('framing')
    const two = openHouse(settingsWith({ duet: true })).happen(
      { source: 'visitor', type: 'begin' },
      { source: 'visitor', type: 'the-two-of-us' },
      { source: 'mirror', type: 'camera-ready' },
      { source: 'visitor', type: 'move-with-me' },
    )
    expect(two.scene).toBe('framing')
  })

  it('end with the visit when the visitor has walked off', () => {
    const house = beforeTheMirror()
      .happen({ source: 'visitor', type: 'move-with-me' })
      .happen({ source: 'mirror', type: 'face-read', stance: 'nobody', facesInView: 0 })
      .wait(settingsWith().walkOffMs + 500)
    expect(house.scene).toBe('goodbye')
  })
})

describe('the pose pack', () => {
  it('is on its way as soon as somebody stands before the mirror, and stays for the next', () => {
    const house = openHouse()
    expect(askedAbout(house.state, 'posePack')).toBeNull()
    house.happen(
      { source: 'visitor', type: 'begin' },
      { source: 'visitor', type: 'with-my-face' },
      { source: 'mirror', type: 'camera-ready' },
    )
    expect(askedAbout(house.state, 'posePack')).toBe(sha256)
    house.happen(reply('posePack', sha256, true))
    expect(askedAbout(house.state, 'posePack')).toBeNull()
    house.happen({ source: 'visitor', type: 'leave' }).wait(10_000)
    expect(answerAbout(house.state.remotes.posePack, sha256)).toBe(true)
  })

  it('is asked for again after a while where it did not come, and for another gallery', () => {
    const house = beforeTheMirror().happen(reply('posePack', sha256, null))
    expect(askedAbout(house.state, 'posePack')).toBeNull()
    house.wait(settingsWith().retryMs + 500)
    expect(askedAbout(house.state, 'posePack')).toBe(sha256)
    house.happen(reply('posePack', sha256, true))
    const another = { ...GALLERY, reel: { sha256: 'b'.repeat(64), bytes: 9, portraits: 3 } }
    house.happen({ source: 'server', type: 'gallery', gallery: another })
    expect(askedAbout(house.state, 'posePack')).toBe('b'.repeat(64))
  })

  it('of a gallery that no longer hangs is not taken for the present one', () => {
    const house = beforeTheMirror().happen(reply('posePack', 'b'.repeat(64), true))
    expect(house.state.remotes.posePack.answer).toBeNull()
  })
})
