import { ThreadOfLight } from '../parts/thread-of-light.tsx'
import { WordButton } from '../parts/word-button.tsx'
import type { Apology, Goodbye, StillThere } from '../state/scene.ts'
import type { ViewProps } from './view-props.ts'

/** What is wrong, and what may be done about it; it goes by itself when it is over. */
export function ApologyWords({ scene, messages, send }: ViewProps<Apology>) {
  const { title, advice } = messages.apologies[scene.reason]
  return (
    <div class="notice">
      <div class="notice-text">
        <h1 class="display">{title}</h1>
        <p class="prose">{advice}</p>
      </div>
      {'retryAtMs' in scene ? (
        <div class="notice-ways">
          <div class="ways">
            <WordButton weight="main" onPress={() => send({ type: 'without-my-face' })}>
              {messages.ways.goOnWithoutFace}
            </WordButton>
            <WordButton onPress={() => send({ type: 'try-again' })}>
              {messages.ways.tryAgain}
            </WordButton>
            <WordButton onPress={() => send({ type: 'leave' })}>{messages.ways.leave}</WordButton>
          </div>
        </div>
      ) : null}
    </div>
  )
}

/** The second tier of the time-out: a question, its seconds, and one gesture to stay. */
export function StillThereWords({ state, scene, settings, messages, send }: ViewProps<StillThere>) {
  const leftMs = Math.max(0, scene.untilMs - state.nowMs)
  return (
    <div class="question" role="alertdialog" aria-labelledby="question">
      <h1 class="display" id="question">
        {messages.stillThere.title}
      </h1>
      <p class="prose question-advice">
        {messages.stillThere.advice(Math.max(1, Math.ceil(leftMs / 1000)))}
      </p>
      <ThreadOfLight share={leftMs / settings.stillThereMs} />
      <div class="ways question-ways">
        <WordButton weight="main" onPress={() => send({ type: 'touch' })}>
          {messages.stillThere.stay}
        </WordButton>
        <WordButton onPress={() => send({ type: 'leave' })}>{messages.ways.leave}</WordButton>
      </div>
    </div>
  )
}

export function GoodbyeWords({ messages }: ViewProps<Goodbye>) {
  return (
    <div class="notice">
      <div class="notice-text">
        <h1 class="display">{messages.goodbye.title}</h1>
        <p class="prose">{messages.goodbye.kept}</p>
      </div>
    </div>
  )
}
