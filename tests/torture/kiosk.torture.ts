import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seededRandom } from '../../indexer/likeness/seeded-random.ts'
import { openChromium } from '../browser/open-chromium.ts'
import { builtKiosk } from '../built-kiosk.ts'
import { type ServerProgram, startServerProgram } from '../server/server-program.ts'
import { breakDown, keepHardware } from '../visits/break-down.ts'
import { museumData } from '../visits/open-museum.ts'
import { press, type Visit, visit } from '../visits/visit.ts'

const SERVER_KILLS = 50
const GRAPHICS_KILLS = 3
const MONKEY_MINUTES = 10
const SETTINGS = { languages: ['en'], retryMs: 1_000, goodbyeMs: 500, renewDaily: null }

let settings: Record<string, string>
let server: ServerProgram
let browser: Browser
let kiosk: Visit
let session: CDPSession

beforeAll(async () => {
  const { data } = await museumData()
  settings = { PENDANT_DATA: data, PENDANT_KIOSK: await builtKiosk(), PENDANT_LOG_LEVEL: 'error' }
  server = startServerProgram({ ...settings, PORT: '0' })
  const address = await server.address
  settings.PORT = new URL(address).port
  browser = await openChromium({ fakeCamera: `${data}/sitter.mjpeg` })
  kiosk = await visit(browser, address, {
    settings: SETTINGS,
    touch: true,
    before: (context) => context.addInitScript(keepHardware),
  })
  session = await kiosk.page.context().newCDPSession(kiosk.page)
  await kiosk.scene('attract')
})
afterAll(async () => {
  await browser?.close()
  server?.child.kill('SIGKILL')
})

const sceneNow = (page: Page) => page.evaluate(() => document.documentElement.dataset.scene)

/** Brings a visitor before the mirror, unless one is there. */
async function beforeTheMirror(): Promise<void> {
  const { page } = kiosk
  while ((await sceneNow(page)) !== 'live') {
    await page.waitForFunction(
      () => ['attract', 'live'].includes(document.documentElement.dataset.scene ?? ''),
      undefined,
      { polling: 50 },
    )
    if ((await sceneNow(page)) === 'live') return
    await press(page, 'Find your likeness')
    await press(page, 'With my face')
    await kiosk.scene('live')
  }
}

/** How long the kiosk takes from now until somebody can visit or is before the mirror. */
async function comesBack(): Promise<number> {
  const startMs = performance.now()
  await kiosk.page.waitForFunction(
    () => ['attract', 'live'].includes(document.documentElement.dataset.scene ?? ''),
    undefined,
    { polling: 50 },
  )
  return performance.now() - startMs
}

function say(what: string, tookMs: readonly number[]): void {
  const sorted = tookMs.toSorted((a, b) => a - b).map((ms) => Math.round(ms))
  const [median, most] = [sorted[sorted.length >> 1], sorted.at(-1)]
  process.stderr.write(`${what}: ${sorted.length} times, back in ${median} ms, ${most} at most\n`)
}

describe('a kiosk comes back by itself', () => {
  it(`when its server is killed and started again ${SERVER_KILLS} times`, async () => {
    const tookMs: number[] = []
    for (let i = 0; i < SERVER_KILLS; i++) {
      if (i % 5 === 0) await beforeTheMirror()
      server.child.kill('SIGKILL')
      await server.exit
      // Every other time the kiosk notices before the server is back.
      if (i % 2 === 0) await kiosk.page.waitForTimeout(1_500)
      server = startServerProgram(settings as Record<string, string>)
      await server.address
      tookMs.push(await comesBack())
    }
    say('server killed', tookMs)
    await beforeTheMirror()
    expect(await kiosk.portrait()).not.toBeNull()
  })

  it('when its network is cut, and when it is slow', async () => {
    const tookMs: number[] = []
    for (let i = 0; i < 10; i++) {
      if (i % 2 === 0) await beforeTheMirror()
      await kiosk.page.context().setOffline(true)
      await kiosk.page.waitForTimeout(3_000)
      await kiosk.page.context().setOffline(false)
      tookMs.push(await comesBack())
    }
    say('network cut', tookMs)
    const slow = { offline: false, latency: 800, downloadThroughput: 20e3, uploadThroughput: 20e3 }
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', slow)
    await beforeTheMirror()
    await kiosk.page.getByRole('button', { name: 'See the whole painting' }).waitFor()
    const fast = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 }
    await session.send('Network.emulateNetworkConditions', fast)
  })

  it.each(['unplugged', 'stalled', 'worker'] as const)(
    'when its camera or reader is: %s',
    async (what) => {
      const tookMs: number[] = []
      for (let i = 0; i < 5; i++) {
        await beforeTheMirror()
        await breakDown(kiosk.page, what)
        await kiosk.scene('apology')
        tookMs.push(await comesBack())
      }
      say(what, tookMs)
    },
  )

  it('when its page is frozen and thawed', async () => {
    for (let i = 0; i < 5; i++) {
      await session.send('Page.setWebLifecycleState', { state: 'frozen' })
      await new Promise((resolve) => setTimeout(resolve, 2_000))
      await session.send('Page.setWebLifecycleState', { state: 'active' })
      await comesBack()
      await beforeTheMirror()
    }
  })

  it(`when the process that draws is killed ${GRAPHICS_KILLS} times`, async () => {
    const tookMs: number[] = []
    for (let i = 0; i < GRAPHICS_KILLS; i++) {
      await beforeTheMirror()
      const whole = await browser.newBrowserCDPSession()
      const { processInfo } = await whole.send('SystemInfo.getProcessInfo')
      const drawing = processInfo.filter(({ type }) => type === 'GPU')
      expect(drawing).toHaveLength(1)
      for (const { id } of drawing) process.kill(id, 'SIGKILL')
      await whole.detach()
      tookMs.push(await comesBack())
      // It draws again: a picture of the screen is no plain colour.
      const picture = await kiosk.page.screenshot()
      expect(picture.length).toBeGreaterThan(20_000)
    }
    say('drawing killed', tookMs)
  })
})

