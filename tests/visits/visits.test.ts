import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { SPACE_ID } from '../../embeddings/face/descriptor.ts'
import { type SharedChromium, sharedChromium } from '../browser/open-chromium.ts'
import { type Museum, openMuseum } from './open-museum.ts'
import { nothingNear, press, type Visit, type VisitOptions, visit } from './visit.ts'

let museum: Museum
let seeing: SharedChromium
let empty: SharedChromium
let blind: SharedChromium

beforeAll(async () => {
  museum = await openMuseum()
  seeing = await sharedChromium({ fakeCamera: museum.sitterClip })
  empty = await sharedChromium({ fakeCamera: museum.emptyClip })
  blind = await sharedChromium()
}, 300_000)
afterAll(async () => {
  for (const browser of [seeing, empty, blind]) await browser?.close()
  await museum?.close()
})

let open: Visit | undefined
afterEach(async () => {
  await open?.close()
  open = undefined
})

async function enter(browser: SharedChromium, options?: VisitOptions): Promise<Visit> {
  open = await visit(browser, museum.address, options)
  await open.scene('attract')
  return open
}

describe('a visitor who shows their face', () => {
  it('finds themselves beside their own portrait, and leaves nothing behind', async () => {
    const kiosk = await enter(seeing)
    await press(kiosk.page, 'Find your likeness')
    await press(kiosk.page, 'With my face')
    await kiosk.scene('live')
    await kiosk.page.getByRole('button', { name: 'See the whole painting' }).waitFor()
    expect(await kiosk.portrait()).toBe(museum.visitorPortraitId)
    await press(kiosk.page, 'Leave')
    await kiosk.scene('goodbye')
    await kiosk.page.locator('.mirror').waitFor({ state: 'detached' })
    await kiosk.scene('attract')
    expect(kiosk.complaints).toEqual([])
  })

  it('is offered three cousins by keyboard where nothing is near, and no likeness', async () => {
    const kiosk = await enter(seeing, { before: nothingNear })
    const { page } = kiosk
    await press(page, 'Find your likeness')
    await press(page, 'With my face')
    await page.getByRole('heading', { name: 'Nobody on these walls comes really close.' }).waitFor()
    await page.getByRole('status').getByText('cousins, not twins').waitFor({ state: 'attached' })
    expect(await page.getByRole('button', { name: 'See the whole painting' }).count()).toBe(0)
    expect(await kiosk.portrait()).toBeNull()
    const cousins = page.getByRole('listitem').getByRole('button')
    expect(await cousins.count()).toBe(3)
    const eyes = await page
      .locator('.runner-up .label')
      .evaluateAll((labels) => labels.map((label) => label.getBoundingClientRect().top))
    expect(new Set(eyes).size).toBe(1)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    const second = await cousins.nth(1).getByRole('img').getAttribute('alt')
    await page.keyboard.press('Enter')
    await kiosk.scene('whole')
    expect(await page.locator('.whole-picture').getAttribute('alt')).toBe(second)
    await page.getByText('The other cousins').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { name: 'Nobody on these walls comes really close.' }).waitFor()
    expect(kiosk.complaints).toEqual([])
  })

  it('signs, and shares the wall with another, by keyboard alone', async () => {
    const kiosk = await enter(seeing, { settings: { release: true, duet: true } })
    const { page } = kiosk
    await page.keyboard.press('Enter')
    await kiosk.scene('consent')
    await traceTo(page, 'The two of us')
    for (const way of ['Now the other one', 'The two of you, in paint']) {
      await kiosk.scene('release')
      await traceTo(page, 'I agree and sign')
      await kiosk.scene('live')
      await page.getByRole('button', { name: way }).waitFor()
      await traceTo(page, way)
    }
    await kiosk.scene('duet')
    expect(await page.locator('.mirror').count()).toBe(0)
    const second = await page.locator('.pair-portrait img').getAttribute('alt')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await kiosk.scene('whole')
    await page
      .getByRole('img', { name: second ?? '' })
      .first()
      .waitFor()
    await page.keyboard.press('Escape')
    await kiosk.scene('duet')
    await traceTo(page, 'Leave')
    await kiosk.scene('goodbye')
    expect(kiosk.complaints).toEqual([])
  })

  it('is not kept by an empty room, which nobody is said goodbye to', async () => {
    const kiosk = await enter(empty, {
      settings: { walkOffMs: 500, idleMs: 20_000, stillThereMs: 1_000 },
    })
    await press(kiosk.page, 'Find your likeness')
    await press(kiosk.page, 'With my face')
    await kiosk.scene('framing')
    await kiosk.scene('still-there')
    await kiosk.page.locator('[data-scene="attract"]').waitFor({ state: 'attached' })
    const passed = await kiosk.page.evaluate(() => Reflect.get(globalThis, 'passedScenes'))
    expect(passed).not.toContain('goodbye')
    await expect.poll(() => kiosk.page.locator('video, .mirror').count()).toBe(0)
  })

  it('keeps the portrait while the server is away, and goes on when it is back', async () => {
    const kiosk = await enter(seeing)
    await press(kiosk.page, 'Find your likeness')
    await press(kiosk.page, 'With my face')
    await kiosk.scene('live')
    await museum.closeServer()
    try {
      await kiosk.page.locator('.instruction', { hasText: 'out of reach' }).waitFor()
      expect(await kiosk.portrait()).toBe(museum.visitorPortraitId)
    } finally {
      await museum.openServer()
    }
    await kiosk.page.locator('.instruction', { hasText: 'most like you' }).waitFor()
    await kiosk.scene('live')
  })
})

