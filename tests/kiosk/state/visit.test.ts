import { describe, expect, it } from 'vitest'
import type { ShownPortrait } from '../../../kiosk/state/shown-portrait.ts'
import { wantedBy } from '../../../kiosk/state/wanted.ts'
import {
  askedAbout,
  beforeTheMirror,
  exhibitAt,
  GALLERY,
  MATCHED,
  MATCHES,
  openHouse,
  portrait,
  reply,
  settingsWith,
} from './exhibit-world.ts'

const settings = settingsWith()

describe('a visit with a face', () => {
  it('goes from the carousel over consent to a portrait, the whole painting and back', () => {
    const house = openHouse()
    expect(house.scene).toBe('attract')
    expect(house.happen({ source: 'visitor', type: 'begin' }).scene).toBe('consent')
    expect(house.happen({ source: 'visitor', type: 'with-my-face' }).scene).toBe('waking')
    expect(house.happen({ source: 'mirror', type: 'camera-ready' }).scene).toBe('framing')
    expect(house.happen(MATCHED).scene).toBe('live')
    expect(
      house.happen({ source: 'visitor', type: 'see-whole', portraitId: 'likeness-b' }).scene,
    ).toBe('whole')
    expect(house.state.scene).toMatchObject({ shown: { portraitId: 'likeness-b' } })
    expect(house.happen({ source: 'visitor', type: 'back' }).scene).toBe('live')
    expect(house.happen({ source: 'visitor', type: 'leave' }).scene).toBe('goodbye')
    expect(house.wait(settings.goodbyeMs).scene).toBe('attract')
  })

  const farewell = { source: 'visitor', type: 'leave' } as const

  it('shows who says goodbye their painting once more, and not how near it was', () => {
    const house = beforeTheMirror().happen(MATCHED, farewell)
    expect(house.state.scene).toMatchObject({
      painting: { portraitId: 'likeness-a', similarity: null },
    })
    expect(JSON.stringify(house.wait(settings.goodbyeMs).state)).not.toContain('likeness-')
  })

  it.each([
    [
      'somebody else is in sight',
      { source: 'mirror', type: 'face-read', stance: 'framed', facesInView: 2 } as const,
    ],
    ['it is still looked for', { ...MATCHED, verdict: 'looking' } as const],
    ['nothing is near', { ...MATCHED, verdict: 'nothing-near' } as const],
  ])('shows no painting where %s', (_, happening) => {
    const house = beforeTheMirror().happen(MATCHED, happening as typeof MATCHED, farewell)
    expect(house.state.scene).toMatchObject({ name: 'goodbye', painting: null })
  })

  it('shows no painting where nobody said goodbye', () => {
    const house = beforeTheMirror()
      .happen(MATCHED)
      .happen({ source: 'mirror', type: 'face-read', stance: 'nobody', facesInView: 0 })
      .wait(settings.walkOffMs)
    expect(house.state.scene).toMatchObject({ name: 'goodbye', painting: null })
  })

  it('clears the painting away at a touch, but for the one that left', () => {
    const house = beforeTheMirror().happen(MATCHED, farewell)
    const touch = { source: 'visitor', type: 'touch' } as const
    expect(house.happen(touch).scene).toBe('goodbye')
    expect(house.wait(1_000).happen(touch).scene).toBe('attract')
  })

  it('waits in waking for the engine where the camera is quicker', () => {
    const house = exhibitAt(settings).happen(
      { source: 'server', type: 'reachable', reachable: true },
      { source: 'server', type: 'gallery', gallery: GALLERY },
      { source: 'visitor', type: 'begin' },
      { source: 'visitor', type: 'with-my-face' },
      { source: 'mirror', type: 'camera-ready' },
    )
    expect(house.scene).toBe('waking')
    expect(house.happen({ source: 'engine', type: 'engine-ready' }).scene).toBe('framing')
  })

  it('says goodbye a few seconds after the visitor walks off, and not before', () => {
    const house = beforeTheMirror()
      .happen(MATCHED)
      .happen({ source: 'mirror', type: 'face-read', stance: 'nobody', facesInView: 0 })
    expect(house.wait(settings.walkOffMs - 500).scene).toBe('live')
    expect(house.wait(1_000).scene).toBe('goodbye')
    expect(house.state.visit).toBeNull()
  })

  it('goes on when the visitor comes back within the grace', () => {
    const house = beforeTheMirror()
      .happen(MATCHED)
      .happen({ source: 'mirror', type: 'face-read', stance: 'nobody', facesInView: 0 })
      .wait(settings.walkOffMs - 500)
      .happen({ source: 'mirror', type: 'face-read', stance: 'off-centre', facesInView: 1 })
    expect(house.wait(settings.walkOffMs * 2).scene).toBe('live')
  })

  it('asks after a face that never touches, since it may be a picture on the opposite wall', () => {
    const house = beforeTheMirror().happen(MATCHED).wait(settings.dwellMs)
    expect(house.scene).toBe('whole')
    expect(house.wait(settings.mirrorIdleMs).scene).toBe('still-there')
    expect(house.wait(settings.stillThereMs).scene).toBe('goodbye')
  })

  it('hangs what is told: a match that is still looked for, then one that holds', () => {
    const house = beforeTheMirror()
    house.happen({
      source: 'mirror',
      type: 'matched',
      portraits: [portrait('other', 0.9)],
      verdict: 'looking',
    })
    expect(house.state.scene).toMatchObject({ name: 'live', verdict: 'looking' })
    house.happen(MATCHED)
    expect(house.state.scene).toMatchObject({ verdict: 'settled', shown: MATCHES[0] })
  })

  it('offers cousins where nothing is near, and leads to each of them and back', () => {
    const cousins = ['a', 'b', 'c'].map((id) => portrait(id, 0.001))
    const [first, ...others] = cousins as [ShownPortrait, ...ShownPortrait[]]
    const house = beforeTheMirror().happen({
      source: 'mirror',
      type: 'matched',
      portraits: [first, ...others],
      verdict: 'nothing-near',
    })
    for (const { portraitId } of cousins) {
      house.happen({ source: 'visitor', type: 'see-whole', portraitId })
      expect(house.state.scene).toMatchObject({ name: 'whole', shown: { portraitId } })
      expect(house.happen({ source: 'visitor', type: 'back' }).state.scene).toMatchObject({
        verdict: 'nothing-near',
      })
    }
  })

  it('keeps the portrait while the server is away, and says nothing is reachable', () => {
    const house = beforeTheMirror()
      .happen(MATCHED, { source: 'server', type: 'reachable', reachable: false })
      .wait(settings.serverGraceMs * 3)
    expect(house.scene).toBe('live')
    expect(house.state.reachable).toBe(false)
  })

  it('asks who reads the whole painting and is no longer seen, before it ends the visit', () => {
    const house = beforeTheMirror()
      .happen(MATCHED, { source: 'visitor', type: 'see-whole', portraitId: 'likeness-a' })
      .happen({ source: 'mirror', type: 'face-read', stance: 'nobody', facesInView: 0 })
      .wait(settings.walkOffMs)
    expect(house.scene).toBe('still-there')
    expect(house.happen({ source: 'visitor', type: 'touch' }).scene).toBe('whole')
  })
})

