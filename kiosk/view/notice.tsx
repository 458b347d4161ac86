import type { ComponentChildren } from 'preact'
import { LanguagesView } from '../parts/languages-view.tsx'
import { WordButton } from '../parts/word-button.tsx'
import type { ViewProps } from './view-props.ts'

/**
 * What a visitor reads before anything is lit, in the language they choose; the ways on, of equal
 * weight, are the children, and the way back is always there.
 */
export function Notice(props: {
  readonly view: Pick<ViewProps, 'state' | 'messages' | 'locales' | 'send'>
  readonly title: string
  readonly paragraphs: readonly string[]
  readonly aside: string
  readonly children: ComponentChildren
}) {
  const { title, paragraphs, aside, children } = props
  const { state, messages, locales, send } = props.view
  return (
    <div class="notice">
      <div class="notice-text">
        <h1 class="display">{title}</h1>
        {paragraphs.map((paragraph) => (
          <p key={paragraph} class="prose">
            {paragraph}
          </p>
        ))}
        <p class="prose prose-aside">{aside}</p>
      </div>
      <div class="notice-ways">
        <div class="ways choices">
          {children}
          <WordButton onPress={() => send({ type: 'back' })}>{messages.ways.back}</WordButton>
        </div>
        <LanguagesView
          spoken={state.language}
          locales={locales}
          messages={messages}
          onSpeak={(language) => send({ type: 'speak', language })}
        />
      </div>
    </div>
  )
}
