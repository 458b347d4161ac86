import type { Request } from 'express'
import { tagsFor } from '../../embeddings/gallery/language-tags.ts'
import type { Rooms } from '../contract/way-to.ts'
import { PAGE_LANGUAGES, WORDS, type Words } from './words.ts'

/** All that a page depends on beside the work it shows. */
export type Setting = {
  readonly words: Words
  /** Languages to seek the texts of labels in, the reader's own first. */
  readonly languages: readonly string[]
  /** What the museum tells of its rooms. */
  readonly rooms: Rooms
  /** Such as `https://museum.example`. */
  readonly origin: string
  /** Paths of the built stylesheet and icon; undefined where the kiosk is not built. */
  readonly stylesheet: string | undefined
  readonly icon: string | undefined
}

/**
 * What to speak to whoever asks, by Accept-Language: the page's own words in one of its languages;
 * labels in the reader's first language, be it one of those or not. A reader's lesser languages are
 * not sought in labels: the source's own, whose language is often not said, may be the better one.
 */
export function spokenTo(request: Request): Pick<Setting, 'words' | 'languages'> {
  const wanted = request.acceptsLanguages()
  const [chosen] = wanted.flatMap((tag) => tagsFor(tag, PAGE_LANGUAGES))
  const language = PAGE_LANGUAGES.find((each) => each === chosen) ?? 'en'
  const [first = '*'] = wanted
  return { words: WORDS[language], languages: first === '*' ? [language] : [first, language] }
}