describe('a release', () => {
  const asked = () =>
    openHouse(settingsWith({ release: true })).happen(
      { source: 'visitor', type: 'begin' },
      { source: 'visitor', type: 'with-my-face' },
    )

  it('is signed before the camera is lit, where the museum asks for one', () => {
    const house = asked()
    expect(house.scene).toBe('release')
    expect(wantedBy(house.state, true).camera).toBe(false)
    expect(house.happen({ source: 'visitor', type: 'sign' }).scene).toBe('waking')
    expect(wantedBy(house.state, true).camera).toBe(true)
  })

  it('need not be signed: the cabinet stays open, and the notice', () => {
    expect(asked().happen({ source: 'visitor', type: 'without-my-face' }).scene).toBe('browse')
    expect(asked().happen({ source: 'visitor', type: 'back' }).scene).toBe('consent')
  })
})

describe('a visit without a face', () => {
  it('walks from likeness to likeness', () => {
    const house = openHouse().happen(
      { source: 'visitor', type: 'begin' },
      { source: 'visitor', type: 'without-my-face' },
    )
    expect(house.scene).toBe('browse')
    house.happen({ source: 'visitor', type: 'choose', portraitId: 'hung-3' })
    expect(askedAbout(house.state, 'likenesses')).toBe('hung-3')
    house.happen(reply('likenesses', 'hung-3', MATCHES))
    house.happen({ source: 'visitor', type: 'choose', portraitId: 'likeness-a' })
    expect(house.state.scene).toMatchObject({ chosen: { portraitId: 'likeness-a' } })
  })

  it('hears no likenesses of a portrait that is no longer chosen', () => {
    const house = openHouse()
      .happen({ source: 'visitor', type: 'begin' }, { source: 'visitor', type: 'without-my-face' })
      .happen(
        { source: 'visitor', type: 'choose', portraitId: 'hung-3' },
        { source: 'visitor', type: 'back' },
      )
      .happen({ source: 'visitor', type: 'choose', portraitId: 'hung-4' })
      .happen(reply('likenesses', 'hung-3', MATCHES))
    expect(askedAbout(house.state, 'likenesses')).toBe('hung-4')
    expect(house.state.remotes.likenesses.answer).toBeNull()
  })

  it('hangs one wall after another and comes round', () => {
    const house = openHouse().happen(
      { source: 'visitor', type: 'begin' },
      { source: 'visitor', type: 'without-my-face' },
    )
    const walls = [0, 1, 2, 0]
    for (const wall of walls) {
      expect(house.state.scene).toMatchObject({ wall })
      house.happen({ source: 'visitor', type: 'another-wall' })
    }
  })

  it('is the only way where the mirror is turned off', () => {
    const house = openHouse(settingsWith({ faceMode: false })).happen({
      source: 'visitor',
      type: 'begin',
    })
    expect(house.scene).toBe('browse')
    expect(house.happen({ source: 'visitor', type: 'with-my-face' }).scene).toBe('browse')
  })
})

