import type { Messages } from '../messages/messages.ts'
import type { Tongues } from '../messages/tongues.ts'
import type { Language } from '../state/languages.ts'
import { WordButton } from './word-button.tsx'

/** Every language by its own name, in its own language. */
export function LanguagesView(props: {
  readonly spoken: Language
  readonly tongues: Pick<Tongues, 'offered'>
  readonly messages: Messages
  readonly onSpeak: (language: Language) => void
}) {
  const { spoken, tongues, messages, onSpeak } = props
  if (tongues.offered.length < 2) return null
  return (
    <nav class="languages" aria-label={messages.languages}>
      {tongues.offered.map(({ tag, name }) => (
        <WordButton
          key={tag}
          weight="quiet"
          lang={tag}
          pressed={tag === spoken}
          onPress={() => onSpeak(tag)}
        >
          {name}
        </WordButton>
      ))}
    </nav>
  )
}
