import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { hasComeUp } from '../browser/accessible.ts'
import { type SharedChromium, sharedChromium } from '../browser/open-chromium.ts'
import { forgetScenes } from '../browser/scene-memory.ts'
import { type Museum, openMuseum } from '../visits/open-museum.ts'
import { type OpenedSelfie, openSelfie, type SelfieOptions } from './open-selfie.ts'
import {
  besideItself,
  emptyWall,
  farAway,
  heicFile,
  inTheDark,
  type PictureFile,
  pictureOf,
  sideBySide,
  storedOnItsSide,
} from './pictures.ts'

/** Hangs in the museum of these tests, see open-museum.ts. */
const HANGING = 34
const STRANGER = 61

let museum: Museum
let browser: SharedChromium
let self: PictureFile

beforeAll(async () => {
  museum = await openMuseum()
  browser = await sharedChromium({ fakeCamera: museum.sitterClip })
  self = await pictureOf(HANGING)
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await museum?.close()
})

let open: OpenedSelfie | undefined
/**
 * The page as anybody opens it: one for all tests that ask for nothing else, its models loaded
 * once.
 */
let plain: OpenedSelfie | undefined
afterEach(async ({ task }) => {
  const complaints = open?.complaints.splice(0)
  if (open !== plain) await open?.close()
  else if (task.result?.state === 'fail') {
    await plain?.close()
    plain = undefined
  }
  open = undefined
  expect(complaints ?? []).toEqual([])
})

/** Opens the page; without options, the one that somebody has just left. */
async function enter(options?: SelfieOptions): Promise<OpenedSelfie> {
  if (options) open = await openSelfie(browser, museum.address, options)
  else open = plain = plain ? await leave(plain) : await openSelfie(browser, museum.address)
  return open
}

async function leave(home: OpenedSelfie): Promise<OpenedSelfie> {
  await home.page.unrouteAll()
  await home.page.evaluate(() => window.dispatchEvent(new Event('pagehide')))
  await home.page.locator('html[data-scene=start]').waitFor({ state: 'attached' })
  await forgetScenes(home.page)
  return home
}

/** Which portrait hangs beside the picture, by what its label says. */
function labelOf({ page }: OpenedSelfie): Promise<string | null> {
  return page.locator('.label-title').first().textContent()
}

describe('a picture that is chosen', () => {
  it('hangs beside the portrait most like it, which is its own here', async () => {
    const home = await enter()
    const [answer] = await Promise.all([
      home.page.waitForResponse((response) => response.url().endsWith('/api/v1/match')),
      home.give(self),
    ])
    await home.scene('pair')
    const { matches } = (await answer.json()) as { matches: { portraitId: string }[] }
    expect(matches[0]?.portraitId).toBe(museum.visitorPortraitId)
    await home.page.locator('.pair-portrait .layer-ready').waitFor({ state: 'attached' })
    await home.page.getByText('most like you').first().waitFor()
  })

  it('has its eyes on the line of the portrait’s, as far apart', async () => {
    const home = await enter()
    await home.give(await storedOnItsSide(self))
    await home.scene('pair')
    await home.page.locator('.pair-portrait .layer-ready').waitFor({ state: 'attached' })
    // Stored on its side, it is upright here: else no face would have been found, or not this one.
    const { title } = await home.page.evaluate(async () => {
      const list = await (await fetch('/api/v1/portraits?spread=200')).json()
      return list.portraits.find((each: { id: string }) => each.id.includes('34'))?.label ?? {}
    })
    expect(await labelOf(home)).toContain(title)
    await hasComeUp(home.page)
    const sitter = await home.page.locator('.still').boundingBox()
    const room = await home.page.locator('.room').evaluate((element) => {
      const style = getComputedStyle(element)
      return Number.parseFloat(style.getPropertyValue('--eye-line'))
    })
    // The canvas covers the guest's place, whose eyes lie at 42 % of its height on a phone.
    expect((sitter?.y ?? 0) + 0.42 * (sitter?.height ?? 0)).toBeCloseTo(room, 0)
  })

  it('is tried beside the next nearest, and looked at closer', async () => {
    const home = await enter()
    await home.give(await pictureOf(STRANGER))
    await home.scene('pair')
    const first = await labelOf(home)
    await home.page.locator('.small-row .head').first().click()
    await expect.poll(() => labelOf(home)).not.toBe(first)
    await home.press('Look closer')
    await home.scene('closer')
    await home.page.locator('.look-closer-still').waitFor({ state: 'detached' })
    const glass = home.page.locator('.look-closer canvas')
    const seen = () => glass.evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL())
    const whole = await seen()
    await home.press('Nearer')
    await expect.poll(seen).not.toBe(whole)
    await home.page.keyboard.press('0')
    await expect.poll(seen).toBe(whole)
    expect(
      await home.page.getByRole('link', { name: 'More about this work' }).getAttribute('href'),
    ).toMatch(/^\/w\/./)
    await home.page.keyboard.press('Escape')
    await home.scene('pair')
  })

  it('may be AVIF', async () => {
    const home = await enter()
    const bytes = await sharp(self.bytes).avif({ effort: 0, quality: 80 }).toBuffer()
    await home.give({ name: 'self.avif', bytes })
    await home.scene('pair')
    await home.page.getByText('most like you').first().waitFor()
  })

  it('may be dropped, and pasted', async () => {
    const home = await enter()
    const bytes = self.bytes.toString('base64')
    for (const kind of ['drop', 'paste'] as const) {
      await home.page.evaluate(
        ([base64, how]) => {
          const file = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
          const data = new DataTransfer()
          data.items.add(new File([file], 'self.webp', { type: 'image/webp' }))
          window.dispatchEvent(
            how === 'drop'
              ? new DragEvent('drop', { dataTransfer: data, cancelable: true })
              : new ClipboardEvent('paste', { clipboardData: data }),
          )
        },
        [bytes, kind] as const,
      )
      await home.scene('looking')
      await home.scene('pair')
      await home.press('Another picture')
      await home.scene('start')
    }
  })

  it('may be taken with the camera, which is off before and after', async () => {
    const home = await enter({
      before: (context) =>
        context.addInitScript(() => {
          const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
          navigator.mediaDevices.getUserMedia = async (wanted) => {
            const stream = await ask(wanted)
            Object.assign(window, { stream })
            return stream
          }
        }),
    })
    expect(await home.page.evaluate('typeof stream')).toBe('undefined')
    await home.press('Use the camera')
    await home.press('Take the picture')
    await home.scene('pair')
    expect(await home.page.evaluate('stream.getTracks().map((track) => track.readyState)')).toEqual(
      ['ended'],
    )
  })
})