describe('privacy on the wire', () => {
  it('sends nothing to anybody else, and of the visitor nothing but 512 bytes at a time', async () => {
    const origins = new Set<string>()
    const methods = new Set<string>()
    const binary = new Set<number>()
    const texts: string[] = []
    const kiosk = await enter(seeing, {
      async before(context) {
        context.on('request', (request) => {
          origins.add(new URL(request.url()).host)
          methods.add(request.method())
        })
        context.on('page', (page) =>
          page.on('websocket', (socket) => {
            origins.add(new URL(socket.url()).host)
            socket.on('framesent', ({ payload }) => {
              if (typeof payload === 'string') texts.push(payload)
              else binary.add(payload.length)
            })
          }),
        )
      },
    })
    await press(kiosk.page, 'Find your likeness')
    expect([...binary]).toEqual([])
    await press(kiosk.page, 'With my face')
    await kiosk.scene('live')
    await kiosk.page.getByRole('button', { name: 'See the whole painting' }).waitFor()
    await press(kiosk.page, 'Leave')
    await kiosk.scene('goodbye')
    expect([...origins]).toEqual([new URL(museum.address).host])
    expect([...methods]).toEqual(['GET'])
    expect([...binary]).toEqual([512])
    // Beside the bytes only their embedding space is named, which is the same for everybody.
    const beside = texts.map((text) => text.replace(SPACE_ID, '').length)
    expect(Math.max(...beside)).toBeLessThan(120)
  })

  it('opens no camera for a visitor who chooses to go without a face', async () => {
    const kiosk = await enter(seeing, {
      before: (context) =>
        context.addInitScript(() => {
          const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
          navigator.mediaDevices.getUserMedia = (wanted) => {
            document.documentElement.dataset.cameraAsked = 'true'
            return ask(wanted)
          }
        }),
    })
    await press(kiosk.page, 'Find your likeness')
    await press(kiosk.page, 'Without my face')
    await kiosk.scene('browse')
    await kiosk.page.locator('.browse-wall .head').first().click()
    await kiosk.page.locator('.pair-portrait .layer-ready').first().waitFor({ state: 'attached' })
    expect(await kiosk.page.getAttribute('html', 'data-camera-asked')).toBeNull()
  })
})

describe('the question whether somebody is still there', () => {
  const settings = { idleMs: 2_000, stillThereMs: 60_000 }

  it('is answered by leaving', async () => {
    const kiosk = await enter(blind, { settings })
    await press(kiosk.page, 'Find your likeness')
    await kiosk.scene('still-there')
    await press(kiosk.page, 'Leave')
    await kiosk.scene('attract')
  })

  it('is answered by staying', async () => {
    const kiosk = await enter(blind, { settings })
    await press(kiosk.page, 'Find your likeness')
    await kiosk.scene('still-there')
    await press(kiosk.page, 'I am here')
    await kiosk.scene('consent')
  })

  it('is answered by a tap on the wall, which presses nothing that comes up beneath it', async () => {
    // Time enough to see where a word is before it is covered.
    const kiosk = await enter(blind, { settings: { ...settings, idleMs: 5_000 }, touch: true })
    await press(kiosk.page, 'Find your likeness')
    const word = await kiosk.page.getByRole('button', { name: 'With my face' }).boundingBox()
    if (word === null) throw new Error('The notice shows no way to the mirror.')
    await kiosk.scene('still-there')
    await watchScenes(kiosk)
    await kiosk.page.touchscreen.tap(word.x + word.width / 2, word.y + word.height / 2)
    await kiosk.scene('consent')
    // Asked again, so whatever the tap pressed has long come up.
    await kiosk.scene('still-there')
    expect(await scenesSeen(kiosk)).toEqual(['consent', 'still-there'])
  })

  it('stands while its answers are walked to by keyboard', async () => {
    const kiosk = await enter(blind, { settings })
    await press(kiosk.page, 'Find your likeness')
    await kiosk.scene('still-there')
    await watchScenes(kiosk)
    const leave = kiosk.page.getByRole('button', { name: 'Leave', exact: true })
    await kiosk.page.keyboard.press('Tab')
    await kiosk.page.keyboard.press('Tab')
    expect(await leave.evaluate((word) => word === document.activeElement)).toBe(true)
    await kiosk.page.keyboard.press('Enter')
    await kiosk.scene('attract')
    expect(await scenesSeen(kiosk)).toEqual(['attract'])
  })
})

