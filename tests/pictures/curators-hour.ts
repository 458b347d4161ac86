// `npx tsx tests/pictures/curators-hour.ts [--shots DIR]`: a curator's hour at the desk on invented
// paintings, from an IIIF publisher on this machine to a gallery that is taken back, as the film
// strip of docs/curators.md. --shots keeps every picture whole.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { dataPaths } from '../../embeddings/store/data-paths.ts'
import { startServer } from '../../server/app.ts'
import { parseConfig } from '../../server/config.ts'
import { openLogger } from '../../server/web/logger.ts'
import { openChromium } from '../browser/open-chromium.ts'
import { builtKiosk } from '../built-kiosk.ts'
import { iiifMuseum } from '../indexer/museums/iiif-museum.ts'
import { type Exhibit, startMuseum } from '../indexer/museums/start-museum.ts'
import { runPendant } from '../indexer/run-pendant.ts'
import { hangSitters, paintedSitter } from '../painted-sitters.ts'
import { inventedSitters } from '../painter/invented-sitters.ts'
import { addCurator, PASSWORD } from '../server/desk/sign-in.ts'
import { contactSheet } from './contact-sheet.ts'

const STRIP = fileURLToPath(new URL('../../docs/images/desk/hour.webp', import.meta.url))
const SCREEN = { width: 1440, height: 900 }
/** What hangs before, and what the other museum gives. */
const HUNG = 48
const GIVEN = 24
const ANSWERS = 34
const TAUGHT = 30
const LONG_MS = 300_000

const { values } = parseArgs({ options: { shots: { type: 'string' } } })
const sitters = inventedSitters()
const shots: Buffer[] = []

async function shoot(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(1_200)
  const shot = await page.screenshot()
  shots.push(shot)
  if (values.shots === undefined) return
  await mkdir(values.shots, { recursive: true })
  await writeFile(join(values.shots, `${name}.png`), shot)
}

const room = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).first().click()

/** The latest job is done. */
async function isDone(page: Page, title: RegExp): Promise<void> {
  const job = page.locator('.job', { hasText: title }).first()
  await job.getByText(/^done/).waitFor({ timeout: LONG_MS })
}

async function bringIn(page: Page, origin: string): Promise<void> {
  await room(page, 'Bring in')
  await page.getByLabel('From', { exact: true }).selectOption('iiif')
  await page.getByLabel(/^Addresses or records/).fill(`${origin}/iiif/collection.json`)
  await page.getByText('More: limits, rights, mirrors').click()
  await page.getByLabel('Addresses in your own network').fill(new URL(origin).host)
  await page.getByText('More: limits, rights, mirrors').click()
  await page.getByRole('button', { name: 'Try it' }).click()
  await isDone(page, /^Try/)
  await page.locator('.sheet img').first().waitFor()
  await shoot(page, '1-try')
  await page.getByRole('button', { name: 'Bring it in' }).click()
  await isDone(page, /^Bring in/)
}

async function makeGallery(page: Page, picture?: string): Promise<void> {
  await room(page, 'Publish')
  await page.getByRole('button', { name: 'Make a gallery of what is decided now' }).click()
  if (picture) {
    await page.getByText(/Describing .* left/).waitFor({ timeout: LONG_MS })
    await shoot(page, picture)
  }
  await page.locator('.job-running, .job-waiting').first().waitFor()
  await page.waitForFunction(() => !document.querySelector('.job-running, .job-waiting'), null, {
    timeout: LONG_MS,
  })
}

async function review(page: Page): Promise<void> {
  await room(page, 'Review')
  for (let at = 0; at < ANSWERS; at++) {
    await page.locator('.face').waitFor()
    await page.keyboard.press(at % 4 === 3 ? 'ArrowLeft' : 'ArrowRight')
    await page.waitForTimeout(120)
  }
  await shoot(page, '3-review')
}

