import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openChromium } from '../browser/open-chromium.ts'
import { type Museum, openMuseum } from '../visits/open-museum.ts'
import { FORMATS, type OpenedSelfie, openSelfie } from './open-selfie.ts'
import { emptyWall, type PictureFile, pictureOf, sideBySide } from './pictures.ts'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

let museum: Museum
let browser: Browser
let axe: string
let self: PictureFile

beforeAll(async () => {
  museum = await openMuseum()
  browser = await openChromium({ fakeCamera: museum.sitterClip })
  axe = await readFile(AXE, 'utf8')
  self = await pictureOf(34)
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await museum?.close()
})

type AxeReport = { violations: { id: string; nodes: { html: string }[] }[] }

/** The scene, once it has come up, breaks no rule that axe knows, nor runs off the screen. */
async function expectAccessible({ page }: OpenedSelfie, scene: string): Promise<void> {
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => null))),
  )
  const report = (await page.evaluate('axe.run()')) as AxeReport
  const faults = report.violations.map(
    ({ id, nodes }) => `${scene}: ${id}: ${nodes.map(({ html }) => html).join(' ')}`,
  )
  expect(faults).toEqual([])
  const off = await page.locator('button:visible, a:visible').evaluateAll((ways) =>
    ways
      .map((way) => ({ box: way.getBoundingClientRect(), words: way.textContent }))
      .filter(
        ({ box }) =>
          box.width < 44 ||
          box.height < 44 ||
          box.left < 0 ||
          box.right > innerWidth + 1 ||
          box.bottom > innerHeight + 1,
      )
      .map(({ words }) => words),
  )
  expect(off, `${scene}: ways under 44 px or off the screen`).toEqual([])
}

describe.each(Object.entries(FORMATS))('the page at home on a screen in %s', (format, viewport) => {
  const enter = async (language = 'en') => {
    const home = await openSelfie(browser, museum.address, {
      viewport,
      language,
      touch: format === 'a phone',
    })
    await home.page.evaluate(axe)
    return home
  }

  it('passes axe from the first words to the card', async () => {
    const home = await enter()
    await home.page.locator('.layer-ready').waitFor({ state: 'attached' })
    await expectAccessible(home, 'start')
    await home.give(await sideBySide([await pictureOf(61), self]))
    await home.scene('choosing')
    await expectAccessible(home, 'choosing')
    await home.page.locator('.mark').nth(1).click()
    await home.scene('pair')
    await expectAccessible(home, 'pair')
    await home.press('Look closer')
    await home.scene('closer')
    await expectAccessible(home, 'closer')
    await home.press('Take it with you')
    await home.page.locator('.card[data-composed="true"]').waitFor()
    await expectAccessible(home, 'sharing')
    await home.close()
  })

  it('passes axe in the viewfinder and where no face is found', async () => {
    const home = await enter()
    await home.press('Use the camera')
    await home.page.getByRole('button', { name: 'Take the picture' }).waitFor()
    await expectAccessible(home, 'viewfinder')
    await home.press('Back')
    await home.give(await emptyWall())
    await home.scene('sorry')
    await expectAccessible(home, 'sorry')
    await home.close()
  })

  it.each(['de', 'fr', 'es'])('keeps every way within reach in %s', async (language) => {
    const home = await enter(language)
    await expectAccessible(home, `start, ${language}`)
    await home.give(self)
    await home.scene('pair')
    await expectAccessible(home, `pair, ${language}`)
    await home.close()
  })
})
