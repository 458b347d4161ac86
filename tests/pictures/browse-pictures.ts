import { changeAnswers, press } from '../visits/visit.ts'
import { enterMirror } from './mirror-pictures.ts'
import { HELD, type Studio, viewportOf } from './studio.ts'

const PIN = '2468'

/** Without a face: a wall of heads, narrowed to a century, and a walk from likeness to likeness. */
export async function browse(studio: Studio): Promise<void> {
  const { enter, take, messages } = studio
  const kiosk = await enter()
  const { page } = kiosk
  const heads = page.locator('.browse-wall .head')
  await press(page, messages.attract.begin)
  await press(page, messages.consent.withoutMyFace)
  await heads.first().waitFor()
  await take('browse', page)
  await take('browse-held', page, HELD)
  await page.setViewportSize(viewportOf('portrait'))
  await press(page, messages.cabinet.narrowBy.century)
  await page.locator('.facet-wall .word').first().waitFor()
  await take('facets', page)
  await page.locator('.facet-wall .word').nth(2).click()
  await heads.first().waitFor()
  await take('narrowed', page)
  await heads.nth(1).click()
  await page.locator('.pair-portrait .layer-ready').first().waitFor({ state: 'attached' })
  await take('walk', page)
  await kiosk.close()
}

/** The question that stands before a visit is ended. */
export async function stillThere(studio: Studio): Promise<void> {
  for (const format of ['portrait', 'landscape'] as const) {
    const kiosk = await studio.enter({
      viewport: viewportOf(format),
      settings: { idleMs: 4_000 },
    })
    await press(kiosk.page, studio.messages.attract.begin)
    await press(kiosk.page, studio.messages.consent.withoutMyFace)
    await kiosk.page.locator('.browse-wall .head').nth(5).click()
    await kiosk.scene('still-there')
    await studio.take('still-there', kiosk.page, [format])
    await kiosk.close()
  }
}

/** What is said where there is no camera. */
export async function apology(studio: Studio): Promise<void> {
  const kiosk = await enterMirror(studio)
  await kiosk.scene('apology')
  await studio.take('apology', kiosk.page)
  await kiosk.close()
}

/** For whoever looks after the kiosk. */
export async function operator(studio: Studio): Promise<void> {
  const kiosk = await studio.enter({
    settings: { operator: { hasPin: true } },
    async before(context) {
      await context.addInitScript(nameCameras)
      // Whatever PIN the data folder has.
      await changeAnswers(context, (answer) => answer.replace('"isRight":false', '"isRight":true'))
    },
  })
  const { page } = kiosk
  await page.keyboard.press('Control+Shift+O')
  await kiosk.scene('operator')
  for (const digit of PIN) await page.keyboard.press(digit)
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.operator-picture')
    return canvas !== null && canvas.width > 1
  })
  await page.getByText('wasm').first().waitFor()
  await studio.take('operator', page)
  await kiosk.close()
}

/** The fake camera is called by the path of its clip, which is nobody's business. */
function nameCameras(): void {
  for (const named of [MediaStreamTrack, MediaDeviceInfo]) {
    Object.defineProperty(named.prototype, 'label', { value: 'Invented camera' })
  }
}
