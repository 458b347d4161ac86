/**
 * Which of the BCP 47 tags serve a language, the best first: the tag itself, then with its last parts
 * taken off one by one (RFC 4647, section 3.4), then the same language as it is written elsewhere.
 */
export function tagsFor(language: string, tags: readonly string[]): readonly string[] {
  const parts = language.toLowerCase().split('-')
  const ranges = parts.map((_, off) => parts.slice(0, parts.length - off).join('-'))
  const named = ranges.flatMap((range) => tags.filter((tag) => tag.toLowerCase() === range))
  const elsewhere = tags.filter(
    (tag) => tag.toLowerCase().startsWith(`${parts[0]}-`) && !named.includes(tag),
  )
  return [...named, ...elsewhere]
}
