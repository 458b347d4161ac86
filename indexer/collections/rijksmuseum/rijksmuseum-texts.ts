const PREFERRED_LABEL = 'http://www.w3.org/2004/02/skos/core#prefLabel'
/** A BCP 47 tag, as the keys of a language map are. */
const LANGUAGE_TAG = /^[a-z]{2,3}(-[a-z0-9]+)*$/i

/** Texts in the order they came, by language tag; under '' those without a language. */
type TextsByLanguage = ReadonlyMap<string, readonly string[]>

/**
 * A text value of framed JSON-LD, which comes in four shapes, one within the other at will: a plain
 * text, `{"@language", "@value"}`, an array, a language map `{nl: …}`; and a thing with a `prefLabel`.
 */
export function textsByLanguage(value: unknown): TextsByLanguage {
  const texts = new Map<string, string[]>()
  collect(value, '', texts)
  return texts
}

function collect(value: unknown, language: string, texts: Map<string, string[]>): void {
  if (typeof value === 'string' || typeof value === 'number') {
    const text = String(value).replaceAll(/\s+/g, ' ').trim()
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
        if (key === '@none' || key === 'none') collect(inLanguage, '', texts)
        else if (key !== 'id' && LANGUAGE_TAG.test(key))
          collect(inLanguage, key.toLowerCase(), texts)
      }
    }
  }
}

/** The texts in the first of these languages that there is, else in any. */
export function textsIn(texts: TextsByLanguage, languages: readonly string[]): readonly string[] {
  for (const language of languages) {
    const wanted = primary(language)
    const tag = texts.has(language)
      ? language
      : [...texts.keys()].find((each) => primary(each) === wanted)
    if (tag !== undefined) return texts.get(tag) ?? []
  }
  return texts.values().next().value ?? []
}

/** `pt-br` as `pt`. */
function primary(tag: string): string {
  return tag.toLowerCase().split('-')[0] ?? ''
}

/** The things a value holds, such as several makers, each with a name of its own in some languages. */
export function things(value: unknown): unknown[] {
  const isThing = (each: unknown): boolean =>
    typeof each === 'object' && each !== null && PREFERRED_LABEL in each
  return Array.isArray(value) && value.some(isThing) ? value : [value]
}
