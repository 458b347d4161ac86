import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { SPACE_ID } from '../../embeddings/face/descriptor.ts'
import { type SharedChromium, sharedChromium } from '../browser/open-chromium.ts'
import { type Museum, openMuseum } from '../visits/open-museum.ts'
import { openSelfie } from './open-selfie.ts'
import { pictureOf } from './pictures.ts'
import { type WatchedLine, watchedLine } from './watched-line.ts'

let museum: Museum
let browser: SharedChromium
let line: WatchedLine

beforeAll(async () => {
  museum = await openMuseum()
  browser = await sharedChromium()
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await museum?.close()
})
beforeEach(async () => {
  line = await watchedLine(museum.address)
})
afterEach(() => line.close())

const ENGINE_FILE = /^\/(models|wasm)\//

describe('what leaves the device', () => {
  it('is 128 numbers, how many matches are wanted and the name of the space, and nothing else', async () => {
    const elsewhere: string[] = []
    const home = await openSelfie(browser, line.address, {
      before: async (context) =>
        context.on('request', (request) => {
          const { protocol, origin } = new URL(request.url())
          if (protocol !== 'blob:' && origin !== line.address) elsewhere.push(request.url())
        }),
    })
    home.page.on('websocket', (socket) => elsewhere.push(socket.url()))
    const picture = await pictureOf(34)
    await home.give(picture)
    await home.scene('pair')
    await home.press('Look closer')
    await home.press('Take it with you')
    await home.page.locator('.card[data-composed="true"]').waitFor()
    await home.press('Save the card')
    await home.press('Copy the link to the work')
    await home.press('Back')
    await home.press('Back')
    await home.press('Another picture')
    await home.scene('start')
    await home.close()

    expect(elsewhere).toEqual([])
    const sending = line.requests.filter(({ method, body }) => method !== 'GET' || body.length > 0)
    expect(sending.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /api/v1/match'])
    const sent = JSON.parse(String(sending[0]?.body)) as Record<string, unknown>
    expect(Object.keys(sent).sort()).toEqual(['descriptor', 'k', 'space'])
    expect(sent.space).toBe(SPACE_ID)
    expect(sent.descriptor).toHaveLength(128)
    expect((sent.descriptor as unknown[]).every((each) => typeof each === 'number')).toBe(true)
    // 128 numbers written out are smaller than any picture a face could be told from.
    expect(sending[0]?.body.length).toBeLessThan(4096)
    // Nothing hides in an address or in what goes along with it.
    for (const { path, headers } of line.requests) {
      expect(path.length + headers.length).toBeLessThan(1500)
      expect(headers).not.toContain('"cookie"')
    }
    expect(line.requests.map(({ path }) => path)).toContain('/selfie-worker.js')
  })
})

describe('the face engine’s files', () => {
  it('are kept: a second visit asks for none of them, and works while none is given', async () => {
    const first = await openSelfie(browser, line.address)
    await first.give(await pictureOf(34))
    await first.scene('pair')
    const asked = line.requests.filter(({ path }) => ENGINE_FILE.test(path))
    await expect
      .poll(async () => (await first.page.evaluate(keptFiles)).toSorted())
      .toEqual(asked.map(({ path }) => line.address + path).toSorted())
    await first.page.close()

    line.requests.length = 0
    line.cut(ENGINE_FILE)
    const second = await openSelfie(first.context, line.address)
    await second.give(await pictureOf(61))
    await second.scene('pair')
    expect(line.requests.filter(({ path }) => ENGINE_FILE.test(path))).toEqual([])
    await second.close()
  })

  it('of an older version make way for those a page asks for', async () => {
    const first = await openSelfie(browser, line.address)
    await first.give(await pictureOf(34))
    await first.scene('pair')
    await expect.poll(() => first.page.evaluate(keptFiles)).not.toEqual([])
    await first.page.evaluate(async () => {
      const cache = await caches.open('pendant-face-engine')
      for (const { url } of await cache.keys()) {
        await cache.delete(url)
        await cache.put(url.replace(/v=.*/, 'v=older'), new Response('older'))
      }
    })
    await first.page.close()
    const second = await openSelfie(first.context, line.address)
    await second.give(await pictureOf(61))
    await second.scene('pair')
    await expect
      .poll(async () => (await second.page.evaluate(keptFiles)).filter((url) => /older/.test(url)))
      .toEqual([])
    await second.close()
  })

  it('of another version are refused, not kept, and the page says so', async () => {
    const damaged = /face_landmark_68_model\.bin/
    const home = await openSelfie(browser, line.address, {
      before: (context) =>
        context.route(damaged, async (route) => {
          const response = await route.fetch()
          const bytes = await response.body()
          bytes[1000] = (bytes[1000] as number) ^ 0xff
          await route.fulfill({ response, body: bytes })
        }),
    })
    await home.give(await pictureOf(34))
    await home.page.getByRole('heading', { name: 'What reads faces did not arrive.' }).waitFor()
    const kept = await home.page.evaluate(keptFiles)
    expect(kept.filter((url) => damaged.test(url))).toEqual([])
    await home.context.unroute(damaged)
    await home.press('Try again')
    await home.scene('pair')
    await home.close()
  })

  it('are downloaded each time where there is no service worker', async () => {
    line.cut(/selfie-worker/)
    const home = await openSelfie(browser, line.address)
    await home.give(await pictureOf(34))
    await home.scene('pair')
    await home.close()
  })
})

async function keptFiles(): Promise<string[]> {
  const cache = await caches.open('pendant-face-engine')
  return (await cache.keys()).map(({ url }) => url)
}
