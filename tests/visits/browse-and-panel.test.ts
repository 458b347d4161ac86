import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { axeFaults, hasComeUp } from '../browser/accessible.ts'
import { type SharedChromium, sharedChromium } from '../browser/open-chromium.ts'
import { type Museum, openMuseum, PIN } from './open-museum.ts'
import { press, type Visit, visit } from './visit.ts'

let museum: Museum
let browser: SharedChromium

beforeAll(async () => {
  museum = await openMuseum()
  browser = await sharedChromium({ fakeCamera: museum.sitterClip })
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await museum?.close()
})

let open: Visit | undefined
afterEach(async () => {
  const complaints = open?.complaints
  await open?.close()
  open = undefined
  expect(complaints ?? []).toEqual([])
})

async function enter(settings: Readonly<Record<string, unknown>> = {}): Promise<Visit> {
  open = await visit(browser, museum.address, { settings })
  await open.scene('attract')
  return open
}

describe('a visitor without a face', () => {
  it('narrows the collection to a century, sees no other portrait, and has all of them back', async () => {
    const { page, scene } = await enter()
    await press(page, 'Find your likeness')
    await press(page, 'Without my face')
    await scene('browse')
    const heads = page.locator('.browse-wall .head')
    await heads.first().waitFor()
    const all = await heads.count()
    await press(page, 'By century')
    const century = page.getByRole('listitem').filter({ hasText: '3 portraits' })
    await century.getByRole('button').waitFor()
    await hasComeUp(page)
    expect(await axeFaults(page)).toEqual([])
    await century.getByRole('button').click()
    await expect.poll(() => heads.count()).toBe(3)
    const titles = await heads
      .getByRole('img')
      .evaluateAll((images) => images.map((image) => (image as HTMLImageElement).alt))
    expect(new Set(titles).size).toBe(3)
    await press(page, 'The whole collection')
    await expect.poll(() => heads.count()).toBe(all)
    // By keyboard there is a way back from the values, too.
    await press(page, 'By century')
    await page.keyboard.press('Escape')
    await heads.first().waitFor()
    await page.keyboard.press('Escape')
    await scene('attract')
  })

  it('is told when the server gives no answer, and may ask again', async () => {
    const { page } = await enter()
    await press(page, 'Find your likeness')
    await press(page, 'Without my face')
    await press(page, 'By century')
    await page.route('**/api/v1/portraits?**', (route) => route.abort())
    await page.getByRole('listitem').getByRole('button').first().click()
    await page.getByText('The collection did not answer just now.').waitFor()
    await page.unroute('**/api/v1/portraits?**')
    await press(page, 'Try again')
    await page.locator('.browse-wall .head').first().waitFor()
  })
})

describe('the operator’s corner', () => {
  const operator = { operator: { hasPin: true } }

  it('opens to who holds the corner and knows the PIN, and shows the camera and how all fares', async () => {
    const { page, scene } = await enter(operator)
    const sent: string[] = []
    page.on('websocket', (socket) =>
      socket.on('framesent', ({ payload }) => sent.push(String(payload))),
    )
    const corner = page.getByRole('button', { name: /^Operator’s corner/ })
    await corner.dispatchEvent('pointerdown', { pointerId: 1 })
    await scene('operator')
    await hasComeUp(page)
    expect(await axeFaults(page)).toEqual([])
    await enterPin(page, '1357')
    await page.getByText('That is not the PIN.').waitFor()
    expect(await page.locator('.operator-picture').count()).toBe(0)
    await enterPin(page, PIN)
    // As wide as the camera's own picture once there is one.
    await page.waitForFunction(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('.operator-picture')
      return canvas !== null && canvas.width > 1
    })
    await page.getByText(/readings/).waitFor()
    await page.getByText('wasm', { exact: true }).waitFor()
    await page
      .getByText(/ms a face/)
      .first()
      .waitFor()
    await page.getByText(await galleryId()).waitFor()
    await hasComeUp(page)
    expect(await axeFaults(page)).toEqual([])
    await press(page, 'Show the test pattern')
    await page.getByRole('button', { name: 'Test pattern' }).click()
    await press(page, 'Close')
    await scene('attract')
    expect(await page.locator('.operator-picture').count()).toBe(0)
    // Nobody's likeness was sought.
    expect(sent.filter((payload) => payload.includes('pendant:find'))).toEqual([])
  })

  it('opens by keyboard or at its own address, and closes with Escape', async () => {
    const { page, scene } = await enter(operator)
    await page.keyboard.press('Control+Shift+O')
    await scene('operator')
    await page.locator('.pin-pad').waitFor()
    for (const digit of PIN) await page.keyboard.press(digit)
    await page.locator('.pin-typed', { hasText: '•'.repeat(PIN.length) }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Gallery' }).waitFor()
    await page.keyboard.press('Escape')
    await scene('attract')
    await page.goto(new URL('/operator', museum.address).href)
    await page.locator('.pin-pad').waitFor()
    await page.keyboard.press('Escape')
    await scene('attract')
  })

  it('says that no PIN can be checked while the server is away', async () => {
    const { page, scene } = await enter({ ...operator, serverGraceMs: 600_000 })
    await page.keyboard.press('Control+Shift+O')
    await scene('operator')
    await museum.closeServer()
    try {
      await enterPin(page, PIN)
      await page.getByText('the server does not answer').waitFor()
    } finally {
      await museum.openServer()
    }
    // Letters that were on their way do not come from a server that is away.
    open?.complaints.splice(0)
  })

  it('is not there without a PIN, nor during a visit', async () => {
    const { page, scene } = await enter()
    await page.keyboard.press('Control+Shift+O')
    expect(await page.locator('.panel-handle').count()).toBe(0)
    await press(page, 'Find your likeness')
    await scene('consent')
    await page.keyboard.press('Control+Shift+O')
    await press(page, 'Back')
    await scene('attract')
  })

  async function galleryId(): Promise<string> {
    const response = await fetch(`${museum.address}/api/v1/gallery`)
    return ((await response.json()) as { id: string }).id
  }
})

async function enterPin(page: Visit['page'], pin: string): Promise<void> {
  for (const digit of pin) await press(page, digit)
  await press(page, 'Enter')
}
