import { fetchLocales, type Locales } from '../messages/locales.ts'
import { fetchSettings } from '../server/fetch-settings.ts'
import type { Settings } from '../state/settings.ts'

/** Whoever repairs a file looks at the screen to see whether it is right. */
const ASK_AGAIN_MS = 5_000

/** All that a museum has of its own to say. */
export type MuseumSettings = { readonly settings: Settings; readonly locales: Locales }

/**
 * The museum's settings and languages. Waits until both are to be had and without a fault: a page
 * that opened without them might light a camera where the museum forbids it. `onSilence` is called
 * each time the server does not answer, `onProblem` each time it answers with faults.
 */
export async function openSettings(
  onSilence: () => void,
  onProblem: (problem: string) => void,
): Promise<MuseumSettings> {
  for (;;) {
    const answer = await fetchSettings(onSilence)
    const spoken = 'problem' in answer ? answer : await fetchLocales(answer.settings, onSilence)
    if ('settings' in answer && 'locales' in spoken) {
      return { settings: answer.settings, locales: spoken.locales }
    }
    if ('problem' in spoken) onProblem(spoken.problem)
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS))
  }
}
