import type { KioskSettings } from '../../server/contract/kiosk-settings.ts'
import { askForTexts } from './ask-for-texts.ts'
import { parseMuseumTexts } from './museum-texts.ts'
import { openTongues, type Tongues } from './tongues.ts'

const ANSWER_WITHIN_MS = 8_000
const ASK_AGAIN_MS = 2_000

/**
 * The languages the museum offers, in its own words, or what is wrong with its files. Asks until the
 * server answers, since a museum's notice must not be another because nobody said so; `onSilence`
 * is called each time it does not.
 */
export async function fetchTongues(
  settings: KioskSettings,
  onSilence: () => void,
): Promise<{ tongues: Tongues } | { problem: string }> {
  let answer = await askForTexts(ANSWER_WITHIN_MS)
  while (answer === null) {
    onSilence()
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS))
    answer = await askForTexts(ANSWER_WITHIN_MS)
  }
  if ('problem' in answer) return answer
  const own = parseMuseumTexts(answer.json)
  return 'problem' in own ? own : openTongues(settings, own.texts)
}
