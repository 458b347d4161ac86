import { tagsFor } from '../../embeddings/gallery/language-tags.ts'

/** The tag of texts whose language is not said. */
export const NO_LANGUAGE = ''

/**
 * Of the languages that a text is in, by BCP 47 tag, the one to show: the first wanted that there
 * is, else the one that is not said, else any. Undefined where there is no text at all.
 */
export function languageToShow(
  there: Iterable<string>,
  wanted: readonly string[],
): string | undefined {
  const tags = [...there]
  for (const language of wanted) {
    const [tag] = tagsFor(language, tags)
    if (tag !== undefined) return tag
  }
  return tags.includes(NO_LANGUAGE) ? NO_LANGUAGE : tags[0]
}
