import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { EMPTY_LABEL } from '../../embeddings/portrait.ts'
import { openChromium } from '../browser/open-chromium.ts'
import { museum } from './museum.ts'
import { FULL_LABEL, hangWorks } from './pages-works.ts'

const KIOSK_CONFIG = fileURLToPath(new URL('../../kiosk/vite.config.ts', import.meta.url))
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const FORMATS = {
  'portrait format': { width: 1080, height: 1920 },
  'landscape format': { width: 1920, height: 1080 },
  'a phone': { width: 390, height: 844 },
} as const
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
let browser: Browser
let axe: string

beforeAll(async () => {
  kiosk = await mkdtemp(join(tmpdir(), 'pendant-kiosk-'))
  await build({
    configFile: KIOSK_CONFIG,
    build: { outDir: kiosk, emptyOutDir: true },
    logLevel: 'error',
  })
  browser = await openChromium()
  axe = await readFile(AXE, 'utf8')
})
afterAll(async () => {
  await browser?.close()
  await rm(kiosk, { recursive: true, force: true })
})

async function serve() {
  const house = await museum()
  await hangWorks(house, 'hung', WORKS)
  return house.serve({ kiosk })
}

async function enter(options: Parameters<Browser['newContext']>[0]): Promise<BrowserContext> {
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

describe.each(Object.entries(FORMATS))('a page on a screen in %s', (_, viewport) => {
  test('[PG10] passes axe, keeps to the policy and to the width, in the room’s own letters', async () => {
    const server = await serve()
    const page = await (await enter({ viewport })).newPage()
    const heard = complaints(page)
    for (const path of PATHS) {
      await page.goto(`${server.address}${path}`, { waitUntil: 'networkidle' })
      await page.evaluate(axe)
      const report = (await page.evaluate('axe.run()')) as AxeReport
      const faults = report.violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`,
      )
      expect(faults, path).toEqual([])
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
      expect(seen, path).toMatchObject({ isTooWide: false, broken: 0, smallWays: 0 })
      expect(seen.letters, path).toContain('EB Garamond Variable')
      expect(seen.letters, path).toContain('Work Sans Variable')
    }
    expect(heard).toEqual([])
  })

  test('[PG2] leads from likeness to likeness without a script', async () => {
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
  })
})

test('[PG10] nothing of a page comes from elsewhere', async () => {
  const server = await serve()
  const context = await enter({})
  const asked: string[] = []
  context.on('request', (request) => asked.push(new URL(request.url()).origin))
  const page = await context.newPage()
  await page.goto(`${server.address}/p/full~1`, { waitUntil: 'networkidle' })
  expect(asked.length).toBeGreaterThan(5)
  expect(new Set(asked)).toEqual(new Set([server.address]))
})

type AxeReport = { violations: { id: string; nodes: { html: string }[] }[] }
