import { describe, expect, it } from 'vitest'
import type { ExhibitEvent, Happening } from '../../../kiosk/state/exhibit-event.ts'
import type { ExhibitState } from '../../../kiosk/state/exhibit-state.ts'
import { transition } from '../../../kiosk/state/transition.ts'
import { wantedBy } from '../../../kiosk/state/wanted.ts'
import { beforeTheMirror, MATCHED, openHouse, settingsWith } from './exhibit-world.ts'

const settings = settingsWith({ operator: { hasPin: true } })
const TOO_LONG_MS = settings.idleMs + settings.stillThereMs
const TICK: Happening = { source: 'clock', type: 'tick' }

/** The exhibit on waking: the page stood still for a while, and then this happened. */
function wakes(state: ExhibitState, afterMs: number, happening: Happening): ExhibitState {
  const event = { ...happening, atMs: state.nowMs + afterMs } as ExhibitEvent
  return transition(state, event, settings)
}

describe('a page that slept', () => {
  const visit = () =>
    beforeTheMirror(settings).happen({ source: 'visitor', type: 'speak', language: 'fr' }, MATCHED)

  it.each<Happening>([
    TICK,
    { source: 'visitor', type: 'touch' },
    { source: 'visitor', type: 'begin' },
    { source: 'visitor', type: 'see-whole', portraitId: 'likeness-a' },
    { source: 'mirror', type: 'face-read', stance: 'framed', facesInView: 1 },
    MATCHED,
  ])('ends the visit it slept through at once, asking nobody, on %o', (first) => {
    const state = wakes(visit().state, TOO_LONG_MS, first)
    expect(state).toMatchObject({ scene: { name: 'attract' }, visit: null, language: 'en' })
    expect(wantedBy(state, true).camera).toBe(false)
    expect(JSON.stringify(state)).not.toContain('likeness-')
  })

  it('hears on waking what the house has to say', () => {
    const asleep = openHouse(settings).happen({ source: 'visitor', type: 'begin' }).state
    const state = wakes(asleep, TOO_LONG_MS, { source: 'server', type: 'gallery', gallery: null })
    expect(state.scene).toMatchObject({ name: 'apology', reason: 'no-gallery' })
  })

  it('asks after a shorter sleep, as after any silence', () => {
    const asleep = openHouse(settings).happen({ source: 'visitor', type: 'begin' }).state
    expect(wakes(asleep, settings.idleMs, TICK).scene.name).toBe('still-there')
    expect(wakes(asleep, settings.idleMs, { source: 'visitor', type: 'touch' }).scene.name).toBe(
      'consent',
    )
  })

  it('ends a visit whose question was not answered in time, whatever is pressed on waking', () => {
    const asked = openHouse(settings)
      .happen({ source: 'visitor', type: 'begin' })
      .wait(settings.idleMs).state
    expect(asked.scene.name).toBe('still-there')
    const late = wakes(asked, settings.stillThereMs + 1, { source: 'visitor', type: 'touch' })
    expect(late).toMatchObject({ scene: { name: 'attract' }, visit: null })
  })

  it('closes the operator’s corner', () => {
    const corner = openHouse(settings).happen(
      { source: 'visitor', type: 'operate' },
      { source: 'visitor', type: 'pin', isRight: true, pauseMs: 0 },
    )
    const state = wakes(corner.state, 120_000, { source: 'visitor', type: 'touch' })
    expect(state.scene.name).toBe('attract')
  })
})
