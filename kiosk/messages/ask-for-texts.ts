/**
 * What the museum says in its own words: the JSON of `/museum/texts.json`, which is for
 * `parseMuseumTexts` to read, or why there is none to be had; null where nobody answered in time.
 */
export async function askForTexts(
  withinMs: number,
): Promise<{ json: unknown } | { problem: string } | null> {
  try {
    const response = await fetch('/museum/texts.json', {
      cache: 'no-cache',
      signal: AbortSignal.timeout(withinMs),
    })
    const json: unknown = await response.json()
    if (response.ok) return { json }
    const { detail } = json as { detail?: string }
    return { problem: detail ?? `The museum’s own texts: the server answered ${response.status}.` }
  } catch {
    // Lost connection, time-out, broken answer: all of them are no answer.
    return null
  }
}
