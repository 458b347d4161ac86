import type { BrowserContext, Page } from 'playwright-core'
import type { SelfieScene } from '../../kiosk/selfie/selfie-state.ts'
import { FORMATS } from '../browser/accessible.ts'
import { complaintsOf, type SharedChromium } from '../browser/open-chromium.ts'
import { keepScenes, sceneOf } from '../browser/scene-memory.ts'

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
  /** Waits until the page is in a scene, or has passed through it since the last wait. */
  scene(name: SelfieScene['name']): Promise<void>
  press(word: string): Promise<void>
  close(): Promise<void>
}

/** A loaded machine of two cores, loading the nets for the first time. */
const PATIENCE_MS = 60_000

/** Opens the page in a window of its own; `context` opens it in one that was there before. */
export async function openSelfie(
  from: SharedChromium | BrowserContext,
  address: string,
  options: SelfieOptions = {},
): Promise<OpenedSelfie> {
  const { viewport = FORMATS['a phone'], language = 'en', touch = false } = options
  const context =
    'newContext' in from
      ? await from.newContext({
          viewport,
          locale: language,
          hasTouch: touch,
          isMobile: touch,
          deviceScaleFactor: 0.5,
        })
      : from
  await options.before?.(context)
  const page = await context.newPage()
  await keepScenes(page)
  page.setDefaultTimeout(PATIENCE_MS)
  const complaints = complaintsOf(page)
  await page.goto(`${address}/selfie`)
  await sceneOf(page, 'start')
  await page.locator('.start').waitFor()
  return {
    page,
    context,
    complaints,
    give: ({ name, bytes }) =>
      page.locator('input[type=file]').first().setInputFiles({ name, mimeType: '', buffer: bytes }),
    scene: (name) => sceneOf(page, name),
    press: (word) => page.getByRole('button', { name: word, exact: true }).click(),
    close: () => context.close(),
  }
}
