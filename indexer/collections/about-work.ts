import type { Label } from '../../embeddings/gallery/portrait.ts'

/**
 * A text about a work, in a language by BCP 47 tag: visitors read it who read that language, and if
 * the tag is empty, all of them.
 */
export function aboutIn(language: string, about: string): Pick<Label, 'about' | 'translations'> {
  return { about, translations: about === '' || language === '' ? {} : { [language]: { about } } }
}
