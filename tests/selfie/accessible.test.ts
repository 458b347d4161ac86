import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFaults, FORMATS, onEveryScreen } from '../browser/accessible.ts'
import { type SharedChromium, sharedChromium } from '../browser/open-chromium.ts'
import { type Museum, openMuseum } from '../visits/open-museum.ts'
import { type OpenedSelfie, openSelfie } from './open-selfie.ts'
import { emptyWall, type PictureFile, pictureOf, sideBySide } from './pictures.ts'

const LANGUAGES = { Deutsch: 'de', Français: 'fr', Español: 'es' } as const
const { 'a phone': phone, ...screens } = FORMATS

let museum: Museum
let browser: SharedChromium
let self: PictureFile

beforeAll(async () => {
  museum = await openMuseum()
  browser = await sharedChromium({ fakeCamera: museum.sitterClip })
  self = await pictureOf(34)
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await museum?.close()
})

describe.each([
  ['a phone', { touch: true, formats: { 'a phone': phone } }],
  ['a screen with a mouse', { touch: false, formats: screens }],
] as const)('the page at home on %s', (_, { touch, formats }) => {
  const enter = () => openSelfie(browser, museum.address, { touch })

  /** The scene breaks no rule that axe knows, nor runs off the screen, in every format. */
  async function expectAccessible(home: OpenedSelfie, scene: string): Promise<void> {
    await onEveryScreen(home.page, formats, async (format) => {
      expect(await axeFaults(home.page), `${scene}, ${format}`).toEqual([])
      await expectWithinReach(home, `${scene}, ${format}`)
    })
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

  it('keeps every way within reach in every language, and passes axe', async () => {
    const home = await enter()
    for (const [name, language] of Object.entries(LANGUAGES)) {
      await home.press(name)
      await home.page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' })
      await expectWithinReachOnEvery(home, `start, ${language}`)
      await home.give(self)
      await home.scene('pair')
      await expectWithinReachOnEvery(home, `pair, ${language}`)
      // Words and roles are the same in every format.
      expect(await axeFaults(home.page), language).toEqual([])
      await home.page.evaluate(() => window.dispatchEvent(new Event('pagehide')))
      await home.scene('start')
    }
    await home.close()
  })

  function expectWithinReachOnEvery(home: OpenedSelfie, scene: string): Promise<void> {
    return onEveryScreen(home.page, formats, (format) =>
      expectWithinReach(home, `${scene}, ${format}`),
    )
  }
})

/** No way is under 44 px or off the screen. */
async function expectWithinReach({ page }: OpenedSelfie, scene: string): Promise<void> {
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
