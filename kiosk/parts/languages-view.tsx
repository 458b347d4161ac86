import type { Language } from '../../server/contract/texts/languages.ts'
import type { Locales } from '../messages/locales.ts'
import type { Messages } from '../messages/messages.ts'
import { WordButton } from './word-button.tsx'

/** Every language by its own name, in its own language. */
export function LanguagesView(props: {
  readonly spoken: Language
  readonly locales: Pick<Locales, 'offered'>
  readonly messages: Messages
  readonly onSpeak: (language: Language) => void
}) {
  const { spoken, locales, messages, onSpeak } = props
  if (locales.offered.length < 2) return null
  return (
    <nav class="languages" aria-label={messages.languages}>
      {locales.offered.map(({ tag, name }) => (
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
