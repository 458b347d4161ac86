import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFaults, hasComeUp } from '../browser/accessible.ts'
import { type SharedChromium, sharedChromium } from '../browser/open-chromium.ts'
import { readCode } from '../kiosk/view/read-code.ts'
import { type Museum, openMuseum } from './open-museum.ts'
import { changeAnswers, type Visit, type VisitOptions, visit } from './visit.ts'

const PUBLIC = 'https://pendant.museum.example'
/** Nobody walks off, is asked whether they are there, or does anything by dwelling. */
const UNHURRIED = { idleMs: 600_000, mirrorIdleMs: 600_000, walkOffMs: 600_000, dwellMs: 0 }

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

/** Presses a word by the keyboard alone: Tab until it has the focus, then Enter. */
async function pressByKey(page: Page, word: string): Promise<void> {
  const button = page.getByRole('button', { name: word, exact: true })
  await button.waitFor()
  const isFocused = () => button.evaluate((element) => element === document.activeElement)
  for (let tabs = 0; tabs < 40 && !(await isFocused()); tabs++) await page.keyboard.press('Tab')
  expect(await isFocused(), `Tab reaches ${word}`).toBe(true)
  await page.keyboard.press('Enter')
}

async function openKiosk(settings: object, options: VisitOptions = {}): Promise<Visit> {
  const kiosk = await visit(browser, museum.address, {
    ...options,
    settings: { ...UNHURRIED, print: true, ...settings },
    before: async (context) => {
      await context.addInitScript(noteReveals)
      await changeAnswers(context, (answer) =>
        answer.replace('"publicUrl":null', `"publicUrl":"${PUBLIC}"`),
      )
    },
  })
  await kiosk.scene('attract')
  await kiosk.page.locator('.layer-ready').first().waitFor({ state: 'attached' })
  return kiosk
}

type Noted = { reveals: { crop: DOMRect; words: string }[] }

/** Keeps, in the page, where the face was when each reveal began, and whether words were up. */
function noteReveals(): void {
  const noted = globalThis as unknown as Noted
  noted.reveals = []
  new MutationObserver((changes) => {
    if (!changes.some(({ attributeName }) => attributeName === 'data-revealing')) return
    const crop = document.querySelector('.whole-crop')?.getBoundingClientRect()
    const words = document.querySelector('.whole-words')
    if (crop === undefined || words === null) return
    noted.reveals.push({ crop, words: getComputedStyle(words).visibility })
  }).observe(document, { attributes: true, subtree: true })
}

async function expectAccessible({ page }: Visit, scene: string): Promise<void> {
  await hasComeUp(page)
  expect(await axeFaults(page), scene).toEqual([])
}

/** Until the whole painting hangs and its words are up. */
async function revealed({ page }: Visit): Promise<void> {
  await page.locator('.whole-words .ways-foot').waitFor()
}

function reveals({ page }: Visit): Promise<Noted['reveals']> {
  return page.evaluate(() => (globalThis as unknown as Noted).reveals)
}

/** How many pages a PDF has. */
function pagesOf(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
}

