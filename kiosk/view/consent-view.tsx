import type { Consent } from '../state/scene.ts'
import { LanguagesView } from './languages-view.tsx'
import type { ViewProps } from './view-props.ts'
import { WordButton } from './word-button.tsx'

/** The notice: what is computed, where, for how long; and two ways on of equal weight. */
export function ConsentWords({ state, messages, send }: ViewProps<Consent>) {
  const { gallery } = state
  const portraits = gallery === null || gallery === 'unknown' ? null : gallery.portraits
  return (
    <div class="notice">
      <div class="notice-text">
        <h1 class="display">{messages.consent.title}</h1>
        {messages.consent.notice(portraits).map((paragraph) => (
          <p key={paragraph} class="prose">
            {paragraph}
          </p>
        ))}
        <p class="prose prose-aside">{messages.consent.guardians}</p>
      </div>
      <div class="notice-ways">
        <div class="ways">
          <WordButton weight="main" onPress={() => send({ type: 'with-my-face' })}>
            {messages.consent.withMyFace}
          </WordButton>
          <WordButton weight="main" onPress={() => send({ type: 'without-my-face' })}>
            {messages.consent.withoutMyFace}
          </WordButton>
          <WordButton weight="plain" onPress={() => send({ type: 'back' })}>
            {messages.ways.back}
          </WordButton>
        </div>
        <LanguagesView
          spoken={state.language}
          messages={messages}
          onSpeak={(language) => send({ type: 'speak', language })}
        />
      </div>
    </div>
  )
}
