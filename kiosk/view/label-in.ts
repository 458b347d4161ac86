import type { Label, LabelTexts } from '../../embeddings/portrait.ts'

/**
 * The texts of a label in the language of a BCP 47 tag, as far as it has them, and for the rest as
 * its source wrote them first. Each text is sought by itself: a museum may translate its titles and
 * leave its media alone.
 */
export function labelIn(label: Label, language: string): LabelTexts {
  const nearest = tagsFor(language, Object.keys(label.translations))
  const inLanguage = (name: keyof LabelTexts): string => {
    const translated = nearest.map((tag) => label.translations[tag]?.[name] ?? '')
    return translated.find((text) => text !== '') ?? label[name]
  }
  return {
    title: inLanguage('title'),
    artist: inLanguage('artist'),
    date: inLanguage('date'),
    medium: inLanguage('medium'),
    museum: inLanguage('museum'),
    creditLine: inLanguage('creditLine'),
    requiredStatement: inLanguage('requiredStatement'),
    room: inLanguage('room'),
  }
}

/**
 * Which of the tags serve a language, the best first: the tag itself, then with its last parts taken
 * off one by one (RFC 4647, section 3.4), then the same language as it is written elsewhere.
 */
function tagsFor(language: string, tags: readonly string[]): readonly string[] {
  const parts = language.toLowerCase().split('-')
  const ranges = parts.map((_, off) => parts.slice(0, parts.length - off).join('-'))
  const named = ranges.flatMap((range) => tags.filter((tag) => tag.toLowerCase() === range))
  const elsewhere = tags.filter(
    (tag) => tag.toLowerCase().startsWith(`${parts[0]}-`) && !named.includes(tag),
  )
  return [...named, ...elsewhere]
}
