import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import sharp, { type Color } from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openChromium } from '../browser/open-chromium.ts'
import { type Museum, openMuseum } from './open-museum.ts'
import { press, type Visit, type VisitOptions, visit } from './visit.ts'

let museum: Museum
let seeing: Browser
let folder: string
beforeAll(async () => {
  museum = await openMuseum()
  seeing = await openChromium({ fakeCamera: museum.sitterClip })
  folder = await mkdtemp(join(tmpdir(), 'pendant-cameras-'))
}, 300_000)
afterAll(async () => {
  await seeing?.close()
  await museum?.close()
  await rm(folder, { recursive: true, force: true })
})

let open: Visit | undefined
afterEach(async () => {
  await open?.close()
  open = undefined
})

/** Walks before the mirror. */
async function withMyFace(browser: Browser, options?: VisitOptions): Promise<Visit> {
  open = await visit(browser, museum.address, options)
  await walkBefore(open)
  return open
}

async function walkBefore({ page, scene }: Visit): Promise<void> {
  await scene('attract')
  await press(page, 'Find your likeness')
  await press(page, 'With my face')
}

function said(page: Page, title: string): Promise<void> {
  return page.getByRole('heading', { name: title }).waitFor()
}

/** Has the first calls of a browser's function never settle; the next ones do. */
async function hang(
  context: BrowserContext,
  owner: 'MediaDevices' | 'Permissions' | 'HTMLMediaElement' | 'Window' | 'FontFaceSet',
  name: string,
  times: number,
): Promise<void> {
  await context.grantPermissions(['camera'])
  await context.addInitScript(
    ([of, called, most]) => {
      const place = of === 'Window' ? window : Reflect.get(window, of).prototype
      const real = Reflect.get(place, called) as (...given: unknown[]) => unknown
      let calls = 0
      Reflect.set(place, called, function hanging(this: unknown, ...given: unknown[]) {
        return ++calls <= most ? new Promise(() => {}) : real.apply(this, given)
      })
    },
    [owner, name, times] as const,
  )
}

const NAMED = { settings: { camera: { name: 'fake' } } }

describe('a browser that does not answer', { timeout: 120_000 }, () => {
  it.each([
    ['MediaDevices', 'getUserMedia', 1, 'The camera does not answer.', {}],
    ['MediaDevices', 'enumerateDevices', 1, 'The camera does not answer.', NAMED],
    ['HTMLMediaElement', 'play', 1, 'Another program holds the camera.', {}],
    ['Window', 'createImageBitmap', 3, 'The camera does not answer.', {}],
  ] as const)(
    '%s.%s: the visitor is told, and the mirror lights by itself when it does',
    async (owner, name, times, title, options) => {
      const { page, scene } = await withMyFace(seeing, {
        ...options,
        before: (context) => hang(context, owner, name, times),
      })
      await said(page, title)
      await scene('live')
      expect(await open?.portrait()).toBe(museum.visitorPortraitId)
    },
  )

  it.each([
    ['Permissions', 'query'],
    ['FontFaceSet', 'load'],
  ] as const)('%s.%s for ever: the visit goes on without it', async (owner, name) => {
    const { scene } = await withMyFace(seeing, {
      before: (context) => hang(context, owner, name, Number.POSITIVE_INFINITY),
    })
    await scene('live')
  })
})

describe('a camera that shows nothing', { timeout: 120_000 }, () => {
  it('but black or grey is a fault, and nobody is said goodbye to', async () => {
    const plain = { black: { r: 2, g: 2, b: 2 }, grey: { r: 128, g: 128, b: 128 } }
    // Both at once: they wait, most of the time.
    await Promise.all(Object.entries(plain).map(([name, colour]) => seeNothingBut(name, colour)))
  })

  async function seeNothingBut(name: string, background: Color): Promise<void> {
    const picture = sharp({ create: { width: 640, height: 480, channels: 3, background } })
    const fakeCamera = join(folder, `${name}.mjpeg`)
    await writeFile(fakeCamera, await picture.jpeg().toBuffer())
    const browser = await openChromium({ fakeCamera })
    try {
      const blind = await visit(browser, museum.address, {
        settings: { walkOffMs: 500, retryMs: 500, idleMs: 20_000, stillThereMs: 1_000 },
      })
      const { page } = blind
      await walkBefore(blind)
      await said(page, 'The camera sees nothing but one colour.')
      await page.getByRole('button', { name: 'Go on without my face' }).waitFor()
      await page.locator('[data-scene="attract"]').waitFor({ state: 'attached' })
      const passed = await page.evaluate(() => Reflect.get(globalThis, 'passedScenes'))
      expect(passed).not.toContain('goodbye')
      expect(passed).not.toContain('framing')
    } finally {
      await browser.close()
    }
  }

  it('but one and the same picture is told so, and stays told until it moves', async () => {
    const clip = await readFile(museum.sitterClip)
    const fakeCamera = join(folder, 'frozen.mjpeg')
    await writeFile(fakeCamera, clip.subarray(0, clip.indexOf(Buffer.from([0xff, 0xd9])) + 2))
    const browser = await openChromium({ fakeCamera })
    try {
      const { page, scene } = await withMyFace(browser, { settings: { retryMs: 500 } })
      await scene('live')
      await said(page, 'The camera’s picture stands still.')
      // The next try: it has not moved.
      await page.waitForTimeout(6_000)
      await said(page, 'The camera’s picture stands still.')
    } finally {
      await open?.close()
      await browser.close()
    }
  })
})

