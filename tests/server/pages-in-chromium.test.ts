import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { EMPTY_LABEL } from '../../embeddings/gallery/portrait.ts'
import { axeFaults, FORMATS, onEveryScreen } from '../browser/accessible.ts'
import { type SharedChromium, sharedChromium } from '../browser/open-chromium.ts'
import { builtKiosk } from '../built-kiosk.ts'
import { museum } from './museum.ts'
import { FULL_LABEL, hangWorks } from './pages-works.ts'

const LONG = 'Doppelbildnis der Vorsteherinnen des Waisenhauses mit ihren Schützlingen '.repeat(3)
const WORKS = {
  full: { faces: 3 },
  empty: { label: EMPTY_LABEL },
  long: {
    label: { ...FULL_LABEL, title: LONG, creditLine: 'x'.repeat(200), requiredStatement: LONG },
  },
  a: {},
  b: {},
  c: {},
}
const PATHS = ['/w/full', '/w/empty', '/w/long', '/p/full~1', '/p/long~1', '/w/nobody', '/p/full~9']

let kiosk: string
let browser: SharedChromium

beforeAll(async () => {
  kiosk = await builtKiosk()
  browser = await sharedChromium()
})
afterAll(async () => {
  await browser?.close()
})

async function serve() {
  const house = await museum()
  await hangWorks(house, 'hung', WORKS)
  return house.serve({ kiosk })
}

async function enter(
  options: Parameters<SharedChromium['newContext']>[0],
): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'de-DE', ...options })
  onTestFinished(() => context.close())
  return context
}

/** What the browser complains of on a page, apart from its status. */
function complaints(page: Page): string[] {
  const heard: string[] = []
  page.on('console', (message) => {
    if (!message.text().includes('the server responded with a status of 404')) {
      heard.push(message.text())
    }
  })
  page.on('pageerror', (error) => heard.push(error.message))
  return heard
}

/** Opens a page and waits for everything on it, letters too. */
async function open(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.evaluate(() => document.fonts.ready)
}

test('[PG10] a page passes axe, keeps to the policy and to the width of every screen, in the room’s own letters', async () => {
  const server = await serve()
  const page = await (await enter({})).newPage()
  const heard = complaints(page)
  for (const path of PATHS) {
    await open(page, `${server.address}${path}`)
    await onEveryScreen(page, FORMATS, async (format) => {
      expect(await axeFaults(page), `${path}, ${format}`).toEqual([])
      const seen = await page.evaluate(() => ({
        isTooWide: document.documentElement.scrollWidth > innerWidth,
        letters: [...document.fonts]
          .filter(({ status }) => status === 'loaded')
          .map(({ family }) => family.replaceAll('"', '')),
        broken: [...document.images].filter(({ naturalWidth }) => naturalWidth === 0).length,
        smallWays: [...document.querySelectorAll('a.way, a.head, a.to-work')]
          .map((way) => way.getBoundingClientRect())
          .filter(({ width, height }) => width < 44 || height < 44).length,
      }))
      expect(seen, `${path}, ${format}`).toMatchObject({
        isTooWide: false,
        broken: 0,
        smallWays: 0,
      })
      expect(seen.letters, path).toContain('EB Garamond Variable')
      expect(seen.letters, path).toContain('Work Sans Variable')
    })
  }
  expect(heard).toEqual([])
})

test.each(Object.entries(FORMATS))(
  '[PG2] a page leads from likeness to likeness without a script in %s',
  async (_, viewport) => {
    const server = await serve()
    const page = await (await enter({ viewport, javaScriptEnabled: false })).newPage()
    await page.goto(`${server.address}/w/full`)
    await page.locator('.faces a').nth(1).click()
    await page.waitForURL('**/p/full~2')
    const heads = page.locator('.walk a.head')
    const href = await heads.first().getAttribute('href')
    await heads.first().click()
    await page.waitForURL(`**${href}`)
    await page.locator('a.to-work').click()
    await page.waitForURL(`**${href?.replace('/p/', '/w/').replace(/~\d+$/, '')}`)
  },
)

test('[PG10] nothing of a page comes from elsewhere', async () => {
  const server = await serve()
  const context = await enter({})
  const asked: string[] = []
  context.on('request', (request) => asked.push(new URL(request.url()).origin))
  const page = await context.newPage()
  await open(page, `${server.address}/p/full~1`)
  expect(asked.length).toBeGreaterThan(5)
  expect(new Set(asked)).toEqual(new Set([server.address]))
})
