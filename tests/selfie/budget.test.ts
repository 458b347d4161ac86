import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SharedChromium, sharedChromium } from '../browser/open-chromium.ts'
import { type Museum, openMuseum } from '../visits/open-museum.ts'
import { openSelfie } from './open-selfie.ts'
import { pictureOf } from './pictures.ts'

/** What a phone fetches before it shows the page, compressed as the server does. */
const FIRST_PAINT_BYTES = 100_000
/**
 * What it takes to read a face, as it is on the line: weights, WebAssembly and the code over them.
 */
const ENGINE_BYTES = 8_000_000

let museum: Museum
let browser: SharedChromium

beforeAll(async () => {
  museum = await openMuseum()
  browser = await sharedChromium()
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await museum?.close()
})

/** Bytes of an answer on the line at gzip's usual level; what is compressed already stays so. */
async function onTheLine(path: string): Promise<number> {
  const response = await fetch(new URL(path, museum.address))
  const bytes = Buffer.from(await response.arrayBuffer())
  const isPacked = /font|image|octet-stream/.test(response.headers.get('content-type') ?? '')
  return isPacked ? bytes.length : gzipSync(bytes).length
}

/**
 * Of what the page loads by itself: what it links from its head, its first words, and their
 * letters.
 */
async function firstPaint(): Promise<{ sizes: Record<string, number>; texts: string[] }> {
  const html = await (await fetch(`${museum.address}/selfie`)).text()
  const linked = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path as string)
  const home = await openSelfie(browser, museum.address, {
    // Nothing that comes later, so that only the first words ask for letters.
    before: (context) => context.route(/\/api\/|later-scenes/, (route) => route.abort()),
  })
  await home.page.locator('h1').waitFor()
  await home.page.evaluate(() => document.fonts.ready)
  const loaded = await home.page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname),
  )
  await home.close()
  // A language's sections are files of their own, named after them like the page's own program.
  const texts = loaded.filter(
    (path) => /\/(exhibit|selfie)-[^/]+\.js$/.test(path) && !linked.includes(path),
  )
  const fonts = loaded.filter((path) => path.endsWith('.woff2'))
  const paths = ['/selfie', ...linked, ...texts, ...fonts]
  const sizes = await Promise.all(paths.map(async (path) => [path, await onTheLine(path)] as const))
  return { sizes: Object.fromEntries(sizes), texts }
}

const sum = (sizes: Record<string, number>) =>
  Object.values(sizes).reduce((total, size) => total + size, 0)

describe('the budget', () => {
  it('holds the first paint under 100 KB', async () => {
    const { sizes, texts } = await firstPaint()
    console.info(`first paint: ${(sum(sizes) / 1000).toFixed(1)} KB`, sizes)
    expect(Object.keys(sizes).some((path) => path.endsWith('.woff2'))).toBe(true)
    expect(texts).toHaveLength(2)
    expect(sum(sizes)).toBeLessThan(FIRST_PAINT_BYTES)
  })

  it('holds what reads faces under 8 MB, and fetches none of it before a picture is sought', async () => {
    const asked: string[] = []
    const home = await openSelfie(browser, museum.address, {
      before: async (context) => context.on('request', (request) => asked.push(request.url())),
    })
    await home.page.locator('.layer-ready').waitFor({ state: 'attached' })
    const engine = () => [
      ...new Set(
        asked
          .map((url) => new URL(url).pathname)
          .filter((path) => /^\/(models|wasm)\/|face-worker/.test(path)),
      ),
    ]
    expect(engine()).toEqual([])
    await home.give(await pictureOf(34))
    await home.scene('pair')
    const sizes: Record<string, number> = {}
    for (const path of engine()) sizes[path] = await onTheLine(path)
    await home.close()
    console.info(`face engine: ${(sum(sizes) / 1e6).toFixed(2)} MB`)
    expect(Object.keys(sizes)).toHaveLength(8)
    expect(sum(sizes)).toBeLessThan(ENGINE_BYTES)
  })
})
