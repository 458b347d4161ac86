import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { findChromium, NO_CHROMIUM } from './find-chromium.ts'

export type ChromiumOptions = {
  /** A clip that plays as the camera (see `fake-camera.ts`); without one there is no camera. */
  readonly fakeCamera?: string
  /** No WebGL: a page then need not find out how slow it is in software. */
  readonly noGraphics?: boolean
}

/** A real browser without a window. Throws, saying what to install, when there is none. */
export function openChromium(options: ChromiumOptions = {}): Promise<Browser> {
  const executablePath = findChromium(process.env.PENDANT_CHROMIUM)
  if (executablePath === undefined) throw new Error(NO_CHROMIUM)
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      ...(options.noGraphics ? ['--disable-3d-apis'] : []),
      ...(options.fakeCamera ? cameraFlags(options.fakeCamera) : []),
    ],
  })
}

/** A browser that is shared; closing it closes the windows that were opened through it. */
export type SharedChromium = Pick<Browser, 'newContext' | 'newPage'> & { close(): Promise<void> }

/** Browsers by their options. They end with the worker, whose test files share its modules. */
const shared = new Map<string, Promise<Browser>>()

/**
 * The browser with these options that test files of one worker share: to start one takes four
 * seconds of processor time.
 */
export async function sharedChromium(options: ChromiumOptions = {}): Promise<SharedChromium> {
  const key = JSON.stringify(options)
  const isOpen = (await shared.get(key))?.isConnected()
  if (!isOpen) shared.set(key, openChromium({ noGraphics: true, ...options }))
  const browser = await (shared.get(key) as Promise<Browser>)
  const opened: BrowserContext[] = []
  async function newContext(...of: Parameters<Browser['newContext']>): Promise<BrowserContext> {
    const context = await browser.newContext(...of)
    opened.push(context)
    return context
  }
  return {
    newContext,
    newPage: async (...of) => (await newContext(...of)).newPage(),
    async close() {
      for (const context of opened.splice(0)) await context.close()
    },
  }
}

/** What a page complains of from now on: errors that nobody caught, and what its policy refuses. */
export function complaintsOf(page: Page, complaints: string[] = []): string[] {
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    const text = message.text()
    if (/Content.Security.Policy|violates|Trusted/i.test(text)) complaints.push(text)
  })
  return complaints
}

function cameraFlags(clip: string): string[] {
  return [
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${clip}`,
  ]
}
