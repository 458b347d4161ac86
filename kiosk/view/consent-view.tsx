import type { Consent } from '../state/scene.ts'
import { LanguagesView } from './languages-view.tsx'
import type { ViewProps } from './view-props.ts'
import { WordButton } from './word-button.tsx'

/** The notice: what is computed, where, for how long; and ways on of equal weight. */
export function ConsentWords(props: ViewProps<Consent>) {
  const { state, settings, messages, tongues, send } = props
  const { gallery } = state
  const portraits = gallery === null || gallery === 'unknown' ? null : gallery.portraits
  const compared =
    portraits === null ? messages.consent.comparedWithAll : messages.consent.compared(portraits)
  return (
    <div class="notice">
      <div class="notice-text">
        <h1 class="display">{messages.consent.title}</h1>
        {[compared, ...messages.consent.promises].map((paragraph) => (
          <p key={paragraph} class="prose">
            {paragraph}
          </p>
        ))}
        <p class="prose prose-aside">{messages.consent.guardians}</p>
      </div>
      <div class="notice-ways">
        <div class="ways choices">
          <WordButton weight="main" onPress={() => send({ type: 'with-my-face' })}>
            {messages.consent.withMyFace}
          </WordButton>
          <WordButton weight="main" onPress={() => send({ type: 'without-my-face' })}>
            {messages.consent.withoutMyFace}
          </WordButton>
          {settings.duet ? (
            <WordButton weight="main" onPress={() => send({ type: 'the-two-of-us' })}>
              {messages.consent.theTwoOfUs}
            </WordButton>
          ) : null}
          <WordButton onPress={() => send({ type: 'back' })}>{messages.ways.back}</WordButton>
        </div>
        <LanguagesView
          spoken={state.language}
          tongues={tongues}
          messages={messages}
          onSpeak={(language) => send({ type: 'speak', language })}
        />
      </div>
    </div>
  )
}
