import { plainText } from '../plain-text.ts'
import { languageToShow, NO_LANGUAGE } from '../preferred-language.ts'

const PREFERRED_LABEL = 'http://www.w3.org/2004/02/skos/core#prefLabel'
/** A BCP 47 tag, as the keys of a language map are. */
const LANGUAGE_TAG = /^[a-z]{2,3}(-[a-z0-9]+)*$/i

/** Texts in the order they came, by language tag, or none where it is not said. */
type TextsByLanguage = ReadonlyMap<string, readonly string[]>

/**
 * A text value of framed JSON-LD, which comes in four shapes, one within the other at will: a plain
 * text, `{"@language", "@value"}`, an array, a language map `{nl: …}`; and a thing with a
 * `prefLabel`.
 */
export function textsByLanguage(value: unknown): TextsByLanguage {
  const texts = new Map<string, string[]>()
  collect(value, NO_LANGUAGE, texts)
  return texts
}

function collect(value: unknown, language: string, texts: Map<string, string[]>): void {
  if (typeof value === 'string' || typeof value === 'number') {
    const text = plainText(String(value))
    const known = texts.get(language)
    if (text === '' || known?.includes(text)) return
    if (known) known.push(text)
    else texts.set(language, [text])
  } else if (Array.isArray(value)) {
    for (const each of value) collect(each, language, texts)
  } else if (typeof value === 'object' && value !== null) {
    const fields = value as Record<string, unknown>
    if ('@value' in fields) {
      const tag = fields['@language']
      collect(fields['@value'], typeof tag === 'string' ? tag.toLowerCase() : language, texts)
    } else if (PREFERRED_LABEL in fields) {
      collect(fields[PREFERRED_LABEL], language, texts)
    } else {
      for (const [key, inLanguage] of Object.entries(fields)) {
        if (key === '@none' || key === 'none') collect(inLanguage, NO_LANGUAGE, texts)
        else if (key !== 'id' && LANGUAGE_TAG.test(key))
          collect(inLanguage, key.toLowerCase(), texts)
      }
    }
  }
}

/** The texts in the language to show. */
export function textsIn(texts: TextsByLanguage, languages: readonly string[]): readonly string[] {
  const tag = languageToShow(texts.keys(), languages)
  return (tag === undefined ? undefined : texts.get(tag)) ?? []
}

/** The things in a value, such as several makers, each with names in some languages. */
export function things(value: unknown): unknown[] {
  const isThing = (each: unknown): boolean =>
    typeof each === 'object' && each !== null && PREFERRED_LABEL in each
  return Array.isArray(value) && value.some(isThing) ? value : [value]
}
