import { WallLabel } from '../parts/wall-label.tsx'
import { WordButton } from '../parts/word-button.tsx'
import { reelOf } from '../state/move-with-me.ts'
import type { Moving, Stance } from '../state/scene.ts'
import { EyeWords } from './eye-scenes.tsx'
import { Modes } from './modes.tsx'
import type { ViewProps } from './view-props.ts'

/** Stances from which movement cannot be read. Who turns aside here does what they were asked to. */
const UNREADABLE: ReadonlySet<Stance> = new Set(['nobody', 'too-far', 'too-near', 'too-dark'])

/** What is said while portraits move; the label only of one that has come to rest. */
export function MovingWords(props: ViewProps<Moving>) {
  const { scene, messages, send } = props
  const { shown } = scene
  const said = guidance(props)
  return (
    <>
      {props.state.visit?.isEyeOpen === true ? (
        <EyeWords {...props} />
      ) : (
        <>
          <div class="beside">
            {shown === null ? null : <WallLabel portrait={shown} messages={messages} />}
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
      <Modes {...props} />
      <div class="ways ways-foot">
        {shown === null ? null : (
          <WordButton
            weight="main"
            onPress={() => send({ type: 'see-whole', portraitId: shown.portraitId })}
          >
            {messages.live.seeWhole}
          </WordButton>
        )}
        <WordButton onPress={() => send({ type: 'without-my-face' })}>
          {messages.consent.withoutMyFace}
        </WordButton>
        <WordButton onPress={() => send({ type: 'leave' })}>{messages.ways.leave}</WordButton>
      </div>
    </>
  )
}

function guidance({ state, messages }: ViewProps<Moving>): string {
  const { visit, reel } = state
  if (reel?.status === 'failed') return messages.moving.unanswered
  if (reel === null || reel.sha256 !== reelOf(state)) return messages.moving.gathering
  const stance = visit?.stance ?? 'nobody'
  return UNREADABLE.has(stance) ? messages.stances[stance] : messages.moving.title
}