describe('a browser that changes what is read from a canvas', { timeout: 120_000 }, () => {
  it.each([
    ['white', 'data.fill(255)'],
    ['noise', 'for (let i = 0; i < data.length; i++) data[i] += 120 * (Math.random() - 0.5)'],
  ])('by %s is told from one without a face', async (_name, change) => {
    const guard = `{
      const place = OffscreenCanvasRenderingContext2D.prototype
      const real = place.getImageData
      place.getImageData = function (...given) {
        const picture = real.apply(this, given)
        const { data } = picture
        ${change}
        return picture
      }
    };`
    const { page } = await withMyFace(seeing, {
      before: (context) =>
        context.route('**/face-worker*', async (route) => {
          const response = await route.fetch()
          await route.fulfill({ response, body: guard + (await response.text()) })
        }),
    })
    await said(page, 'This browser hides what the camera shows.')
    await page.getByRole('button', { name: 'Go on without my face' }).waitFor()
  })
})

describe('a page that a browser translates', () => {
  it('goes on telling a screen reader what happens', async () => {
    open = await visit(seeing, museum.address)
    const { page, scene } = open
    await scene('attract')
    // As translators do: every text that may be translated is put into elements of their own.
    await page.evaluate(() => {
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      const found: Text[] = []
      while (texts.nextNode()) found.push(texts.currentNode as Text)
      for (const text of found) {
        if (text.parentElement?.translate !== true) continue
        const own = document.createElement('font')
        own.textContent = `[${text.data}]`
        text.replaceWith(own)
      }
    })
    await press(page, 'Find your likeness')
    await page.locator('.spoken', { hasText: 'Before the mirror is lit' }).waitFor({
      state: 'attached',
    })
    await press(page, 'With my face')
    await page.locator('.spoken', { hasText: 'Beside you hangs' }).waitFor({ state: 'attached' })
  })
})

describe('forced colours', () => {
  it('leave what has the focus, and the chosen language, to be seen', async () => {
    open = await visit(seeing, museum.address, { deviceScaleFactor: 1 })
    const { page, scene } = open
    await page.emulateMedia({ forcedColors: 'active' })
    await scene('attract')
    await press(page, 'Find your likeness')
    await scene('consent')
    const chosen = page.locator('.languages [aria-pressed="true"] .word-text')
    const another = page.locator('.languages [aria-pressed="false"] .word-text').first()
    const ground = (words: typeof chosen) =>
      words.evaluate((element) => getComputedStyle(element).backgroundColor)
    expect(await ground(chosen)).not.toBe(await ground(another))
    const word = page.getByRole('button', { name: 'With my face', exact: true })
    const { x, y, width, height } = (await word.boundingBox()) ?? fail('It is nowhere.')
    const clip = { x: x - 12, y: y - 12, width: width + 24, height: height + 24 }
    const before = await pixels(page, clip)
    const hasFocus = () => word.evaluate((element) => element === document.activeElement)
    // "More" of the notice stands before it.
    for (let i = 0; i < 3 && !(await hasFocus()); i++) await page.keyboard.press('Tab')
    expect(await hasFocus()).toBe(true)
    const after = await pixels(page, clip)
    const changed = before.filter((value, at) => Math.abs(value - (after[at] ?? 0)) > 60).length
    // An outline all around, three pixels wide.
    expect(changed).toBeGreaterThan(3 * 2 * (width + height))
  })
})

async function pixels(page: Page, clip: { x: number; y: number; width: number; height: number }) {
  return sharp(await page.screenshot({ clip }))
    .greyscale()
    .raw()
    .toBuffer()
}

function fail(problem: string): never {
  throw new Error(problem)
}
