import { askForTexts } from './ask-for-texts.ts'
import { type MuseumTexts, NO_MUSEUM_TEXTS } from './museum-language.ts'

/** A reader at home is kept waiting for the museum's own words no longer than this. */
const ANSWER_WITHIN_MS = 2_000

/**
 * The museum's own words for the page at home. Nobody who could mend them reads it, so words that
 * are refused or late are left away, and the console says why.
 */
export async function ownTexts(): Promise<MuseumTexts> {
  const answer = await askForTexts(ANSWER_WITHIN_MS)
  if (answer === null) return NO_MUSEUM_TEXTS
  if ('problem' in answer) return leftAway(answer.problem)
  if (isEmpty(answer.json)) return NO_MUSEUM_TEXTS
  // The check of files that few museums have is no part of what every phone fetches first.
  const { parseMuseumTexts } = await import('./museum-texts.ts')
  const read = parseMuseumTexts(answer.json)
  return 'problem' in read ? leftAway(read.problem) : read.texts
}

function isEmpty(json: unknown): boolean {
  return typeof json === 'object' && json !== null && Object.keys(json).length === 0
}

function leftAway(problem: string): MuseumTexts {
  console.error(problem)
  return NO_MUSEUM_TEXTS
}
