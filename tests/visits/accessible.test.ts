import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFaults, FORMATS, onEveryScreen } from '../browser/accessible.ts'
import { type SharedChromium, sharedChromium } from '../browser/open-chromium.ts'
import { type Museum, openMuseum } from './open-museum.ts'
import { press, type Visit, visit } from './visit.ts'

/**
 * While a scene is turned from format to format nobody touches anything, and nothing may pass on.
 */
const UNHURRIED = {
  faceHeldMs: 600_000,
  idleMs: 600_000,
  mirrorIdleMs: 600_000,
  walkOffMs: 600_000,
  goodbyeMs: 600_000,
}

let museum: Museum
let browser: SharedChromium

beforeAll(async () => {
  museum = await openMuseum()
  browser = await sharedChromium({ fakeCamera: museum.sitterClip })
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await museum?.close()
})

async function enter(): Promise<Visit> {
  const kiosk = await visit(browser, museum.address, { settings: UNHURRIED })
  await kiosk.scene('attract')
  return kiosk
}

/**
 * The scene, once it has come up, breaks no rule that axe knows on any screen, and its words can be
 * hit.
 */
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

// Scenes that stand for a while by themselves are looked at in `accessible-exhibit.test.ts`.
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

  it('passes axe in the cabinet', async () => {
    const kiosk = await enter()
    await press(kiosk.page, 'Find your likeness')
    await press(kiosk.page, 'Without my face')
    await kiosk.scene('browse')
    await expectAccessible(kiosk, 'cabinet')
    await kiosk.page.locator('.browse-wall .head').first().click()
    await kiosk.page.locator('.pair-portrait .layer-ready').first().waitFor({ state: 'attached' })
    await expectAccessible(kiosk, 'cabinet, chosen')
    await kiosk.close()
  })
})
