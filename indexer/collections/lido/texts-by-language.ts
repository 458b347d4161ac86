import { languageToShow, NO_LANGUAGE } from '../preferred-language.ts'

/** The same text in several languages, by BCP 47 tag, or none where it is not said. */
export type TextsByLanguage = ReadonlyMap<string, string>

/** Of texts in order of preference the first in each language. */
export function byLanguage(
  texts: Iterable<{ readonly language: string; readonly text: string }>,
): TextsByLanguage {
  const first = new Map<string, string>()
  for (const { language, text } of texts) {
    const tag = languageTag(language)
    if (text !== '' && !first.has(tag)) first.set(tag, text)
  }
  return first
}

/** The text in the language to show. */
export function inPreferred(texts: TextsByLanguage, languages: readonly string[]): string {
  const tag = preferredTag(texts, languages)
  return (tag === undefined ? undefined : texts.get(tag)) ?? ''
}

/** The language of `inPreferred`; undefined where there is no text at all. */
export function preferredTag(
  texts: TextsByLanguage,
  languages: readonly string[],
): string | undefined {
  return languageToShow(texts.keys(), languages.map(languageTag))
}

/** Several texts as one, in every language that one of them is in. */
export function joinTexts(parts: readonly TextsByLanguage[], separator: string): TextsByLanguage {
  const tags = new Set(parts.flatMap((part) => [...part.keys()]))
  return new Map(
    [...tags].map((tag) => {
      const texts = parts.map((part) => inPreferred(part, [tag])).filter((text) => text !== '')
      return [tag, [...new Set(texts)].join(separator)]
    }),
  )
}

/** The first texts in each language. */
export function firstTexts(parts: readonly TextsByLanguage[]): TextsByLanguage {
  return byLanguage(
    parts.flatMap((part) => [...part].map(([language, text]) => ({ language, text }))),
  )
}

/** `ger` and `DE` as `de`; what is no tag as none. */
function languageTag(language: string): string {
  try {
    return Intl.getCanonicalLocales(language.trim().replaceAll('_', '-'))[0] ?? NO_LANGUAGE
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return NO_LANGUAGE
  }
}
