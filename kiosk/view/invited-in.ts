import type { Language, Locale } from '../../server/contract/texts/languages.ts'
import type { Locales } from '../messages/locales.ts'

/** Turns of the procession for which one language invites. */
const TURNS_A_LANGUAGE = 2

/** The language that invites in a turn of the procession: the museum's own first, then one after another. */
export function invitedIn({ offered }: Locales, own: Language, turn: number): Locale {
  const first = Math.max(
    0,
    offered.findIndex(({ tag }) => tag === own),
  )
  const at = (first + Math.floor(turn / TURNS_A_LANGUAGE)) % offered.length
  return offered[at] ?? offered[0]
}
