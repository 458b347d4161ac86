import { WordButton } from '../parts/word-button.tsx'
import { mayOpenEye } from '../state/look-into.ts'
import { mayMove } from '../state/move-with-me.ts'
import type { FramingScene, Live, Moving } from '../state/scene.ts'
import type { ViewProps } from './view-props.ts'

/** The steps of the thread between movement and likeness. */
const STEPS = 20

/**
 * What portraits answer: likeness or movement, one press from each other, and while they move a thread
 * between the two; and whether the machine's eye is open. In every scene before the mirror at one place.
 */
export function Modes(props: ViewProps<FramingScene | Live | Moving>) {
  const { state, scene, settings, messages, send } = props
  const isMoving = scene.name === 'moving'
  const isOffered = isMoving || mayMove(state, settings)
  const eye = mayOpenEye(state, settings)
  if (!isOffered && !eye) return null
  const { modes } = messages
  return (
    <div class="row-place modes">
      {isOffered ? (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset does not lay itself out as a row.
        <div class="modes-pair" role="group" aria-label={modes.name}>
          <WordButton pressed={isMoving} onPress={() => send({ type: 'move-with-me' })}>
            {modes.movement}
          </WordButton>
          {isMoving ? (
            <input
              class="blend"
              type="range"
              min={0}
              max={STEPS}
              step={1}
              value={Math.round(scene.blend * STEPS)}
              aria-label={modes.blend}
              style={{ '--share': String(scene.blend) }}
              onInput={({ currentTarget }) =>
                send({ type: 'blend', blend: currentTarget.valueAsNumber / STEPS })
              }
            />
          ) : null}
          <WordButton pressed={!isMoving} onPress={() => send({ type: 'look-alike' })}>
            {modes.likeness}
          </WordButton>
        </div>
      ) : null}
      {eye ? <EyeWord {...props} /> : null}
    </div>
  )
}

function EyeWord({ state, messages, send }: ViewProps) {
  const isOpen = state.visit?.isEyeOpen === true
  return (
    <WordButton pressed={isOpen} onPress={() => send({ type: 'eye', isOpen: !isOpen })}>
      {messages.modes.eye}
    </WordButton>
  )
}