async function teach(page: Page): Promise<void> {
  await room(page, 'Teach')
  await page.getByLabel(/^A new category/).fill('Old age')
  await page.getByRole('button', { name: 'Begin it' }).click()
  await page.getByRole('button', { name: /^Old age/ }).click()
  const title = page.locator('.table-card h3')
  for (let at = 0; at < TAUGHT; at++) {
    const met = await title.textContent()
    const isOld = sitters.find((sitter) => sitter.title === met)?.years === 'old'
    await page.keyboard.press(isOld ? 'ArrowRight' : 'ArrowLeft')
    await page.waitForTimeout(800)
  }
  await page.getByLabel(/^Visitors may choose it/).check()
  await page.getByRole('button', { name: /for visitors$/ }).waitFor()
  await shoot(page, '4-teach')
}

async function publish(page: Page): Promise<void> {
  await page.locator('.galleries li').nth(2).waitFor()
  await page.locator('.galleries button').first().click()
  await page.getByText(/portraits come, /).waitFor({ timeout: LONG_MS })
  await shoot(page, '5-what-changes')
  const opened = page.waitForEvent('popup')
  await page.getByRole('link', { name: /^Walk through the exhibit/ }).click()
  const preview = await opened
  await preview.locator('.layer-ready').first().waitFor({ state: 'attached', timeout: LONG_MS })
  await shoot(preview, '6-preview')
  await preview.close()
  await page.getByLabel('Why').fill('The guests of spring')
  await page.getByRole('button', { name: 'Publish it' }).click()
  await page
    .getByText(/\(on show\)/)
    .first()
    .waitFor()
  await page.locator('.galleries li').first().getByText('(on show)').waitFor({ timeout: LONG_MS })
  await shoot(page, '7-published')
}

async function rollBack(page: Page): Promise<void> {
  await page.locator('.galleries li').nth(2).getByRole('button').click()
  await page.getByLabel('Why').fill('A second thought about the guests')
  await page.getByRole('button', { name: 'Go back to this gallery' }).click()
  await page.locator('.galleries li').nth(2).getByText('(on show)').waitFor({ timeout: LONG_MS })
  await shoot(page, '8-rolled-back')
}

const folder = await mkdtemp(join(tmpdir(), 'pendant-hour-'))
const data = join(folder, 'data')
const { directory, csv } = await hangSitters(join(folder, 'pictures'), sitters.slice(0, HUNG))
for (const words of [['import', 'folder', directory, '--csv', csv], ['index']]) {
  const { status, stderr } = await runPendant(...words, '--data', data)
  if (status !== 0) throw new Error(stderr)
}
await addCurator(dataPaths(data).accounts, 'Ada')
const guests = await Promise.all(
  sitters.slice(HUNG, HUNG + GIVEN).map(
    async ({ number, title }): Promise<Exhibit> => ({
      id: String(100 + number),
      title,
      artist: 'An invented painter',
      date: '1650',
      open: number % 9 !== 0,
      changed: '2026-01-01',
      picture: await sharp(await paintedSitter(number))
        .jpeg({ quality: 92 })
        .toBuffer(),
    }),
  ),
)
const museum = await startMuseum(iiifMuseum.answering, guests)
const parsed = parseConfig({ PORT: '0', PENDANT_DATA: data, PENDANT_KIOSK: await builtKiosk() })
if ('problems' in parsed) throw new Error(parsed.problems.join('\n'))
const server = await startServer({ ...parsed.config, log: openLogger('silent') })
const browser = await openChromium()
try {
  const page = await browser.newPage({ viewport: SCREEN })
  await page.goto(`${server.address}/desk`)
  await page.getByLabel('Name').fill('Ada')
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.locator('.face').waitFor({ timeout: LONG_MS })
  await bringIn(page, museum.origin)
  await makeGallery(page, '2-index')
  await review(page)
  await teach(page)
  await makeGallery(page)
  await publish(page)
  await rollBack(page)
} finally {
  await browser.close()
  await server.close()
  museum.close()
  await rm(folder, { recursive: true, force: true })
}
const half = Math.ceil(shots.length / 2)
await writeFile(STRIP, await contactSheet([shots.slice(0, half), shots.slice(half)]))
