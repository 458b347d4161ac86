import { parseSettings, type Settings } from './settings.ts'

const ANSWER_WITHIN_MS = 8_000
const ASK_AGAIN_MS = 2_000

/**
 * The museum's `/settings.json`, the usual settings where there is none, or what is wrong with it.
 * Asks until the server answers, since a mirror that the museum turned off must not light because
 * nobody said so; `onSilence` is called each time it does not.
 */
export async function fetchSettings(
  onSilence: () => void,
): Promise<{ settings: Settings } | { problem: string }> {
  let answer = await ask()
  while (answer === null) {
    onSilence()
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS))
    answer = await ask()
  }
  const { status, text } = answer
  if (status === 404) return parseSettings({})
  if (status < 200 || status > 299) {
    return { problem: `settings.json cannot be read: the server answered ${status}.` }
  }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (problem) {
    return { problem: `settings.json is not JSON: ${String(problem)}` }
  }
  return parseSettings(json)
}

/** What the server answered; null when it did not, or not to the end. */
async function ask(): Promise<{ status: number; text: string } | null> {
  try {
    const response = await fetch('/settings.json', {
      cache: 'no-cache',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    })
    return { status: response.status, text: await response.text() }
  } catch {
    // Lost connection, time-out, broken answer: all of them are no answer.
    return null
  }
}
