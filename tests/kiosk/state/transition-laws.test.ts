import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ExhibitEvent, Happening } from '../../../kiosk/state/exhibit-event.ts'
import { type ExhibitState, openingState } from '../../../kiosk/state/exhibit-state.ts'
import { transition } from '../../../kiosk/state/transition.ts'
import { wantedBy } from '../../../kiosk/state/wanted.ts'
import { BUILT_IN_TAGS } from '../../../server/contract/texts/languages.ts'
import {
  EXPLANATION,
  exhibitAt,
  FACETS,
  GALLERY,
  MATCHES,
  portrait,
  reply,
  SPREAD,
  settingsWith,
} from './exhibit-world.ts'
import { apartFromPainting } from './lawful-house.ts'

const settings = settingsWith({ duet: true, print: true, operator: { hasPin: true } })
const IN_VENICE = { gallery: 'g1', filter: { place: 'Venice' } }
const ids = ['hung-0', 'hung-3', 'likeness-a', 'likeness-b', 'nobody']

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Happening>({ source: 'visitor', type: 'begin' }) },
  { weight: 3, arbitrary: fc.constant<Happening>({ source: 'visitor', type: 'with-my-face' }) },
  { weight: 3, arbitrary: fc.constant<Happening>({ source: 'mirror', type: 'camera-ready' }) },
  { weight: 3, arbitrary: fc.constant<Happening>({ source: 'engine', type: 'engine-ready' }) },
  {
    weight: 4,
    arbitrary: fc.record({
      source: fc.constant('mirror' as const),
      type: fc.constant('matched' as const),
      portraits: fc.constant([...MATCHES] as const),
      verdict: fc.constantFrom('looking' as const, 'settled' as const, 'nothing-near' as const),
    }),
  },
  { weight: 6, arbitrary: fc.constant<Happening>({ source: 'clock', type: 'tick' }) },
  {
    weight: 4,
    arbitrary: fc.record({
      source: fc.constant('visitor' as const),
      type: fc.constantFrom('see-whole' as const, 'choose' as const),
      portraitId: fc.constantFrom(...ids),
    }),
  },
  fc.record({
    source: fc.constant('mirror' as const),
    type: fc.constant('face-read' as const),
    stance: fc.constantFrom('framed' as const, 'nobody' as const, 'too-far' as const),
    facesInView: fc.nat(3),
  }),
  fc.record({
    source: fc.constant('visitor' as const),
    type: fc.constant('speak' as const),
    language: fc.constantFrom(...BUILT_IN_TAGS),
  }),
  fc.record({
    source: fc.constant('mirror' as const),
    type: fc.constant('camera-failed' as const),
    reason: fc.constantFrom('no-camera' as const, 'camera-refused' as const),
  }),
  fc.record({
    source: fc.constant('engine' as const),
    type: fc.constant('engine-failed' as const),
    reason: fc.constantFrom('no-engine' as const, 'no-models' as const),
  }),
  fc.record({
    source: fc.constant('server' as const),
    type: fc.constant('reachable' as const),
    reachable: fc.boolean(),
  }),
  fc.record({
    source: fc.constant('server' as const),
    type: fc.constant('gallery' as const),
    gallery: fc.constantFrom(null, GALLERY, GALLERY, { ...GALLERY, portraits: 0 }),
  }),
  fc.record({
    source: fc.constant('mirror' as const),
    type: fc.constant('unanswered' as const),
    trouble: fc.constantFrom('no-answer' as const, 'no-gallery' as const),
  }),
  fc.constantFrom(...ids).map((id) => reply('likenesses', id, MATCHES)),
  fc.constantFrom(...ids).map((id) => reply('likenesses', id, null)),
  fc.constantFrom(reply('spread', GALLERY.id, SPREAD), reply('spread', GALLERY.id, null)),
  {
    weight: 6,
    arbitrary: fc.constantFrom<Happening>(
      { source: 'visitor', type: 'without-my-face' },
      { source: 'visitor', type: 'another-wall' },
      { source: 'visitor', type: 'the-two-of-us' },
      { source: 'visitor', type: 'next-of-two' },
      { source: 'visitor', type: 'move-with-me' },
      { source: 'visitor', type: 'look-alike' },
      { source: 'visitor', type: 'blend', blend: 0.4 },
      { source: 'visitor', type: 'blend', blend: Number.NaN },
      { source: 'mirror', type: 'rested', portrait: portrait('likeness-a') },
      { source: 'mirror', type: 'rested', portrait: null },
      reply('posePack', GALLERY.reel?.sha256 ?? '', true),
      reply('posePack', GALLERY.reel?.sha256 ?? '', null),
      { source: 'visitor', type: 'why' },
      { source: 'mirror', type: 'sat', portraitId: 'likeness-a', posesMeet: true },
      { source: 'mirror', type: 'explained', of: 'likeness-a', explanation: EXPLANATION },
      { source: 'mirror', type: 'explained', of: 'likeness-a', explanation: 'unanswered' },
      { source: 'visitor', type: 'poster' },
      { source: 'visitor', type: 'eye', isOpen: true },
      { source: 'visitor', type: 'eye', isOpen: false },
      { source: 'visitor', type: 'sign' },
      { source: 'visitor', type: 'look-closer' },
      { source: 'visitor', type: 'print' },
      { source: 'visitor', type: 'with-me', withMe: true },
      { source: 'visitor', type: 'narrow', by: 'place' },
      { source: 'visitor', type: 'filter', filter: { place: 'Venice' } },
      { source: 'visitor', type: 'filter', filter: {} },
      { source: 'visitor', type: 'operate' },
      { source: 'visitor', type: 'pin', isRight: true, pauseMs: 0 },
      { source: 'visitor', type: 'pin', isRight: false, pauseMs: 0 },
      reply('narrowed', IN_VENICE, SPREAD.slice(5)),
      reply('narrowed', IN_VENICE, null),
      reply('facets', 'g1', FACETS),
      reply('facets', 'g1', null),
      { source: 'visitor', type: 'try-again' },
      { source: 'visitor', type: 'back' },
      { source: 'visitor', type: 'leave' },
      { source: 'visitor', type: 'touch' },
    ),
  },
)

