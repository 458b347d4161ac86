import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dataPaths } from '../../embeddings/store/data-paths.ts'
import { type RunningServer, startServer } from '../../server/app.ts'
import { openLogger } from '../../server/web/logger.ts'
import { axeFaults } from '../browser/accessible.ts'
import { type SharedChromium, sharedChromium } from '../browser/open-chromium.ts'
import { builtKiosk } from '../built-kiosk.ts'
import { addCurator, PASSWORD } from '../server/desk/sign-in.ts'
import { GENEROUS } from '../server/museum.ts'
import { museumData } from '../visits/open-museum.ts'

let folder: string
let server: RunningServer
let browser: SharedChromium

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pendant-desk-page-'))
  const data = join(folder, 'data')
  await cp((await museumData()).data, data, { recursive: true })
  server = await startServer({
    host: '127.0.0.1',
    port: 0,
    data,
    kiosk: await builtKiosk(),
    limits: GENEROUS,
    log: openLogger('silent'),
    pace: { pollMs: 50, lingerMs: 20, drainMs: 500 },
  })
  browser = await sharedChromium()
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(folder, { recursive: true, force: true })
})

async function signedIn(name: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } })
  await page.goto(`${server.address}/desk`)
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await onTable(page).waitFor()
  return page
}

const onTable = (page: Page) => page.locator('.face')
const faceOn = (page: Page) => onTable(page).getAttribute('data-face')

describe('the desk', () => {
  it('is opened by the first curator with the address of the start, and by keys alone', async () => {
    const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } })
    await page.goto(server.firstCurator as string)
    await page.getByLabel('Name').waitFor()
    expect(page.url()).toBe(`${server.address}/desk`)
    expect(await axeFaults(page)).toEqual([])
    await page.keyboard.press('Tab')
    await page.keyboard.type('Ada')
    for (let times = 0; times < 2; times++) {
      await page.keyboard.press('Tab')
      await page.keyboard.type(PASSWORD)
    }
    await page.keyboard.press('Enter')
    await onTable(page).waitFor()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
  })

  it('passes axe in every room, on a large screen and a small one', async () => {
    const page = await signedIn('Ada')
    for (const viewport of [
      { width: 1600, height: 1000 },
      { width: 390, height: 844 },
    ]) {
      await page.setViewportSize(viewport)
      for (const room of ['Review', 'Bring in', 'Collection', 'Teach', 'Publish']) {
        await page.getByRole('button', { name: room, exact: true }).click()
        await page.waitForTimeout(300)
        expect(await axeFaults(page), `${room}, ${viewport.width} px`).toEqual([])
        const over = await page.evaluate(() => document.body.scrollWidth - innerWidth)
        expect(over, `${room}, ${viewport.width} px: beyond the edge`).toBeLessThanOrEqual(0)
      }
    }
    await page.close()
  })

  it('decides with one key, and takes back without limit', async () => {
    const page = await signedIn('Ada')
    const counts = page.locator('.counts')
    const before = ((await counts.textContent()) ?? '').trim()
    const met: (string | null)[] = []
    for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown']) {
      met.push(await faceOn(page))
      await page.keyboard.press(key)
    }
    expect(new Set(met).size).toBe(4)
    for (const face of met.toReversed()) {
      await page.keyboard.press('z')
      await page.locator(`.face[data-face="${face}"]`).waitFor()
    }
    expect(await counts.textContent()).toContain(before)
    await page.keyboard.press('z')
    await page.getByText('There is nothing left to take back.').waitFor()
    await page.keyboard.press('w')
    await page.locator('.table-whole .box-this').waitFor({ state: 'attached' })
    await page.close()
  })

  it('has the next card there, with its picture, until every face is decided', async () => {
    const page = await signedIn('Ada')
    const met = await page.evaluate(async () => {
      const met: string[] = []
      const shown = () => document.querySelector<HTMLElement>('.face')
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
      for (let face = shown(); face; face = shown()) {
        const image = face.querySelector('img')
        while (image?.naturalWidth === 0) await frame()
        const before = face.dataset.face as string
        met.push(before)
        dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }))
        while (shown()?.dataset.face === before) await frame()
      }
      return met
    })
    expect(met.length).toBeGreaterThan(7)
    expect(new Set(met).size).toBe(met.length)
    await page.getByText('Every face has been decided.').waitFor()
    for (const face of met.toReversed()) {
      await page.keyboard.press('z')
      await page.locator(`.face[data-face="${face}"]`).waitFor()
    }
    await page.close()
  })

  it('shows two curators what the other decides, and asks neither twice', async () => {
    await addCurator(dataPaths(join(folder, 'data')).accounts, 'Grace')
    const [ada, grace] = [await signedIn('Ada'), await signedIn('Grace')]
    const face = await faceOn(ada)
    expect(await faceOn(grace)).toBe(face)
    await ada.keyboard.press('ArrowLeft')
    await grace.getByText(/^Ada: “.+” is rejected\.$/).waitFor()
    expect(await faceOn(grace)).not.toBe(face)
    await ada.close()
    await grace.close()
  })

  it('tells who is missing from photographs, and keeps nothing of them or of their groups', async () => {
    const data = join(folder, 'data')
    const probes = join(folder, 'probes')
    const pictures = (await readdir(join(data, 'pictures'))).filter((name) => /webp/.test(name))
    for (const [at, name] of pictures.slice(0, 3).entries()) {
      const group = join(probes, at < 2 ? 'Zwyxians' : 'Others')
      await cp(join(data, 'pictures', name), join(group, `of-Idaline-${at}.webp`))
    }
    await writeFile(join(probes, 'Others', 'torn-Idaline.jpg'), 'torn')
    await addCurator(dataPaths(data).accounts, 'Mary')
    const page = await signedIn('Mary')
    await page.getByRole('button', { name: 'Collection' }).click()
    await page.getByRole('button', { name: 'Who is missing?' }).click()
    await page.getByLabel('The folder of photographs').setInputFiles(probes)
    await page.getByRole('button', { name: 'Compare 4 photographs in 2 groups' }).click()
    const row = page.getByRole('row', { name: /^Zwyxians 2 2 2 100/ })
    await row.waitFor({ timeout: 120_000 })
    expect(await axeFaults(page)).toEqual([])
    expect(
      await page.getByRole('img', { name: /Others 100; Zwyxians|Zwyxians .*; Others/ }).count(),
    ).toBe(1)
    await page.getByText('Left out: 1').click()
    await page.getByText(/^Others\/torn-Idaline\.jpg: .*(picture|kind)/i).waitFor()
    const offered = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Keep the figures as CSV' }).click()
    const csv = await readFile(await (await offered).path(), 'utf8')
    expect(csv).toMatch(/\r\nZwyxians,2,2,2,1,/)
    await page.close()
    const kept = (await readdir(data, { recursive: true, withFileTypes: true })).filter((each) =>
      each.isFile(),
    )
    for (const file of kept.map((each) => join(each.parentPath, each.name))) {
      expect(/Zwyxian|Idaline/.test((await readFile(file)).toString('latin1')), file).toBe(false)
    }
  })

  it('is no part of the exhibit or of the page at home', async () => {
    for (const path of ['/', '/selfie']) {
      const html = await (await fetch(`${server.address}${path}`)).text()
      expect(html).not.toMatch(/assets\/desk-/)
    }
  })
})
