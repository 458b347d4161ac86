import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type SharedChromium, sharedChromium } from '../browser/open-chromium.ts'
import { type Museum, openMuseum } from './open-museum.ts'
import { press, type Visit, visit } from './visit.ts'

let museum: Museum
let seeing: SharedChromium

beforeAll(async () => {
  museum = await openMuseum()
  seeing = await sharedChromium({ fakeCamera: museum.sitterClip })
}, 300_000)
afterAll(async () => {
  await seeing?.close()
  await museum?.close()
})

/** Drawn sooner than a kiosk's screen where there is no graphics card. */
const PHONE = { width: 390, height: 844 }

let open: Visit | undefined
afterEach(async () => {
  expect(open?.complaints).toEqual([])
  await open?.close()
  open = undefined
})

/** How many pixels of a canvas are not clear. */
function painted(page: Page, selector: string): Promise<number> {
  return page.locator(selector).evaluate((element) => {
    const canvas = element as HTMLCanvasElement
    const context = canvas.getContext('2d')
    if (context === null) throw new Error('The canvas draws in no plane.')
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
    return data.filter((value, at) => at % 4 === 3 && value > 0).length
  })
}

describe('a visitor whose likeness has settled', () => {
  it('sees what is computed, why this portrait is shown, and themselves becoming it', async () => {
    open = await visit(seeing, museum.address, {
      viewport: PHONE,
      deviceScaleFactor: 1,
      settings: { print: true },
    })
    const { page, scene } = open
    await scene('attract')
    await press(page, 'Find your likeness')
    await press(page, 'With my face')
    await page.getByRole('button', { name: 'See the whole painting' }).waitFor()

    await press(page, 'The machine’s eye')
    // The visitor's chip and the portrait's; their two patterns, and what differs.
    for (const [drawn, times] of Object.entries({ chip: 2, pattern: 3 })) {
      for (let at = 0; at < times; at++) {
        const canvas = `.eye-group:has(.eye-${drawn}) .eye-${drawn}:nth-child(${at + 1})`
        await expect.poll(() => painted(page, canvas)).toBeGreaterThan(1_000)
      }
    }
    await page.locator('.eye-trace-end').waitFor()
    expect(await page.locator('.eye-lines').count()).toBe(2)
    await press(page, 'The machine’s eye')
    await page.locator('.eye-lines').first().waitFor({ state: 'detached' })

    await press(page, 'Why this one?')
    await scene('why')
    await page.getByText('Each part of both faces was hidden once.').waitFor()
    const said = await page.getByRole('heading').first().textContent()
    expect(said).toMatch(/^It is mostly |^It is no one part/)
    for (const side of ['visitor', 'portrait']) {
      await expect.poll(() => painted(page, `.part-light-${side} canvas`)).toBeGreaterThan(10_000)
    }
    await press(page, 'Back')
    await scene('live')
    await page.locator('.still').waitFor({ state: 'detached' })

    await press(page, 'See the whole painting')
    await page.locator('.morph').waitFor()
    await page.locator('.morph').waitFor({ state: 'detached' })
    // This browser has no WebGL.
    await press(page, 'Among all portraits')
    await scene('atlas')
    await page.getByText('The map could not be drawn just now.').waitFor()
    await press(page, 'Back')
    await scene('whole')
    await press(page, 'Half you, half painted')
    await scene('poster')
    await expect.poll(() => painted(page, '.poster-picture')).toBeGreaterThan(100_000)
    await press(page, 'Print it')
    await scene('print')
    await expect.poll(() => painted(page, '.sheet .poster-picture')).toBeGreaterThan(100_000)
    await press(page, 'Leave')
    await scene('goodbye')
    await page.locator('.poster-picture').waitFor({ state: 'detached' })
    expect(await page.locator('canvas:not(.wall)').count()).toBe(0)
  }, 300_000)
})

describe('the machine’s eye', () => {
  it('looks at passing portraits where the museum wants that', async () => {
    open = await visit(seeing, museum.address, {
      settings: { machineEye: 'attract', faceHeldMs: 1_000 },
    })
    await open.page.locator('.eye-passing .eye-trace-end').waitFor()
    await open.page.locator('.eye-passing').waitFor({ state: 'detached' })
  })
})
