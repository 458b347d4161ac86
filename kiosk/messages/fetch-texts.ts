import type { MuseumTexts } from '../../server/contract/texts/museum-texts.ts'

/**
 * The museum's own texts from `/museum/texts.json`, checked by the server, or what is wrong with
 * them; null without an answer in time.
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

/** Longest wait of the page at home for the museum's own texts, in milliseconds. */
const ANSWER_WITHIN_MS = 2_000

/**
 * The museum's own texts for the page at home. Its readers cannot mend faulty texts, so the page
 * leaves out texts that are faulty or late, and the console says why.
 */
export async function ownTexts(): Promise<MuseumTexts> {
  const answer = await askForTexts(ANSWER_WITHIN_MS)
  if (answer === null) return {}
  if ('texts' in answer) return answer.texts
  console.error(answer.problem)
  return {}
}