describe('a picture of several', () => {
  it('is asked about, by keyboard too, and only the chosen face is compared', async () => {
    const home = await enter()
    const asked: unknown[] = []
    home.page.on('request', (request) => {
      if (request.url().endsWith('/match')) asked.push(request.postDataJSON())
    })
    await home.give(await sideBySide([await pictureOf(STRANGER), self]))
    await home.scene('choosing')
    await home.page.getByRole('heading', { name: 'Who is it to be?' }).waitFor()
    expect(asked).toEqual([])
    const second = home.page.getByRole('button', { name: 'Face 2 of 2, from the left' })
    await second.focus()
    const [answer] = await Promise.all([
      home.page.waitForResponse((response) => response.url().endsWith('/match')),
      home.page.keyboard.press('Enter'),
    ])
    const { matches } = (await answer.json()) as { matches: { portraitId: string }[] }
    expect(matches[0]?.portraitId).toBe(museum.visitorPortraitId)
    await home.scene('pair')
    expect(asked).toHaveLength(1)
  })
})

describe('a picture that cannot be compared', () => {
  it.each([
    ['an empty wall', emptyWall, 'No face was found.'],
    ['a dark one', async () => inTheDark(self), 'It is too dark to see a face.'],
    [
      'a picture too small for any face',
      async () => farAway(self, 40, 56),
      'The face is too small.',
    ],
    ['HEIC', async () => heicFile(), 'This browser does not read HEIC.'],
    [
      'no picture at all',
      async () => ({ name: 'notes.txt', bytes: Buffer.from('not a picture') }),
      'This picture cannot be opened.',
    ],
    [
      'half a picture',
      async () => ({ name: 'half.webp', bytes: self.bytes.subarray(0, 300) }),
      'This picture cannot be opened.',
    ],
  ])('says why, aloud too, and lets another be chosen: %s', async (_, picture, why) => {
    const home = await enter()
    await home.give(await picture())
    await home.page.getByRole('heading', { name: why }).waitFor()
    await home.page.getByRole('status').getByText(why).waitFor({ state: 'attached' })
    await home.press('Another picture')
    await home.scene('start')
  })
})

