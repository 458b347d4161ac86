import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { SelfieScene } from '../../kiosk/selfie/selfie-state.ts'

export const FORMATS = {
  'a phone': { width: 390, height: 844 },
  'landscape format': { width: 1920, height: 1080 },
  'portrait format': { width: 1080, height: 1920 },
} as const

export type SelfieOptions = {
  readonly viewport?: { readonly width: number; readonly height: number }
  readonly language?: string
  /** A screen to be tapped, with no mouse. */
  readonly touch?: boolean
  /** Called before anything is loaded. */
  readonly before?: (context: BrowserContext) => Promise<unknown>
}

/** The page at home and whoever looks at it. */
export type OpenedSelfie = {
  readonly page: Page
  readonly context: BrowserContext
  /** Everything the page complained of. */
  readonly complaints: string[]
  /** Chooses a picture, as through the browser's own dialogue. */
  give(picture: { readonly name: string; readonly bytes: Buffer }): Promise<void>
  scene(name: SelfieScene['name']): Promise<void>
  press(word: string): Promise<void>
  close(): Promise<void>
}

/** A loaded machine of two cores, loading the nets for the first time. */
const PATIENCE_MS = 60_000

/** Opens the page in a window of its own; `context` opens it in one that was there before. */
export async function openSelfie(
  from: Browser | BrowserContext,
  address: string,
  options: SelfieOptions = {},
): Promise<OpenedSelfie> {
  const { viewport = FORMATS['a phone'], language = 'en', touch = false } = options
  const context =
    'newContext' in from
      ? await from.newContext({ viewport, locale: language, hasTouch: touch, isMobile: touch })
      : from
  await options.before?.(context)
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (/Content.Security.Policy|violates/i.test(message.text())) complaints.push(message.text())
  })
  await page.goto(`${address}/selfie`)
  await page.locator('.start').waitFor()
  return {
    page,
    context,
    complaints,
    give: ({ name, bytes }) =>
      page.locator('input[type=file]').first().setInputFiles({ name, mimeType: '', buffer: bytes }),
    async scene(name) {
      await page.waitForSelector(`html[data-scene="${name}"]`, { state: 'attached' })
    },
    press: (word) => page.getByRole('button', { name: word, exact: true }).click(),
    close: () => context.close(),
  }
}
