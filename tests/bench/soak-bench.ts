import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, CDPSession, Page } from 'playwright-core'
import type { ReaderDiagnostics } from '../../kiosk/face/worker-messages.ts'
import { openChromium } from '../browser/open-chromium.ts'
import { openMuseum } from '../visits/open-museum.ts'
import { press, type Visit, visit } from '../visits/visit.ts'
import { writeComingAndGoing } from './coming-and-going.ts'
import type { Figures } from './figures.ts'

const USUAL_MINUTES = 20
const SAMPLE_EVERY_MS = 20_000
/**
 * Caches fill, code is compiled, the collection's pictures come: what grows before this is no leak.
 */
const WARM_UP_VISITS = 3

const ASKED_WITHIN_MS = 15_000

/** A kiosk in a hurry: a visit is over as soon as its visitor is out of the picture. */
const SETTINGS = {
  languages: ['en'],
  walkOffMs: 700,
  goodbyeMs: 300,
  faceHeldMs: 800,
  dwellMs: 1_500,
  retryMs: 1_000,
  renewDaily: null,
}

type Sample = {
  readonly atMs: number
  readonly heapMB: number
  readonly residentMB: number
  readonly ownMB: number
  readonly tensors: number
  readonly domNodes: number
  readonly listeners: number
}
const MEASURED = {
  heapMB: 'page JavaScript heap after a collection, MB',
  ownMB: 'renderer process, MB of its own',
  // Without graphics, most of it is the screen's tiles, which are shared with the browser.
  residentMB: 'renderer process, MB resident',
  tensors: 'tensors alive in the worker',
  domNodes: 'DOM nodes',
  listeners: 'event listeners',
} as const satisfies Partial<Record<keyof Sample, string>>

/**
 * Visitors come before a fake camera and walk off, one after another, for many minutes: what a page
 * that is never closed keeps of each. Measured between visits, after a forced garbage collection.
 */
export async function soakBench(minutes = USUAL_MINUTES): Promise<Figures> {
  const museum = await openMuseum()
  const folder = await mkdtemp(join(tmpdir(), 'pendant-soak-'))
  const clip = join(folder, 'coming-and-going.mjpeg')
  await writeComingAndGoing(museum.sitterClip, museum.emptyClip, clip)
  const browser = await openChromium({ fakeCamera: clip })
  const complaints: string[] = []
  try {
    const kiosk = await visit(browser, museum.address, {
      settings: SETTINGS,
      async before(context) {
        // tsx names inner functions through a helper that a page does not have.
        await context.addInitScript('globalThis.__name = (named) => named')
        await context.addInitScript(keepWorkers)
      },
    })
    kiosk.page.on('pageerror', (error) => complaints.push(String(error)))
    const session = await kiosk.page.context().newCDPSession(kiosk.page)
    await session.send('Performance.enable')
    await kiosk.scene('attract')
    for (let i = 0; i < WARM_UP_VISITS; i++) await comeAndGo(kiosk)
    const samples = [await sample(browser, session, kiosk.page)]
    const ends = { portrait: 0, 'no portrait': 0, interrupted: 0 }
    const untilMs = performance.now() + minutes * 60_000
    while (performance.now() < untilMs) {
      ends[await comeAndGo(kiosk)]++
      const last = samples.at(-1) as Sample
      if (performance.now() - last.atMs < SAMPLE_EVERY_MS) continue
      samples.push(await sample(browser, session, kiosk.page))
      process.stderr.write(`${JSON.stringify(ends)} ${JSON.stringify(samples.at(-1))}\n`)
    }
    samples.push(await sample(browser, session, kiosk.page))
    return {
      minutes,
      'visits that saw a portrait': ends.portrait,
      'visits that saw none': ends['no portrait'],
      'visits that never came before the mirror': ends.interrupted,
      'faults of the page': complaints.length,
      ...Object.assign({}, ...Object.keys(MEASURED).map((key) => drift(key as Measured, samples))),
    }
  } finally {
    await browser.close()
    await museum.close()
    await rm(folder, { recursive: true, force: true })
  }
}

type Measured = keyof typeof MEASURED

