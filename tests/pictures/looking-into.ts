import { press } from '../visits/visit.ts'
import { type Filmed, openCamera, strip } from './film.ts'
import { enterMirror } from './mirror-pictures.ts'
import { HELD, type Studio, viewportOf } from './studio.ts'

/** What is computed, why a portrait is shown, and the picture half way to it. */
export async function lookInto(studio: Studio): Promise<void> {
  const { take, messages } = studio
  const kiosk = await enterMirror(studio)
  const { page } = kiosk
  await page.getByRole('button', { name: messages.live.seeWhole }).waitFor()
  await press(page, messages.modes.eye)
  await page.locator('.eye-trace-end').waitFor()
  await take('eye', page)
  await take('eye-held', page, HELD)
  await page.setViewportSize(viewportOf('portrait'))
  await press(page, messages.modes.eye)
  await press(page, messages.why.ask)
  await page.getByText(messages.why.meaning).waitFor()
  await take('why', page)
  await page.setViewportSize(viewportOf('portrait'))
  await press(page, messages.ways.back)
  await press(page, messages.live.seeWhole)
  await press(page, messages.poster.see)
  await page.locator('.poster-picture').waitFor()
  await take('poster', page)
  await kiosk.close()
}

/** The machine's eye on a portrait that passes by while nobody is there. */
export async function eyeInPassing(studio: Studio): Promise<void> {
  const settings = { machineEye: 'attract', faceHeldMs: 6_000 }
  const kiosk = await studio.enter({ settings })
  await kiosk.page.locator('.eye-passing .eye-trace-end').waitFor()
  await studio.take('eye-attract', kiosk.page)
  await kiosk.close()
}

/** Portraits that go with somebody who turns their head. */
export async function moving(studio: Studio): Promise<void> {
  const kiosk = await enterMirror(studio)
  const { page } = kiosk
  await press(page, studio.messages.modes.movement)
  await page.locator('.pose-match[data-portrait-id]').waitFor()
  await studio.take('moving', page)
  await kiosk.close()
}

/** A head that turns, and the portraits that turn with it, as a film. */
export async function filmMoving(studio: Studio): Promise<Filmed> {
  const kiosk = await enterMirror(studio)
  const { page } = kiosk
  await press(page, studio.messages.modes.movement)
  await page.locator('.pose-match[data-portrait-id]').waitFor()
  const camera = await openCamera(page)
  await page.waitForTimeout(9_600)
  const filmed = await camera.close()
  await kiosk.close()
  return filmed
}

/** The visitor's face on its way to becoming the portrait's, in a few pictures. */
export async function filmMorph(studio: Studio): Promise<readonly Buffer[]> {
  // On a phone: a small screen is drawn often enough for every step of it to be seen.
  const kiosk = await enterMirror(studio, { viewport: viewportOf('phone') })
  const { page } = kiosk
  await page.getByRole('button', { name: studio.messages.live.seeWhole }).waitFor()
  const camera = await openCamera(page)
  const from = Date.now() / 1000
  await press(page, studio.messages.live.seeWhole)
  await page.locator('.morph').waitFor()
  await page.locator('.morph').waitFor({ state: 'detached' })
  const to = Date.now() / 1000
  const filmed = await camera.close()
  await kiosk.close()
  return strip(filmed, { from, to }, 5)
}
