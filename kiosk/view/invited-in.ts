import type { Tongues } from '../messages/tongues.ts'
import type { Language, Tongue } from '../state/languages.ts'

/** Turns of the procession for which one language invites. */
const TURNS_A_LANGUAGE = 2

/** The language that invites in a turn of the procession: the museum's own first, then one after another. */
export function invitedIn({ offered }: Tongues, own: Language, turn: number): Tongue {
  const first = Math.max(
    0,
    offered.findIndex(({ tag }) => tag === own),
  )
  const at = (first + Math.floor(turn / TURNS_A_LANGUAGE)) % offered.length
  return offered[at] ?? offered[0]
}
