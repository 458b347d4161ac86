import type { MuseumTexts } from '../../server/contract/texts/museum-texts.ts'

/**
 * The museum's own texts from `/museum/texts.json`, which the server has checked, or what is wrong
 * with them; null when no answer came in time.
 */
export async function askForTexts(
  withinMs: number,
): Promise<{ texts: MuseumTexts } | { problem: string } | null> {
  try {
    const response = await fetch('/museum/texts.json', {
      cache: 'no-cache',
      signal: AbortSignal.timeout(withinMs),
    })
    const json: unknown = await response.json()
    if (response.ok) return { texts: json as MuseumTexts }
    const { detail } = json as { detail?: string }
    return { problem: detail ?? `The museum’s own texts: the server answered ${response.status}.` }
  } catch {
    // A lost connection, a time-out and a broken answer all count as no answer.
    return null
  }
}

/** The page at home waits this long for the museum's own texts. */
const ANSWER_WITHIN_MS = 2_000

/**
 * The museum's own texts for the page at home. Nobody who could mend them reads it, so texts that
 * are refused or late are left away, and the console says why.
 */
export async function ownTexts(): Promise<MuseumTexts> {
  const answer = await askForTexts(ANSWER_WITHIN_MS)
  if (answer === null) return {}
  if ('texts' in answer) return answer.texts
  console.error(answer.problem)
  return {}
}
