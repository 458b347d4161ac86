import type { BuiltIn, Language, Locale } from '../../server/contract/texts/languages.ts'
import {
  loadAtlasTexts,
  loadExhibitTexts,
  loadSelfieTexts,
} from '../../server/contract/texts/load-texts.ts'
import {
  builtInUnder,
  everyLocale,
  formatSection,
  type MuseumTexts,
} from '../../server/contract/texts/museum-texts.ts'
import type { Formatted, Texts } from '../../server/contract/texts/values.ts'
import { exhibitMessages, type Messages } from './messages.ts'

/** A language of a page beside the exhibit, with all its texts. */
type PageLocale<Of extends 'selfie' | 'atlas'> = Locale & {
  readonly offered: readonly [Locale, ...Locale[]]
  /** The exhibit's own messages, as far as the page uses them. */
  readonly messages: Messages
  readonly words: Formatted<Of>
}

export type SelfieLocale = PageLocale<'selfie'>
export type AtlasLocale = PageLocale<'atlas'>

/** Loads the texts of the page at home in an offered language. Rejects when a file is missing. */
export function loadLocale(language: Language, museum: MuseumTexts): Promise<SelfieLocale> {
  return loadPage('selfie', loadSelfieTexts, language, museum)
}

/** The same of the atlas. */
export function loadAtlasLocale(language: Language, museum: MuseumTexts): Promise<AtlasLocale> {
  return loadPage('atlas', loadAtlasTexts, language, museum)
}

async function loadPage<Of extends 'selfie' | 'atlas'>(
  section: Of,
  load: (under: BuiltIn) => Promise<Texts<Of>>,
  language: Language,
  museum: MuseumTexts,
): Promise<PageLocale<Of>> {
  const offered = everyLocale(museum)
  const locale = offered.find(({ tag }) => tag === language)
  if (locale === undefined) throw new Error(`${language} is not offered.`)
  const under = builtInUnder(language, museum)
  const [exhibit, own] = await Promise.all([loadExhibitTexts(under), load(under)])
  return {
    ...locale,
    offered,
    messages: exhibitMessages(exhibit, locale, museum),
    words: formatSection(section, own, locale, museum),
  }
}
