import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SharedChromium, sharedChromium } from '../browser/open-chromium.ts'
import { testDataFolder } from '../test-data.ts'
import { type Museum, openMuseum } from '../visits/open-museum.ts'
import { type OpenedSelfie, openSelfie } from './open-selfie.ts'
import { type PictureFile, pictureOf } from './pictures.ts'

const SITTERS = [7, 34, 53, 61, 92, 115]
/** Every so many of the photographs. */
const STRIDE = 40

const testData = testDataFolder('the page and the API on photographs')

let museum: Museum
let browser: SharedChromium
let home: OpenedSelfie

beforeAll(async () => {
  museum = await openMuseum()
  browser = await sharedChromium()
  home = await openSelfie(browser, museum.address)
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await museum?.close()
})

type Answer = { readonly matches: readonly { readonly portraitId: string }[] }
const firstFive = ({ matches }: Answer) => matches.slice(0, 5).map(({ portraitId }) => portraitId)

/** The first five as found on this device; null where the page asks which face, or finds none. */
async function onTheDevice(picture: PictureFile): Promise<string[] | null> {
  let answered: Promise<Answer> | null = null
  home.page.once('response', function hear(response) {
    if (response.url().endsWith('/api/v1/match')) answered = response.json() as Promise<Answer>
    else home.page.once('response', hear)
  })
  await home.give(picture)
  await home.page.waitForFunction(() =>
    ['pair', 'choosing', 'sorry'].includes(document.documentElement.dataset.scene ?? ''),
  )
  const five = answered === null ? null : firstFive(await answered)
  await home.press('Another picture')
  await home.scene('start')
  return five
}

/** The first five as the server finds them in the picture itself; null where it refuses. */
async function overTheApi({ name, bytes }: PictureFile): Promise<string[] | null> {
  const form = new FormData()
  form.set('image', new Blob([new Uint8Array(bytes)]), name)
  form.set('k', '5')
  const response = await fetch(`${museum.address}/api/v1/match`, { method: 'POST', body: form })
  return response.ok ? firstFive((await response.json()) as Answer) : null
}

/** How often the two agree, of the pictures in which both find one face. */
async function compare(what: string, pictures: readonly PictureFile[]) {
  const counts = { both: 0, order: 0, set: 0, first: 0 }
  for (const picture of pictures) {
    const device = await onTheDevice(picture)
    const api = await overTheApi(picture)
    if (device === null || api === null) continue
    counts.both++
    if (device.join() === api.join()) counts.order++
    if (device.toSorted().join() === api.toSorted().join()) counts.set++
    if (device[0] === api[0]) counts.first++
  }
  console.info(
    `${what}: both found one face in ${counts.both} of ${pictures.length}; the same first in ` +
      `${counts.first}, the same five in ${counts.set}, in the same order in ${counts.order}`,
  )
  return counts
}

describe('the page and the API, asked with the same picture', () => {
  it('name the same five portraits of invented sitters', async () => {
    const counts = await compare('invented sitters', await Promise.all(SITTERS.map(pictureOf)))
    expect(counts.both).toBeGreaterThanOrEqual(SITTERS.length - 1)
    expect(counts.first).toBe(counts.both)
    // Neighbours that are all but equally near may change places: two detectors began the search.
    expect(counts.set).toBeGreaterThanOrEqual(counts.both - 1)
  }, 180_000)

  it.skipIf(testData === undefined)(
    'name the same five portraits of photographs',
    async () => {
      const folder = join(testData as string, 'visitors')
      const names = (await readdir(folder)).filter((name) => name.endsWith('.jpg')).sort()
      const chosen = names.filter((_, index) => index % STRIDE === 0)
      const pictures = await Promise.all(
        chosen.map(async (name) => ({ name, bytes: await readFile(join(folder, name)) })),
      )
      const counts = await compare('photographs', pictures)
      expect(counts.both).toBeGreaterThanOrEqual(chosen.length * 0.8)
      expect(counts.first).toBeGreaterThanOrEqual(counts.both - 1)
      // Of 25 against a whole collection the five were the same for 24 and the order for 22: of
      // these few, one and two may differ.
      expect(counts.set).toBeGreaterThanOrEqual(counts.both - 1)
      expect(counts.order).toBeGreaterThanOrEqual(counts.both - 2)
    },
    240_000,
  )
})
