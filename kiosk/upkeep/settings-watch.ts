import { askForText } from '../server/fetch-settings.ts'

/** What a museum may change while a kiosk runs. */
const WATCHED = ['/settings.json', '/museum/texts.json']

/** Tells whether the museum's settings or texts are others than those the page was opened with. */
export interface SettingsWatch {
  /**
   * Asks the server once. What it does not answer, or refuses, is no change: the page has what it
   * had.
   */
  look(): Promise<void>
  readonly hasChanged: boolean
}

export function watchSettings(): SettingsWatch {
  const first = new Map<string, string>()
  let hasChanged = false
  return {
    async look() {
      for (const path of WATCHED) {
        const answer = await askForText(path)
        if (answer === null || answer.status < 200 || answer.status > 299) continue
        if (!first.has(path)) first.set(path, answer.text)
        else if (first.get(path) !== answer.text) hasChanged = true
      }
    },
    get hasChanged() {
      return hasChanged
    },
  }
}
