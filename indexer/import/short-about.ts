import type { Label } from '../../embeddings/gallery/portrait.ts'
import { plainText } from '../collections/plain-text.ts'
import { slug } from '../collections/work-id.ts'

/** Characters that are told of a work beside it; a museum's own page tells the rest. */
const MOST_CHARACTERS = 200
/** Each takes the room of two of the others, and tells as much. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303F]/gu
/** After one of these, or an initial, a full stop ends no sentence. */
const ABBREVIATED =
  /(?:^|[\s(])(?:\p{Lu}|\d+|St|Mr|Mrs|Ms|Dr|Prof|Sr|Jr|Mme|Hl|Sig|ca?|fl|no|Nr|vol|cat|inv|geb|gest|vgl|u\.a|z\.B)\.\s*$/u

/**
 * A label of which the texts about the work, in every language, are short: whole sentences where
 * they fit, else words. A text that only says the title again is left out.
 */
export function withShortAbout(label: Label): Label {
  const translations = Object.entries(label.translations).map(([language, { about, ...texts }]) => {
    const short = shortAbout(about ?? '', texts.title ?? label.title)
    return [language, short === '' ? texts : { ...texts, about: short }] as const
  })
  return {
    ...label,
    about: shortAbout(label.about, label.title),
    translations: Object.fromEntries(translations.filter(([, texts]) => !isEmpty(texts))),
  }
}

function isEmpty(texts: object): boolean {
  return Object.keys(texts).length === 0
}

function shortAbout(about: string, title: string): string {
  // Some databases encode their HTML twice: what was decoded once may still hold tags.
  const text = plainText(about)
  return slug(text) === slug(title) && slug(title) !== '' ? '' : inShort(text)
}

function inShort(text: string): string {
  if (lengthOf(text) <= MOST_CHARACTERS) return text
  let sentences = ''
  for (const sentence of sentencesOf(text)) {
    if (lengthOf((sentences + sentence).trimEnd()) > MOST_CHARACTERS) break
    sentences += sentence
  }
  return sentences === '' ? inWords(text) : sentences.trimEnd()
}

function lengthOf(text: string): number {
  return text.length + (text.match(WIDE)?.length ?? 0)
}

function sentencesOf(text: string): string[] {
  const sentences: string[] = []
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text)) {
    const last = sentences.at(-1)
    if (last !== undefined && ABBREVIATED.test(last))
      sentences[sentences.length - 1] = last + segment
    else sentences.push(segment)
  }
  return sentences
}

function inWords(text: string): string {
  let words = ''
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'word' }).segment(text)) {
    if (lengthOf(words + segment) >= MOST_CHARACTERS) break
    words += segment
  }
  return `${words.replace(/[\s\p{P}]+$/u, '')}…`
}
