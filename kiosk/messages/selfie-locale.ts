import type { Language, Locale } from '../../server/contract/texts/languages.ts'
import { loadExhibitTexts, loadSelfieTexts } from '../../server/contract/texts/load-texts.ts'
import {
  builtInUnder,
  everyLocale,
  formatSection,
  type MuseumTexts,
} from '../../server/contract/texts/museum-texts.ts'
import { exhibitMessages, type Messages, type SelfieMessages } from './messages.ts'

/** A language of the page at home, with all its texts. */
export type SelfieLocale = Locale & {
  readonly offered: readonly [Locale, ...Locale[]]
  /** The exhibit's own messages, as far as the page at home uses them. */
  readonly messages: Messages
  readonly words: SelfieMessages
}

/** Loads the texts of one offered language. Rejects when a file does not arrive. */
export async function loadLocale(language: Language, museum: MuseumTexts): Promise<SelfieLocale> {
  const offered = everyLocale(museum)
  const locale = offered.find(({ tag }) => tag === language)
  if (locale === undefined) throw new Error(`${language} is not offered.`)
  const under = builtInUnder(language, museum)
  const [exhibit, selfie] = await Promise.all([loadExhibitTexts(under), loadSelfieTexts(under)])
  return {
    ...locale,
    offered,
    messages: exhibitMessages(exhibit, locale, museum),
    words: formatSection('selfie', selfie, locale, museum),
  }
}
