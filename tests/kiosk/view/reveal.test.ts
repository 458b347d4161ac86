import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Box } from '../../../embeddings/pixels/point.ts'
import { type ExhibitState, openingState } from '../../../kiosk/state/exhibit-state.ts'
import type { Remotes } from '../../../kiosk/state/remote.ts'
import type { Browse, Gesture, Live, Whole } from '../../../kiosk/state/scene.ts'
import { LEAST_EYE_SHARE, type ShownPortrait } from '../../../kiosk/state/shown-portrait.ts'
import { arrive } from '../../../kiosk/state/visit.ts'
import { planReveal, type Reveal, revealStep, shownBeside } from '../../../kiosk/view/reveal.ts'
import { layoutFor } from '../../../kiosk/wall/layout.ts'
import { placeWhole } from '../../../kiosk/wall/place-picture.ts'
import {
  beforeTheMirror,
  exhibitAt,
  MATCHED,
  portrait,
  settingsWith,
} from '../state/exhibit-world.ts'

const share = (min: number, max: number) => fc.double({ min, max, noNaN: true })

/** Faces in paintings of all proportions, from a head that fills its panel to one in a crowd. */
const painted = fc
  .record({
    width: fc.integer({ min: 300, max: 1600 }),
    height: fc.integer({ min: 300, max: 1600 }),
    size: share(0.06, 1),
    across: share(0, 1),
    down: share(0, 1),
  })
  .map(({ width, height, size, across, down }): ShownPortrait => {
    const side = size * Math.min(width, height)
    const place = {
      x: (across * (width - side)) / width,
      y: (down * (height - side)) / height,
      width: side / width,
      height: side / height,
    }
    return {
      ...portrait('painted'),
      picture: { digest: '1'.repeat(64), width, height },
      crop: { digest: '2'.repeat(64), width: 500, height: 500 },
      place,
      eyes: [
        { x: 200, y: 210 },
        { x: 300, y: 214 },
      ],
    }
  })
const screen = fc.constantFrom([1080, 1920], [1920, 1080], [390, 844], [820, 1180], [2160, 3840])
const hung = fc
  .record({ portrait: painted, screen, place: fc.constantFrom('visitorSlot', 'portraitSlot') })
  .map(({ portrait, screen: [width = 0, height = 0], place }) => {
    const layout = layoutFor(width, height)
    const reveal = planReveal(portrait, layout[place], layout.whole) as Reveal
    return { portrait, layout, place: layout[place], reveal }
  })

function expectBox(box: Box, wanted: Box): void {
  for (const side of ['x', 'y', 'width', 'height'] as const) {
    expect(box[side]).toBeCloseTo(wanted[side], 3)
  }
}

describe('a reveal', () => {
  it('begins with both eyes where they hung, as far apart as they were', () => {
    fc.assert(
      fc.property(hung, ({ portrait, place, reveal }) => {
        const { crop } = revealStep(reveal, 0)
        const [left, right] = portrait.eyes.map(({ x, y }) => ({
          x: crop.x + (x * crop.width) / portrait.crop.width,
          y: crop.y + (y * crop.height) / portrait.crop.height,
        })) as [{ x: number; y: number }, { x: number; y: number }]
        expect((left.x + right.x) / 2).toBeCloseTo(place.eyeX, 1)
        expect(Math.abs((left.y + right.y) / 2 - place.eyeY)).toBeLessThan(1)
        const apart = Math.hypot(right.x - left.x, right.y - left.y)
        expect(Math.abs(apart - place.eyeDistance)).toBeLessThan(1)
      }),
    )
    expect(LEAST_EYE_SHARE).toBeLessThan(100 / 500)
  })

  it('shows no more at first than hung there, and all of the painting at last', () => {
    fc.assert(
      fc.property(hung, ({ portrait, layout, place, reveal }) => {
        const { window } = revealStep(reveal, 0)
        expect(window.x).toBeGreaterThanOrEqual(place.x - 1e-6)
        expect(window.y).toBeGreaterThanOrEqual(place.y - 1e-6)
        expect(window.x + window.width).toBeLessThanOrEqual(place.x + place.width + 1e-6)
        const last = revealStep(reveal, 1)
        const whole = placeWhole(portrait.picture, layout.whole)
        expectBox(last.window, whole)
        expectBox(last.painting, whole)
      }),
    )
  })

  it('never shows a wall where the painting should be, nor turns a window inside out', () => {
    fc.assert(
      fc.property(hung, share(0, 1), ({ reveal }, done) => {
        const { window, painting } = revealStep(reveal, done)
        expect(window.width).toBeGreaterThan(0)
        expect(window.height).toBeGreaterThan(0)
        expect(window.x).toBeGreaterThanOrEqual(painting.x - 1e-6)
        expect(window.y).toBeGreaterThanOrEqual(painting.y - 1e-6)
        const [right, bottom] = [window.x + window.width, window.y + window.height]
        expect(right).toBeLessThanOrEqual(painting.x + painting.width + 1e-6)
        expect(bottom).toBeLessThanOrEqual(painting.y + painting.height + 1e-6)
      }),
    )
  })

  it('keeps the painting in its proportions, and shrinks it by one factor in equal times', () => {
    fc.assert(
      fc.property(hung, share(0, 0.8), ({ reveal }, done) => {
        const at = (when: number) => revealStep(reveal, when).painting
        const { width, height } = at(done)
        expect(width / height).toBeCloseTo(reveal.whole.width / reveal.whole.height, 6)
        const factor = at(0.2).width / at(0).width
        expect(at(done + 0.2).width / width).toBeCloseTo(factor, 6)
      }),
    )
  })

  it('is none where nobody knows which part of the painting the face is', () => {
    const { portraitSlot, whole } = layoutFor(1080, 1920)
    expect(planReveal(portrait('older'), portraitSlot, whole)).toBeNull()
  })
})

