import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mediaPath } from '../../server/contract/http.ts'
import { BUILT_IN_TAGS } from '../../server/contract/texts/languages.ts'
import { axeFaults, FORMATS, hasComeUp } from '../browser/accessible.ts'
import { type SharedChromium, sharedChromium } from '../browser/open-chromium.ts'
import type { ScenesPage } from '../browser/pages/scenes/scenes.ts'
import { type ServedPages, servePages } from '../browser/serve-pages.ts'
import { paintedSitter } from '../painted-sitters.ts'

const { 'portrait format': ON_END, 'landscape format': ON_ITS_SIDE, 'a phone': PHONE } = FORMATS

declare const scenes: ScenesPage

let pages: ServedPages
let browser: SharedChromium
let page: Page

beforeAll(async () => {
  pages = await servePages()
  pages.offer(mediaPath('0'.repeat(64)), await paintedSitter(34))
  browser = await sharedChromium()
  page = await browser.newPage({ reducedMotion: 'reduce', deviceScaleFactor: 0.25 })
  await page.goto(`${pages.origin}/scenes/`)
  await page.waitForFunction("'scenes' in globalThis")
  await page.evaluate(() => scenes.loadLetters())
  // What comes up is looked at once it is there; thirteen scenes a pass would wait for long.
  await page.evaluate(() => {
    for (const time of ['--turn', '--slow', '--iris-turn']) {
      document.documentElement.style.setProperty(time, '0ms')
    }
  })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await pages?.close()
})

/** Shows every scene in a language, one after another, and collects what is wrong with each. */
async function faultsIn(
  language: string,
  size: { readonly width: number; readonly height: number },
  look: (scene: string) => Promise<readonly string[]>,
): Promise<string[]> {
  await page.setViewportSize(size)
  const names: ScenesPage['names'] = await page.evaluate(() => scenes.names)
  const faults: string[] = []
  for (const name of names) {
    await page.evaluate(([scene, spoken]) => scenes.show(scene, spoken), [name, language] as const)
    await hasComeUp(page)
    faults.push(...(await look(name)).map((fault) => `${name}: ${fault}`))
  }
  return faults
}

function smallTargets(leastPx: number): Promise<string[]> {
  return page.locator('button:visible').evaluateAll(
    (buttons, least) =>
      buttons
        .map((button) => ({ box: button.getBoundingClientRect(), words: button.textContent }))
        .filter(({ box }) => box.width < least || box.height < least)
        .map(({ words }) => `“${words}” is too small to be hit`),
    leastPx,
  )
}

/** A kiosk in three formats, a tablet and two phones. */
const SCREENS = [
  [1080, 1920],
  [1920, 1080],
  [2160, 3840],
  [768, 1024],
  [390, 844],
  [360, 640],
] as const

describe('the layout of every scene in every language', () => {
  it.each(SCREENS)('has room for all of it on %i × %i', async (width, height) => {
    await page.setViewportSize({ width, height })
    await hasComeUp(page)
    const faults: string[] = []
    for (const language of BUILT_IN_TAGS) {
      const found = await page.evaluate((spoken) => scenes.faults(spoken), language)
      faults.push(...found.map((fault) => `${language}, ${fault}`))
    }
    expect(faults).toEqual([])
  })
})

describe('every scene of the mirror’s side', () => {
  it.each([
    ['on end, in English', ON_END, 'en'],
    ['on its side, in Arabic', ON_ITS_SIDE, 'ar'],
  ] as const)(
    'breaks no rule of WCAG and has room for its words %s',
    async (_, size, language) => {
      const faults = await faultsIn(language, size, async () => [
        ...(await axeFaults(page)),
        ...(await smallTargets(44)),
      ])
      expect(faults).toEqual([])
    },
    60_000,
  )

  it('breaks no rule of WCAG on a phone, and can be hit', async () => {
    const faults = await faultsIn('en', PHONE, async () => [
      ...(await axeFaults(page)),
      ...(await smallTargets(44)),
    ])
    expect(faults).toEqual([])
  })

  it.each([
    ['a kiosk on end', ON_END, 'de', 24],
    ['a kiosk on its side', ON_ITS_SIDE, 'de', 24],
    ['a tablet on end', { width: 820, height: 1180 }, 'de', 18],
    ['a tablet on its side', { width: 1180, height: 820 }, 'ar', 18],
  ] as const)(
    'can be read from where one stands before %s',
    async (_, size, language, leastPx) => {
      const faults = await faultsIn(language, size, async () => [...(await smallPrint(leastPx))])
      expect(faults).toEqual([])
    },
    60_000,
  )
})

