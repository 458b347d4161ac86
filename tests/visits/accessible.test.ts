import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openChromium } from '../browser/open-chromium.ts'
import { type Museum, openMuseum } from './open-museum.ts'
import { nothingNear, press, type Visit, visit } from './visit.ts'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const FORMATS = {
  'portrait format': { width: 1080, height: 1920 },
  'landscape format': { width: 1920, height: 1080 },
  'a phone': { width: 390, height: 844 },
} as const

let museum: Museum
let browser: Browser
let empty: Browser
let axe: string

beforeAll(async () => {
  museum = await openMuseum()
  browser = await openChromium({ fakeCamera: museum.sitterClip })
  empty = await openChromium({ fakeCamera: museum.emptyClip })
  axe = await readFile(AXE, 'utf8')
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await empty?.close()
  await museum?.close()
})

type AxeReport = { violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }

/** The scene, once it has come up, breaks no rule that axe knows. */
async function expectAccessible({ page }: Visit, scene: string): Promise<void> {
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => null))),
  )
  const report = (await page.evaluate('axe.run()')) as AxeReport
  const faults = report.violations.map(
    ({ id, nodes }) => `${scene}: ${id}: ${nodes.map(({ html }) => html).join(' ')}`,
  )
  expect(faults).toEqual([])
  const small = await page.locator('button:visible').evaluateAll((buttons) =>
    buttons
      .map((button) => ({ box: button.getBoundingClientRect(), words: button.textContent }))
      .filter(({ box }) => box.width < 44 || box.height < 44)
      .map(({ words }) => words),
  )
  expect(small, `${scene}: targets under 44 px`).toEqual([])
}

describe.each(Object.entries(FORMATS))('on a screen in %s', (_, viewport) => {
  async function enter(settings: Record<string, unknown> = {}): Promise<Visit> {
    const kiosk = await visit(browser, museum.address, { viewport, settings })
    await kiosk.scene('attract')
    await kiosk.page.evaluate(axe)
    return kiosk
  }

  it('passes axe from the procession to the goodbye', async () => {
    const kiosk = await enter({ goodbyeMs: 30_000, faceHeldMs: 30_000 })
    await kiosk.page.locator('.layer-ready').first().waitFor({ state: 'attached' })
    await expectAccessible(kiosk, 'attract')
    await press(kiosk.page, 'Find your likeness')
    await expectAccessible(kiosk, 'consent')
    await press(kiosk.page, 'With my face')
    await kiosk.scene('live')
    await kiosk.page.getByRole('button', { name: 'See the whole painting' }).waitFor()
    await expectAccessible(kiosk, 'live')
    await press(kiosk.page, 'See the whole painting')
    await kiosk.scene('whole')
    await expectAccessible(kiosk, 'whole')
    await press(kiosk.page, 'Leave')
    await kiosk.scene('goodbye')
    await expectAccessible(kiosk, 'goodbye')
    await kiosk.close()
  })

  it('passes axe where nothing is near', async () => {
    const kiosk = await visit(browser, museum.address, { viewport, before: nothingNear })
    await kiosk.scene('attract')
    await kiosk.page.evaluate(axe)
    await press(kiosk.page, 'Find your likeness')
    await press(kiosk.page, 'With my face')
    await kiosk.page.locator('.cousins').waitFor()
    await expectAccessible(kiosk, 'nothing near')
    await kiosk.close()
  })

  it('passes axe in the cabinet', async () => {
    const kiosk = await enter()
    await press(kiosk.page, 'Find your likeness')
    await press(kiosk.page, 'Without my face')
    await kiosk.scene('cabinet')
    await expectAccessible(kiosk, 'cabinet')
    await kiosk.page.locator('.cabinet-wall .head').first().click()
    await kiosk.page.locator('.pair-host .layer-ready').first().waitFor({ state: 'attached' })
    await expectAccessible(kiosk, 'cabinet, chosen')
    await kiosk.close()
  })

  it('passes axe while it asks, waits and apologises', async () => {
    const kiosk = await visit(browser, museum.address, {
      viewport,
      settings: { idleMs: 3_000, stillThereMs: 60_000 },
      before: (context) => context.route('**/models/**', (route) => route.abort()),
    })
    await kiosk.scene('attract')
    await kiosk.page.evaluate(axe)
    await press(kiosk.page, 'Find your likeness')
    await press(kiosk.page, 'With my face')
    await kiosk.scene('apology')
    await expectAccessible(kiosk, 'apology')
    await kiosk.scene('still-there')
    await expectAccessible(kiosk, 'still-there')
    await kiosk.close()
  })

  it('passes axe while the mirror wakes', async () => {
    const kiosk = await visit(browser, museum.address, {
      viewport,
      // The models never arrive, so the mirror goes on waking.
      before: (context) => context.route('**/models/**', () => {}),
    })
    await kiosk.scene('attract')
    await kiosk.page.evaluate(axe)
    await press(kiosk.page, 'Find your likeness')
    await press(kiosk.page, 'With my face')
    await kiosk.scene('waking')
    await expectAccessible(kiosk, 'waking')
    await kiosk.close()
  })

  it('passes axe before an empty mirror', async () => {
    const kiosk = await visit(empty, museum.address, { viewport, settings: { walkOffMs: 60_000 } })
    await kiosk.scene('attract')
    await kiosk.page.evaluate(axe)
    await press(kiosk.page, 'Find your likeness')
    await press(kiosk.page, 'With my face')
    await kiosk.scene('framing')
    await expectAccessible(kiosk, 'framing')
    await kiosk.close()
  })
})