describe('beside whom a face hung', () => {
  const [one, two, three] = [portrait('one'), portrait('two'), portrait('three')]
  const live: Live = { name: 'live', verdict: 'settled', shown: one, others: [two], trace: [] }
  const settings = settingsWith()

  /** A painting asked for in a scene: beside whom its face hung, and whether it did at all. */
  function asked(shown: ShownPortrait, back: Whole['back']) {
    const opening = openingState(0, 'en')
    const remotes: Remotes = {
      ...opening.remotes,
      likenesses: { status: 'answered', answer: { of: 'one', value: [two, three] } },
    }
    const visit = arrive(0, back.name === 'browse' ? 'browse' : 'face')
    const state: ExhibitState = { ...opening, visit, remotes, scene: back }
    const house = exhibitAt(settings, state).happen({
      source: 'visitor',
      type: 'see-whole',
      portraitId: shown.portraitId,
    })
    const scene = house.state.scene as Whole
    return { ...shownBeside(house.state, scene), wasHere: scene.wasHere }
  }

  it('is the visitor, before the mirror', () => {
    const portraitSlot = { slot: 'portraitSlot', beside: 'mirror' }
    expect(asked(one, live)).toEqual({ ...portraitSlot, wasHere: true })
    expect(asked(two, live)).toEqual({ ...portraitSlot, wasHere: false })
    // Runners-up hang apart, and none beside the visitor.
    expect(asked(one, { ...live, verdict: 'nothing-near' })).toMatchObject({ wasHere: false })
    const moving = { name: 'moving', blend: 0, shown: three, back: live } as const
    expect(asked(three, moving)).toEqual({ ...portraitSlot, wasHere: true })
  })

  it('is the other of two visitors’ portraits, each on its own side', () => {
    const duet = { name: 'duet', portraits: [one, two], back: live } as const
    expect(asked(one, duet)).toEqual({ slot: 'visitorSlot', beside: two, wasHere: true })
    expect(asked(two, duet)).toEqual({ slot: 'portraitSlot', beside: one, wasHere: true })
  })

  it('is the portrait that was chosen, or its nearest likeness', () => {
    const browse: Browse = {
      name: 'browse',
      ...{ filter: {}, narrowing: null, wall: 0 },
      chosen: one,
    }
    expect(asked(one, browse)).toEqual({ slot: 'visitorSlot', beside: two, wasHere: true })
    expect(asked(two, browse)).toEqual({ slot: 'portraitSlot', beside: one, wasHere: true })
    expect(asked(three, browse)).toEqual({ slot: 'portraitSlot', beside: one, wasHere: false })
  })
})

describe('how far a reveal has come', () => {
  const shown = (gesture: Gesture = { type: 'touch' }) =>
    beforeTheMirror().happen(
      MATCHED,
      { source: 'visitor', type: 'see-whole', portraitId: 'likeness-a' },
      { source: 'visitor', ...gesture },
    )
  const atFirst = () =>
    beforeTheMirror().happen(MATCHED, {
      source: 'visitor',
      type: 'see-whole',
      portraitId: 'likeness-a',
    })

  it('is told by the screen, step by step, and never back', () => {
    const house = atFirst()
    expect(house.state.scene).toMatchObject({ reveal: 'face', wasHere: true })
    for (const stage of ['drawn-back', 'whole'] as const) {
      house.happen({ source: 'screen', type: 'revealed', portraitId: 'likeness-a', stage })
      expect(house.state.scene).toMatchObject({ reveal: stage })
    }
    house.happen({ source: 'screen', type: 'revealed', portraitId: 'likeness-a', stage: 'face' })
    expect(house.state.scene).toMatchObject({ reveal: 'whole' })
  })

  it('is all of it at a touch, and stays so on the way back from a closer look', () => {
    expect(shown().state.scene).toMatchObject({ name: 'whole', reveal: 'whole' })
    const closer = shown({ type: 'look-closer' })
    expect(closer.scene).toBe('closer')
    closer.happen({ source: 'visitor', type: 'back' })
    expect(closer.state.scene).toMatchObject({ name: 'whole', reveal: 'whole' })
  })

  it('begins afresh with another painting, whose face did not hang here', () => {
    const house = shown({ type: 'see-whole', portraitId: 'likeness-b' })
    expect(house.state.scene).toMatchObject({ reveal: 'face', wasHere: false })
    house.happen({
      source: 'screen',
      type: 'revealed',
      portraitId: 'likeness-a',
      stage: 'drawn-back',
    })
    expect(house.state.scene).toMatchObject({ reveal: 'face' })
  })
})
