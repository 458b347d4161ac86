import type { Page } from 'playwright-core'
import sharp from 'sharp'
import type { Studio } from './studio.ts'

const FRAMES_PER_SECOND = 10
const QUALITY = 74
const WIDTH = 540
/** The pull back, in so many pictures. */
const STRIP = 4

/** Every frame of a while, by the clock. */
export type Filmed = readonly Frame[]
type Frame = { readonly atSeconds: number; readonly jpeg: Buffer }
/** From when to when, by the clock of the frames. */
type Take = { readonly from: number; readonly to: number }

/** A visit as a film without its waiting, and its reveal as a few pictures; WebP and JPEGs. */
export type VisitFilm = { readonly film: Buffer; readonly reveal: readonly Buffer[] }

/** Films a visit from the procession to the goodbye. */
export async function filmVisit({ enter, messages }: Studio): Promise<VisitFilm> {
  const kiosk = await enter({ settings: { faceHeldMs: 3_200, dwellMs: 7_000, duet: false } })
  const { page } = kiosk
  const camera = await openCamera(page)
  const takes: Take[] = []
  const take = async (work: () => Promise<unknown>): Promise<Take> => {
    const from = now()
    await work()
    const made = { from, to: now() }
    takes.push(made)
    return made
  }
  await take(() => page.waitForTimeout(3_600))
  await take(async () => {
    await tap(page, 'English')
    await page.waitForTimeout(2_200)
  })
  await tap(page, messages.consent.withMyFace)
  await page.locator('.pair-portrait .layer-ready').first().waitFor({ state: 'attached' })
  await take(async () => {
    await page.getByRole('button', { name: messages.live.seeWhole }).waitFor()
    await page.waitForTimeout(1_600)
  })
  const pullBack = await take(async () => {
    await tap(page, messages.live.seeWhole)
    await page.locator('.whole-words .ways-foot').waitFor()
    await page.waitForTimeout(1_000)
  })
  await take(() => page.waitForTimeout(2_000))
  await take(async () => {
    await tap(page, messages.ways.leave)
    await page.waitForTimeout(2_000)
  })
  const frames = await camera.close()
  await kiosk.close()
  return { film: await cut(frames, takes), reveal: strip(frames, pullBack, STRIP) }
}

/** Presses a word as soon as it is there, which a film shows anyway. */
function tap(page: Page, word: string): Promise<void> {
  const button = page.getByRole('button', { name: word, exact: true })
  return button.evaluate((element) => (element as HTMLElement).click())
}

const now = (): number => Date.now() / 1000

/** Keeps every frame the page draws from now on. */
export async function openCamera(page: Page): Promise<{ close(): Promise<readonly Frame[]> }> {
  const session = await page.context().newCDPSession(page)
  const frames: Frame[] = []
  session.on('Page.screencastFrame', ({ data, metadata, sessionId }) => {
    frames.push({ atSeconds: metadata.timestamp ?? now(), jpeg: Buffer.from(data, 'base64') })
    // The page may be gone by the time its last frame is answered.
    session.send('Page.screencastFrameAck', { sessionId }).catch(() => null)
  })
  await session.send('Page.startScreencast', { format: 'jpeg', quality: 95 })
  return {
    async close() {
      await session.send('Page.stopScreencast')
      return frames
    },
  }
}

/** The takes one after another, at an even rate. */
export async function cut(frames: Filmed, takes: readonly Take[]): Promise<Buffer> {
  const shown = takes.flatMap(({ from, to }) =>
    Array.from({ length: Math.floor((to - from) * FRAMES_PER_SECOND) }, (_, index) =>
      frameAt(frames, from + index / FRAMES_PER_SECOND),
    ),
  )
  const small: Buffer[] = []
  for (const { jpeg } of shown) {
    small.push(await sharp(jpeg).resize({ width: WIDTH }).png().toBuffer())
  }
  return sharp(small, { join: { animated: true } })
    .webp({ quality: QUALITY, effort: 5, delay: 1000 / FRAMES_PER_SECOND, loop: 0 })
    .toBuffer()
}

/** So many pictures at even steps of a take. */
export function strip(frames: Filmed, { from, to }: Take, pictures: number): Buffer[] {
  const step = (to - from) / (pictures - 1)
  return Array.from({ length: pictures }, (_, index) => frameAt(frames, from + index * step).jpeg)
}

/** What was on the screen at a time. */
function frameAt(frames: readonly Frame[], atSeconds: number): Frame {
  const frame = frames.findLast((each) => each.atSeconds <= atSeconds) ?? frames[0]
  if (frame === undefined) throw new Error('The page drew nothing.')
  return frame
}
