import { loadScript } from './load-script.ts'
import type { Tongues } from './tongues.ts'

/**
 * Fetches the letters of all languages that are offered: first those of their names, which are on
 * the first screen, then of all that is said, so that no visitor sees a language arrive. Labels bring
 * letters of their own, which come when they hang. Rejects where a file does not arrive.
 */
export async function loadLetters({ offered, messagesIn }: Tongues): Promise<void> {
  for (const tongue of offered) await loadScript(tongue, tongue.name)
  for (const tongue of offered) {
    // What JSON leaves out are texts with places; nearly all their letters are in others.
    await loadScript(tongue, JSON.stringify(messagesIn(tongue.tag)))
  }
}
