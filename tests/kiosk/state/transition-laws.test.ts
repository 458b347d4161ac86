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
  PIN_KEY,
  portrait,
  SPREAD,
  settingsWith,
} from './exhibit-world.ts'

const settings = settingsWith({ duet: true, print: true, operator: { pinKey: PIN_KEY } })
const ids = ['hung-0', 'hung-3', 'likeness-a', 'likeness-b', 'nobody']

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Happening>({ type: 'begin' }) },
  { weight: 3, arbitrary: fc.constant<Happening>({ type: 'with-my-face' }) },
  { weight: 3, arbitrary: fc.constant<Happening>({ type: 'camera-ready' }) },
  { weight: 3, arbitrary: fc.constant<Happening>({ type: 'engine-ready' }) },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('matched' as const),
      portraits: fc.constant([...MATCHES] as const),
      verdict: fc.constantFrom('looking' as const, 'settled' as const, 'nothing-near' as const),
    }),
  },
  { weight: 6, arbitrary: fc.constant<Happening>({ type: 'tick' }) },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constantFrom('see-whole' as const, 'choose' as const),
      portraitId: fc.constantFrom(...ids),
    }),
  },
  fc.record({
    type: fc.constant('face-read' as const),
    stance: fc.constantFrom('framed' as const, 'nobody' as const, 'too-far' as const),
    facesInView: fc.nat(3),
  }),
  fc.record({ type: fc.constant('speak' as const), language: fc.constantFrom(...BUILT_IN_TAGS) }),
  fc.record({
    type: fc.constant('camera-failed' as const),
    reason: fc.constantFrom('no-camera' as const, 'camera-refused' as const),
  }),
  fc.record({
    type: fc.constant('engine-failed' as const),
    reason: fc.constantFrom('no-engine' as const, 'no-models' as const),
  }),
  fc.record({ type: fc.constant('reachable' as const), reachable: fc.boolean() }),
  fc.record({
    type: fc.constant('gallery' as const),
    gallery: fc.constantFrom(null, GALLERY, GALLERY, { ...GALLERY, portraits: 0 }),
  }),
  fc.record({
    type: fc.constant('unanswered' as const),
    trouble: fc.constantFrom('no-answer' as const, 'no-gallery' as const),
  }),
  fc.record({
    type: fc.constant('likenesses' as const),
    of: fc.constantFrom(...ids),
    portraits: fc.constant([...MATCHES]),
  }),
  fc.record({
    type: fc.constant('likenesses-unanswered' as const),
    of: fc.constantFrom(...ids),
  }),
  fc.constant<Happening>({ type: 'spread', gallery: GALLERY.id, portraits: SPREAD }),
  fc.constant<Happening>({ type: 'spread-unanswered' }),
  {
    weight: 6,
    arbitrary: fc.constantFrom<Happening>(
      { type: 'without-my-face' },
      { type: 'another-wall' },
      { type: 'the-two-of-us' },
      { type: 'next-of-two' },
      { type: 'move-with-me' },
      { type: 'look-alike' },
      { type: 'blend', blend: 0.4 },
      { type: 'blend', blend: Number.NaN },
      { type: 'rested', portrait: portrait('likeness-a') },
      { type: 'rested', portrait: null },
      { type: 'reel-ready', sha256: GALLERY.reel?.sha256 ?? '' },
      { type: 'reel-unanswered', sha256: GALLERY.reel?.sha256 ?? '' },
      { type: 'why' },
      { type: 'sat', portraitId: 'likeness-a' },
      { type: 'explained', of: 'likeness-a', explanation: EXPLANATION },
      { type: 'explained', of: 'likeness-a', explanation: 'unanswered' },
      { type: 'poster' },
      { type: 'eye', isOpen: true },
      { type: 'eye', isOpen: false },
      { type: 'sign' },
      { type: 'look-closer' },
      { type: 'print' },
      { type: 'with-me', withMe: true },
      { type: 'narrow', by: 'place' },
      { type: 'filter', filter: { place: 'Venice' } },
      { type: 'filter', filter: {} },
      { type: 'operate' },
      { type: 'pin', isRight: true },
      { type: 'pin', isRight: false },
      { type: 'narrowed', gallery: 'g1', filter: { place: 'Venice' }, portraits: SPREAD.slice(5) },
      { type: 'narrowed-unanswered', filter: { place: 'Venice' } },
      { type: 'facets', gallery: 'g1', facets: FACETS },
      { type: 'facets-unanswered' },
      { type: 'try-again' },
      { type: 'back' },
      { type: 'leave' },
      { type: 'touch' },
    ),
  },
)

/** What happens, and how long after the last. */
const walk = fc.array(fc.tuple(happening, fc.constantFrom(1, 1, 40, 40, 900, 900, 6_000, 50_000)), {
  maxLength: 60,
  size: 'max',
})

const HOUSE: readonly Happening[] = [
  { type: 'reachable', reachable: true },
  { type: 'gallery', gallery: GALLERY },
  { type: 'spread', gallery: GALLERY.id, portraits: SPREAD },
  { type: 'engine-ready' },
]

/** Every state of a walk through an open house, with what led to it. */
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
  it('leads back to the procession when everybody has gone and the house is well', () => {
    fc.assert(
      fc.property(walk, (steps) => {
        const house = exhibitAt(settings, endOf(steps))
        house.happen(
          { type: 'reachable', reachable: true },
          { type: 'gallery', gallery: GALLERY },
          { type: 'face-read', stance: 'nobody', facesInView: 0 },
        )
        house.wait(settings.mirrorIdleMs + settings.stillThereMs + settings.goodbyeMs + 1_000)
        expect(house.scene).toBe('attract')
      }),
      { numRuns: 150 },
    )
  })

  it('leads back even when a face stays before the camera for ever', () => {
    fc.assert(
      fc.property(walk, (steps) => {
        const house = exhibitAt(settings, endOf(steps))
        house.happen(
          { type: 'reachable', reachable: true },
          { type: 'gallery', gallery: GALLERY },
          { type: 'face-read', stance: 'framed', facesInView: 1 },
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
      fc.property(walk, (steps) => {
        const house = exhibitAt(settings, endOf(steps))
        const visiting = house.state.visit !== null
        house.happen({ type: 'leave' })
        if (visiting) expect(['goodbye', 'attract', 'apology']).toContain(house.scene)
        expect(house.state.visit).toBeNull()
      }),
    )
  })

  it('keeps nothing of a visitor once the visit is over', () => {
    fc.assert(
      fc.property(walk, (steps) => {
        for (const { state } of statesOf(steps)) {
          const over = ['attract', 'goodbye', 'operator'].includes(state.scene.name)
          if (over) expect(state.visit).toBeNull()
          if (state.visit !== null) continue
          expect(JSON.stringify(state)).not.toContain('likeness-')
          expect(state.language).toBe(settings.language)
        }
      }),
    )
  })

  it('wants the camera only of a visitor who said so on the notice, for as long as they stay', () => {
    fc.assert(
      fc.property(walk, (steps) => {
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
      fc.property(walk, (steps) => {
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
      fc.property(walk, (steps) => {
        for (const { before, event } of statesOf(steps)) {
          const next = transition(deepFreeze(before), deepFreeze(event), settings)
          expect(next.nowMs).toBeGreaterThanOrEqual(before.nowMs)
        }
      }),
    )
  })
})
