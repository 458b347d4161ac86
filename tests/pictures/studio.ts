import type { Browser, Page } from 'playwright-core'
import type { Messages } from '../../kiosk/messages/messages.ts'
import { changeAnswers, type Visit, type VisitOptions, visit } from '../visits/visit.ts'

/** The languages that are shown. */
export const LANGUAGES = ['en', 'ar'] as const
export type Spoken = (typeof LANGUAGES)[number]

const FORMATS = {
  portrait: { width: 1080, height: 1920 },
  landscape: { width: 1920, height: 1080 },
  tablet: { width: 820, height: 1180 },
  'tablet-lying': { width: 1180, height: 820 },
  phone: { width: 390, height: 844 },
} as const
export type Format = keyof typeof FORMATS

export const KIOSK: readonly Format[] = ['portrait', 'landscape']
export const HELD: readonly Format[] = ['tablet', 'tablet-lying', 'phone']

/**
 * A contact sheet needs no more of a kiosk's screen, and a machine without a graphics card draws it
 * sooner.
 */
const PIXELS = 0.6

/** A museum that shows all it can, to visitors whom nothing hurries. */
const SETTINGS = {
  museumName: 'The Built-in Collection',
  duet: true,
  print: true,
  rooms: {
    'Room 7': { en: 'Second floor, left of the stairs.', ar: 'الطابق الثاني، يسار الدرج.' },
  },
  dwellMs: 600_000,
  idleMs: 600_000,
  mirrorIdleMs: 600_000,
  walkOffMs: 600_000,
  goodbyeMs: 600_000,
}

/** Pictures taken so far, by scene and then by format and language, such as `portrait-en`; PNG. */
export type Album = Map<string, Map<string, Buffer>>

/** One browser, one language: where visits are paid and photographed. */
export interface Studio {
  readonly language: Spoken
  readonly messages: Messages
  /** Opens the exhibit and waits for the collection to pass by. */
  enter(options?: VisitOptions): Promise<Visit>
  /** Photographs what has come up, on each of the screens. */
  take(scene: string, page: Page, formats?: readonly Format[]): Promise<void>
}

export function openStudio(of: {
  readonly browser: Browser
  readonly address: string
  readonly language: Spoken
  readonly messages: Messages
  readonly album: Album
}): Studio {
  const { browser, address, language, messages, album } = of
  return {
    language,
    messages,
    async enter(options = {}) {
      const kiosk = await visit(browser, address, {
        ...options,
        deviceScaleFactor: PIXELS,
        settings: { ...SETTINGS, language, ...options.settings },
        async before(context) {
          await changeAnswers(context, hangInRooms)
          await options.before?.(context)
        },
      })
      await kiosk.scene('attract')
      await kiosk.page.locator('.layer-ready').first().waitFor({ state: 'attached' })
      return kiosk
    },
    async take(scene, page, formats = KIOSK) {
      const taken = album.get(scene) ?? new Map<string, Buffer>()
      album.set(scene, taken)
      for (const format of formats) {
        await page.setViewportSize(FORMATS[format])
        await isStill(page)
        taken.set(`${format}-${language}`, await page.screenshot())
      }
    },
  }
}

/** The size a visit opens in that is photographed in one format only. */
export function viewportOf(format: Format): { width: number; height: number } {
  return FORMATS[format]
}

/** What a museum may tell of a work; of these, who never lived. */
const ABOUT = {
  en: 'Nobody ever sat for this picture: a program made up the face, the dress and the light on both.',
  ar: 'لم يجلس أحد أمام الرسام لهذه اللوحة: فالوجه والثوب والضوء كلها من ابتكار برنامج.',
}

const TOLD = JSON.stringify({ en: { about: ABOUT.en }, ar: { about: ABOUT.ar } })

/** The collection's labels name no room; in the museum of the pictures everything hangs in one. */
function hangInRooms(answer: string): string {
  return answer
    .replaceAll('"room":""', '"room":"Room 7"')
    .replaceAll('"about":""', `"about":${JSON.stringify(ABOUT.en)}`)
    .replaceAll('"translations":{}', `"translations":${TOLD}`)
}

/** Until the wall is plastered, the pictures are there and what moves has come to rest. */
async function isStill(page: Page): Promise<void> {
  await comesToRest(page)
  await page.locator('.wall[data-painted]').waitFor({ state: 'attached' })
  await page.evaluate(() =>
    Promise.all([...document.images].map((image) => image.decode().catch(() => null))),
  )
  await comesToRest(page)
}

/**
 * Two frames for what a new size asks for; then what moves, but for the thread of a long dwelling.
 */
async function comesToRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
    const passing = document
      .getAnimations()
      .filter(({ effect }) => Number(effect?.getComputedTiming().endTime) < 10_000)
    await Promise.all(passing.map(({ finished }) => finished.catch(() => null)))
  })
}