/** One visitor, from the first touch to the procession. */
async function comeAndGo({ page }: Visit): Promise<'portrait' | 'no portrait' | 'interrupted'> {
  await press(page, 'Find your likeness')
  const withMyFace = page.getByRole('button', { name: 'With my face', exact: true })
  // A machine under load may lose its server for a moment, and with it the notice.
  const wasAsked = await withMyFace.click({ timeout: ASKED_WITHIN_MS }).then(
    () => true,
    () => false,
  )
  await page.waitForFunction(() => document.documentElement.dataset.scene === 'attract')
  const seen = await page.evaluate(() => {
    const { scenes } = globalThis as unknown as { scenes: Set<string> }
    const passed = [...scenes]
    scenes.clear()
    return passed
  })
  if (!wasAsked || !seen.includes('framing')) {
    process.stderr.write(`interrupted: ${seen.join(' ')}\n`)
    return 'interrupted'
  }
  return seen.includes('live') ? 'portrait' : 'no portrait'
}

async function sample(browser: Browser, session: CDPSession, page: Page): Promise<Sample> {
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  const { metrics } = await session.send('Performance.getMetrics')
  const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN
  return {
    atMs: performance.now(),
    heapMB: usedSize / 1e6,
    ...(await rendererMemory(browser)),
    tensors: (await diagnose(page)).tensors,
    domNodes: metric('Nodes'),
    listeners: metric('JSEventListeners'),
  }
}

/**
 * The largest renderer: the page and its workers, beside which there is an empty one in reserve.
 */
async function rendererMemory(browser: Browser): Promise<Pick<Sample, 'residentMB' | 'ownMB'>> {
  const session = await browser.newBrowserCDPSession()
  try {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo')
    const sizes = processInfo
      .filter(({ type }) => type === 'renderer')
      .map(async ({ id }) => {
        const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '')
        const sized = (name: string) =>
          Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1000
        return { residentMB: sized('VmRSS'), ownMB: sized('RssAnon') }
      })
    const largest = (await Promise.all(sizes)).toSorted((a, b) => b.residentMB - a.residentMB)[0]
    return largest ?? { residentMB: Number.NaN, ownMB: Number.NaN }
  } finally {
    await session.detach()
  }
}

/** Asks the page's newest worker itself, past the exhibit. */
function diagnose(page: Page): Promise<ReaderDiagnostics> {
  return page.evaluate(
    () =>
      new Promise<ReaderDiagnostics>((resolve) => {
        const { workers } = globalThis as unknown as { workers: Worker[] }
        const worker = workers.at(-1)
        worker?.addEventListener('message', function hear({ data }) {
          if (data.type !== 'diagnosis' || data.id !== -1) return
          worker.removeEventListener('message', hear)
          resolve(data.diagnostics)
        })
        worker?.postMessage({ type: 'diagnose', id: -1 })
      }),
  )
}

/** Keeps, in the page, the workers that live and the scenes that pass. */
function keepWorkers(): void {
  const workers: Worker[] = []
  const scenes = new Set<string | undefined>()
  Object.assign(globalThis, { workers, scenes })
  const Real = Worker
  globalThis.Worker = class extends Real {
    constructor(...wanted: ConstructorParameters<typeof Worker>) {
      super(...wanted)
      workers.push(this)
    }
    override terminate(): void {
      workers.splice(workers.indexOf(this), 1)
      super.terminate()
    }
  }
  new MutationObserver(() => scenes.add(document.documentElement?.dataset.scene)).observe(
    document,
    {
      attributes: true,
      subtree: true,
      attributeFilter: ['data-scene'],
    },
  )
}

/**
 * Where it began and ended, as a ratio, and how much it grew an hour by the straight line through
 * all.
 */
function drift(key: Measured, samples: readonly Sample[]): Figures {
  const name = MEASURED[key]
  const [first, last] = [samples[0], samples.at(-1)] as [Sample, Sample]
  const hours = samples.map(({ atMs }) => (atMs - first.atMs) / 3_600_000)
  const values = samples.map((one) => one[key])
  const mean = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0) / numbers.length
  const [middleHour, middle] = [mean(hours), mean(values)]
  const along = hours.map((hour, i) => (hour - middleHour) * ((values[i] as number) - middle))
  const square = hours.map((hour) => (hour - middleHour) ** 2)
  return {
    [`${name}, at the start`]: first[key],
    [`${name}, at the end`]: last[key],
    [`${name}, end / start`]: last[key] / first[key],
    [`${name}, more an hour`]: mean(along) / mean(square),
  }
}
