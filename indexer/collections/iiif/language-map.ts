import { plainText } from '../plain-text.ts'
import { languageToShow, NO_LANGUAGE } from '../preferred-language.ts'
import { asArray, field } from './loose-json.ts'

/**
 * Texts by language: BCP 47 tags, and none where the language is not said. Texts are plain and on
 * one line; languages without a text are left out.
 */
export type LanguageMap = ReadonlyMap<string, readonly string[]>

const LANGUAGE_TAG = /^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i
/** A label is a line on a wall: what goes beyond either is a document's mistake, or its malice. */
const MAX_LANGUAGES = 40
const MAX_TEXTS = 20

/**
 * Reads the language maps of version 3 (`{ "en": ["A"] }`), the values of version 2 (`"A"`, `{
 * "@value": "A", "@language": "en" }`, arrays of both) and whatever lies between; what is none of
 * these is no text.
 */
export function readLanguageMap(value: unknown): LanguageMap {
  const texts = new Map<string, string[]>()
  const add = (language: unknown, text: unknown): void => {
    const words = typeof text === 'number' ? String(text) : text
    if (typeof words !== 'string') return
    const plain = plainText(words)
    if (plain === '') return
    const tag = isLanguageTag(language) ? language : NO_LANGUAGE
    const known = texts.get(tag) ?? []
    if (known.length < MAX_TEXTS) known.push(plain)
    if (texts.size < MAX_LANGUAGES) texts.set(tag, known)
  }
  for (const one of asArray(value)) {
    if (typeof one !== 'object') add(undefined, one)
    else if (field(one, '@value') !== undefined) {
      for (const text of asArray(field(one, '@value'))) add(field(one, '@language'), text)
    } else if (!Array.isArray(one)) {
      for (const [language, said] of Object.entries(one as object)) {
        for (const text of asArray(said)) add(language, text)
      }
    }
  }
  return texts
}

export function isLanguageTag(value: unknown): value is string {
  return typeof value === 'string' && LANGUAGE_TAG.test(value)
}

/** The text in the language to show; several of one language with semicolons between. */
export function inLanguage(texts: LanguageMap, languages: readonly string[]): string {
  const tag = languageToShow(texts.keys(), languages)
  return (tag === undefined ? [] : (texts.get(tag) ?? [])).join('; ')
}
