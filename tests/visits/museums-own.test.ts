import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openChromium } from '../browser/open-chromium.ts'
import { type Museum, openMuseum } from './open-museum.ts'
import { writeTurnedClip, writeTwoWalls } from './turned-clip.ts'
import { press, type Visit, type VisitOptions, visit } from './visit.ts'

const FONT = createRequire(import.meta.url).resolve(
  '@fontsource-variable/eb-garamond/files/eb-garamond-latin-wght-normal.woff2',
)

let museum: Museum
let folder: string
/** Cameras that hang on their left side: a visitor before one, two walls before the other. */
let sitter: Browser
let walls: Browser

beforeAll(async () => {
  museum = await openMuseum()
  folder = await mkdtemp(join(tmpdir(), 'pendant-turned-'))
  const clip = (name: string) => join(folder, `${name}.mjpeg`)
  await writeTurnedClip(museum.sitterClip, clip('sitter'), 270)
  await writeTwoWalls(clip('level-walls'), '#c02020', '#2020c0')
  await writeTurnedClip(clip('level-walls'), clip('walls'), 270)
  sitter = await openChromium({ fakeCamera: clip('sitter') })
  walls = await openChromium({ fakeCamera: clip('walls') })
}, 300_000)
afterAll(async () => {
  for (const browser of [sitter, walls]) await browser?.close()
  await museum?.close()
  if (folder !== undefined) await rm(folder, { recursive: true, force: true })
})

let open: Visit | undefined
afterEach(async () => {
  await open?.close()
  open = undefined
})

async function enter(browser: Browser, options: VisitOptions): Promise<Visit> {
  // The invitation stays in one language.
  const settings = { languages: ['en'], ...options.settings }
  open = await visit(browser, museum.address, { ...options, settings })
  await open.scene('attract')
  return open
}

/** How red a side of the mirror is rather than blue. */
function redness(page: Page, side: 'left' | 'right'): Promise<number> {
  return page.evaluate((side) => {
    const canvas = document.querySelector<HTMLCanvasElement>('canvas.mirror')
    const context = canvas?.getContext('2d')
    if (!canvas || !context) throw new Error('There is no mirror.')
    const { width, height } = canvas
    const x = Math.floor(width * (side === 'left' ? 0.2 : 0.8))
    const [red = 0, , blue = 0] = context.getImageData(x, Math.floor(height / 2), 1, 1).data
    return red - blue
  }, side)
}

describe('a camera that hangs on its side', () => {
  it('shows a visitor their own portrait once its picture is turned and cut, whichever camera is named', async () => {
    const crop = { left: 0.1, top: 0.05, width: 0.8, height: 0.9 }
    const camera = { name: 'no such camera', rotate: 90, crop }
    const kiosk = await enter(sitter, { settings: { camera } })
    await press(kiosk.page, 'Find your likeness')
    await press(kiosk.page, 'With my face')
    await kiosk.scene('live')
    await kiosk.page.getByRole('button', { name: 'See the whole painting' }).waitFor()
    expect(await kiosk.portrait()).toBe(museum.visitorPortraitId)
    expect(kiosk.complaints).toEqual([])
  })

  it.each([true, false])('is a mirror or none: %s', async (mirrored) => {
    const camera = { rotate: 90, mirrored }
    const kiosk = await enter(walls, { settings: { camera, walkOffMs: 60_000 } })
    await press(kiosk.page, 'Find your likeness')
    await press(kiosk.page, 'With my face')
    await kiosk.scene('framing')
    // A mirror has the room's left wall, which is red, on the visitor's right hand.
    const red = mirrored ? 'right' : 'left'
    await expect.poll(() => redness(kiosk.page, red)).toBeGreaterThan(10)
    expect(await redness(kiosk.page, red === 'left' ? 'right' : 'left')).toBeLessThan(-10)
  })
})

describe('a museum’s look', () => {
  it('is on the wall, fonts and all, and breaks none of the page’s rules', async () => {
    const fonts: string[] = []
    const look = {
      wall: '#2b1518',
      ink: '#f7efe2',
      accent: '#e0c080',
      serif: { family: 'Museum Serif', files: [{ file: 'serif.woff2' }] },
    }
    const kiosk = await enter(walls, {
      settings: { look },
      before: (context) =>
        context.route('**/museum/serif.woff2', async (route) => {
          fonts.push(route.request().url())
          await route.fulfill({ path: FONT, contentType: 'font/woff2' })
        }),
    })
    const seen = await kiosk.page.evaluate(() => {
      const room = document.querySelector('.room') as Element
      const { color, fontFamily } = getComputedStyle(room)
      const root = getComputedStyle(document.documentElement)
      return {
        color,
        fontFamily,
        wall: root.backgroundColor,
        accent: root.getPropertyValue('--accent').trim(),
        loaded: [...document.fonts].some(
          ({ family, status }) => family.includes('Museum Serif') && status === 'loaded',
        ),
      }
    })
    expect(seen).toMatchObject({
      color: 'rgb(247, 239, 226)',
      fontFamily: expect.stringMatching(/^"Museum Serif"/),
      wall: 'rgb(43, 21, 24)',
      accent: 'rgb(224 192 128)',
      loaded: true,
    })
    expect(fonts).toHaveLength(1)
    expect(kiosk.complaints).toEqual([])
  })
})
