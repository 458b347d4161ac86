import type { Language, Locale } from '../../server/contract/texts/languages.ts'
import { formatSection, type MuseumTexts } from '../../server/contract/texts/museum-texts.ts'
import type { Formatted, Texts } from '../../server/contract/texts/values.ts'

/** Every text of the exhibit for visitors. docs/languages.md explains each of them. */
export type Messages = Formatted<'exhibit'> & {
  /** Tag of the language. Labels are looked up in the same language. */
  readonly language: Language
}

/** The texts of the page at home beside the exhibit's own messages. */
export type SelfieMessages = Formatted<'selfie'>

/** The texts of the atlas beside the exhibit's own messages. */
export type AtlasMessages = Formatted<'atlas'>

export function exhibitMessages(
  texts: Texts<'exhibit'>,
  locale: Locale,
  museum: MuseumTexts,
): Messages {
  return { ...formatSection('exhibit', texts, locale, museum), language: locale.tag }
}
