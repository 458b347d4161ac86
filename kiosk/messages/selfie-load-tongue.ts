import { tagsFor } from '../../embeddings/gallery/language-tags.ts'
import type { BuiltIn, Language, Tongue } from '../state/languages.ts'
import type { Messages, Texts } from './messages.ts'
import {
  builtInUnder,
  everyTongue,
  exhibitMessages,
  type MuseumTexts,
  museumMessages,
} from './museum-language.ts'
import { SELFIE, type SelfieMessages, type SelfieTexts } from './selfie-messages.ts'

/** A language of the page for people at home, with all that is said in it. */
export type SelfieTongue = Tongue & {
  readonly offered: readonly [Tongue, ...Tongue[]]
  /** The exhibit's own words, where they serve here too. */
  readonly messages: Messages
  readonly words: SelfieMessages
}

/** Each language is two files of its own: a phone fetches those of the one that is spoken. */
const EXHIBIT_TEXTS: Readonly<Record<BuiltIn, () => Promise<Texts>>> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
  ja: async () => (await import('./ja.ts')).ja,
  'zh-Hans': async () => (await import('./zh-hans.ts')).zhHans,
  ar: async () => (await import('./ar.ts')).ar,
}
export const SELFIE_TEXTS: Readonly<Record<BuiltIn, () => Promise<SelfieTexts>>> = {
  en: async () => (await import('./selfie-en.ts')).en,
  fr: async () => (await import('./selfie-fr.ts')).fr,
  de: async () => (await import('./selfie-de.ts')).de,
  es: async () => (await import('./selfie-es.ts')).es,
  ja: async () => (await import('./selfie-ja.ts')).ja,
  'zh-Hans': async () => (await import('./selfie-zh-hans.ts')).zhHans,
  ar: async () => (await import('./selfie-ar.ts')).ar,
}

/** What is said in a language that is offered; rejects where its files do not arrive. */
export async function loadTongue(language: Language, museum: MuseumTexts): Promise<SelfieTongue> {
  const offered = everyTongue(museum)
  const tongue = offered.find(({ tag }) => tag === language)
  if (tongue === undefined) throw new Error(`${language} is not offered.`)
  const builtIn = builtInUnder(language, museum)
  const [exhibit, selfie] =
    builtIn === null
      ? [null, null]
      : await Promise.all([EXHIBIT_TEXTS[builtIn](), SELFIE_TEXTS[builtIn]()])
  const over = museum.get(language)?.selfie
  return {
    ...tongue,
    offered,
    messages: exhibitMessages(exhibit, tongue, museum),
    words: museumMessages(SELFIE, selfie, over, tongue, museum),
  }
}

/** The language of those offered that serves a reader best, by the tags the browser has; or English. */
export function preferredLanguage(wanted: readonly string[], museum: MuseumTexts): Language {
  const offered = everyTongue(museum).map(({ tag }) => tag)
  const [best = 'en'] = wanted.flatMap((tag) => tagsFor(tag, offered))
  return best
}
