import { describe, expect, it } from 'vitest'
import type { Happening } from '../../../kiosk/state/exhibit-event.ts'
import type { ExhibitState } from '../../../kiosk/state/exhibit-state.ts'
import type { SceneName } from '../../../kiosk/state/scene.ts'
import type { Settings } from '../../../kiosk/state/settings.ts'
import {
  EXPLANATION,
  exhibitAt,
  MATCHED,
  openHouse,
  PIN_KEY,
  portrait,
  settingsWith,
} from './exhibit-world.ts'
import { gesturesBy, type Hands } from './words-on-screen.ts'

const NOT_BY_HAND: readonly Happening[] = [
  { type: 'camera-ready' },
  { type: 'camera-failed', reason: 'no-camera' },
  { type: 'face-read', stance: 'framed', facesInView: 1 },
  { type: 'face-read', stance: 'turned-away', facesInView: 1 },
  { type: 'face-read', stance: 'nobody', facesInView: 0 },
  MATCHED,
  { type: 'sat', portraitId: 'likeness-a' },
  { type: 'explained', of: 'likeness-a', explanation: EXPLANATION },
  { type: 'rested', portrait: portrait('likeness-moved') },
]

/** What makes one moment of a visit another than the next, as far as ways on are concerned. */
function momentOf({ scene, visit }: ExhibitState): string {
  return JSON.stringify([
    scene.name,
    scene.name === 'live' && scene.verdict,
    scene.name === 'cabinet' && [scene.chosen !== null, scene.narrowing !== null],
    scene.name === 'operator' && scene.unlocked,
    scene.name === 'moving' && scene.shown !== null,
    scene.name === 'whole' && scene.back.name,
    scene.name === 'why' && scene.explanation,
    visit?.satBeside,
    visit && [visit.isDuet, visit.first !== null, visit.cameraReady, visit.stance],
  ])
}

/** Every scene that these hands come by, having tried all they can do in every kind of moment. */
function reachedBy(hands: Hands, settings: Settings): Set<SceneName> {
  const moments = new Set<string>()
  const seen = new Set<SceneName>()
  const toTry = [openHouse(settings).state]
  for (let state = toTry.pop(); state !== undefined; state = toTry.pop()) {
    const moment = momentOf(state)
    if (moments.has(moment)) continue
    moments.add(moment)
    seen.add(state.scene.name)
    for (const happening of [...gesturesBy(hands, state, settings), ...NOT_BY_HAND]) {
      toTry.push(exhibitAt(settings, state).happen(happening).state)
    }
    for (const ms of [3_000, 10_000, 46_000]) toTry.push(exhibitAt(settings, state).wait(ms).state)
  }
  return seen
}

const ALL_SCENES = Object.keys({
  apology: 0,
  attract: 0,
  cabinet: 0,
  closer: 0,
  consent: 0,
  duet: 0,
  framing: 0,
  goodbye: 0,
  live: 0,
  moving: 0,
  operator: 0,
  poster: 0,
  print: 0,
  release: 0,
  'still-there': 0,
  turn: 0,
  waking: 0,
  whole: 0,
  why: 0,
} satisfies Record<SceneName, 0>)

describe('every scene', () => {
  const both = { duet: true, print: true, operator: { pinKey: PIN_KEY } }
  const plain = settingsWith(both)
  const signed = settingsWith({ ...both, release: true })

  it.each(['touch', 'keys'] as const)('is reached by %s', (hands) => {
    const reached = new Set([...reachedBy(hands, plain), ...reachedBy(hands, signed)])
    expect([...reached].sort()).toEqual(ALL_SCENES)
  })

  it('that a face leads to is reached by dwelling, once that is agreed to', () => {
    const ofFaces = ['waking', 'framing', 'live', 'whole', 'turn', 'duet', 'goodbye']
    expect([...reachedBy('dwelling', plain)]).toEqual(expect.arrayContaining(ofFaces))
  })

  it('but those of a face is reached where the mirror is turned off', () => {
    const reached = reachedBy('touch', settingsWith({ ...both, faceMode: false }))
    expect([...reached].sort()).toEqual([
      'attract',
      'cabinet',
      'closer',
      'operator',
      'print',
      'still-there',
      'whole',
    ])
  })
})
