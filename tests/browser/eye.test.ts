import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AVERAGE_FACE } from '../../kiosk/eye/descriptor-pattern.ts'
import { syntheticFaces } from '../server/synthetic-faces.ts'
import { type SharedChromium, sharedChromium } from './open-chromium.ts'
import type { EyePage } from './pages/eye/eye.ts'
import { type ServedPages, servePages } from './serve-pages.ts'

declare const eyePage: EyePage

let pages: ServedPages
let browser: SharedChromium
let page: Page
beforeAll(async () => {
  pages = await servePages()
  browser = await sharedChromium()
})
afterAll(async () => {
  await browser?.close()
  await pages?.close()
})
beforeEach(async () => {
  page = await browser.newPage()
  await page.goto(`${pages.origin}/eye/`)
})
afterEach(() => page.close())

const people = syntheticFaces(8)
const [somebody, other] = [[...people.stranger()], [...people.stranger()]]
const HERE = { x: 220, y: 150 }
const THERE = { x: 340, y: 180 }

const seen = () => page.evaluate(() => eyePage.seen())
const show = (at: typeof HERE, frames: number, numbers: readonly number[] | null = null) =>
  page.evaluate(([at, frames, numbers]) => eyePage.show(at, frames, numbers), [
    at,
    frames,
    numbers,
  ] as const)

describe('the eye over the mirror', () => {
  it('has its lights on the landmarks, where the mirror shows them while it still follows', async () => {
    await show(HERE, 14)
    const still = await page.evaluate((at) => eyePage.lightsOn(at), HERE)
    expect(still.laid).toBeGreaterThan(180)
    expect(still.aimedAt).toBeCloseTo(still.laid, -1)
    // One frame later the face is elsewhere, and the mirror on its way there.
    await show(THERE, 1)
    const moving = await page.evaluate((at) => eyePage.lightsOn(at), THERE)
    expect(moving.laid).toBeGreaterThan(180)
    expect(moving.aimedAt).toBeLessThan(100)
  })

  it('comes up, and goes out where the face was when that is lost, leaving nothing', async () => {
    await show(HERE, 1)
    const early = (await seen()).lines
    await show(HERE, 14, somebody)
    const full = (await seen()).lines
    expect(full.brightness).toBeGreaterThan(early.brightness)
    await page.evaluate(() => eyePage.showNobody(1))
    const fading = (await seen()).lines
    expect(fading.pixels).toBeGreaterThan(0)
    expect(fading.brightness).toBeLessThan(full.brightness)
    await page.evaluate(() => eyePage.showNobody(14))
    for (const { pixels } of Object.values(await seen())) expect(pixels).toBe(0)
  })

  it.each([false, true])(
    'lays the face upright as the net gets it (mirrored: %s)',
    async (mirrored) => {
      const difference = await page.evaluate((as) => eyePage.chipDifference(as), mirrored)
      // A canvas resamples otherwise than the kernel; another face, or one laid askew, differs by
      // 20.
      expect(difference).toBeLessThan(4)
    },
  )

  it('weaves the visitor’s numbers once there are any, and what differs from the portrait', async () => {
    await show(HERE, 6)
    const before = await seen()
    expect([before.pattern.pixels, before.difference.pixels]).toEqual([0, 0])
    await show(HERE, 6, somebody)
    expect((await seen()).pattern.pixels).toBeGreaterThan(10_000)
    expect((await seen()).difference.pixels).toBe(0)
    await page.evaluate((numbers) => eyePage.compareWith(numbers), other)
    await show(HERE, 6, somebody)
    const strangers = (await seen()).difference
    await page.evaluate((numbers) => eyePage.compareWith(numbers), somebody)
    await show(HERE, 6, somebody)
    const alike = (await seen()).difference
    expect(alike.pixels).toBe(strangers.pixels)
    expect(alike.brightness).toBeLessThan(strangers.brightness / 1.5)
  })

  it('weaves a middling face evenly, and a lighter one of larger numbers', async () => {
    await show(HERE, 6, AVERAGE_FACE)
    const middling = (await seen()).pattern.brightness
    await show(
      HERE,
      14,
      AVERAGE_FACE.map((number) => number + 0.06),
    )
    expect((await seen()).pattern.brightness).toBeGreaterThan(middling * 1.2)
  })

  it('leaves nothing of a visitor on any canvas when it is wiped, or lets go of them', async () => {
    for (const end of ['wipe', 'letGo'] as const) {
      await page.evaluate((numbers) => eyePage.compareWith(numbers), other)
      await show(HERE, 8, somebody)
      for (const { pixels } of Object.values(await seen())) expect(pixels).toBeGreaterThan(0)
      await page.evaluate((how) => eyePage[how](), end)
      for (const { size } of Object.values(await seen())) expect(size).toBe(1)
    }
    // Hung once more, it shows what is seen from then on.
    await page.evaluate(() => eyePage.wipe())
    await page.evaluate(() => eyePage.hangAgain())
    await show(HERE, 8)
    const anew = await seen()
    expect(anew.lines.pixels).toBeGreaterThan(0)
    expect([anew.pattern.pixels, anew.difference.pixels]).toEqual([0, 0])
  })
})