it(`a monkey touches the screen for ${MONKEY_MINUTES} minutes, and never leaves the exhibit`, async () => {
  const { page } = kiosk
  const seed = Math.floor(Math.random() * 2 ** 31)
  const random = seededRandom(seed)
  const address = page.url()
  const strayed: string[] = []
  page.on('popup', () => strayed.push('a window'))
  page.on('dialog', () => strayed.push('a dialog'))
  page.on('download', () => strayed.push('a download'))
  page.on('filechooser', () => strayed.push('a choice of files'))
  await page.evaluate(() => {
    addEventListener('contextmenu', (event) => {
      // After everybody else had a say.
      setTimeout(() => {
        if (!event.defaultPrevented) document.documentElement.dataset.menu = 'opened'
      })
    })
  })
  const size = page.viewportSize() as { width: number; height: number }
  const anywhere = () => ({ x: random() * size.width, y: random() * size.height })
  const seen = new Map<string, number>()
  const stuck: string[] = []
  const untilMs = performance.now() + MONKEY_MINUTES * 60_000
  for (let touches = 0; performance.now() < untilMs; touches++) {
    const kind = random()
    // Half of the touches land on a word, so that the monkey gets about.
    const words = page.getByRole('button')
    const count = kind < 0.5 ? await words.count() : 0
    if (count > 0) {
      const word = words.nth(Math.floor(random() * count))
      // Words come and go while the monkey aims.
      const box = await word.boundingBox({ timeout: 500 }).catch(() => null)
      if (box) await touch([{ x: box.x + box.width / 2, y: box.y + box.height / 2 }])
    } else if (kind < 0.75) await touch([anywhere()])
    else if (kind < 0.85) await touch([anywhere()], [anywhere()])
    else if (kind < 0.92) await touch([anywhere(), anywhere()], [anywhere(), anywhere()])
    else if (kind < 0.95) await touch([anywhere()], [], 900)
    else await page.mouse.click(anywhere().x, anywhere().y, { button: 'right' })
    const scene = (await sceneNow(page)) ?? 'none'
    seen.set(scene, (seen.get(scene) ?? 0) + 1)
    if (touches % 20 === 0) {
      const ways = await page.locator('button:visible, [role="button"]:visible, a:visible').count()
      // These pass by themselves.
      const passes = ['attract', 'goodbye', 'waking', 'framing', 'apology', 'none'].includes(scene)
      if (ways === 0 && !passes) stuck.push(scene)
    }
  }
  process.stderr.write(`seed ${seed}: ${JSON.stringify(Object.fromEntries(seen))}\n`)
  expect(strayed).toEqual([])
  expect(stuck).toEqual([])
  expect(page.url()).toBe(address)
  expect(await page.evaluate(() => document.documentElement.dataset.menu)).toBeUndefined()
  expect(seen.size).toBeGreaterThan(5)
  expect(kiosk.complaints).toEqual([])
  await page.keyboard.press('Escape')
  await comesBack()
})

type Point = { readonly x: number; readonly y: number }

/** Fingers down, moved, held and up. */
async function touch(
  from: readonly Point[],
  to: readonly Point[] = [],
  holdMs = 20,
): Promise<void> {
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: readonly Point[]) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: points.map(({ x, y }, id) => ({ x: Math.round(x), y: Math.round(y), id })),
    })
  await send('touchStart', from)
  if (to.length > 0) await send('touchMove', to)
  await new Promise((resolve) => setTimeout(resolve, holdMs))
  await send('touchEnd', [])
}
