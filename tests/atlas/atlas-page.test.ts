import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BUILT_IN } from '../../server/contract/texts/languages.ts'
import { loadAtlasTexts } from '../../server/contract/texts/load-texts.ts'
import { axeFaults, FORMATS, onEveryScreen } from '../browser/accessible.ts'
import { complaintsOf, type SharedChromium, sharedChromium } from '../browser/open-chromium.ts'
import { type Museum, openMuseum } from '../visits/open-museum.ts'
import { visit } from '../visits/visit.ts'

let museum: Museum
let drawing: SharedChromium
let plain: SharedChromium
beforeAll(async () => {
  museum = await openMuseum()
  drawing = await sharedChromium({ noGraphics: false })
  plain = await sharedChromium()
}, 300_000)
afterAll(async () => {
  await drawing?.close()
  await plain?.close()
  await museum?.close()
})

const complaints: string[] = []

/** The page, still: flights are cuts. */
async function openAtlas(
  from: SharedChromium,
  before: (page: Page) => Promise<unknown> = async () => undefined,
): Promise<Page> {
  const context = await from.newContext({
    viewport: FORMATS['landscape format'],
    reducedMotion: 'reduce',
    deviceScaleFactor: 0.5,
    locale: 'en',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  complaintsOf(page, complaints)
  await before(page)
  await page.goto(`${museum.address}/atlas`)
  return page
}

/** How far the greys of what is seen above the words lie apart; of a bare wall hardly at all. */
async function spreadOfMap(page: Page): Promise<number> {
  const foot = await page.locator('.atlas-foot').boundingBox()
  const clip = { x: 0, y: 0, width: foot?.width ?? 0, height: foot?.y ?? 0 }
  const showNames = (visibility: string) =>
    page.locator('.atlas-over').evaluate((over, value) => {
      ;(over as HTMLElement).style.visibility = value
    }, visibility)
  await showNames('hidden')
  const { channels } = await sharp(await page.screenshot({ clip }))
    .greyscale()
    .stats()
  await showNames('')
  return channels[0]?.stdev ?? 0
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

describe('the atlas', () => {
  it('is flown over, searched, opened and drawn round, and passes axe on every screen', async () => {
    // In none of the few pictures here anything is seen.
    const page = await openAtlas(drawing, (page) =>
      page.route('**/api/v1/labels?*kind=seen*', async (route) => {
        const response = await route.fetch()
        const words = [{ kind: 'seen', word: 'dog', portraits: 2, origin: 'detector' }]
        const found = route.request().url().includes('q=dog') ? { positions: [0, 3] } : {}
        await route.fulfill({ response, json: { ...(await response.json()), words, ...found } })
      }),
    )
    const map = page.locator('.atlas-map[data-frames]')
    await map.waitFor()
    await onEveryScreen(page, FORMATS, async (format) => {
      expect(await axeFaults(page), format).toEqual([])
      const ways = page.locator('.atlas-foot button:visible, .atlas-foot a:visible')
      const small = await ways.evaluateAll((all) =>
        all.filter((way) => way.getBoundingClientRect().height < 44).map((way) => way.textContent),
      )
      expect(small, format).toEqual([])
      await press(page, 'See all of it')
      await expect.poll(() => spreadOfMap(page), { message: format }).toBeGreaterThan(10)
    })
    await page.setViewportSize(FORMATS['landscape format'])

    await press(page, 'Side by side')
    await map.focus()
    const framesBefore = Number(await map.getAttribute('data-frames'))
    for (const key of ['ArrowLeft', '+', '-', 'ArrowRight']) await page.keyboard.press(key)
    await expect
      .poll(async () => Number(await map.getAttribute('data-frames')))
      .toBeGreaterThan(framesBefore)
    await page.keyboard.press('Home')
    for (let nearer = 0; nearer < 4; nearer++) await page.keyboard.press('+')
    await page.keyboard.press('Enter')
    await page.locator('.atlas-aside .label-title').waitFor()
    await page.locator('.atlas-aside .head').first().waitFor()
    expect(await axeFaults(page)).toEqual([])

    await press(page, 'A line from here')
    await page.getByText('Choose the portrait it is to lead to.').waitFor()
    await press(page, 'See all of it')
    await map.focus()
    for (let step = 0; step < 6; step++) await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await page.locator('.atlas-aside a[href^="/line/"]').waitFor()
    await press(page, 'Close')

    await press(page, 'Look for a word')
    await page.getByRole('searchbox').fill('portrait')
    await press(page, 'Find')
    await expect.poll(() => page.locator('.atlas-found').textContent()).toMatch(/lit|Nothing/)
    await page.getByRole('searchbox').fill('no such word anywhere')
    await press(page, 'Find')
    await page.getByText('Nothing here answers to that.').waitFor()
    await press(page, 'Light them all')
    const narrowing = page.getByRole('combobox', { name: 'In the picture' })
    await narrowing.selectOption('dog')
    await page.getByText('2 portraits lit').waitFor()
    expect(await axeFaults(page)).toEqual([])
    await press(page, 'Light them all')
    expect(await narrowing.inputValue()).toBe('')

    await press(page, 'See all of it')
    const drawRound = async (corners: readonly (readonly [number, number])[]) => {
      await press(page, 'Draw round some')
      const [first = [0, 0]] = corners
      await page.mouse.move(...(first as [number, number]))
      await page.mouse.down()
      for (const [x, y] of [...corners.slice(1), first]) {
        await page.mouse.move(x as number, y as number, { steps: 4 })
      }
      await page.mouse.up()
    }
    await drawRound([
      [2, 2],
      [12, 2],
      [12, 12],
    ])
    await page.getByText('No portrait lies within that line.').waitFor()
    await press(page, 'Close')
    await drawRound([
      [2, 2],
      [1900, 2],
      [1900, 640],
      [2, 640],
    ])
    const coming = page.waitForEvent('download')
    await press(page, 'Take them as a table')
    const table = await readFile(await (await coming).path(), 'utf8')
    expect(table).toMatch(/^\ufeffportrait,work,title,artist,date,medium,museum,page\r\n/)
    expect(table.trim().split('\r\n').length).toBeGreaterThan(3)
    await page.context().close()
    expect(complaints).toEqual([])
  })

  it('is a list where maps are not drawn, or not liked', async () => {
    const page = await openAtlas(plain)
    await page.getByText('This browser cannot draw the map.').waitFor()
    await page.locator('.atlas-region summary').first().click()
    const first = page.locator('.atlas-listed a').first()
    await first.waitFor()
    expect(await axeFaults(page)).toEqual([])
    expect(await first.getAttribute('href')).toMatch(/^\/p\//)
    await page.context().close()
  })

  it('shows whom a page before it left where they are, and forgets it', async () => {
    const page = await openAtlas(drawing, (page) =>
      page.addInitScript((portraitId) => {
        if (sessionStorage.getItem('visited') !== null) return
        sessionStorage.setItem('visited', 'yes')
        const left = [{ portraitId, squaredDistance: 0.8 }, { portraitId: 7 }]
        sessionStorage.setItem('pendant.likenesses', JSON.stringify(left))
      }, museum.visitorPortraitId),
    )
    await page.getByText('You are here').waitFor()
    await press(page, 'To your pendant')
    await page.locator('.atlas-aside .label-title').waitFor()
    expect(await page.evaluate(() => sessionStorage.getItem('pendant.likenesses'))).toBeNull()
    await page.context().close()
  })

  it('speaks every language', async () => {
    const page = await openAtlas(drawing)
    await page.locator('.atlas-map[data-frames]').waitFor()
    for (const [tag, { name, direction }] of Object.entries(BUILT_IN)) {
      await press(page, name)
      await page.locator(`html[lang="${tag}"][dir="${direction}"]`).waitFor({ state: 'attached' })
      const { title } = await loadAtlasTexts(tag as keyof typeof BUILT_IN)
      await expect.poll(() => page.locator('.atlas-title').textContent()).toBe(title)
    }
    await page.context().close()
  })

  it('keeps the map where sheets are damaged, and shows none of places that are no numbers', async () => {
    const answers = (change: (body: Buffer, first: number) => Buffer) => (page: Page) =>
      page.route('**/atlases/*', async (route) => {
        const response = await route.fetch()
        const first = Number(/bytes=(\d+)/.exec(route.request().headers().range ?? '')?.[1])
        await route.fulfill({ response, body: change(await response.body(), first) })
      })
    const atlas = await (await fetch(`${museum.address}/api/v1/atlas`)).json()
    const sheets = new Set(atlas.file.sheets.flat().map(({ at }: { at: number }) => at))
    const garbled = await openAtlas(
      drawing,
      answers((body, first) => (sheets.has(first) ? Buffer.from('no picture') : body)),
    )
    await garbled.locator('.atlas-map[data-frames]').waitFor()
    await garbled.locator('.atlas-map').focus()
    await garbled.keyboard.press('Enter')
    await garbled.locator('.atlas-aside .label-title').waitFor()
    await garbled.context().close()
    const nowhere = await openAtlas(
      plain,
      answers((body, first) =>
        first === atlas.file.points.at ? Buffer.alloc(body.length, 0xff) : body,
      ),
    )
    await nowhere.getByRole('heading', { name: 'The collection is out of reach.' }).waitFor()
    await nowhere.context().close()
    // The page tells whoever looks after it.
    expect(complaints.splice(0)).toEqual([expect.stringMatching(/points is not finite/)])
  })

  it('says so where a gallery has none, and where the server does not answer', async () => {
    const answers = {
      'This collection has no atlas yet.': { status: 404, code: 'not-found' },
      'The collection is out of reach.': { status: 500, code: 'internal' },
    }
    for (const [words, { status, code }] of Object.entries(answers)) {
      const page = await openAtlas(plain, (page) =>
        page.route('**/api/v1/atlas', (route) =>
          route.fulfill({
            status,
            contentType: 'application/problem+json',
            body: JSON.stringify({
              ...{ type: `urn:pendant:${code}`, title: '', status, detail: '', code },
              retry: 'never',
            }),
          }),
        ),
      )
      await page.getByRole('heading', { name: words }).waitFor()
      expect(await axeFaults(page)).toEqual([])
      await page.context().close()
    }
  })
})

describe('the exhibit', () => {
  it('flies a visitor from where they are to their portrait, and takes the map along', async () => {
    const seeing = await sharedChromium({ fakeCamera: museum.sitterClip, noGraphics: false })
    const kiosk = await visit(seeing, museum.address, { settings: { atlas: 'attract' } })
    const { page, scene } = kiosk
    await page.locator('.attract-tour .atlas-map[data-frames]').waitFor()
    expect(await page.locator('.carousel').isVisible()).toBe(false)
    const asked: string[] = []
    await press(page, 'Find your likeness')
    await press(page, 'With my face')
    await press(page, 'See the whole painting')
    page.on('request', (request) => asked.push(`${request.method()} ${request.url()}`))
    await press(page, 'Among all portraits')
    await scene('atlas')
    await page.getByText('You are here').waitFor()
    await page.locator('.atlas-goal').waitFor()
    expect(asked.some((each) => each.includes('/atlas/portraits?id='))).toBe(true)
    expect(asked.filter((each) => !each.startsWith('GET '))).toEqual([])
    await press(page, 'Leave')
    await scene('goodbye')
    await page.locator('.atlas-map, .atlas-goal').waitFor({ state: 'detached' })
    expect(kiosk.complaints).toEqual([])
    await kiosk.close()
    await seeing.close()
  }, 300_000)
})
