import type { ExhibitState } from '../../../kiosk/state/exhibit-state.ts'
import type { Gesture } from '../../../kiosk/state/scene.ts'
import { rowOf } from '../../../kiosk/state/scenes.ts'
import type { Settings } from '../../../kiosk/state/settings.ts'

const TOUCH: Gesture = { type: 'touch' }
/** What leads on stands first: walks that press it oftener get farther. */
const LAST: ReadonlySet<Gesture['type']> = new Set(['without-my-face', 'back', 'leave'])

/** What a finger can do in a scene, from its row: press words and portraits, or the bare wall. */
export function wordsOn(state: ExhibitState, settings: Settings): readonly Gesture[] {
  const { scene } = state
  const { ways, pressed } = rowOf(scene)
  const words = [
    ...(ways?.(scene, state, settings) ?? []).map(({ gesture }) => gesture),
    ...(pressed?.(scene, state, settings) ?? []),
  ]
  const leading = words.filter(({ type }) => !LAST.has(type))
  // Nobody presses a word for every language, or all of twelve heads, before pressing another.
  const few = leading.filter(
    ({ type }, at) => leading.slice(0, at).filter((one) => one.type === type).length < 3,
  )
  return [...few, TOUCH, ...words.filter(({ type }) => LAST.has(type))]
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
  if (hands === 'touch') return words
  const escaping: Gesture = { type: state.scene.name === 'still-there' ? 'touch' : 'back' }
  return [...words, escaping, TOUCH, { type: 'operate' }]
}