describe('the whole painting', () => {
  it('is drawn back to from the face beside the visitor, looked at closer, and printed, by keys alone', async () => {
    const kiosk = await openKiosk({ museumName: 'The Museum' })
    const { page } = kiosk
    await page.keyboard.press('Enter')
    await kiosk.scene('consent')
    await pressByKey(page, 'With my face')
    await kiosk.scene('live')
    await page.getByRole('button', { name: 'See the whole painting' }).waitFor()
    await hasComeUp(page)
    const hung = await page.locator('.pair-portrait .hung-picture').last().boundingBox()
    await pressByKey(page, 'See the whole painting')
    await kiosk.scene('whole')
    await revealed(kiosk)

    const [begun] = await reveals(kiosk)
    expect(begun?.words).toBe('hidden')
    for (const side of ['x', 'y', 'width', 'height'] as const) {
      expect(Math.abs((begun?.crop[side] ?? 0) - (hung?.[side] ?? 0)), side).toBeLessThan(1)
    }
    expect(await page.locator('canvas.mirror').count()).toBe(0)
    await expectAccessible(kiosk, 'whole')
    await page.getByRole('heading', { name: 'How near is this?' }).waitFor()

    const drawn = await page.locator('.take-away .code').evaluate(modulesOf)
    const workId = (await kiosk.portrait())?.split('~')[0]
    expect(readCode(drawn).text).toBe(`${PUBLIC}/w/${workId}`)

    await pressByKey(page, 'Look closer')
    await kiosk.scene('closer')
    await page.locator('.look-closer-still').waitFor({ state: 'detached' })
    const glass = page.locator('.look-closer canvas')
    const seen = () => glass.evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL())
    const whole = await seen()
    await page.keyboard.press('+')
    await expect.poll(seen).not.toBe(whole)
    await expectAccessible(kiosk, 'closer')
    await page.keyboard.press('Escape')
    await kiosk.scene('whole')
    await revealed(kiosk)
    expect(await reveals(kiosk), 'it is not revealed once more').toHaveLength(1)

    await pressByKey(page, 'Print it')
    await kiosk.scene('print')
    await expectAccessible(kiosk, 'print')
    await page.keyboard.press('Escape')
    await kiosk.scene('whole')
    await pressByKey(page, 'Back')
    await kiosk.scene('live')
    expect(kiosk.complaints).toEqual([])
    await kiosk.close()
  })

  it('is printed without a pixel of the visitor unless they ask, and wiped of them after', async () => {
    const kiosk = await openKiosk({})
    const { page } = kiosk
    await page.keyboard.press('Enter')
    await pressByKey(page, 'With my face')
    await pressByKey(page, 'See the whole painting')
    await revealed(kiosk)
    const print = async (format: string) => {
      await pressByKey(page, 'Print it')
      await kiosk.scene('print')
      const pdf = await page.pdf({ format })
      // Printed, the sheet is gone.
      await kiosk.scene('whole')
      return pdf
    }
    const sheets = { A4: await print('A4'), Letter: await print('Letter'), A6: await print('A6') }
    for (const [format, pdf] of Object.entries(sheets)) expect(pagesOf(pdf), format).toBe(1)

    await pressByKey(page, 'Print it')
    await kiosk.scene('print')
    expect(await page.locator('canvas').evaluateAll(visitorsOnThem)).toEqual([])
    await pressByKey(page, 'With my picture beside it')
    await page.locator('.sheet canvas.mirror').waitFor()
    await page.waitForFunction(
      () => (document.querySelector<HTMLCanvasElement>('.sheet .mirror')?.width ?? 0) > 200,
    )
    const canvas = await page.locator('.sheet canvas.mirror').elementHandle()
    expect(pagesOf(await page.pdf({ format: 'A6' }))).toBe(1)
    await kiosk.scene('whole')
    expect(
      await canvas?.evaluate((left) => [(left as HTMLCanvasElement).width, left.isConnected]),
    ).toEqual([1, false])
    await pressByKey(page, 'Print it')
    await kiosk.scene('print')
    expect(
      await page.getByRole('button', { name: 'With my picture' }).getAttribute('aria-pressed'),
    ).toBe('false')
    await kiosk.close()
  })

  it('speaks Arabic, and offers nobody’s picture where there is no mirror', async () => {
    const kiosk = await openKiosk({ language: 'ar', faceMode: false })
    const { page } = kiosk
    await page.keyboard.press('Enter')
    await kiosk.scene('browse')
    await page.locator('.browse-wall .head').first().click()
    await page.locator('.ways-foot .word').nth(1).click()
    await kiosk.scene('whole')
    // A touch has it whole at once.
    await page.locator('.reveal').click({ position: { x: 5, y: 5 }, force: true })
    await revealed(kiosk)
    expect(await page.locator('.how-near').count()).toBe(0)
    await expectAccessible(kiosk, 'whole')
    await page.locator('.whole-words .ways-foot .word').nth(1).click()
    await kiosk.scene('closer')
    await expectAccessible(kiosk, 'closer')
    await page.keyboard.press('Escape')
    await page.locator('.whole-words .ways-foot .word').nth(2).click()
    await kiosk.scene('print')
    await expectAccessible(kiosk, 'print')
    expect(await page.locator('.print-tick').count()).toBe(0)
    expect(kiosk.complaints).toEqual([])
    await kiosk.close()
  })
})

/** The modules of a code as they are drawn. */
function modulesOf(code: Element): boolean[][] {
  const size = Number(code.getAttribute('viewBox')?.split(' ')[2])
  const modules = Array.from({ length: size }, () => Array.from({ length: size }, () => false))
  const path = code.querySelector('path')?.getAttribute('d') ?? ''
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    modules[Number(y)]?.fill(true, Number(x), Number(x) + Number(run))
  }
  return modules
}

/** The canvases that may show somebody: all but the wall's plaster. */
function visitorsOnThem(canvases: Element[]): string[] {
  return canvases.map(({ className }) => className).filter((name) => name !== 'wall')
}