/** Words to be followed or pressed whose letters are smaller than so many pixels. */
function smallPrint(leastPx: number): Promise<string[]> {
  return page.evaluate((least) => {
    const read = [
      ...document.querySelectorAll(
        '.words :is(button, .prose, .instruction, .label-about:not(.sheet *))',
      ),
    ]
    return read
      .filter((words) => words.textContent !== '')
      .filter((words) => Number.parseFloat(getComputedStyle(words).fontSize) < least)
      .map((words) => `“${words.textContent?.slice(0, 40)}” is printed too small`)
  }, leastPx)
}

describe('the room', () => {
  it('is mirrored with the language, and the pictures are not', async () => {
    await page.setViewportSize(ON_ITS_SIDE)
    const places = async (language: string) => {
      await page.evaluate((spoken) => scenes.show('settled', spoken), language)
      await hasComeUp(page)
      const left = (selector: string) =>
        page
          .locator(selector)
          .first()
          .evaluate((part) => part.getBoundingClientRect().left)
      return [
        await left('.mirror'),
        await left('.pair-portrait .hung'),
        await left('.beside'),
      ] as const
    }
    const [guest, host, label] = await places('en')
    expect([guest, host, label]).toEqual([guest, host, label].sort((a, b) => a - b))
    const mirrored = await places('ar')
    expect([...mirrored]).toEqual([...mirrored].sort((a, b) => b - a))
    expect(
      await page.locator('.pair-portrait img').evaluate((img) => getComputedStyle(img).scale),
    ).toBe('none')
  })

  it('holds still where motion is unwelcome', async () => {
    for (const name of ['attract', 'framing', 'settled'] as const) {
      await page.evaluate((scene) => scenes.show(scene, 'en'), name)
      await hasComeUp(page)
      const moving = await page.evaluate(() =>
        document
          .getAnimations()
          .filter(({ effect }) => effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY)
          .map(({ effect }) => (effect as KeyframeEffect).target?.className),
      )
      expect(moving, name).toEqual([])
    }
  })

  it('lets the notice be read to its end in letters twice as large', async () => {
    await page.setViewportSize(ON_END)
    const size = () =>
      page
        .locator('.notice .prose')
        .first()
        .evaluate((words) => getComputedStyle(words).fontSize)
    await page.evaluate(() => scenes.show('consent', 'de'))
    const usual = Number.parseFloat(await size())
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '32px'
    })
    try {
      await expect.poll(async () => Number.parseFloat(await size())).toBeCloseTo(usual * 2, 1)
      for (const way of await page.locator('.notice button').all()) {
        await way.scrollIntoViewIfNeeded()
        const box = await way.boundingBox()
        expect(box && box.x + box.width).toBeLessThanOrEqual(1080)
        expect(box && box.y + box.height).toBeLessThanOrEqual(1921)
      }
    } finally {
      await page.evaluate(() => {
        document.documentElement.style.fontSize = ''
      })
    }
  })

  it('walks the ways of the notice in the order they are read, each seen to have the focus', async () => {
    await page.evaluate(() => scenes.show('consent', 'en'))
    await hasComeUp(page)
    await page.evaluate(() => document.querySelector('main')?.focus())
    const ways: string[] = []
    for (let step = 0; step < 5; step++) {
      await page.keyboard.press('Tab')
      ways.push(
        await page.evaluate(() => {
          const focused = document.activeElement as HTMLElement
          const { outlineStyle, outlineWidth } = getComputedStyle(focused)
          return outlineStyle === 'solid' && Number.parseFloat(outlineWidth) >= 2
            ? focused.textContent
            : `${focused.textContent}: not seen to have the focus`
        }),
      )
    }
    expect(ways).toEqual(['More', 'With my face', 'Without my face', 'The two of us', 'Back'])
  })

  it('goes on inviting in one language while one of its words has the focus', async () => {
    await page.evaluate(() => scenes.show('attract', 'en', 0))
    await page.keyboard.press('Tab')
    await page.evaluate(() => scenes.show('attract', 'en', 2))
    expect(await page.locator('.invited').getAttribute('lang')).toBe('en')
    await page.evaluate(() => (document.activeElement as HTMLElement).blur())
    await page.locator('.invited[lang="fr"]').waitFor()
    await page.evaluate(() => scenes.show('attract', 'en', 12))
    await page.locator('.invited[lang="ar"][dir="rtl"]').waitFor()
  })
})
