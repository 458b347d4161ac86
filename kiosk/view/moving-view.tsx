import { useLayoutEffect, useRef } from 'preact/hooks'
import { Dissolve } from '../parts/dissolve.tsx'
import { describeWork } from '../parts/label-words.ts'
import { Reading } from '../parts/reading.tsx'
import { WallLabel } from '../parts/wall-label.tsx'
import { WordButton } from '../parts/word-button.tsx'
import { mayOpenEye } from '../state/look-into.ts'
import { mayMove, posePackOf } from '../state/move-with-me.ts'
import { answerAbout } from '../state/remote.ts'
import type { FramingScene, Live, Moving, Stance } from '../state/scene.ts'
import { boxStyle } from '../wall/box-style.ts'
import { EyeWords } from './eye-scenes.tsx'
import { type SceneProps, type StateProps, useSurfaces, type WallProps } from './view-props.ts'
import { WaysFoot } from './ways.tsx'

/**
 * Stances from which movement cannot be read. Who turns aside here does what they were asked to.
 */
const UNREADABLE: ReadonlySet<Stance> = new Set(['nobody', 'too-far', 'too-near', 'too-dark'])
/** The steps of the slider between movement and likeness. */
const STEPS = 20

/** What is said while portraits move; the label only of one that has come to rest. */
export function MovingWords(props: SceneProps<Moving> & StateProps) {
  const { scene, state, messages } = props
  const { shown } = scene
  const said = guidance(props)
  return (
    <>
      <Reading>
        {state.visit?.isEyeOpen === true ? (
          <EyeWords {...props} />
        ) : (
          <>
            <div class="beside">
              {shown === null ? null : (
                <WallLabel portrait={shown} messages={messages} extent="wall" />
              )}
            </div>
            <div class="guidance">
              <h1 class="instruction moving-said" key={said}>
                {said}
              </h1>
              {said === messages.moving.title && shown === null ? (
                <p class="instruction instruction-aside">{messages.moving.rest}</p>
              ) : null}
            </div>
          </>
        )}
      </Reading>
      <WaysFoot {...props}>
        <Modes {...props} />
      </WaysFoot>
    </>
  )
}

function guidance({ state, messages }: SceneProps<Moving> & StateProps): string {
  const { visit, remotes } = state
  const of = posePackOf(state)
  if (remotes.posePack.status === 'failed') return messages.moving.unanswered
  if (of === null || answerAbout(remotes.posePack, of) === null) return messages.moving.gathering
  const stance = visit?.stance ?? 'nobody'
  return UNREADABLE.has(stance) ? messages.stances[stance] : messages.moving.title
}

/**
 * What there is to play with before the mirror: portraits that move, and the machine's eye. While
 * they move, likeness is one press away, and a slider lies between the two.
 */
export function Modes(props: SceneProps<FramingScene | Live | Moving> & StateProps) {
  const { state, scene, settings, messages, send } = props
  const { modes } = messages
  const isOpen = state.visit?.isEyeOpen === true
  return (
    <div class="ways modes">
      {scene.name === 'moving' ? (
        <Blend scene={scene} messages={messages} send={send} />
      ) : mayMove(state, settings) ? (
        <WordButton onPress={() => send({ type: 'move-with-me' })}>{modes.movement}</WordButton>
      ) : null}
      {mayOpenEye(state, settings) ? (
        <WordButton pressed={isOpen} onPress={() => send({ type: 'eye', isOpen: !isOpen })}>
          {modes.eye}
        </WordButton>
      ) : null}
    </div>
  )
}

/** Movement at one end, likeness at the other. */
function Blend({ scene, messages, send }: SceneProps<Moving>) {
  const { modes } = messages
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset does not lay itself out as a grid.
    <div class="modes-pair" role="group" aria-label={modes.name}>
      <WordButton pressed={true} onPress={() => send({ type: 'move-with-me' })}>
        {modes.movement}
      </WordButton>
      <WordButton pressed={false} onPress={() => send({ type: 'look-alike' })}>
        {modes.likeness}
      </WordButton>
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
    </div>
  )
}

/**
 * The portraits that answer movement: a canvas on which they change without anything being
 * rendered. Over it the one on which movement has come to rest, as large as its picture is.
 */
export function MovingPortrait({ scene, messages, layout }: SceneProps<Moving> & WallProps) {
  const { poseMatcher } = useSurfaces()
  const canvas = useRef<HTMLCanvasElement>(null)
  const owing = useRef<HTMLParagraphElement>(null)
  const { portraitSlot } = layout
  useLayoutEffect(() => {
    poseMatcher.attach(canvas.current, portraitSlot, owing.current)
    return () => poseMatcher.attach(null, portraitSlot)
  }, [poseMatcher, portraitSlot])
  return (
    <div class="pair-portrait pair-moving">
      <canvas
        class="pose-match"
        ref={canvas}
        role="img"
        aria-label={messages.spoken.moving}
        style={boxStyle(portraitSlot)}
      />
      <p
        class="pose-match-owing"
        ref={owing}
        aria-hidden="true"
        style={{
          left: `${portraitSlot.x}px`,
          top: `${portraitSlot.y + portraitSlot.height}px`,
          width: `${portraitSlot.width}px`,
        }}
      />
      {scene.shown === null ? null : (
        <div class="pose-match-rests" key={scene.shown.portraitId}>
          <Dissolve
            portrait={scene.shown}
            place={portraitSlot}
            manner="fade"
            describe={({ label }) => describeWork(label, messages)}
          />
        </div>
      )}
    </div>
  )
}