/** Presses a word without a finger: the focus is walked to it. */
async function traceTo(page: Page, word: string): Promise<void> {
  const button = page.getByRole('button', { name: word, exact: true })
  await button.waitFor()
  for (let step = 0; step < 20; step++) {
    if (await button.evaluate((node) => node === document.activeElement)) break
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
}

/** Writes down every scene from now on. */
async function watchScenes({ page }: Visit): Promise<void> {
  await page.evaluate(() => {
    const { dataset } = document.documentElement
    const seen: (string | undefined)[] = []
    Object.assign(window, { seen })
    new MutationObserver(() => {
      if (seen.at(-1) !== dataset.scene) seen.push(dataset.scene)
    }).observe(document.documentElement, { attributeFilter: ['data-scene'] })
  })
}

function scenesSeen({ page }: Visit): Promise<unknown> {
  return page.evaluate('seen')
}

describe('settings', () => {
  it('are waited for while the server is away: a mirror turned off stays off', async () => {
    let away = true
    const kiosk = await visit(seeing, museum.address, {
      before: (context) =>
        context.route('**/settings.json', (route) =>
          away ? route.abort('connectionrefused') : route.fulfill({ json: { faceMode: false } }),
        ),
    })
    open = kiosk
    await kiosk.scene('apology')
    expect(await kiosk.page.getByRole('button').count()).toBe(0)
    away = false
    await kiosk.scene('attract')
    await press(kiosk.page, 'Find your likeness')
    await kiosk.scene('browse')
  })

  it('that the server cannot read open nothing, and the operator reads why', async () => {
    open = await visit(seeing, museum.address, {
      before: (context) =>
        context.route('**/settings.json', (route) => route.fulfill({ status: 500 })),
    })
    await open.page.locator('.refusal', { hasText: 'the server answered 500' }).waitFor()
    expect(await open.page.getByRole('button').count()).toBe(0)
  })
})

describe('troubles', () => {
  it('says what to do without a camera, and leaves the cabinet open', async () => {
    const kiosk = await enter(blind)
    await press(kiosk.page, 'Find your likeness')
    await press(kiosk.page, 'With my face')
    await kiosk.scene('apology')
    await kiosk.page.getByRole('heading', { name: 'There is no camera to be found.' }).waitFor()
    await press(kiosk.page, 'Go on without my face')
    await kiosk.scene('browse')
  })

  it('says what to do when the camera is refused, and lights by itself once it is allowed', async () => {
    const kiosk = await enter(seeing, {
      settings: { retryMs: 400 },
      before: (context) =>
        context.addInitScript(() => {
          const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
          navigator.mediaDevices.getUserMedia = (wanted) =>
            'allowed' in document.documentElement.dataset
              ? ask(wanted)
              : Promise.reject(new DOMException('Permission denied', 'NotAllowedError'))
        }),
    })
    await press(kiosk.page, 'Find your likeness')
    await press(kiosk.page, 'With my face')
    await kiosk.scene('apology')
    await kiosk.page.getByRole('heading', { name: 'The camera may not be used.' }).waitFor()
    await kiosk.page.evaluate(() => {
      document.documentElement.dataset.allowed = 'true'
    })
    await kiosk.scene('live')
  })

  it('apologises while the server is away and opens again by itself', async () => {
    const kiosk = await enter(blind, { settings: { serverGraceMs: 300 } })
    await museum.closeServer()
    try {
      await kiosk.scene('apology')
      await kiosk.page.getByRole('heading', { name: 'The collection is out of reach.' }).waitFor()
    } finally {
      await museum.openServer()
    }
    await kiosk.scene('attract')
  })
})
