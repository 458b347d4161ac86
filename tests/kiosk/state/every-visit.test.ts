import fc from 'fast-check'
import { describe, it } from 'vitest'
import type { Happening } from '../../../kiosk/state/exhibit-event.ts'
import type { Stance } from '../../../kiosk/state/scene.ts'
import { wantedBy } from '../../../kiosk/state/wanted.ts'
import {
  askedAbout,
  EXPLANATION,
  FACETS,
  GALLERY,
  MATCHES,
  portrait,
  reply,
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
      if (gesture !== undefined) house.happen({ source: 'visitor', ...gesture })
    }),
  )

const stand = fc
  .constantFrom<Stance>('framed', 'framed', 'framed', 'turned-away', 'too-far', 'nobody')
  .map((stance) =>
    doing(`stand ${stance}`, (house) => {
      if (house.state.visit?.cameraReady !== true) return
      house.happen({
        source: 'mirror',
        type: 'face-read',
        stance,
        facesInView: stance === 'nobody' ? 0 : 1,
      })
    }),
  )

const wait = fc
  .constantFrom(1_000, 2_000, 4_000, 8_000, 8_000, 46_000)
  .map((ms) => doing(`wait ${ms} ms`, (house) => house.wait(ms)))

const sleep = fc
  .constantFrom(2_500, 20_000, 70_000, 3_600_000)
  .map((ms) =>
    doing(`sleep ${ms} ms`, (house) => house.happen({ source: 'clock', type: 'tick' }, ms)),
  )

const ANSWERS = [
  ['posePack', true],
  ['facets', FACETS],
  ['narrowed', SPREAD.slice(0, 15)],
  ['likenesses', MATCHES],
] as const

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
          isWell
            ? { source: 'mirror', type: 'camera-ready' }
            : { source: 'mirror', type: 'camera-failed', reason: 'no-camera' },
        )
        return
      }
      if (wanted.finding) {
        house.happen(
          isWell
            ? { source: 'mirror', type: 'matched', portraits: [...MATCHES], verdict }
            : { source: 'mirror', type: 'unanswered', trouble: 'no-answer' },
        )
      }
      if (wanted.moving !== null) {
        house.happen({
          source: 'mirror',
          type: 'rested',
          portrait: isWell ? portrait('likeness-moved') : null,
        })
      }
      if (wanted.pair?.isTaken === true && isWell) {
        house.happen({
          source: 'mirror',
          type: 'sat',
          portraitId: wanted.pair.beside.portraitId,
          posesMeet: true,
        })
      }
      if (wanted.explaining && wanted.pair !== null) {
        const { portraitId: of } = wanted.pair.beside
        const explanation = isWell ? EXPLANATION : 'unanswered'
        house.happen({ source: 'mirror', type: 'explained', of, explanation })
      }
      for (const [question, value] of ANSWERS) {
        const of = askedAbout(house.state, question)
        if (of !== null) house.happen(reply(question, of, isWell ? value : null))
      }
    }),
  )

/** What is nobody's doing: and answers to questions that nobody asks any more. */
const fate = fc
  .constantFrom<Happening>(
    { source: 'server', type: 'reachable', reachable: false },
    { source: 'server', type: 'reachable', reachable: true },
    { source: 'server', type: 'gallery', gallery: { ...GALLERY, id: 'g2' } },
    { source: 'server', type: 'gallery', gallery: GALLERY },
    { source: 'server', type: 'gallery', gallery: null },
    { source: 'engine', type: 'engine-failed', reason: 'no-engine' },
    { source: 'engine', type: 'engine-ready' },
    { source: 'mirror', type: 'camera-failed', reason: 'camera-in-use' },
    reply('spread', 'g2', SPREAD),
    {
      source: 'mirror',
      type: 'matched',
      portraits: [portrait('likeness-late', 0.7)],
      verdict: 'settled',
    },
    reply('likenesses', 'hung-29', [portrait('likeness-late')]),
    reply('narrowed', { gallery: 'g1', filter: { museum: 'Nowhere' } }, []),
    { source: 'mirror', type: 'rested', portrait: portrait('likeness-late') },
    { source: 'mirror', type: 'sat', portraitId: 'likeness-late', posesMeet: false },
    { source: 'mirror', type: 'explained', of: 'likeness-late', explanation: EXPLANATION },
    reply('posePack', 'b'.repeat(64), true),
  )
  .map((happening) => doing(JSON.stringify(happening), (house) => house.happen(happening)))

const museum = fc
  .record({
    faceMode: fc.constantFrom(true, true, true, true, false),
    release: fc.boolean(),
    duet: fc.boolean(),
    print: fc.boolean(),
    dwellMs: fc.constantFrom(0, 4_000, 7_000),
    operator: fc.constantFrom({}, { hasPin: true }),
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
  it('by touch ends in the carousel, with nothing of the visitor left', () => {
    const press = pressBy('touch')
    everyVisit(700, [press, press, press, stand, wait, answer, answer, answer, sleep, fate])
  })

  it('by keys ends in the carousel, with nothing of the visitor left', () => {
    const press = pressBy('keys')
    everyVisit(500, [press, press, press, stand, wait, answer, answer, answer, sleep, fate])
  })

  it('by dwelling ends in the carousel, with nothing of the visitor left', () => {
    const press = pressBy('dwelling')
    everyVisit(500, [press, press, stand, stand, wait, wait, answer, answer, fate])
  })
})
