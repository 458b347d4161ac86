import type { BrowserContext } from 'playwright-core'
import { nothingNear, press, type Visit, type VisitOptions } from '../visits/visit.ts'
import { HELD, KIOSK, type Studio, viewportOf } from './studio.ts'

/** Opens the exhibit and goes before the mirror. */
export async function enterMirror(
  { enter, messages }: Studio,
  options: VisitOptions = {},
): Promise<Visit> {
  const kiosk = await enter(options)
  await press(kiosk.page, messages.attract.begin)
  await press(kiosk.page, messages.consent.withMyFace)
  return kiosk
}

/** From the procession to the goodbye, for a visitor who shows their face. */
export async function wholeVisit(studio: Studio): Promise<void> {
  const { enter, take, messages } = studio
  const kiosk = await enter()
  const { page } = kiosk
  await take('attract', page)
  await press(page, messages.attract.begin)
  await take('consent', page)
  await press(page, messages.consent.withMyFace)
  await page.getByRole('button', { name: messages.live.seeWhole }).waitFor()
  await take('settled', page)
  await take('settled-held', page, HELD)
  await page.setViewportSize(viewportOf('portrait'))
  await press(page, messages.live.seeWhole)
  await page.locator('.whole-words .ways-foot').waitFor()
  await take('whole', page)
  await take('whole-held', page, HELD)
  await press(page, messages.whole.lookCloser)
  for (const format of KIOSK) {
    // On a screen of another size the painting is whole again.
    await page.setViewportSize(viewportOf(format))
    await page.locator('.look-closer-still').waitFor({ state: 'detached' })
    for (let step = 0; step < 3; step++) await press(page, messages.closer.nearer)
    await take('closer', page, [format])
  }
  await press(page, messages.ways.back)
  await press(page, messages.whole.print)
  await press(page, messages.print.withMe)
  await page.locator('.sheet canvas.mirror').waitFor()
  await take('print', page)
  await press(page, messages.ways.back)
  await press(page, messages.ways.leave)
  await kiosk.scene('goodbye')
  await take('goodbye', page)
  await kiosk.close()
}

/** The written consent that some laws ask for. */
export async function release(studio: Studio): Promise<void> {
  const kiosk = await enterMirror(studio, { settings: { release: true } })
  await kiosk.scene('release')
  await studio.take('release', kiosk.page)
  await kiosk.close()
}

/** What is over in a moment: its end is kept from coming. */
export async function passingMoments(studio: Studio): Promise<void> {
  const waking = await enterMirror(studio, {
    before: (context) => context.route('**/models/**', () => {}),
  })
  await waking.scene('waking')
  await studio.take('waking', waking.page)
  await waking.close()
  for (const format of KIOSK) {
    const looking = await enterMirror(studio, {
      viewport: viewportOf(format),
      before: answerOnce,
    })
    await looking.scene('live')
    await looking.page.locator('.pair-portrait .layer-ready').first().waitFor({ state: 'attached' })
    await studio.take('looking', looking.page, [format])
    await looking.close()
  }
}

/** Holds back every match after the first, so that none can be confirmed. */
async function answerOnce(context: BrowserContext): Promise<void> {
  let matches = 0
  await context.routeWebSocket(/socket\.io/, (socket) => {
    const server = socket.connectToServer()
    socket.onMessage((message) => server.send(message))
    server.onMessage((message) => {
      if (String(message).includes('"matches"') && ++matches > 1) return
      socket.send(message)
    })
  })
}

/** A visitor who stands too near. */
export async function framing(studio: Studio): Promise<void> {
  const kiosk = await enterMirror(studio)
  await kiosk.scene('framing')
  await kiosk.page.getByText(studio.messages.stances['too-near']).first().waitFor()
  await studio.take('framing', kiosk.page)
  await kiosk.close()
}

/** A visitor to whom no portrait is near. */
export async function cousins(studio: Studio): Promise<void> {
  const kiosk = await enterMirror(studio, { before: nothingNear })
  await kiosk.page.locator('.runners-up').waitFor()
  await studio.take('nothing-near', kiosk.page)
  await kiosk.close()
}

/** Two who change places: the second comes while the first one's portrait is kept for them. */
export async function duet(studio: Studio): Promise<void> {
  const { enter, take, messages } = studio
  const kiosk = await enter()
  const { page } = kiosk
  await press(page, messages.attract.begin)
  await press(page, messages.consent.theTwoOfUs)
  const next = page.getByRole('button', { name: messages.live.nextOfTwo })
  await next.waitFor()
  await page.getByText(messages.stances.nobody).first().waitFor()
  await next.click()
  await kiosk.scene('turn')
  await take('turn', page)
  await page.setViewportSize(viewportOf('portrait'))
  await press(page, messages.duet.title)
  await kiosk.scene('duet')
  await take('duet', page)
  await kiosk.close()
}
