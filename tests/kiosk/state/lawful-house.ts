import { expect } from 'vitest'
import type { ExhibitEvent, Happening } from '../../../kiosk/state/exhibit-event.ts'
import type { ExhibitState } from '../../../kiosk/state/exhibit-state.ts'
import type { SceneName } from '../../../kiosk/state/scene.ts'
import type { Settings } from '../../../kiosk/state/settings.ts'
import { transition } from '../../../kiosk/state/transition.ts'
import { wantedBy } from '../../../kiosk/state/wanted.ts'
import { exhibitAt, GALLERY, openHouse } from './exhibit-world.ts'
import { wordsOn } from './words-on-screen.ts'

/** The house and what has been agreed to in it, by a notary who sees only gestures and scenes. */
export class LawfulHouse {
  state: ExhibitState
  hasAgreed = false
  hasSigned = false
  /** Whether the last visitor said goodbye, and nobody else was before the mirror then. */
  saidGoodbyeAlone = false
  readonly settings: Settings

  constructor(settings: Settings) {
    this.settings = settings
    this.state = openHouse(settings).state
  }

  /** Lets something happen after a while, and sees to it that every law holds. */
  happen(happening: Happening, afterMs = 1): void {
    const before = this.state
    const event = { ...happening, atMs: before.nowMs + afterMs } as ExhibitEvent
    this.state = transition(before, event, this.settings)
    this.witness(before, event)
    checkLaws(this)
  }

  wait(ms: number): void {
    for (let waited = 0; waited < ms; waited += 1_000)
      this.happen({ source: 'clock', type: 'tick' }, 1_000)
  }

  private witness({ scene, visit: before }: ExhibitState, event: ExhibitEvent): void {
    const { type } = event
    if (scene.name === 'consent')
      this.hasAgreed = type === 'with-my-face' || type === 'the-two-of-us'
    if (scene.name === 'release') this.hasSigned = type === 'sign'
    const { visit } = this.state
    if (before !== null && visit === null) {
      const isSaid = type === 'leave' || type === 'back'
      this.saidGoodbyeAlone = isSaid && before.facesInView <= 1 && !before.isDuet
    }
    if (visit === null || visit.way === 'browse') this.hasAgreed = this.hasSigned = false
    if (this.state.scene.name === 'release') this.hasSigned = false
  }
}

const MIRRORED: ReadonlySet<SceneName> = new Set([
  'release',
  'waking',
  'framing',
  'live',
  'moving',
  'why',
  'poster',
  'atlas',
  'turn',
  'duet',
])
const OF_NO_VISIT: ReadonlySet<SceneName> = new Set(['attract', 'goodbye', 'apology', 'operator'])

/**
 * Thousands of visits are millions of moments: what holds in each is looked at without ceremony.
 */
function law(holds: boolean, name: string): void {
  if (!holds) throw new Error(`It is broken that ${name}.`)
}

/** The painting of a goodbye, and all that is known besides. */
export function apartFromPainting(state: ExhibitState) {
  const { scene } = state
  if (scene.name !== 'goodbye') return { painting: null, rest: state }
  return { painting: scene.painting, rest: { ...state, scene: { ...scene, painting: null } } }
}

function checkLaws(house: LawfulHouse): void {
  const { state, settings, hasAgreed, hasSigned } = house
  const { scene, visit } = state
  const wanted = wantedBy(state, settings.faceMode, settings.attractAnswers)
  const isUnlocked = scene.name === 'operator' && scene.unlocked
  const isAgreed = hasAgreed && (hasSigned || !settings.release)
  law(!wanted.camera || isUnlocked || isAgreed, 'the camera is agreed to')
  law(wanted.moving === null || (wanted.camera && !wanted.finding), 'movement is answered here')
  law(wanted.pair === null || wanted.camera, 'who is held still is seen')
  law(!wanted.motion || (scene.name === 'attract' && !wanted.camera), 'no visitor is watched')
  law(!wanted.eye || (wanted.camera && !isUnlocked), 'the eye is on visitors alone')
  law(!wanted.finding || (wanted.camera && !isUnlocked), 'only visitors are looked up')
  if (visit === null) {
    law(OF_NO_VISIT.has(scene.name), `somebody visits in ${scene.name}`)
    law(state.language === settings.language, 'the language goes with the visitor')
    law(wanted.followed === 'first', 'both of two are forgotten')
    const { painting, rest } = apartFromPainting(state)
    law(!JSON.stringify(rest).includes('likeness-'), 'a likeness goes with the visitor')
    law(painting === null || house.saidGoodbyeAlone, 'a painting is shown to who said goodbye')
    const nearness = [painting?.similarity, painting?.squaredDistance]
    law(
      nearness.every((each) => (each ?? null) === null),
      'how near it was goes with the visitor',
    )
  } else {
    law(!['attract', 'goodbye', 'operator'].includes(scene.name), `nobody visits in ${scene.name}`)
    law(visit.isDuet || visit.first === null, 'one visitor is not two')
    law(scene.name !== 'turn' || visit.first === scene.first, 'the first portrait is kept')
    law(scene.name !== 'poster' || visit.frozenBeside !== null, 'half of a poster is the visitor')
    law(scene.name !== 'print' || !scene.withMe || visit.cameraReady, 'who is printed is seen')
  }
  const isMirrored = wanted.engine || wanted.camera || MIRRORED.has(scene.name)
  law(settings.faceMode || !isMirrored, 'a mirror that is turned off stays dark')
  law(scene.name !== 'operator' || settings.operator.hasPin, 'a corner has a key')
}

/** What would happen next, tried on a house of its own: nothing of it happens in this one. */
function tried({ state, settings }: LawfulHouse) {
  return exhibitAt(settings, state)
}

const WELL: readonly Happening[] = [
  { source: 'server', type: 'gallery', gallery: GALLERY },
  { source: 'server', type: 'reachable', reachable: true },
]

/** However a visit stands: it can be left, stayed in, slept through, and walked off from. */
export function checkWaysOut(house: LawfulHouse): void {
  const { state, settings } = house
  const { scene, visit } = state
  if (visit !== null) {
    // While a painting takes the wall there are no words: a touch has it whole at once.
    const touched = tried(house).happen({ source: 'visitor', type: 'touch' }).state
    const words = wordsOn(scene.name === 'whole' ? touched : state, settings)
    const isLeft = words.some((word) => word.type === 'leave' || word.type === 'back')
    expect(isLeft, `a way out of ${scene.name}`).toBe(true)
    expect(tried(house).happen({ source: 'visitor', type: 'leave' }).state.visit).toBeNull()
    const asleep = transition(
      state,
      { source: 'clock', type: 'tick', atMs: state.nowMs + 3_600_000 },
      settings,
    )
    expect(asleep.visit).toBeNull()
    expect(wantedBy(asleep, settings.faceMode).camera).toBe(false)
  }
  if (scene.name === 'still-there') {
    const stayed = tried(house).happen(...WELL, { source: 'visitor', type: 'touch' })
    expect(stayed.state.scene).toEqual(scene.under)
    expect(stayed.wait(settings.walkOffMs - 500, 500).state.visit).not.toBeNull()
  }
  const deserted = tried(house).happen(...WELL)
  const { mirrorIdleMs, dwellMs, stillThereMs, goodbyeMs } = settings
  deserted.wait(mirrorIdleMs + dwellMs + stillThereMs + goodbyeMs + 5_000, 1_500)
  expect(deserted.scene).toBe('attract')
}
