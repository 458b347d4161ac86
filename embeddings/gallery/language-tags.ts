/**
 * Which of the BCP 47 tags serve a language, the best first: the tag itself, then with its last
 * parts taken off one by one (RFC 4647, section 3.4), then the same language as it is written
 * elsewhere.
 */
export function tagsFor(language: string, tags: readonly string[]): readonly string[] {
  const wanted = `${language.toLowerCase()}-`
  const begins = (tag: string): boolean => wanted.startsWith(`${tag.toLowerCase()}-`)
  // By length, and not by taking `language` apart: a stranger may have written thousands of parts.
  const named = tags.filter(begins).sort((a, b) => b.length - a.length)
  const primary = wanted.slice(0, wanted.indexOf('-') + 1)
  const elsewhere = tags.filter((tag) => tag.toLowerCase().startsWith(primary) && !begins(tag))
  return [...named, ...elsewhere]
}
