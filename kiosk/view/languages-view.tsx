import { LANGUAGE_CODES, LANGUAGES, type Language } from '../messages/languages.ts'
import type { Messages } from '../messages/messages.ts'
import { WordButton } from './word-button.tsx'

/** Every language by its own name, in its own language. */
export function LanguagesView(props: {
  readonly spoken: Language
  readonly messages: Messages
  readonly onSpeak: (language: Language) => void
}) {
  const { spoken, messages, onSpeak } = props
  return (
    <nav class="languages" aria-label={messages.languages}>
      {LANGUAGE_CODES.map((language) => (
        <WordButton
          key={language}
          weight="quiet"
          lang={language}
          pressed={language === spoken}
          onPress={() => onSpeak(language)}
        >
          {LANGUAGES[language].name}
        </WordButton>
      ))}
    </nav>
  )
}
