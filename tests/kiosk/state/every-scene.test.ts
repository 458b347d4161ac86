import { describe, expect, it } from 'vitest'
import type { Happening } from '../../../kiosk/state/exhibit-event.ts'
import type { ExhibitState } from '../../../kiosk/state/exhibit-state.ts'
import type { SceneName } from '../../../kiosk/state/scene.ts'
import { SCENE_NAMES } from '../../../kiosk/state/scenes.ts'
import type { Settings } from '../../../kiosk/state/settings.ts'
import {
  askedAbout,
  EXPLANATION,
  exhibitAt,
  MATCHED,
  MATCHES,
  openHouse,
  portrait,
  reply,
  settingsWith,
} from './exhibit-world.ts'
import { gesturesBy, type Hands } from './words-on-screen.ts'

const NOT_BY_HAND: readonly Happening[] = [
  { source: 'mirror', type: 'camera-ready' },
  { source: 'mirror', type: 'camera-failed', reason: 'no-camera' },
  { source: 'mirror', type: 'face-read', stance: 'framed', facesInView: 1 },
  { source: 'mirror', type: 'face-read', stance: 'turned-away', facesInView: 1 },
  { source: 'mirror', type: 'face-read', stance: 'nobody', facesInView: 0 },
  MATCHED,
  { source: 'mirror', type: 'sat', portraitId: 'likeness-a', posesMeet: true },
  { source: 'mirror', type: 'explained', of: 'likeness-a', explanation: EXPLANATION },
  { source: 'mirror', type: 'rested', portrait: portrait('likeness-moved') },
]

/** What makes one moment of a visit another than the next, as far as ways on are concerned. */
function momentOf({ scene, visit, remotes }: ExhibitState): string {
  return JSON.stringify([
    scene.name,
    scene.name === 'live' && scene.verdict,
    scene.name === 'browse' && [
      scene.chosen !== null,
      scene.narrowing !== null,
      remotes.likenesses.status,
    ],
    scene.name === 'operator' && scene.unlocked,
    scene.name === 'moving' && scene.shown !== null,
    scene.name === 'whole' && [scene.back.name, scene.reveal],
    scene.name === 'why' && scene.explanation,
    visit?.frozenBeside,
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
    const byHand = gesturesBy(hands, state, settings).map(
      (gesture): Happening => ({ source: 'visitor', ...gesture }),
    )
    const likeTo = askedAbout(state, 'likenesses')
    const answers = likeTo === null ? [] : [reply('likenesses', likeTo, MATCHES)]
    for (const happening of [...byHand, ...NOT_BY_HAND, ...answers]) {
      toTry.push(exhibitAt(settings, state).happen(happening).state)
    }
    for (const ms of [3_000, 10_000, 46_000]) toTry.push(exhibitAt(settings, state).wait(ms).state)
  }
  return seen
}

const ALL_SCENES = SCENE_NAMES.toSorted()

describe('every scene', () => {
  const both = { duet: true, print: true, operator: { hasPin: true } }
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
      'browse',
      'closer',
      'operator',
      'print',
      'still-there',
      'whole',
    ])
  })
})
