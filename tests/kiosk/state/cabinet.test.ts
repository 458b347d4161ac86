import { describe, expect, it } from 'vitest'
import type { Happening } from '../../../kiosk/state/exhibit-event.ts'
import { wantedBy } from '../../../kiosk/state/wanted.ts'
import { FACETS, GALLERY, MATCHES, openHouse, SPREAD, settingsWith } from './exhibit-world.ts'

const settings = settingsWith()
const SOME = SPREAD.slice(0, 15)

const inTheCabinet = () => openHouse().happen({ type: 'begin' }, { type: 'without-my-face' })
const narrowed = (changes: object = {}): Happening => ({
  type: 'narrowed',
  gallery: GALLERY.id,
  filter: { century: 17 },
  portraits: SOME,
  ...changes,
})

/** A cabinet of one century. */
const ofOneCentury = () =>
  inTheCabinet().happen(
    { type: 'facets', gallery: GALLERY.id, facets: FACETS },
    { type: 'narrow', by: 'century' },
    { type: 'filter', filter: { century: 17 } },
  )

describe('the cabinet', () => {
  it('is narrowed by a value of a facet, and chosen from what passes', () => {
    const house = ofOneCentury()
    expect(house.state.scene).toMatchObject({ narrowing: null, narrowed: 'asked' })
    expect(wantedBy(house.state, true).narrowed).toEqual({ by: { century: 17 }, of: 'g1' })
    house.happen({ type: 'choose', portraitId: 'hung-3' })
    expect(house.state.scene).toMatchObject({ chosen: null })
    house.happen(narrowed(), { type: 'another-wall' })
    expect(house.state.scene).toMatchObject({ narrowed: SOME, wall: 1 })
    expect(wantedBy(house.state, true).narrowed).toBeNull()
    house.happen({ type: 'choose', portraitId: 'hung-20' })
    expect(house.state.scene).toMatchObject({ chosen: null })
    house.happen({ type: 'choose', portraitId: 'hung-14' })
    expect(house.state.scene).toMatchObject({ chosen: { portraitId: 'hung-14' } })
  })

  it('goes back one step at a time', () => {
    const house = ofOneCentury().happen(narrowed(), { type: 'choose', portraitId: 'hung-3' })
    expect(house.happen({ type: 'back' }).state.scene).toMatchObject({ chosen: null })
    house.happen({ type: 'narrow', by: 'place' }, { type: 'back' })
    expect(house.state.scene).toMatchObject({ narrowing: null, filter: { century: 17 } })
    expect(house.happen({ type: 'back' }).state.scene).toMatchObject({ filter: {}, narrowed: null })
    expect(house.happen({ type: 'back' }).scene).toBe('attract')
  })

  it('hears nothing of a filter that is no longer set', () => {
    const house = ofOneCentury().happen({ type: 'filter', filter: { place: 'Venice' } })
    house.happen(narrowed(), { type: 'narrowed-unanswered', filter: { century: 17 } })
    expect(house.state.scene).toMatchObject({ narrowed: 'asked' })
    house.happen({ type: 'filter', filter: {} }, narrowed())
    expect(house.state.scene).toMatchObject({ narrowed: null })
  })

  it('says what was not answered, and asks again', () => {
    const house = ofOneCentury().happen({ type: 'narrowed-unanswered', filter: { century: 17 } })
    expect(house.state.scene).toMatchObject({ narrowed: 'unanswered' })
    expect(house.happen({ type: 'try-again' }).state.scene).toMatchObject({ narrowed: 'asked' })
  })

  it('asks anew of a gallery that is hung meanwhile, and leaves what hangs until it has answers', () => {
    const house = ofOneCentury().happen(narrowed(), { type: 'another-wall' })
    house.happen({ type: 'gallery', gallery: { ...GALLERY, id: 'g2' } })
    expect(house.state.scene).toMatchObject({ narrowed: SOME })
    expect(wantedBy(house.state, true)).toMatchObject({
      facetsOf: 'g2',
      narrowed: { by: { century: 17 }, of: 'g2' },
    })
    house.happen({ type: 'narrowed-unanswered', filter: { century: 17 } })
    expect(house.state.scene).toMatchObject({ narrowed: SOME })
    const fewer = SPREAD.slice(5, 9)
    house.happen(narrowed({ gallery: 'g2', portraits: fewer }))
    expect(house.state.scene).toMatchObject({ narrowed: fewer, wall: 0 })
    expect(wantedBy(house.state, true).narrowed).toBeNull()
  })

  it('asks for its facets only while somebody walks there, and after silence not at once', () => {
    expect(wantedBy(openHouse().state, true).facetsOf).toBeNull()
    const house = inTheCabinet()
    expect(wantedBy(house.state, true).facetsOf).toBe(GALLERY.id)
    house.happen({ type: 'facets-unanswered' })
    expect(wantedBy(house.state, true).facetsOf).toBeNull()
    expect(wantedBy(house.wait(settings.retryMs).state, true).facetsOf).toBe(GALLERY.id)
  })

  it('hears the likenesses of its portrait also while the whole painting has the wall', () => {
    const house = inTheCabinet().happen(
      { type: 'choose', portraitId: 'hung-3' },
      { type: 'see-whole', portraitId: 'hung-3' },
      { type: 'likenesses', of: 'hung-3', portraits: [...MATCHES] },
      { type: 'back' },
    )
    expect(house.state.scene).toMatchObject({ name: 'cabinet', likenesses: [...MATCHES] })
  })
})
