import type { KioskSettings } from '../../server/contract/kiosk-settings.ts'
import { EXHIBIT_TEXTS } from '../../server/contract/texts/exhibit-texts.ts'
import type { Language, Locale } from '../../server/contract/texts/languages.ts'
import {
  builtInUnder,
  everyLocale,
  type MuseumTexts,
} from '../../server/contract/texts/museum-texts.ts'
import { askForTexts } from './fetch-texts.ts'
import { exhibitMessages, type Messages } from './messages.ts'

/** The languages of the exhibit. */
export interface Locales {
  /** In the order of the offer. */
  readonly offered: readonly [Locale, ...Locale[]]
  /** The messages in an offered language. */
  messagesIn(language: Language): Messages
}

/** All built-in languages, for the time before a museum's settings and texts are known. */
export const USUAL_LOCALES = localesIn(everyLocale({}), {})

/** The languages that a museum offers, in its own words, or what is wrong with its choice. */
export function openLocales(
  { language, languages }: Pick<KioskSettings, 'language' | 'languages'>,
  museum: MuseumTexts,
): { locales: Locales } | { problem: string } {
  const every = everyLocale(museum)
  const chosen = languages === null ? every.map(({ tag }) => tag) : [...new Set(languages)]
  const faults = chosen
    .filter((tag) => !every.some((locale) => locale.tag === tag))
    .map((tag) => `languages: ${tag} is not built in, and there is no texts/${tag}.json`)
  if (!chosen.includes(language)) {
    faults.push(`language: ${language} is none of those offered (${chosen.join(', ')})`)
  }
  const [first, ...others] = chosen.flatMap((tag) => every.filter((locale) => locale.tag === tag))
  if (faults.length > 0 || first === undefined) {
    return { problem: `settings.json is refused:\n${faults.join('\n')}` }
  }
  return { locales: localesIn([first, ...others], museum) }
}

function localesIn(offered: Locales['offered'], museum: MuseumTexts): Locales {
  const made = new Map<Language, Messages>()
  return {
    offered,
    messagesIn(language) {
      const known = made.get(language)
      if (known !== undefined) return known
      const locale = offered.find(({ tag }) => tag === language)
      if (locale === undefined) throw new Error(`${language} is not offered.`)
      const texts = EXHIBIT_TEXTS[builtInUnder(language, museum)]
      const messages = exhibitMessages(texts, locale, museum)
      made.set(language, messages)
      return messages
    },
  }
}

const ANSWER_WITHIN_MS = 8_000
const ASK_AGAIN_MS = 2_000

/**
 * The languages that the museum offers, in its own words, or what is wrong with its files. Asks
 * until the server answers: without an answer, our consent notice would replace the museum's own.
 * Calls `onSilence` each time no answer comes.
 */
export async function fetchLocales(
  settings: KioskSettings,
  onSilence: () => void,
): Promise<{ locales: Locales } | { problem: string }> {
  let answer = await askForTexts(ANSWER_WITHIN_MS)
  while (answer === null) {
    onSilence()
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS))
    answer = await askForTexts(ANSWER_WITHIN_MS)
  }
  return 'problem' in answer ? answer : openLocales(settings, answer.texts)
}
