import type { Locale } from '../../server/contract/texts/languages.ts'
import { within } from '../camera/within.ts'
import type { Locales } from './locales.ts'

/** Some megabytes over a slow network. */
const LETTERS_WITHIN_MS = 60_000

/** The typefaces of a script, beside Latin, which every page has. */
type Faces = { readonly styles: () => Promise<unknown>; readonly families: readonly string[] }

const FACES: Readonly<Record<string, Faces>> = {
  Jpan: {
    styles: () => import('../styles/fonts-jpan.css'),
    families: ['Noto Serif JP Variable', 'Noto Sans JP Variable'],
  },
  Hans: {
    styles: () => import('../styles/fonts-hans.css'),
    families: ['Noto Serif SC Variable', 'Noto Sans SC Variable'],
  },
  Arab: {
    styles: () => import('../styles/fonts-arab.css'),
    families: ['Noto Naskh Arabic Variable', 'Noto Sans Arabic Variable'],
  },
}

/**
 * Loads the typefaces of a language, and the letters of a text, before the page shows the text.
 * Other letters load when they appear. Does nothing for a script without a bundled typeface: the
 * machine's own fonts serve. Rejects when a file does not arrive.
 */
export async function loadScript({ tag }: Locale, text: string): Promise<void> {
  const faces = FACES[new Intl.Locale(tag).maximize().script ?? '']
  if (faces === undefined) return
  await within(LETTERS_WITHIN_MS, `The typefaces of ${tag}`, faces.styles())
  // A browser looks each letter up, however often it comes: whole texts hold it up for a second.
  const letters = [...new Set(text)].join('')
  const load = (family: string) =>
    within(
      LETTERS_WITHIN_MS,
      `The typeface ${family}`,
      document.fonts.load(`1em "${family}"`, letters),
    )
  await Promise.all(faces.families.map(load))
}

/**
 * Loads the letters of all offered languages: first those of their names, which the first screen
 * shows, then those of all texts. No visitor then sees a language load. Labels load their own
 * letters when they hang. Rejects when a file does not arrive.
 */
export async function loadLetters({ offered, messagesIn }: Locales): Promise<void> {
  for (const locale of offered) await loadScript(locale, locale.name)
  for (const locale of offered) {
    // JSON leaves out the texts that take values. Other texts hold nearly all of their letters.
    await loadScript(locale, JSON.stringify(messagesIn(locale.tag)))
  }
}
