import type { Language, Locale } from '../../server/contract/texts/languages.ts'
import { formatSection, type MuseumTexts } from '../../server/contract/texts/museum-texts.ts'
import type { Formatted, Texts } from '../../server/contract/texts/values.ts'

/** Everything the exhibit says to a visitor; docs/languages.md says what each text is for. */
export type Messages = Formatted<'exhibit'> & {
  /** Tag of the language: labels are sought in the same. */
  readonly language: Language
}

/** What the page for people at home says beside the exhibit's own messages. */
export type SelfieMessages = Formatted<'selfie'>

export function exhibitMessages(
  texts: Texts<'exhibit'>,
  locale: Locale,
  museum: MuseumTexts,
): Messages {
  return { ...formatSection('exhibit', texts, locale, museum), language: locale.tag }
}
