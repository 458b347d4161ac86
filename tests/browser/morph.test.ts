import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PaintedSitting, paintedSitting } from '../painted-pair.ts'
import { openChromium } from './open-chromium.ts'
import type { MorphPage } from './pages/morph/morph.ts'
import { type ServedPages, servePages } from './serve-pages.ts'

declare const morph: MorphPage

let pages: ServedPages
let browser: Browser
let page: Page
let sitters: PaintedSitting

beforeAll(async () => {
  sitters = await paintedSitting()
  pages = await servePages()
  pages.offer('/pictures/visitor.jpg', sitters.visitor.jpeg)
  pages.offer('/pictures/portrait.jpg', sitters.portrait.jpeg)
  pages.offer(`/media/${'0'.repeat(64)}.jpg`, sitters.portrait.jpeg)
  browser = await openChromium()
  page = await openPage()
})
afterAll(async () => {
  await browser?.close()
  await pages?.close()
})

async function openPage(reducedMotion: 'reduce' | 'no-preference' = 'no-preference') {
  const opened = await browser.newPage({
    viewport: { width: 1080, height: 1920 },
    reducedMotion,
  })
  await opened.goto(`${pages.origin}/morph/`)
  await opened.evaluate(
    ([visitor, portrait]) =>
      morph.seat(
        { address: '/pictures/visitor.jpg', landmarks: visitor },
        { address: '/pictures/portrait.jpg', landmarks: portrait },
      ),
    [sitters.visitor.landmarks, sitters.portrait.landmarks] as const,
  )
  return opened
}

/** What a page shows, on the whole screen: the mean of how far two are apart. */
async function apart(one: Buffer, other: Buffer): Promise<number> {
  const [a, b] = await Promise.all(
    [one, other].map((png) => sharp(png).removeAlpha().raw().toBuffer()),
  )
  if (a === undefined || b === undefined || a.length !== b.length) return Number.NaN
  return a.reduce((sum, value, at) => sum + Math.abs(value - (b[at] as number)), 0) / a.length
}

describe('the morph', () => {
  it('begins as the mirror shows the visitor', async () => {
    const { mean } = await page.evaluate(() => morph.compareToMirror())
    expect(mean).toBeLessThan(2)
  })

  it('says once that it is done, looks then as the portrait hangs, and leaves nothing when taken down', async () => {
    expect(await page.evaluate(() => morph.play())).toBe(1)
    const ended = await page.screenshot()
    await page.evaluate(() => morph.clear())
    expect(await page.evaluate(() => morph.canvasesLeft())).toBe(0)
    const empty = await page.screenshot()
    await page.evaluate(() => morph.shownPortrait())
    const hung = await page.screenshot()
    await page.evaluate(() => morph.clear())
    expect(await apart(ended, hung)).toBeLessThan(0.4)
    expect(await apart(ended, empty)).toBeGreaterThan(4)
  })

  it('stands still where it is asked to', async () => {
    await page.evaluate(() => morph.stand(0.5))
    const half = await page.screenshot()
    await page.evaluate(() => morph.stand(1))
    const whole = await page.screenshot()
    await page.evaluate(() => morph.clear())
    expect(await apart(half, whole)).toBeGreaterThan(1)
  })

  it('is a plain cross-fade with the same ends where less motion is asked for', async () => {
    const calm = await openPage('reduce')
    const ends = await calm.evaluate(() => morph.compare('cross-fade', 'morph', [0, 1]))
    for (const { mean } of ends) expect(mean).toBeLessThan(1.5)
    expect(await calm.evaluate(() => morph.play())).toBe(1)
    await calm.close()
  })
})

describe('the poster of a visit', () => {
  it('is painted where the painting is, at the size asked for, and leaves nothing', async () => {
    const poster = await page.evaluate(() => morph.poster(900, 1200))
    const { width, height } = await sharp(
      Buffer.from(poster.picture.split(',')[1] as string, 'base64'),
    ).metadata()
    expect([width, height]).toEqual([900, 1200])
    expect(poster.middle).toBe(255)
    const isWhole = poster.frame.width === 900 && poster.frame.height === 1200
    expect(poster.corners.every((opacity) => opacity === 255)).toBe(isWhole)
    expect(await page.evaluate(() => morph.canvasesLeft())).toBe(0)
  })
})
