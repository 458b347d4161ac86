import type { Release } from '../state/scene.ts'
import { LanguagesView } from './languages-view.tsx'
import type { ViewProps } from './view-props.ts'
import { WordButton } from './word-button.tsx'

/** Where the law asks for it: what is consented to, and the word that is the signature. */
export function ReleaseWords({ state, messages, tongues, send }: ViewProps<Release>) {
  return (
    <div class="notice">
      <div class="notice-text">
        <h1 class="display">{messages.release.title}</h1>
        {messages.release.text.map((paragraph) => (
          <p key={paragraph} class="prose">
            {paragraph}
          </p>
        ))}
        <p class="prose prose-aside">{messages.release.meaning}</p>
      </div>
      <div class="notice-ways">
        <div class="ways choices">
          <WordButton weight="main" onPress={() => send({ type: 'sign' })}>
            {messages.release.sign}
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
          tongues={tongues}
          messages={messages}
          onSpeak={(language) => send({ type: 'speak', language })}
        />
      </div>
    </div>
  )
}
