import { openChromium } from '../browser/open-chromium.ts'
import type { MorphPage, MorphRun } from '../browser/pages/morph/morph.ts'
import { servePages } from '../browser/serve-pages.ts'
import { paintedSitting } from '../painted-pair.ts'
import type { Figures } from './figures.ts'

declare const morph: MorphPage

const ROUNDS = 7
/** A frame at 60 Hz; one that comes later than this and a half was not the next. */
const FRAME_MS = 1_000 / 60

/**
 * The morph of two invented sitters at a kiosk's 1080 × 1920, a place of 504 × 890, over the
 * browser's own frames. The first morph of a page is told apart.
 */
export async function morphBench(): Promise<Figures> {
  const sitters = await paintedSitting()
  const pages = await servePages()
  pages.offer('/pictures/visitor.jpg', sitters.visitor.jpeg)
  pages.offer('/pictures/portrait.jpg', sitters.portrait.jpeg)
  const browser = await openChromium()
  const openPage = async () => {
    const page = await browser.newPage({ viewport: { width: 1080, height: 1920 } })
    await page.goto(`${pages.origin}/morph/`)
    await page.evaluate(
      ([visitor, portrait]) =>
        morph.seat(
          { address: '/pictures/visitor.jpg', landmarks: visitor },
          { address: '/pictures/portrait.jpg', landmarks: portrait },
        ),
      [sitters.visitor.landmarks, sitters.portrait.landmarks] as const,
    )
    return page
  }
  try {
    const page = await openPage()
    const run = () => page.evaluate(() => morph.run('morph'))
    const first = await run()
    const runs: MorphRun[] = []
    for (let round = 0; round < ROUNDS; round++) runs.push(await run())
    return {
      ...figuresOf('first morph of a page', [first]),
      ...figuresOf('morph', runs),
    }
  } finally {
    await browser.close()
    await pages.close()
  }
}

/** Of several morphs the middle one. */
function figuresOf(name: string, runs: readonly MorphRun[]): Figures {
  const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)
  const dropped = ({ frameMs }: MorphRun) =>
    sum(frameMs.map((ms) => (ms > 1.5 * FRAME_MS ? Math.round(ms / FRAME_MS) - 1 : 0)))
  return {
    [`${name}: frames a second`]: middle(
      runs.map(({ frameMs }) => (1_000 * frameMs.length) / sum(frameMs)),
    ),
    [`${name}: frames dropped, share`]: middle(
      runs.map((run) => dropped(run) / (dropped(run) + run.frameMs.length)),
    ),
    [`${name}: longest frame, ms`]: middle(runs.map(({ frameMs }) => Math.max(...frameMs))),
    [`${name}: drawing on the page's thread, ms`]: middle(runs.map(({ drawMs }) => middle(drawMs))),
    [`${name}: opening, ms`]: middle(runs.map(({ openMs }) => openMs)),
  }
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}
