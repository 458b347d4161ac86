import type { Browser, Request } from 'playwright-core'
import { openChromium } from '../browser/open-chromium.ts'
import { watchPageThread } from '../browser/page-thread.ts'
import { openMuseum } from '../visits/open-museum.ts'
import { press, visit } from '../visits/visit.ts'
import type { Figures } from './figures.ts'

const VISITS = 10
/** The invitation stays in one language, so that it can be pressed at once. */
const IN_ENGLISH = { languages: ['en'] }
/** How long the mirror is watched once a portrait hangs. */
const WATCHED_MS = 10_000

/** What the page notes of itself while it runs; times are `performance.now()`. */
type Notes = {
  /** When the frame was taken whose face each probe came from, and when the probe was answered. */
  readonly probes: { readonly frameMs: number; answerMs: number | null }[]
  /** When a first portrait was painted on the screen, and when one had settled; null until then. */
  portraitMs: number | null
  settledMs: number | null
}

/** Of a while before the mirror: what the screen and the camera showed, and what was made of it. */
type FrameCount = {
  readonly watchedMs: number
  /** Refreshes of the screen that the page drew in time, and those it was too late for. */
  readonly drawn: number
  readonly dropped: number
  /** Pictures the camera gave, and those that were read. */
  readonly camera: number
  readonly read: number
}

declare global {
  interface Window {
    benchNotes: Notes
    benchVideo: HTMLVideoElement | null
    benchFramesRead: number
  }
}

/**
 * The exhibit itself in Chromium before a fake camera: how long from a camera frame to the answer
 * and to the portrait on the screen, how long the page's thread is held, and what a page downloads.
 */
export async function exhibitBench(): Promise<Figures> {
  const museum = await openMuseum()
  const browser = await openChromium({ fakeCamera: museum.sitterClip })
  try {
    const frameToAnswerMs: number[] = []
    const frameToPortraitMs: number[] = []
    const optInToPortraitMs: number[] = []
    const optInToSettledMs: number[] = []
    for (let i = 0; i < VISITS; i++) {
      const { notes, optInMs } = await firstPortrait(browser, museum.address)
      const [first] = notes.probes
      if (first && notes.portraitMs !== null) {
        frameToPortraitMs.push(notes.portraitMs - first.frameMs)
        optInToPortraitMs.push(notes.portraitMs - optInMs)
      }
      if (notes.settledMs !== null) optInToSettledMs.push(notes.settledMs - optInMs)
      for (const { frameMs, answerMs } of notes.probes) {
        if (answerMs !== null) frameToAnswerMs.push(answerMs - frameMs)
      }
    }
    const { downloads, thread, frames } = await watchedVisit(browser, museum.address)
    return {
      visits: frameToPortraitMs.length,
      'probes answered': frameToAnswerMs.length,
      ...spread('camera frame to answer, ms', frameToAnswerMs),
      ...spread('camera frame to first portrait on screen, ms', frameToPortraitMs),
      ...spread('opt-in to first portrait on screen, ms', optInToPortraitMs),
      ...spread('opt-in to settled portrait, ms', optInToSettledMs),
      "longest task of the page's thread, ms": thread.longestTaskMs,
      "longest task of the page's thread, ms of processor time": thread.longestTaskCpuMs,
      'screen refreshes dropped during a visit, share':
        frames.dropped / (frames.dropped + frames.drawn),
      'camera frames a second': (1000 * frames.camera) / frames.watchedMs,
      'camera frames read a second': (1000 * frames.read) / frames.watchedMs,
      ...downloads,
    }
  } finally {
    await browser.close()
    await museum.close()
  }
}

async function firstPortrait(
  browser: Browser,
  address: string,
): Promise<{ notes: Notes; optInMs: number }> {
  const kiosk = await visit(browser, address, {
    settings: IN_ENGLISH,
    async before(context) {
      // tsx names inner functions through a helper that a page does not have.
      await context.addInitScript('globalThis.__name = (named) => named')
      await context.addInitScript(takeNotes)
    },
  })
  try {
    const { page } = kiosk
    await kiosk.scene('attract')
    await press(page, 'Find your likeness')
    const optInMs = await page.evaluate(() => performance.now())
    await press(page, 'With my face')
    await page.waitForFunction(() => window.benchNotes.settledMs !== null)
    return { notes: await page.evaluate(() => window.benchNotes), optInMs }
  } finally {
    await kiosk.close()
  }
}

async function watchedVisit(browser: Browser, address: string) {
  const requests: Request[] = []
  const kiosk = await visit(browser, address, {
    // Nothing but the mirror: who holds still is not shown the whole painting.
    settings: { ...IN_ENGLISH, dwellMs: 0 },
    async before(context) {
      context.on('requestfinished', (request) => requests.push(request))
      await context.addInitScript('globalThis.__name = (named) => named')
      await context.addInitScript(countCameraFrames)
    },
  })
  try {
    const { page } = kiosk
    await kiosk.scene('attract')
    await press(page, 'Find your likeness')
    await press(page, 'With my face')
    await kiosk.scene('live')
    const marks = { from: 'watch-began', to: 'watch-ended' }
    const { result, thread } = await watchPageThread(browser, page, marks, () =>
      page.evaluate(countFrames, WATCHED_MS),
    )
    return { downloads: await downloaded(requests), thread, frames: result }
  } finally {
    await kiosk.close()
  }
}