describe('what the museum says', () => {
  it('nothing near: three cousins, and no likeness', async () => {
    const home = await enter()
    await home.page.route('**/api/v1/match', async (route) => {
      const response = await route.fetch()
      const far = (await response.text())
        .replace('"nothingNear":false', '"nothingNear":true')
        .replaceAll(/"similarity":[^,}]+/g, '"similarity":0.004')
      await route.fulfill({ response, body: far })
    })
    await home.give(self)
    await home.page
      .getByRole('heading', { name: 'Nobody on these walls comes really close.' })
      .waitFor()
    expect(await home.page.locator('.runner-up').count()).toBe(3)
    expect(await home.page.locator('.pair-portrait').count()).toBe(0)
  })

  it('nothing at all: the picture is kept for another try', async () => {
    const home = await enter()
    let isAway = true
    await home.page.route('**/api/v1/match', (route) =>
      isAway ? route.abort('connectionrefused') : route.continue(),
    )
    await home.give(self)
    await home.page.getByRole('heading', { name: 'The collection is out of reach.' }).waitFor()
    isAway = false
    await home.press('Try again')
    await home.scene('pair')
  })

  it('that faces are not compared: the picture is not even opened', async () => {
    const home = await enter({
      before: (context) =>
        context.route('**/settings.json', (route) => route.fulfill({ json: { faceMode: false } })),
    })
    await home.give(self)
    await home.scene('closed')
    expect(await home.page.locator('canvas.still, canvas.given-picture').count()).toBe(0)
    expect(
      await home.page.getByRole('link', { name: 'To the portraits' }).getAttribute('href'),
    ).toBe('/')
  })
})

describe('the card', () => {
  it('is composed here, of both or of the portrait alone, and saved as a JPEG', async () => {
    const home = await enter()
    await home.give(self)
    await home.scene('pair')
    await home.press('Take it with you')
    await home.page.locator('.card[data-composed="true"]').waitFor()
    const together = await download(home)
    expect(together.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]))
    await home.press('The portrait alone')
    // The card before stands until this one is composed.
    await expect.poll(async () => (await download(home)).equals(together)).toBe(false)
    await home.press('Copy the link to the work')
    await home.page.locator('.foot-aside', { hasText: /link/ }).first().waitFor()
  })

  it('can be held and kept where downloads are ignored, as they are inside other programs', async () => {
    const home = await enter({ touch: true })
    await home.give(self)
    await home.scene('pair')
    await home.press('Take it with you')
    const held = home.page.getByRole('img', { name: /^A card: you, and beside you/ })
    await home.page.locator('.card-held').waitFor()
    expect(await held.count()).toBe(1)
    expect(
      await held.evaluate(async (image: HTMLImageElement) => {
        await image.decode()
        const { left, top, width, height } = image.getBoundingClientRect()
        const there = document.elementFromPoint(left + width / 2, top + height / 2)
        return [image.naturalWidth, image.naturalHeight, image.src.slice(0, 22), there === image]
      }),
    ).toEqual([1080, 1350, 'data:image/jpeg;base64', true])
    await home.page.getByText('Press and hold the card to keep it as a picture.').waitFor()
    expect(home.complaints).toEqual([])
  })
})

it('says so where the painting for a card does not come', async () => {
  const home = await enter({})
  await home.give(self)
  await home.scene('pair')
  await home.context.route('**/media/**', (route) => route.abort())
  await home.press('Take it with you')
  await home.press('The portrait alone')
  await home.page.getByRole('status').getByText('The collection is out of reach.').waitFor()
  expect(await home.page.getByRole('button', { name: 'Save the card' }).count()).toBe(0)
})

async function download({ page }: OpenedSelfie): Promise<Buffer> {
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save the card' }).click(),
  ])
  const parts: Buffer[] = []
  for await (const part of await saved.createReadStream()) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

describe('a part of the page that does not arrive', () => {
  it.each([
    ['the services', '**/assets/services-*.js'],
    ['the later scenes', '**/assets/later-scenes-*.js'],
  ])('is named as such, and asked for again by loading the page anew: %s', async (_, part) => {
    const home = await enter({
      before: (context) => context.route(part, (route) => route.abort('connectionreset')),
    })
    await home.give(self)
    await home.page.getByRole('heading', { name: 'What reads faces did not arrive.' }).waitFor()
    await home.context.unroute(part)
    await Promise.all([home.page.waitForEvent('load'), home.press('Try again')])
    await home.page.locator('.start').waitFor()
    await home.give(self)
    await home.scene('pair')
    // A fault of the page's own, reported as one, and no other was.
    const [fault, ...others] = home.complaints.splice(0)
    expect(fault).toContain('dynamically imported module')
    expect(others).toEqual([])
  })
})

