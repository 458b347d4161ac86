import type { Gesture } from '../../../kiosk/state/exhibit-event.ts'
import type { ExhibitState } from '../../../kiosk/state/exhibit-state.ts'
import type { HungPortrait } from '../../../kiosk/state/hung-portrait.ts'
import { mayAskWhy, mayOpenEye, mayShowPoster } from '../../../kiosk/state/look-into.ts'
import { mayMove } from '../../../kiosk/state/move-with-me.ts'
import type { Cabinet, Live, Scene, Whole } from '../../../kiosk/state/scene.ts'
import type { Settings } from '../../../kiosk/state/settings.ts'
import { portraitsInPairs, portraitsToChoose } from '../../../kiosk/state/walk-cabinet.ts'

const TOUCH: Gesture = { type: 'touch' }
const LEAVE: Gesture = { type: 'leave' }
const BACK: Gesture = { type: 'back' }
const WITHOUT: Gesture = { type: 'without-my-face' }

const whole = ({ portraitId }: HungPortrait): Gesture => ({ type: 'see-whole', portraitId })

/** What a finger can do in a scene: press words and portraits, what leads on first, or the bare wall. */
export function wordsOn(state: ExhibitState, settings: Settings): readonly Gesture[] {
  const { scene } = state
  switch (scene.name) {
    case 'attract':
      return [{ type: 'begin' }, { type: 'speak', language: 'fr' }, { type: 'operate' }]
    case 'consent':
      return [
        ...(settings.duet ? [{ type: 'the-two-of-us' } as const] : []),
        { type: 'with-my-face' },
        { type: 'speak', language: 'ar' },
        WITHOUT,
        LEAVE,
      ]
    case 'release':
      return [{ type: 'sign' }, WITHOUT, BACK]
    case 'waking':
      return [TOUCH, TOUCH, WITHOUT, LEAVE]
    case 'framing':
      return [TOUCH, TOUCH, ...modesOn(state, settings), WITHOUT, LEAVE]
    case 'live':
      return [...wordsOnLive(scene, state, settings), WITHOUT, LEAVE]
    case 'moving':
      return [
        ...(scene.shown === null ? [] : [whole(scene.shown)]),
        { type: 'blend', blend: 0.5 },
        ...modesOn(state, settings),
        WITHOUT,
        LEAVE,
      ]
    case 'why':
      return [BACK, LEAVE]
    case 'poster':
      return [...(settings.print ? [{ type: 'print' } as const] : []), BACK, LEAVE]
    case 'turn':
      return [{ type: 'next-of-two' }, BACK, LEAVE]
    case 'duet':
      return [...scene.portraits.map(whole), BACK, LEAVE]
    case 'whole':
      return [...wordsOnWhole(scene, state, settings), BACK, LEAVE]
    case 'closer':
      return [BACK]
    case 'print':
      return [{ type: 'with-me', withMe: !scene.withMe }, BACK]
    case 'cabinet':
      return [...wordsOnCabinet(scene, state), BACK, LEAVE]
    case 'still-there':
      return [TOUCH, LEAVE]
    case 'apology':
      return 'retryAtMs' in scene ? [WITHOUT, { type: 'try-again' }, LEAVE] : [{ type: 'operate' }]
    case 'operator':
      return scene.unlocked
        ? [{ type: 'try-again' }, LEAVE]
        : [{ type: 'pin', isRight: false }, { type: 'pin', isRight: true }, LEAVE]
    case 'goodbye':
      return []
    default:
      return scene satisfies never
  }
}

/** Likeness or movement, and the machine's eye. */
function modesOn(state: ExhibitState, settings: Settings): Gesture[] {
  const modes: Gesture[] =
    state.scene.name === 'moving' || mayMove(state, settings)
      ? [{ type: 'move-with-me' }, { type: 'look-alike' }]
      : []
  const isOpen = state.visit?.isEyeOpen !== true
  return mayOpenEye(state, settings) ? [...modes, { type: 'eye', isOpen }] : modes
}

function wordsOnLive(scene: Live, state: ExhibitState, settings: Settings): Gesture[] {
  const modes = modesOn(state, settings)
  if (scene.verdict === 'looking') return [TOUCH, TOUCH, ...modes]
  const next: Gesture[] = state.visit?.isDuet === true ? [{ type: 'next-of-two' }] : []
  const why: Gesture[] = mayAskWhy(state, settings) ? [{ type: 'why' }] : []
  return [...next, whole(scene.shown), ...why, ...modes, ...scene.others.map(whole)]
}

function wordsOnWhole(scene: Whole, state: ExhibitState, settings: Settings): Gesture[] {
  const print: Gesture[] = settings.print ? [{ type: 'print' }] : []
  const why: Gesture[] = mayAskWhy(state, settings) ? [{ type: 'why' }] : []
  const poster: Gesture[] = mayShowPoster(state, settings) ? [{ type: 'poster' }] : []
  return [{ type: 'look-closer' }, ...why, ...poster, ...print, ...scene.others.map(whole)]
}

function wordsOnCabinet(scene: Cabinet, state: ExhibitState): Gesture[] {
  const choose = ({ portraitId }: HungPortrait): Gesture => ({ type: 'choose', portraitId })
  if (scene.narrowing !== null) {
    const { museum, century, place } = { museum: 'A museum', century: 17, place: 'Venice' }
    return [
      { type: 'filter', filter: { ...scene.filter, museum } },
      { type: 'filter', filter: { ...scene.filter, century } },
      { type: 'filter', filter: { place } },
      { type: 'filter', filter: {} },
      { type: 'narrow', by: null },
    ]
  }
  if (scene.chosen === null) {
    return [
      ...portraitsToChoose(state, scene).slice(0, 2).map(choose),
      { type: 'narrow', by: 'century' },
      { type: 'another-wall' },
      { type: 'try-again' },
    ]
  }
  const hanging = portraitsInPairs(scene)
  return [...hanging.slice(1).map(choose), ...hanging.map(whole), { type: 'try-again' }]
}

/** What visitors may do, by what they do it with. */
export type Hands = 'touch' | 'keys' | 'dwelling'

/** What leads to the mirror has to be pressed, whatever is done there without a hand. */
const TO_THE_MIRROR: ReadonlySet<Gesture['type']> = new Set([
  'begin',
  'with-my-face',
  'the-two-of-us',
  'sign',
])

/** What these hands can do in the present scene. */
export function gesturesBy(
  hands: Hands,
  state: ExhibitState,
  settings: Settings,
): readonly Gesture[] {
  const words = wordsOn(state, settings)
  if (hands === 'dwelling') return words.filter(({ type }) => TO_THE_MIRROR.has(type))
  return hands === 'keys' ? [...words, ...keysIn(state.scene)] : words
}

/** What keys can do besides pressing those words. */
function keysIn(scene: Scene): readonly Gesture[] {
  const escaping: Gesture = { type: scene.name === 'still-there' ? 'touch' : 'back' }
  return [escaping, TOUCH, { type: 'operate' }]
}
