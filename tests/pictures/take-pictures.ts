// `npx tsx tests/pictures/take-pictures.ts [--data DIR] [--only NAME,NAME] [--shots DIR]`: pays
// visits to the exhibit and takes the pictures of docs/exhibit.md and the film of the README. DIR
// is a data folder with the built-in collection, as `npm start` makes it; NAME one of SHOOTS or
// SHEETS; --shots keeps every picture whole.

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Browser } from 'playwright-core'
import { USUAL_LOCALES } from '../../kiosk/messages/locales.ts'
import { startServer } from '../../server/app.ts'
import { parseConfig } from '../../server/config.ts'
import { openLogger } from '../../server/web/logger.ts'
import { openChromium } from '../browser/open-chromium.ts'
import { builtKiosk } from '../built-kiosk.ts'
import { turningVisitor } from '../turning-visitor.ts'
import { apology, browse, operator, stillThere } from './browse-pictures.ts'
import { contactSheet } from './contact-sheet.ts'
import { cut, filmVisit } from './film.ts'
import { type Clips, inventedClips } from './invented-visitors.ts'
import { eyeInPassing, filmMorph, filmMoving, lookInto, moving } from './looking-into.ts'
import { cousins, duet, framing, passingMoments, release, wholeVisit } from './mirror-pictures.ts'
import { type Album, LANGUAGES, openStudio, type Spoken, type Studio } from './studio.ts'

const IMAGES = fileURLToPath(new URL('../../docs/images/', import.meta.url))

/** The invented visitors, and one who turns their head. */
type Clip = keyof Clips | 'turning'

type Shoot = {
  /** Who stands before the camera; null where there is none. */
  readonly clip: Clip | null
  readonly pay: (studio: Studio) => Promise<void>
}

const SHOOTS: Readonly<Record<string, Shoot>> = {
  visit: { clip: 'near', pay: wholeVisit },
  release: { clip: 'near', pay: release },
  moments: { clip: 'near', pay: passingMoments },
  cousins: { clip: 'near', pay: cousins },
  browse: { clip: 'near', pay: browse },
  'still-there': { clip: 'near', pay: stillThere },
  operator: { clip: 'near', pay: operator },
  'look-into': { clip: 'near', pay: lookInto },
  'eye-attract': { clip: 'near', pay: eyeInPassing },
  moving: { clip: 'turning', pay: moving },
  framing: { clip: 'close', pay: framing },
  duet: { clip: 'two', pay: duet },
  apology: { clip: null, pay: apology },
}

/** The pictures of a sheet, column by column. */
const KIOSK_SHEET = [['portrait-en'], ['portrait-ar'], ['landscape-en', 'landscape-ar']]
const HELD_SHEET = [
  ['tablet-en'],
  ['tablet-lying-en', 'tablet-lying-ar'],
  ['phone-en'],
  ['phone-ar'],
]

const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: 'data' },
    only: { type: 'string' },
    shots: { type: 'string' },
  },
})
const wanted = options.only?.split(',')
const isWanted = (name: string): boolean => wanted === undefined || wanted.includes(name)

const parsed = parseConfig({
  PORT: '0',
  PENDANT_DATA: options.data,
  PENDANT_KIOSK: await builtKiosk(),
  PENDANT_PUBLIC_URL: 'https://pendant.museum.example',
})
if ('problems' in parsed) throw new Error(parsed.problems.join('\n'))
const server = await startServer({ ...parsed.config, log: openLogger('silent') })
const address = `http://localhost:${server.port}`
const album: Album = new Map()
try {
  const clips = { ...(await inventedClips()), turning: (await turningVisitor()).slow }
  for (const clip of ['near', 'close', 'two', 'turning', null] as const) {
    const shoots = Object.entries(SHOOTS).filter(
      ([name, shoot]) => shoot.clip === clip && isWanted(name),
    )
    const films = clip === 'near' && isWanted('film')
    const moves = clip === 'turning' && isWanted('moving-film')
    if (shoots.length === 0 && !films && !moves) continue
    const browser = await openChromium(clip === null ? {} : { fakeCamera: clips[clip] })
    try {
      if (films) await makeFilm(browser)
      if (moves) await makeMovingFilm(browser)
      for (const [name, { pay }] of shoots) {
        for (const language of LANGUAGES) {
          console.info(`${name}, ${language}`)
          await pay(studioIn(browser, language))
        }
      }
    } finally {
      await browser.close()
    }
  }
} finally {
  await server.close()
}
await mkdir(join(IMAGES, 'exhibit'), { recursive: true })
for (const [scene, taken] of album) {
  const sheet = scene.endsWith('-held') ? HELD_SHEET : KIOSK_SHEET
  const columns = sheet.map((column) => column.map((name) => pictureOf(taken, name)))
  await writeFile(join(IMAGES, 'exhibit', `${scene}.webp`), await contactSheet(columns))
  if (options.shots === undefined) continue
  await mkdir(options.shots, { recursive: true })
  for (const [name, picture] of taken) {
    await writeFile(join(options.shots, `${scene}-${name}.png`), picture)
  }
}

function studioIn(browser: Browser, language: Spoken): Studio {
  const messages = USUAL_LOCALES.messagesIn(language)
  return openStudio({ browser, address, language, messages, album })
}

async function makeFilm(browser: Browser): Promise<void> {
  console.info('film')
  const { film, reveal } = await filmVisit(studioIn(browser, 'en'))
  await mkdir(join(IMAGES, 'exhibit'), { recursive: true })
  await writeFile(join(IMAGES, 'visit.webp'), film)
  const strip = await contactSheet(reveal.map((picture) => [picture]))
  await writeFile(join(IMAGES, 'exhibit', 'reveal.webp'), strip)
  const morph = await filmMorph(studioIn(browser, 'en'))
  const sheet = await contactSheet(morph.map((picture) => [picture]))
  await writeFile(join(IMAGES, 'exhibit', 'morph.webp'), sheet)
}

async function makeMovingFilm(browser: Browser): Promise<void> {
  console.info('moving-film')
  const filmed = await filmMoving(studioIn(browser, 'en'))
  const [from, to] = [filmed[0]?.atSeconds ?? 0, filmed.at(-1)?.atSeconds ?? 0]
  await mkdir(join(IMAGES, 'exhibit'), { recursive: true })
  await writeFile(join(IMAGES, 'exhibit', 'moving-film.webp'), await cut(filmed, [{ from, to }]))
}

function pictureOf(taken: ReadonlyMap<string, Buffer>, name: string): Buffer {
  const picture = taken.get(name)
  if (picture === undefined) throw new Error(`There is no picture ${name}.`)
  return picture
}
