import { describe, expect, it } from 'vitest'
import { browsed, wallOf } from '../../../kiosk/state/browse.ts'
import type { ExhibitState } from '../../../kiosk/state/exhibit-state.ts'
import type { Browse } from '../../../kiosk/state/scene.ts'
import {
  askedAbout,
  FACETS,
  GALLERY,
  MATCHES,
  openHouse,
  reply,
  SPREAD,
  settingsWith,
} from './exhibit-world.ts'

const settings = settingsWith()
const SOME = SPREAD.slice(0, 15)

const browsing = () =>
  openHouse().happen(
    { source: 'visitor', type: 'begin' },
    { source: 'visitor', type: 'without-my-face' },
  )
const OF_ONE_CENTURY = { gallery: GALLERY.id, filter: { century: 17 } }
const NARROWED = reply('narrowed', OF_ONE_CENTURY, SOME)
const NOT_NARROWED = reply('narrowed', OF_ONE_CENTURY, null)

/** What browsing shows, and on which wall. */
const shown = (state: ExhibitState) => {
  const scene = state.scene as Browse
  return { ...browsed(state, scene), wall: wallOf(state, scene).wall }
}

/** Browsing in one century. */
const ofOneCentury = () =>
  browsing().happen(
    reply('facets', GALLERY.id, FACETS),
    { source: 'visitor', type: 'narrow', by: 'century' },
    { source: 'visitor', type: 'filter', filter: { century: 17 } },
  )

describe('browsing', () => {
  it('is narrowed by a value of a facet, and chosen from what passes', () => {
    const house = ofOneCentury()
    expect(house.state.scene).toMatchObject({ narrowing: null })
    expect(shown(house.state)).toMatchObject({ status: 'asking', portraits: [] })
    expect(askedAbout(house.state, 'narrowed')).toEqual(OF_ONE_CENTURY)
    house.happen({ source: 'visitor', type: 'choose', portraitId: 'hung-3' })
    expect(house.state.scene).toMatchObject({ chosen: null })
    house.happen(NARROWED, { source: 'visitor', type: 'another-wall' })
    expect(shown(house.state)).toMatchObject({ portraits: SOME, wall: 1 })
    expect(askedAbout(house.state, 'narrowed')).toBeNull()
    house.happen({ source: 'visitor', type: 'choose', portraitId: 'hung-20' })
    expect(house.state.scene).toMatchObject({ chosen: null })
    house.happen({ source: 'visitor', type: 'choose', portraitId: 'hung-14' })
    expect(house.state.scene).toMatchObject({ chosen: { portraitId: 'hung-14' } })
  })

  it('goes back one step at a time', () => {
    const house = ofOneCentury().happen(NARROWED, {
      source: 'visitor',
      type: 'choose',
      portraitId: 'hung-3',
    })
    expect(house.happen({ source: 'visitor', type: 'back' }).state.scene).toMatchObject({
      chosen: null,
    })
    house.happen(
      { source: 'visitor', type: 'narrow', by: 'place' },
      { source: 'visitor', type: 'back' },
    )
    expect(house.state.scene).toMatchObject({ narrowing: null, filter: { century: 17 } })
    expect(house.happen({ source: 'visitor', type: 'back' }).state.scene).toMatchObject({
      filter: {},
    })
    expect(shown(house.state).portraits).toBe(SPREAD)
    expect(house.happen({ source: 'visitor', type: 'back' }).scene).toBe('attract')
  })

  it('hears nothing of a filter that is no longer set', () => {
    const house = ofOneCentury().happen({
      source: 'visitor',
      type: 'filter',
      filter: { place: 'Venice' },
    })
    house.happen(NARROWED, NOT_NARROWED)
    expect(shown(house.state)).toMatchObject({ status: 'asking', portraits: [] })
    house.happen({ source: 'visitor', type: 'filter', filter: {} }, NARROWED)
    expect(shown(house.state).portraits).toBe(SPREAD)
  })

  it('says what was not answered, and asks again', () => {
    const house = ofOneCentury().happen(NOT_NARROWED)
    expect(shown(house.state).status).toBe('failed')
    // Not by itself: words that come and go under a reader's eyes are not read.
    expect(shown(house.wait(settings.retryMs).state).status).toBe('failed')
    house.happen({ source: 'visitor', type: 'try-again' })
    expect(shown(house.state).status).toBe('asking')
    expect(askedAbout(house.state, 'narrowed')).toEqual(OF_ONE_CENTURY)
  })

  it('asks anew of a gallery that is hung meanwhile, and leaves what hangs until it has answers', () => {
    const house = ofOneCentury().happen(NARROWED, { source: 'visitor', type: 'another-wall' })
    house.happen({ source: 'server', type: 'gallery', gallery: { ...GALLERY, id: 'g2' } })
    expect(shown(house.state)).toMatchObject({ portraits: SOME, wall: 1 })
    const anew = { gallery: 'g2', filter: { century: 17 } }
    expect(askedAbout(house.state, 'facets')).toBe('g2')
    expect(askedAbout(house.state, 'narrowed')).toEqual(anew)
    house.happen(reply('narrowed', anew, null))
    expect(shown(house.state)).toMatchObject({ portraits: SOME, status: 'answered' })
    expect(askedAbout(house.state, 'narrowed')).toBeNull()
    house.wait(settings.retryMs)
    expect(askedAbout(house.state, 'narrowed')).toEqual(anew)
    const fewer = SPREAD.slice(5, 9)
    house.happen(reply('narrowed', anew, fewer))
    expect(shown(house.state)).toMatchObject({ portraits: fewer, wall: 0 })
    expect(askedAbout(house.state, 'narrowed')).toBeNull()
  })

  it('asks for its facets only while somebody walks there, and after silence not at once', () => {
    expect(askedAbout(openHouse().state, 'facets')).toBeNull()
    const house = browsing()
    expect(askedAbout(house.state, 'facets')).toBe(GALLERY.id)
    house.happen(reply('facets', GALLERY.id, null))
    expect(askedAbout(house.state, 'facets')).toBeNull()
    expect(askedAbout(house.wait(settings.retryMs).state, 'facets')).toBe(GALLERY.id)
  })

  it('hears the likenesses of its portrait also while the whole painting has the wall', () => {
    const house = browsing().happen(
      { source: 'visitor', type: 'choose', portraitId: 'hung-3' },
      { source: 'visitor', type: 'see-whole', portraitId: 'hung-3' },
      reply('likenesses', 'hung-3', MATCHES),
      { source: 'visitor', type: 'back' },
    )
    expect(house.scene).toBe('browse')
    expect(shown(house.state).portraits).toBe(MATCHES)
  })
})
