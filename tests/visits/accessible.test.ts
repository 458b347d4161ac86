import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFaults, FORMATS, onEveryScreen } from '../browser/accessible.ts'
import { openChromium } from '../browser/open-chromium.ts'
import { type Museum, openMuseum } from './open-museum.ts'
import { nothingNear, press, type Visit, type VisitOptions, visit } from './visit.ts'

/** While a scene is turned from format to format nobody touches anything, and nothing may pass on. */
const UNHURRIED = {
  faceHeldMs: 600_000,
  idleMs: 600_000,
  mirrorIdleMs: 600_000,
  walkOffMs: 600_000,
  goodbyeMs: 600_000,
}

let museum: Museum
let browser: Browser
let empty: Browser

beforeAll(async () => {
  museum = await openMuseum()
  browser = await openChromium({ fakeCamera: museum.sitterClip })
  empty = await openChromium({ fakeCamera: museum.emptyClip })
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await empty?.close()
  await museum?.close()
})

async function enter(options: VisitOptions = {}, from = browser): Promise<Visit> {
  const settings = { ...UNHURRIED, ...options.settings }
  const kiosk = await visit(from, museum.address, { ...options, settings })
  await kiosk.scene('attract')
  return kiosk
}

/** The scene, once it has come up, breaks no rule that axe knows on any screen, and its words can be hit. */
async function expectAccessible({ page }: Visit, scene: string): Promise<void> {
  await onEveryScreen(page, FORMATS, async (format) => {
    expect(await axeFaults(page), `${scene}, ${format}`).toEqual([])
    const small = await page.locator('button:visible').evaluateAll((buttons) =>
      buttons
        .map((button) => ({ box: button.getBoundingClientRect(), words: button.textContent }))
        .filter(({ box }) => box.width < 44 || box.height < 44)
        .map(({ words }) => words),
    )
    expect(small, `${scene}, ${format}: targets under 44 px`).toEqual([])
  })
}

describe('in portrait and landscape format and on a phone', () => {
  it('passes axe from the procession to the goodbye', async () => {
    const kiosk = await enter()
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
    const kiosk = await enter({ before: nothingNear })
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

  it('passes axe while it apologises', async () => {
    const kiosk = await enter({
      before: (context) => context.route('**/models/**', (route) => route.abort()),
    })
    await press(kiosk.page, 'Find your likeness')
    await press(kiosk.page, 'With my face')
    await kiosk.scene('apology')
    await expectAccessible(kiosk, 'apology')
    await kiosk.close()
  })

  it('passes axe while it asks whether somebody is still there', async () => {
    const kiosk = await enter({ settings: { idleMs: 1_000, stillThereMs: 600_000 } })
    await press(kiosk.page, 'Find your likeness')
    await kiosk.scene('still-there')
    await expectAccessible(kiosk, 'still-there')
    await kiosk.close()
  })

  it('passes axe while the mirror wakes', async () => {
    const kiosk = await enter({
      // The models never arrive, so the mirror goes on waking.
      before: (context) => context.route('**/models/**', () => {}),
    })
    await press(kiosk.page, 'Find your likeness')
    await press(kiosk.page, 'With my face')
    await kiosk.scene('waking')
    await expectAccessible(kiosk, 'waking')
    await kiosk.close()
  })

  it('passes axe before an empty mirror', async () => {
    const kiosk = await enter({}, empty)
    await press(kiosk.page, 'Find your likeness')
    await press(kiosk.page, 'With my face')
    await kiosk.scene('framing')
    await expectAccessible(kiosk, 'framing')
    await kiosk.close()
  })
})
