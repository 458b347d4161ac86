const ANSWER_WITHIN_MS = 8_000

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
        const text = await textAt(path)
        if (text === null) continue
        if (!first.has(path)) first.set(path, text)
        else if (first.get(path) !== text) hasChanged = true
      }
    },
    get hasChanged() {
      return hasChanged
    },
  }
}

async function textAt(path: string): Promise<string | null> {
  try {
    const response = await fetch(path, {
      cache: 'no-cache',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    })
    return response.ok ? await response.text() : null
  } catch {
    // Lost connection, time-out, broken answer: all of them are no answer.
    return null
  }
}
