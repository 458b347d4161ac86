import type { KioskSettings } from '../../server/contract/kiosk-settings.ts'
import type { BuiltIn, Language, Tongue } from '../state/languages.ts'
import { ar } from './ar.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { ja } from './ja.ts'
import type { Messages, Texts } from './messages.ts'
import {
  builtInUnder,
  everyTongue,
  exhibitMessages,
  type MuseumTexts,
  NO_MUSEUM_TEXTS,
} from './museum-language.ts'
import { zhHans } from './zh-hans.ts'

/** The languages that the exhibit speaks. */
export interface Tongues {
  /** In the order they are offered. */
  readonly offered: readonly [Tongue, ...Tongue[]]
  /** What is said in a language that is offered. */
  messagesIn(language: Language): Messages
}

/** The exhibit's texts, with no word of a museum's. */
export const TEXTS: Readonly<Record<BuiltIn, Texts>> = {
  en,
  fr,
  de,
  es,
  ja,
  'zh-Hans': zhHans,
  ar,
}

/** All that is built in: what is spoken before a museum's settings and texts are known. */
export const USUAL_TONGUES = tonguesOf(everyTongue(NO_MUSEUM_TEXTS), NO_MUSEUM_TEXTS)

/** The languages a museum offers, in its own words; or what is wrong with how it chose them. */
export function openTongues(
  { language, languages }: Pick<KioskSettings, 'language' | 'languages'>,
  museum: MuseumTexts,
): { tongues: Tongues } | { problem: string } {
  const every = everyTongue(museum)
  const chosen = languages === null ? every.map(({ tag }) => tag) : [...new Set(languages)]
  const faults = chosen
    .filter((tag) => !every.some((tongue) => tongue.tag === tag))
    .map((tag) => `languages: ${tag} is not built in, and there is no texts/${tag}.json`)
  if (!chosen.includes(language)) {
    faults.push(`language: ${language} is none of those offered (${chosen.join(', ')})`)
  }
  const [first, ...others] = chosen.flatMap((tag) => every.filter((tongue) => tongue.tag === tag))
  if (faults.length > 0 || first === undefined) {
    return { problem: `settings.json is refused:\n${faults.join('\n')}` }
  }
  return { tongues: tonguesOf([first, ...others], museum) }
}

function tonguesOf(offered: Tongues['offered'], museum: MuseumTexts): Tongues {
  const spoken = new Map<Language, Messages>()
  return {
    offered,
    messagesIn(language) {
      const known = spoken.get(language)
      if (known !== undefined) return known
      const tongue = offered.find(({ tag }) => tag === language)
      if (tongue === undefined) throw new Error(`${language} is not offered.`)
      const under = builtInUnder(language, museum)
      const messages = exhibitMessages(under === null ? null : TEXTS[under], tongue, museum)
      spoken.set(language, messages)
      return messages
    },
  }
}