describe('apologies', () => {
  it('tries the camera again unasked, and goes on to the mirror when it is there', () => {
    const house = openHouse()
      .happen({ source: 'visitor', type: 'begin' }, { source: 'visitor', type: 'with-my-face' })
      .happen({ source: 'mirror', type: 'camera-failed', reason: 'no-camera' })
    expect(house.state.scene).toMatchObject({ name: 'apology', reason: 'no-camera' })
    house.wait(settings.retryMs)
    expect(house.state.scene).toMatchObject({ retryAtMs: null })
    expect(house.happen({ source: 'mirror', type: 'camera-ready' }).scene).toBe('framing')
  })

  it.each(['no-camera', 'camera-refused', 'camera-in-use', 'insecure-page'] as const)(
    'leaves the cabinet open to a visitor with the trouble %s',
    (reason) => {
      const house = openHouse()
        .happen({ source: 'visitor', type: 'begin' }, { source: 'visitor', type: 'with-my-face' })
        .happen({ source: 'mirror', type: 'camera-failed', reason })
      expect(house.happen({ source: 'visitor', type: 'without-my-face' }).scene).toBe('browse')
    },
  )

  it('asks for models that did not arrive again, and later for an engine that did not start', () => {
    const visitor = () =>
      exhibitAt(settings).happen(
        { source: 'server', type: 'reachable', reachable: true },
        { source: 'server', type: 'gallery', gallery: GALLERY },
        { source: 'visitor', type: 'begin' },
        { source: 'visitor', type: 'with-my-face' },
      )
    const missing = visitor().happen({
      source: 'engine',
      type: 'engine-failed',
      reason: 'no-models',
    })
    expect(missing.scene).toBe('apology')
    expect(missing.wait(settings.retryMs).state.engine.status).toBe('starting')
    const lacking = visitor().happen({
      source: 'engine',
      type: 'engine-failed',
      reason: 'no-engine',
    })
    const retryAtMs = lacking.state.nowMs + settings.retryMs * 12
    expect(lacking.state.scene).toMatchObject({ name: 'apology', reason: 'no-engine', retryAtMs })
    expect(lacking.wait(settings.retryMs * 2).state.engine.status).toBe('failed')
    expect(
      lacking.happen({ source: 'visitor', type: 'touch' }).wait(settings.idleMs - 500).scene,
    ).toBe('apology')
    expect(lacking.wait(settings.retryMs * 2).state.engine.status).toBe('starting')
  })

  it.each(['framing', 'live'] as const)(
    'apologises when the engine breaks in %s, and soon lights again by itself',
    (name) => {
      const house = beforeTheMirror()
      if (name === 'live') house.happen(MATCHED)
      expect(house.scene).toBe(name)
      house.happen({ source: 'engine', type: 'engine-failed', reason: 'no-engine' })
      expect(house.state.scene).toMatchObject({ name: 'apology', reason: 'no-engine' })
      house.wait(settings.retryMs).happen({ source: 'engine', type: 'engine-ready' })
      expect(house.scene).toBe('apology')
      expect(house.happen({ source: 'mirror', type: 'camera-ready' }).scene).toBe('framing')
      expect(house.wait(settings.walkOffMs).scene).toBe('framing')
    },
  )

  it('leaves the painting to a visitor whose engine breaks meanwhile, and apologises after it', () => {
    const house = beforeTheMirror()
      .happen(MATCHED, { source: 'visitor', type: 'see-whole', portraitId: 'likeness-a' })
      .happen({ source: 'engine', type: 'engine-failed', reason: 'no-engine' })
    expect(house.scene).toBe('whole')
    expect(house.happen({ source: 'visitor', type: 'back' }).scene).toBe('apology')
    expect(house.happen({ source: 'visitor', type: 'without-my-face' }).scene).toBe('browse')
  })

  it.each([
    [
      { source: 'server', type: 'reachable', reachable: false },
      { source: 'server', type: 'reachable', reachable: true },
      'server-gone',
    ],
    [
      { source: 'server', type: 'gallery', gallery: null },
      { source: 'server', type: 'gallery', gallery: GALLERY },
      'no-gallery',
    ],
    [
      { source: 'server', type: 'gallery', gallery: { ...GALLERY, portraits: 0 } },
      { source: 'server', type: 'gallery', gallery: GALLERY },
      'empty-gallery',
    ],
  ] as const)('on %o closes the house until %o, saying %s', (trouble, cure, reason) => {
    const house = openHouse().happen(trouble).wait(settings.serverGraceMs)
    expect(house.state.scene).toMatchObject({ name: 'apology', reason })
    expect(house.happen(cure).scene).toBe('attract')
  })
})

describe('the question', () => {
  it('stands with a countdown, and any gesture but leaving stays', () => {
    const asked = () =>
      openHouse().happen({ source: 'visitor', type: 'begin' }).wait(settings.idleMs)
    expect(asked().scene).toBe('still-there')
    expect(asked().happen({ source: 'visitor', type: 'begin' }).scene).toBe('consent')
    expect(asked().happen({ source: 'visitor', type: 'leave' }).scene).toBe('attract')
    expect(asked().wait(settings.stillThereMs - 250).scene).toBe('still-there')
    expect(asked().wait(settings.stillThereMs).scene).toBe('attract')
  })
})

describe('language', () => {
  it('is chosen on the first screen and forgotten after the visit', () => {
    const house = openHouse().happen({ source: 'visitor', type: 'speak', language: 'fr' })
    expect(house.state).toMatchObject({ language: 'fr', scene: { name: 'consent' } })
    expect(house.happen({ source: 'visitor', type: 'leave' }).state.language).toBe('en')
  })
})