/**
 * Runs in the page before its own scripts: keeps the camera's video, and counts what is read of it.
 */
function countCameraFrames(): void {
  window.benchVideo = null
  window.benchFramesRead = 0
  const play = HTMLVideoElement.prototype.play
  HTMLVideoElement.prototype.play = function () {
    window.benchVideo = this
    return play.call(this)
  }
  const createBitmap = window.createImageBitmap.bind(window)
  window.createImageBitmap = ((source: ImageBitmapSource, ...rest: []) => {
    if (source === window.benchVideo) window.benchFramesRead++
    return createBitmap(source, ...rest)
  }) as typeof window.createImageBitmap
}

/** Runs in the page: counts for so long what the screen shows, by the median time of a refresh. */
async function countFrames(watchedMs: number): Promise<FrameCount> {
  const camera = () => window.benchVideo?.getVideoPlaybackQuality().totalVideoFrames ?? 0
  const before = { camera: camera(), read: window.benchFramesRead }
  const gapsMs: number[] = []
  performance.mark('watch-began')
  await new Promise<void>((resolve) => {
    let lastMs = performance.now()
    const endMs = lastMs + watchedMs
    requestAnimationFrame(function refreshed() {
      const nowMs = performance.now()
      gapsMs.push(nowMs - lastMs)
      lastMs = nowMs
      if (nowMs < endMs) requestAnimationFrame(refreshed)
      else resolve()
    })
  })
  performance.mark('watch-ended')
  const refreshMs = gapsMs.toSorted((a, b) => a - b)[gapsMs.length >> 1] ?? 1
  const dropped = gapsMs.reduce(
    (sum, gapMs) => sum + Math.max(0, Math.round(gapMs / refreshMs) - 1),
    0,
  )
  return {
    watchedMs,
    drawn: gapsMs.length,
    dropped,
    camera: camera() - before.camera,
    read: window.benchFramesRead - before.read,
  }
}

/** What came over the wire for the page and its worker, compressed as it came. */
async function downloaded(requests: readonly Request[]): Promise<Figures> {
  const bytes = { page: 0, models: 0, pictures: 0 }
  for (const request of requests) {
    const { pathname } = new URL(request.url())
    const { responseBodySize } = await request.sizes()
    if (/^\/(models|wasm)\//.test(pathname)) bytes.models += responseBodySize
    else if (pathname.startsWith('/media/')) bytes.pictures += responseBodySize
    else bytes.page += responseBodySize
  }
  return {
    'page, scripts and fonts, kB compressed': bytes.page / 1000,
    'models and WASM, kB compressed': bytes.models / 1000,
    'pictures seen so far, kB': bytes.pictures / 1000,
  }
}

/**
 * Runs in the page before its own scripts: notes frames, probes, answers and the first portrait.
 */
function takeNotes(): void {
  const notes: Notes = { probes: [], portraitMs: null, settledMs: null }
  window.benchNotes = notes
  let frameMs = 0
  const createBitmap = window.createImageBitmap.bind(window)
  window.createImageBitmap = ((source: ImageBitmapSource, ...rest: []) => {
    if (source instanceof HTMLVideoElement) frameMs = performance.now()
    return createBitmap(source, ...rest)
  }) as typeof window.createImageBitmap
  const send = WebSocket.prototype.send
  const heard = new WeakSet<WebSocket>()
  WebSocket.prototype.send = function (this: WebSocket, data) {
    if (typeof data !== 'string') {
      notes.probes.push({ frameMs, answerMs: null })
      if (!heard.has(this)) {
        heard.add(this)
        this.addEventListener('message', ({ data: answer }) => {
          const last = notes.probes.at(-1)
          // "43" opens an acknowledgement in socket.io's protocol.
          if (last && String(answer).startsWith('43')) last.answerMs ??= performance.now()
        })
      }
    }
    send.call(this, data)
  }
  const watch = (): void => {
    const scene = document.documentElement.dataset.scene
    const isHung = document.documentElement.dataset.portraitId && scene === 'live'
    if (isHung && document.querySelector('.layer-ready .hung')) {
      notes.portraitMs ??= performance.now()
      if (document.querySelector('.pair-settled')) notes.settledMs = performance.now()
    }
    if (notes.settledMs === null) requestAnimationFrame(watch)
  }
  requestAnimationFrame(watch)
}

function spread(name: string, values: readonly number[]): Figures {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number): number =>
    sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN
  return { [`${name}, p50`]: at(0.5), [`${name}, p95`]: at(0.95) }
}