/** What happens, and how long after the last. */
const trace = fc.array(
  fc.tuple(happening, fc.constantFrom(1, 1, 40, 40, 900, 900, 6_000, 50_000)),
  {
    maxLength: 60,
    size: 'max',
  },
)

const HOUSE: readonly Happening[] = [
  { source: 'server', type: 'reachable', reachable: true },
  { source: 'server', type: 'gallery', gallery: GALLERY },
  reply('spread', GALLERY.id, SPREAD),
  { source: 'engine', type: 'engine-ready' },
]

/** Every state of a search trace through an open house, with what led to it. */
function* statesOf(steps: readonly (readonly [Happening, number])[]) {
  let state = openingState(0, settings.language)
  for (const [next, afterMs] of [...HOUSE.map((event) => [event, 1] as const), ...steps]) {
    const event = { ...next, atMs: state.nowMs + afterMs } as ExhibitEvent
    const before = state
    state = transition(before, event, settings)
    yield { before, event, state }
  }
}

function endOf(steps: readonly (readonly [Happening, number])[]): ExhibitState {
  let end = openingState(0, settings.language)
  for (const { state } of statesOf(steps)) end = state
  return end
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const part of Object.values(value)) deepFreeze(part)
  }
  return value
}

describe('laws of the exhibit, over random walks', () => {
  it('leads back to the carousel when everybody has gone and the house is well', () => {
    fc.assert(
      fc.property(trace, (steps) => {
        const house = exhibitAt(settings, endOf(steps))
        house.happen(
          { source: 'server', type: 'reachable', reachable: true },
          { source: 'server', type: 'gallery', gallery: GALLERY },
          { source: 'mirror', type: 'face-read', stance: 'nobody', facesInView: 0 },
        )
        house.wait(settings.mirrorIdleMs + settings.stillThereMs + settings.goodbyeMs + 1_000)
        expect(house.scene).toBe('attract')
      }),
      { numRuns: 150 },
    )
  })

  it('leads back even when a face stays before the camera for ever', () => {
    fc.assert(
      fc.property(trace, (steps) => {
        const house = exhibitAt(settings, endOf(steps))
        house.happen(
          { source: 'server', type: 'reachable', reachable: true },
          { source: 'server', type: 'gallery', gallery: GALLERY },
          { source: 'mirror', type: 'face-read', stance: 'framed', facesInView: 1 },
        )
        // A face alone can do one thing, by dwelling, and is then waited for from the beginning.
        house.wait(settings.dwellMs + settings.mirrorIdleMs + settings.stillThereMs)
        house.wait(settings.goodbyeMs + 1_000)
        expect(house.scene).toBe('attract')
      }),
      { numRuns: 100 },
    )
  })

  it('lets a visitor leave from every scene of a visit in one gesture', () => {
    fc.assert(
      fc.property(trace, (steps) => {
        const house = exhibitAt(settings, endOf(steps))
        const visiting = house.state.visit !== null
        house.happen({ source: 'visitor', type: 'leave' })
        if (visiting) expect(['goodbye', 'attract', 'apology']).toContain(house.scene)
        expect(house.state.visit).toBeNull()
      }),
    )
  })

  it('keeps nothing of a visitor once the visit is over', () => {
    fc.assert(
      fc.property(trace, (steps) => {
        for (const { state } of statesOf(steps)) {
          const over = ['attract', 'goodbye', 'operator'].includes(state.scene.name)
          if (over) expect(state.visit).toBeNull()
          if (state.visit !== null) continue
          const { painting, rest } = apartFromPainting(state)
          expect(JSON.stringify(rest)).not.toContain('likeness-')
          expect(painting?.similarity ?? null).toBeNull()
          expect(state.language).toBe(settings.language)
        }
      }),
    )
  })

  it('wants the camera only of a visitor who said so on the notice, for as long as they stay', () => {
    fc.assert(
      fc.property(trace, (steps) => {
        let agreed = false
        for (const { before, event, state } of statesOf(steps)) {
          const agrees = event.type === 'with-my-face' || event.type === 'the-two-of-us'
          if (before.scene.name === 'consent' && agrees) agreed = true
          // Before a question, any gesture only answers it.
          const declined = event.type === 'without-my-face' && before.scene.name !== 'still-there'
          if (state.visit === null || declined) agreed = false
          const { camera } = wantedBy(state, settings.faceMode)
          if (camera && state.scene.name !== 'operator') expect(agreed).toBe(true)
          expect(wantedBy(state, false).engine).toBe(false)
        }
      }),
    )
  })

  it('opens no camera at all where the mirror is turned off', () => {
    const off = settingsWith({ faceMode: false })
    fc.assert(
      fc.property(trace, (steps) => {
        let state = openingState(0, 'en')
        for (const [next, afterMs] of steps) {
          state = transition(state, { ...next, atMs: state.nowMs + afterMs } as ExhibitEvent, off)
          expect(wantedBy(state, off.faceMode)).toMatchObject({ camera: false, engine: false })
        }
      }),
    )
  })

  it('never changes the state it was given, and its clock never runs back', () => {
    fc.assert(
      fc.property(trace, (steps) => {
        for (const { before, event } of statesOf(steps)) {
          const next = transition(deepFreeze(before), deepFreeze(event), settings)
          expect(next.nowMs).toBeGreaterThanOrEqual(before.nowMs)
        }
      }),
    )
  })
})
