import type { BrowserContext, Page } from 'playwright-core'
import type { SceneName } from '../../kiosk/state/scene.ts'
import { complaintsOf, type SharedChromium } from '../browser/open-chromium.ts'
import { keepScenes, sceneOf } from '../browser/scene-memory.ts'

export type VisitOptions = {
  readonly viewport?: { readonly width: number; readonly height: number }
  /**
   * Pixels of the screen a CSS pixel; half a one where nobody looks, for drawing takes long here.
   */
  readonly deviceScaleFactor?: number
  /** A screen to be tapped. */
  readonly touch?: boolean
  /** Settings of the exhibit, as in a museum's settings.json. */
  readonly settings?: Readonly<Record<string, unknown>>
  /** Called before anything is loaded. */
  readonly before?: (context: BrowserContext) => Promise<unknown>
}

/** A kiosk's screen and whoever stands before it. */
export type Visit = {
  readonly page: Page
  /** Everything the page complained of. */
  readonly complaints: string[]
  /** Waits until the exhibit is in a scene, or has passed through it since the last wait. */
  scene(name: SceneName): Promise<void>
  portrait(): Promise<string | null>
  close(): Promise<void>
}

/** A kiosk's screen at two thirds of its size: laid out alike. */
const PORTRAIT_FORMAT = { width: 720, height: 1280 }
/** A loaded machine of two cores, loading the nets for the first time. */
const PATIENCE_MS = 60_000

/** Neither does the procession move on, nor its language, nor does a visitor by holding still. */
const UNMOVED = { faceHeldMs: 600_000, dwellMs: 0 }

/** Opens the exhibit in a window of its own. */
export async function visit(
  browser: SharedChromium,
  address: string,
  options: VisitOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: options.viewport ?? PORTRAIT_FORMAT,
    deviceScaleFactor: options.deviceScaleFactor ?? 0.5,
    hasTouch: options.touch ?? false,
  })
  await context.route('**/settings.json', (route) =>
    route.fulfill({ json: { ...UNMOVED, ...options.settings } }),
  )
  await options.before?.(context)
  const page = await context.newPage()
  await keepScenes(page)
  page.setDefaultTimeout(PATIENCE_MS)
  const complaints = complaintsOf(page)
  await page.goto(address)
  return {
    page,
    complaints,
    scene: (name) => sceneOf(page, name),
    portrait: () => page.getAttribute('html', 'data-portrait-id'),
    close: () => context.close(),
  }
}

/** Has the server's answers arrive changed, over the socket and over HTTP. */
export async function changeAnswers(
  context: BrowserContext,
  change: (answer: string) => string,
): Promise<void> {
  await context.route('**/api/v1/portraits**', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: change(await response.text()) })
  })
  await context.routeWebSocket(/socket\.io/, (socket) => {
    const server = socket.connectToServer()
    socket.onMessage((message) => server.send(message))
    server.onMessage((message) =>
      socket.send(typeof message === 'string' ? change(message) : message),
    )
  })
}

/** An answer as it would be where no portrait is near to anybody. */
export function farAway(answer: string): string {
  return answer
    .replace('"nothingNear":false', '"nothingNear":true')
    .replaceAll(/"similarity":[^,}]+/g, '"similarity":0.004')
}

/** Has the server's answers arrive as they would where no portrait is near to anybody. */
export function nothingNear(context: BrowserContext): Promise<void> {
  return changeAnswers(context, farAway)
}

/** Presses a word. */
export function press(page: Page, word: string): Promise<void> {
  return page.getByRole('button', { name: word, exact: true }).click()
}
