import { problemSchema } from '../../server/contract/http.ts'
import { parseSettings, type Settings } from '../state/settings.ts'

const ANSWER_WITHIN_MS = 8_000
const ASK_AGAIN_MS = 2_000

/**
 * The museum's `/settings.json`, or what is wrong with it. Where a museum has set nothing the
 * server says so; an answer that there is no such page is somebody else's, and none is never taken
 * for it. Asks until the server answers, since a mirror that the museum turned off must not light
 * because nobody said so; `onSilence` is called each time it does not.
 */
export async function fetchSettings(
  onSilence: () => void,
): Promise<{ settings: Settings } | { problem: string }> {
  let answer = await askForText('/settings.json')
  while (answer === null) {
    onSilence()
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS))
    answer = await askForText('/settings.json')
  }
  const { status, text } = answer
  const json = jsonIn(text)
  if (status < 200 || status > 299) {
    const refused = problemSchema.safeParse(json)
    return {
      problem: refused.success
        ? refused.data.detail
        : `settings.json cannot be read: the server answered ${status}.`,
    }
  }
  return json === undefined ? { problem: 'settings.json is not JSON.' } : parseSettings(json)
}

/** The JSON in a text; undefined where there is none. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What the server answers at a path; null when it does not, or not to the end. */
export async function askForText(path: string): Promise<{ status: number; text: string } | null> {
  try {
    const response = await fetch(path, {
      cache: 'no-cache',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    })
    return { status: response.status, text: await response.text() }
  } catch {
    // Lost connection, time-out, broken answer: all of them are no answer.
    return null
  }
}
