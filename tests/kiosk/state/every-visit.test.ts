import fc from 'fast-check'
import { describe, it } from 'vitest'
import type { Happening } from '../../../kiosk/state/exhibit-event.ts'
import type { Stance } from '../../../kiosk/state/scene.ts'
import { wantedBy } from '../../../kiosk/state/wanted.ts'
import {
  EXPLANATION,
  FACETS,
  GALLERY,
  MATCHES,
  PIN_KEY,
  portrait,
  SPREAD,
  settingsWith,
} from './exhibit-world.ts'
import { checkWaysOut, LawfulHouse } from './lawful-house.ts'
import { gesturesBy, type Hands } from './words-on-screen.ts'

type Doing = fc.Command<Record<string, never>, LawfulHouse>

/** A step of a visit. What may be done depends on what is on the screen, so it is asked there. */
function doing(name: string, run: (house: LawfulHouse) => void): Doing {
  return { check: () => true, run: (_model, house) => run(house), toString: () => name }
}

/** What leads on stands first, and is pressed oftener. */
const pressBy = (hands: Hands) =>
  fc.oneof({ weight: 3, arbitrary: fc.constantFrom(0, 0, 0, 1) }, fc.nat(12)).map((nth) =>
    doing(`press ${nth}`, (house) => {
      const may = gesturesBy(hands, house.state, house.settings)
      const gesture = may[nth % may.length]
      if (gesture !== undefined) house.happen(gesture)
    }),
  )

const stand = fc
  .constantFrom<Stance>('framed', 'framed', 'framed', 'turned-away', 'too-far', 'nobody')
  .map((stance) =>
    doing(`stand ${stance}`, (house) => {
      if (house.state.visit?.cameraReady !== true) return
      house.happen({ type: 'face-read', stance, facesInView: stance === 'nobody' ? 0 : 1 })
    }),
  )

const wait = fc
  .constantFrom(1_000, 2_000, 4_000, 8_000, 8_000, 46_000)
  .map((ms) => doing(`wait ${ms} ms`, (house) => house.wait(ms)))

const sleep = fc
  .constantFrom(2_500, 20_000, 70_000, 3_600_000)
  .map((ms) => doing(`sleep ${ms} ms`, (house) => house.happen({ type: 'tick' }, ms)))

/** The mirror, the server and the collection answer what they were asked, sooner or later. */
const answer = fc
  .record({
    isWell: fc.constantFrom(true, true, true, true, false),
    verdict: fc.constantFrom(
      'looking' as const,
      'settled' as const,
      'settled' as const,
      'nothing-near' as const,
    ),
  })
  .map(({ isWell, verdict }) =>
    doing(isWell ? `answer ${verdict}` : 'fail', (house) => {
      const { state, settings } = house
      const wanted = wantedBy(state, settings.faceMode)
      if (wanted.camera && state.visit?.cameraReady !== true) {
        house.happen(
          isWell ? { type: 'camera-ready' } : { type: 'camera-failed', reason: 'no-camera' },
        )
        return
      }
      if (wanted.finding) {
        house.happen(
          isWell
            ? { type: 'matched', portraits: [...MATCHES], verdict }
            : { type: 'unanswered', trouble: 'no-answer' },
        )
      }
      if (wanted.moving !== null) {
        house.happen({ type: 'rested', portrait: isWell ? portrait('likeness-moved') : null })
      }
      if (wanted.reel !== null) {
        const { reel: sha256 } = wanted
        house.happen(isWell ? { type: 'reel-ready', sha256 } : { type: 'reel-unanswered', sha256 })
      }
      if (wanted.sitting?.isTaken === true && isWell) {
        house.happen({ type: 'sat', portraitId: wanted.sitting.beside.portraitId })
      }
      if (wanted.explaining && wanted.sitting !== null) {
        const { portraitId: of } = wanted.sitting.beside
        const explanation = isWell ? EXPLANATION : 'unanswered'
        house.happen({ type: 'explained', of, explanation })
      }
      if (wanted.facetsOf !== null) {
        const { id: gallery } = GALLERY
        house.happen(
          isWell ? { type: 'facets', gallery, facets: FACETS } : { type: 'facets-unanswered' },
        )
      }
      if (wanted.narrowed !== null) {
        const { by: filter, of } = wanted.narrowed
        house.happen(
          isWell
            ? { type: 'narrowed', filter, gallery: of ?? '', portraits: SPREAD.slice(0, 15) }
            : { type: 'narrowed-unanswered', filter },
        )
      }
      if (wanted.likenessesOf !== null) {
        const of = wanted.likenessesOf
        house.happen(
          isWell
            ? { type: 'likenesses', of, portraits: [...MATCHES] }
            : { type: 'likenesses-unanswered', of },
        )
      }
    }),
  )

/** What is nobody's doing: and answers to questions that nobody asks any more. */
const fate = fc
  .constantFrom<Happening>(
    { type: 'reachable', reachable: false },
    { type: 'reachable', reachable: true },
    { type: 'gallery', gallery: { ...GALLERY, id: 'g2' } },
    { type: 'gallery', gallery: GALLERY },
    { type: 'gallery', gallery: null },
    { type: 'engine-failed', reason: 'no-engine' },
    { type: 'engine-ready' },
    { type: 'camera-failed', reason: 'camera-in-use' },
    { type: 'spread', gallery: 'g2', portraits: SPREAD },
    { type: 'matched', portraits: [portrait('likeness-late', 0.7)], verdict: 'settled' },
    { type: 'likenesses', of: 'hung-29', portraits: [portrait('likeness-late')] },
    { type: 'narrowed', gallery: 'g1', filter: { museum: 'Nowhere' }, portraits: [] },
    { type: 'rested', portrait: portrait('likeness-late') },
    { type: 'sat', portraitId: 'likeness-late' },
    { type: 'explained', of: 'likeness-late', explanation: EXPLANATION },
    { type: 'reel-ready', sha256: 'b'.repeat(64) },
  )
  .map((happening) => doing(JSON.stringify(happening), (house) => house.happen(happening)))

const museum = fc
  .record({
    faceMode: fc.constantFrom(true, true, true, true, false),
    release: fc.boolean(),
    duet: fc.boolean(),
    print: fc.boolean(),
    dwellMs: fc.constantFrom(0, 4_000, 7_000),
    operator: fc.constantFrom({}, { pinKey: PIN_KEY }),
  })
  .map((changes) => settingsWith(changes))

function everyVisit(numRuns: number, steps: fc.Arbitrary<Doing>[]): void {
  fc.assert(
    fc.property(museum, fc.commands(steps, { maxCommands: 60, size: 'max' }), (settings, visit) => {
      const house = new LawfulHouse(settings)
      fc.modelRun(() => ({ model: {}, real: house }), visit)
      checkWaysOut(house)
    }),
    { numRuns },
  )
}

describe('every visit', () => {
  it('by touch ends in the procession, with nothing of the visitor left', () => {
    const press = pressBy('touch')
    everyVisit(700, [press, press, press, stand, wait, answer, answer, answer, sleep, fate])
  })

  it('by keys ends in the procession, with nothing of the visitor left', () => {
    const press = pressBy('keys')
    everyVisit(500, [press, press, press, stand, wait, answer, answer, answer, sleep, fate])
  })

  it('by dwelling ends in the procession, with nothing of the visitor left', () => {
    const press = pressBy('dwelling')
    everyVisit(500, [press, press, stand, stand, wait, wait, answer, answer, fate])
  })
})
