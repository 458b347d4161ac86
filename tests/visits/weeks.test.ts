import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type SharedChromium, sharedChromium } from '../browser/open-chromium.ts'
import { breakDown, type Hardware, keepHardware } from './break-down.ts'
import { type Museum, openMuseum } from './open-museum.ts'
import { press, type Visit, type VisitOptions, visit } from './visit.ts'

let museum: Museum
let seeing: SharedChromium

beforeAll(async () => {
  museum = await openMuseum()
  seeing = await sharedChromium({ fakeCamera: museum.sitterClip })
}, 300_000)
afterAll(async () => {
  await seeing?.close()
  await museum?.close()
})

let open: Visit | undefined
afterEach(async () => {
  await open?.close()
  open = undefined
})

async function enter(options: VisitOptions = {}): Promise<Visit> {
  open = await visit(seeing, museum.address, {
    ...options,
    // The invitation stays in one language.
    settings: { languages: ['en'], ...options.settings },
    async before(context) {
      await context.addInitScript(keepHardware)
      await options.before?.(context)
    },
  })
  return open
}

/** As long as nobody has to be there before a page may be loaded anew, and the look after it. */
async function passQuietTime(page: Page): Promise<void> {
  await page.clock.fastForward(1_500)
  await page.clock.fastForward(11_000)
}

async function beforeTheMirror(kiosk: Visit): Promise<void> {
  await kiosk.scene('attract')
  await press(kiosk.page, 'Find your likeness')
  await press(kiosk.page, 'With my face')
  await kiosk.scene('live')
}

describe('a kiosk that is left running', () => {
  it('goes on by itself when its camera is unplugged, sends no more pictures, or its face reader dies', async () => {
    const kiosk = await enter({ settings: { retryMs: 400, mirrorIdleMs: 600_000, dwellMs: 0 } })
    await beforeTheMirror(kiosk)
    for (const what of ['unplugged', 'stalled', 'worker'] as const) {
      await breakDown(kiosk.page, what)
      await kiosk.scene('apology')
      await kiosk.scene('live')
    }
  })

  it('ends the visit, and turns the camera off, when its page is put out of sight', async () => {
    const kiosk = await enter({ settings: { goodbyeMs: 500 } })
    await beforeTheMirror(kiosk)
    const isDark = await kiosk.page.evaluate(() => {
      const { videos } = (globalThis as unknown as { hardware: Hardware }).hardware
      const stream = videos.at(-1)?.srcObject
      const tracks = stream instanceof MediaStream ? stream.getTracks() : []
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
      return tracks.length > 0 && tracks.every(({ readyState }) => readyState === 'ended')
    })
    expect(isDark).toBe(true)
    await kiosk.scene('attract')
  })

  it('loads its page anew when too much went wrong, but only once nobody is there', async () => {
    const kiosk = await enter({ before: (context) => context.clock.install() })
    const { page } = kiosk
    await kiosk.scene('attract')
    await press(page, 'Find your likeness')
    await kiosk.scene('consent')
    await page.evaluate(() => {
      document.body.dataset.first = 'true'
      for (let i = 0; i < 40; i++)
        window.dispatchEvent(new ErrorEvent('error', { message: `${i}` }))
    })
    await passQuietTime(page)
    expect(await page.locator('body[data-first]').count()).toBe(1)
    await press(page, 'Leave')
    await kiosk.scene('attract')
    const loaded = page.waitForEvent('load')
    await passQuietTime(page)
    await loaded
    expect(await page.locator('body[data-first]').count()).toBe(0)
    await kiosk.scene('attract')
  })

  it('opens by itself once a fault in its settings is repaired', async () => {
    let problem: object | null = {
      type: 'urn:pendant:internal',
      title: 'The server has a fault',
      status: 500,
      detail: 'settings.json is refused:\nwalkOffMs must be a whole number, without quotes',
      code: 'internal',
      retry: 'later',
    }
    const kiosk = await enter({
      before: (context) =>
        context.route('**/settings.json', (route) =>
          route.fulfill(problem === null ? { json: {} } : { status: 500, json: problem }),
        ),
    })
    await kiosk.page.locator('.refusal', { hasText: 'walkOffMs must be a whole' }).waitFor()
    problem = null
    await kiosk.scene('attract')
    expect(await kiosk.page.locator('.refusal').count()).toBe(0)
  })
})
