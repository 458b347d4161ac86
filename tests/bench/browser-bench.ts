import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { writeFakeCameraClip } from '../browser/fake-camera.ts'
import { openChromium } from '../browser/open-chromium.ts'
import { type PageThread, watchPageThread } from '../browser/page-thread.ts'
import type { ChainReport } from '../browser/pages/chain/chain.ts'
import type { FollowingReport } from '../browser/pages/following/following.ts'
import { servePages } from '../browser/serve-pages.ts'
import { paintedSitter } from '../painted-sitters.ts'
import { testDataFolder } from '../test-data.ts'
import type { Figures } from './figures.ts'

const WARM_UP_FRAMES = 30
const FRAMES = 300

/** face-api's own default, and the least at which it still finds faces of these clips. */
const CHAIN_INPUTS_PX = [416, 224]

/**
 * Described frames a second in Chromium before a fake camera of 30 frames a second, and what a
 * frame costs in the worker; face-api's chain on every frame of the same clip, in the same browser.
 */
export async function browserBench(): Promise<Figures> {
  const shared = testDataFolder('a man on film (an invented sitter instead)')
  const folder = await mkdtemp(join(tmpdir(), 'pendant-bench-'))
  const pages = await servePages()
  try {
    const clip = shared
      ? join(shared, 'visitors/video/head-pose-male.mjpeg')
      : await sitterClip(join(folder, 'sitter.mjpeg'))
    const following = await inBrowser(clip, (browser) => measureFollowing(browser, pages.origin))
    const figures: Record<string, number | string> = {
      clip: shared ? 'head-pose-male.mjpeg' : 'an invented sitter',
      'frames read': following.report.readings.length,
      'start of the reader, ms': following.startMs,
      'pendant: described frames a second':
        following.report.readings.filter(({ face }) => face?.descriptor).length /
        following.report.seconds,
      ...frameFigures('pendant', following.report.frameMs),
      "pendant: longest task of the page's thread, ms": following.thread.longestTaskMs,
      "pendant: longest task of the page's thread, ms of processor time":
        following.thread.longestTaskCpuMs,
      'pendant: tensors left behind':
        following.report.after.tensors - following.report.before.tensors,
    }
    for (const inputPx of CHAIN_INPUTS_PX) {
      const name = `face-api chain, detector at ${inputPx} px`
      const report = await inBrowser(clip, (browser) =>
        measureChain(browser, pages.origin, inputPx),
      )
      figures[`${name}: described frames a second`] = report.described / report.seconds
      Object.assign(figures, frameFigures(name, report.frameMs))
    }
    return figures
  } finally {
    await pages.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function sitterClip(file: string): Promise<string> {
  await writeFakeCameraClip(file, await paintedSitter(1))
  return file
}

async function inBrowser<Result>(
  fakeCamera: string,
  measure: (browser: Browser) => Promise<Result>,
): Promise<Result> {
  const browser = await openChromium({ fakeCamera })
  try {
    return await measure(browser)
  } finally {
    await browser.close()
  }
}

async function measureFollowing(
  browser: Browser,
  origin: string,
): Promise<{ startMs: number; report: FollowingReport; thread: PageThread }> {
  const page = await browser.newPage()
  await page.goto(`${origin}/following/`)
  const startMs = await page.evaluate(async () => {
    const beganMs = performance.now()
    const start = await following.startReader()
    if (start.status === 'failed') throw new Error(start.detail)
    return performance.now() - beganMs
  })
  await page.evaluate(() => following.openCamera())
  await page.evaluate((frames) => following.follow(frames), WARM_UP_FRAMES)
  const marks = { from: 'following-began', to: 'following-ended' }
  const { result, thread } = await watchPageThread(browser, page, marks, () =>
    page.evaluate((frames) => following.follow(frames), FRAMES),
  )
  return { startMs, report: result, thread }
}

async function measureChain(
  browser: Browser,
  origin: string,
  inputPx: number,
): Promise<ChainReport> {
  const page = await browser.newPage()
  await page.goto(`${origin}/chain/`)
  const question = { inputPx, warmUp: WARM_UP_FRAMES, frames: FRAMES / 2 }
  return page.evaluate(
    ({ inputPx, warmUp, frames }) => chain.run(inputPx, warmUp, frames),
    question,
  )
}

function frameFigures(name: string, frameMs: readonly number[]): Figures {
  const sorted = frameMs.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] as number
  return { [`${name}: ms a frame, p50`]: at(0.5), [`${name}: ms a frame, p95`]: at(0.95) }
}
