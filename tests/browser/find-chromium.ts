import { existsSync } from 'node:fs'

/**
 * Where Chromium and its relations are installed on Linux and macOS, the cheapest first: without
 * the browser's own windows, a test takes three quarters of the processor time.
 */
const PLACES: readonly string[] = [
  '/usr/lib/chromium/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/microsoft-edge',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
]

/** The browser that tests drive: the one PENDANT_CHROMIUM names, else the first found. */
export function findChromium(named: string | undefined): string | undefined {
  return named === undefined || named === '' ? PLACES.find((place) => existsSync(place)) : named
}

export const NO_CHROMIUM =
  'No Chromium, Chrome or Edge was found. Install one ("sudo apt-get install chromium", ' +
  '"brew install --cask google-chrome") or name it in PENDANT_CHROMIUM.'