describe('the way back that phones and browsers have', () => {
  it('goes from scene to scene, and leaves the page from the start', async () => {
    const home = await enter({})
    await home.give(self)
    await home.scene('pair')
    await home.press('Look closer')
    await home.scene('closer')
    await home.page.goBack()
    await home.scene('pair')
    await home.page.goBack()
    await home.scene('start')
    await home.page.goBack()
    expect(home.page.url()).toBe('about:blank')
  })

  it('leads from a face that is not fit to the others of the picture', async () => {
    const home = await enter()
    await home.give(await besideItself(self, 72))
    await home.scene('choosing')
    await home.page.getByRole('button', { name: 'Face 2 of 2, from the left' }).click()
    await home.page.getByRole('heading', { name: 'The face is too small.' }).waitFor()
    await home.press('Back')
    await home.page.getByRole('button', { name: 'Face 1 of 2, from the left' }).click()
    await home.scene('pair')
    expect(await home.page.locator('.pair-portrait').count()).toBe(1)
  })
})

describe('another picture', () => {
  it('wipes the last one, and so does leaving the page', async () => {
    const home = await enter({
      before: (context) =>
        context.addInitScript(() => {
          const closed: number[] = []
          Object.assign(window, { closedBitmaps: closed })
          const close = ImageBitmap.prototype.close
          ImageBitmap.prototype.close = function () {
            closed.push(this.width)
            close.call(this)
          }
        }),
    })
    await home.give(self)
    await home.scene('pair')
    const before = Number(await home.page.evaluate('closedBitmaps.length'))
    await home.press('Another picture')
    await home.scene('start')
    await expect.poll(() => home.page.evaluate('closedBitmaps.length')).toBe(before + 1)
    await home.page.locator('canvas.still').waitFor({ state: 'detached' })
    await home.give(self)
    await home.scene('pair')
    await home.page.evaluate(() => window.dispatchEvent(new Event('pagehide')))
    await home.scene('start')
  })
})

describe('a wait that somebody leaves', () => {
  it('ends with the first words, and nothing of the picture gets to the face worker', async () => {
    const home = await enter({
      before: (context) =>
        context.addInitScript(() => {
          const make = window.createImageBitmap
          // The copy for the worker, made and held back until the test lets it go.
          window.createImageBitmap = async (source: ImageBitmapSource) => {
            const copy = await make(source)
            if (source instanceof ImageBitmap) {
              Object.assign(window, { copy })
              await new Promise((release) => Object.assign(window, { release }))
            }
            return copy
          }
          const posted: unknown[] = []
          Object.assign(window, { posted })
          Worker.prototype.postMessage = new Proxy(Worker.prototype.postMessage, {
            apply(post, worker, given) {
              posted.push(given[0].type)
              Reflect.apply(post, worker, given)
            },
          })
        }),
    })
    await home.give(self)
    await home.page.waitForFunction(() => 'release' in window)
    await home.press('Back')
    await home.scene('start')
    await home.page.evaluate('release()')
    await expect.poll(() => home.page.evaluate('copy.width')).toBe(0)
    const posted = (await home.page.evaluate('posted')) as string[]
    expect(posted).toContain('forget')
    expect(posted).not.toContain('look')
    expect(await home.page.locator('.start').count()).toBe(1)
  })
})

describe('the page itself', () => {
  it.each([
    ['fr-CH', 'Qui, dans ces tableaux, a vos yeux ?'],
    ['de-AT', 'Wer auf diesen Gemälden hat Ihre Augen?'],
    ['es-MX', '¿Quién tiene sus ojos en estos cuadros?'],
    ['ja', 'あなたの目をした人が、絵のなかに？'],
    ['sv', 'Who in these paintings has your eyes?'],
  ])('speaks the first language of the browser that it can: %s', async (language, said) => {
    const home = await enter({ language })
    await home.page.getByRole('heading', { name: said }).waitFor()
  })

  it('offers the camera app where there are fingers, and says why there is no camera over http', async () => {
    const home = await enter({
      touch: true,
      before: (context) =>
        context.addInitScript(() => {
          Object.defineProperty(window, 'isSecureContext', { value: false })
        }),
    })
    await home.page.getByText('Browsers open a camera only on addresses').waitFor()
    expect(await home.page.getByRole('button', { name: 'Use the camera' }).count()).toBe(0)
    await home.page.getByRole('button', { name: 'Open the camera app' }).waitFor()
    expect(await home.page.locator('input[capture=user]').count()).toBe(1)
    await home.give(self)
    await home.scene('pair')
  })
})
