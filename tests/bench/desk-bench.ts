import { type ChildProcess, spawn } from 'node:child_process'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { constants, setPriority, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import type { Browser } from 'playwright-core'
import { dataPaths } from '../../embeddings/store/data-paths.ts'
import { startServer } from '../../server/app.ts'
import { openLogger } from '../../server/web/logger.ts'
import { openChromium } from '../browser/open-chromium.ts'
import { builtKiosk } from '../built-kiosk.ts'
import { addCurator, PASSWORD } from '../server/desk/sign-in.ts'
import { GENEROUS } from '../server/museum.ts'
import { openMuseum } from '../visits/open-museum.ts'
import { press, visit } from '../visits/visit.ts'
import { type Figures, percentile } from './figures.ts'

const CLI = fileURLToPath(new URL('../../indexer/cli.ts', import.meta.url))
/** tsx names inner functions through a helper that a page does not have. */
const NAMED = 'globalThis.__name = (named) => named'
const MOST_CARDS = 1_000
const HUMAN_PACE_MINUTES = 60
const WATCHED_MS = 15_000
/** Loading its models; from then on it computes. */
const JOB_STARTS_MS = 12_000

/**
 * Review of up to 1,000 faces on the real page at `minutes` an hour's work: how long a curator
 * waits from the key to the next face's picture. And the exhibit's frames a second while the
 * collection is indexed anew. Over the data folder in PENDANT_DATA, of which a copy is worked on.
 */
export async function deskBench(minutes = HUMAN_PACE_MINUTES): Promise<Figures> {
  const folder = await mkdtemp(join(tmpdir(), 'pendant-desk-bench-'))
  const data = join(folder, 'data')
  await cp(resolve(process.env.PENDANT_DATA ?? 'data'), data, { recursive: true })
  try {
    return { ...(await reviewed(data, minutes)), ...(await framesDuringIndex(data)) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function reviewed(data: string, minutes: number): Promise<Figures> {
  await addCurator(dataPaths(data).accounts, 'Bench')
  const server = await startServer({
    host: '127.0.0.1',
    port: 0,
    data,
    kiosk: await builtKiosk(),
    limits: GENEROUS,
    log: openLogger('silent'),
  })
  const browser = await openChromium()
  try {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
    await page.goto(`${server.address}/desk`)
    await page.getByLabel('Name').fill('Bench')
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.locator('.face').waitFor({ timeout: 120_000 })
    await page.evaluate(NAMED)
    const paceMs = (minutes * 60_000) / MOST_CARDS
    const waitsMs = await page.evaluate(answerCards, { most: MOST_CARDS, paceMs })
    return {
      'faces answered': waitsMs.length,
      'seconds a face': paceMs / 1000,
      'wait for the next face, ms, p50': percentile(waitsMs, 50),
      'wait for the next face, ms, p99': percentile(waitsMs, 99),
      'wait for the next face, ms, longest': Math.max(...waitsMs),
      'waits over 100 ms': waitsMs.filter((waitMs) => waitMs > 100).length,
    }
  } finally {
    await browser.close()
    await server.close()
  }
}

/**
 * Runs in the page: a key every `paceMs`, and from each how long until the next face is there with
 * its picture.
 */
async function answerCards({ most, paceMs }: { most: number; paceMs: number }): Promise<number[]> {
  const keys = ['ArrowRight', 'ArrowRight', 'ArrowLeft', 'ArrowRight', 'ArrowUp']
  const waitsMs: number[] = []
  const shown = () => document.querySelector<HTMLElement>('.face')
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const isThere = (before: string | undefined): boolean => {
    const face = shown()
    const image = face?.querySelector('img')
    return !face || (face.dataset.face !== before && image?.complete === true)
  }
  while (waitsMs.length < most && shown()) {
    await new Promise((resolve) => setTimeout(resolve, paceMs))
    const before = shown()?.dataset.face
    const pressedMs = performance.now()
    dispatchEvent(new KeyboardEvent('keydown', { key: keys[waitsMs.length % keys.length] ?? '' }))
    do await frame()
    while (!isThere(before))
    waitsMs.push(performance.now() - pressedMs)
  }
  return waitsMs
}

async function framesDuringIndex(data: string): Promise<Figures> {
  const museum = await openMuseum()
  const browser = await openChromium({ fakeCamera: museum.sitterClip })
  try {
    const without = await frames(browser, museum.address)
    const asJob = await during(data, constants.priority.PRIORITY_LOW, () =>
      frames(browser, museum.address),
    )
    const plainly = await during(data, constants.priority.PRIORITY_NORMAL, () =>
      frames(browser, museum.address),
    )
    return {
      'exhibit, frames a second before the mirror, nothing else': without,
      '… while the desk indexes': asJob,
      '… while a terminal indexes at normal priority': plainly,
    }
  } finally {
    await browser.close()
    await museum.close()
  }
}

/** Does something while the collection is described anew, which is stopped after it. */
async function during<T>(data: string, priority: number, work: () => Promise<T>): Promise<T> {
  const words = ['--import', 'tsx', CLI, 'index', '--no-publish', '--data', data]
  const catalogue = new Database(dataPaths(data).catalogue)
  catalogue.exec('DELETE FROM description')
  catalogue.close()
  const job: ChildProcess = spawn(process.execPath, words, { stdio: 'ignore' })
  setPriority(job.pid as number, priority)
  try {
    await new Promise((resolve) => setTimeout(resolve, JOB_STARTS_MS))
    if (job.exitCode !== null) throw new Error('There was nothing left to index.')
    return await work()
  } finally {
    job.kill('SIGTERM')
    await new Promise((resolve) => job.once('exit', resolve))
  }
}

/** What the screen shows before the mirror, in frames a second. */
async function frames(browser: Browser, address: string): Promise<number> {
  const kiosk = await visit(browser, address, {
    settings: { languages: ['en'], dwellMs: 0 },
    before: (context) => context.addInitScript(NAMED),
  })
  try {
    await kiosk.scene('attract')
    await press(kiosk.page, 'Find your likeness')
    await press(kiosk.page, 'With my face')
    await kiosk.scene('live')
    const count = await kiosk.page.evaluate(
      (watchedMs) =>
        new Promise<number>((resolve) => {
          let drawn = 0
          const endMs = performance.now() + watchedMs
          requestAnimationFrame(function refreshed() {
            drawn += 1
            if (performance.now() < endMs) requestAnimationFrame(refreshed)
            else resolve(drawn)
          })
        }),
      WATCHED_MS,
    )
    return (1000 * count) / WATCHED_MS
  } finally {
    await kiosk.close()
  }
}
