import { beforeAll, describe, expect, test } from 'vitest'
import { parseAtlasPoints } from '../../embeddings/atlas/atlas-file.ts'
import type { Label } from '../../embeddings/gallery/portrait.ts'
import { openGallery } from '../../embeddings/store/gallery-reader.ts'
import {
  atlasAnswerSchema,
  atlasPortraitsSchema,
  labelListSchema,
  pathAnswerSchema,
} from '../../server/contract/atlas.ts'
import { problemSchema } from '../../server/contract/http.ts'
import { findPath, linksBetween } from '../../server/lookup/find-path.ts'
import { openAtlas } from '../../server/lookup/open-atlas.ts'
import { pathBetween } from '../../server/lookup/path-between.ts'
import {
  GENEROUS,
  type Museum,
  museum,
  type ServedMuseum,
  sharedMuseum,
  someFaces,
} from './museum.ts'

const COUNT = 80

function labelOf(position: number): Partial<Label> {
  return position % 2 === 0
    ? { title: `Horse and rider ${position}`, museum: 'North', date: '1650' }
    : { title: `Woman with a dog ${position}`, museum: 'South', date: '18th century' }
}

let house: Museum
let server: ServedMuseum
beforeAll(async () => {
  const shared = await sharedMuseum()
  const { close } = shared
  house = shared.house
  await house.hang('maps', someFaces(COUNT), labelOf, undefined, true)
  server = await house.serve()
  return close
})

const ask = async (path: string) => (await server.get(`/api/v1${path}`)).json()
const problemOf = async (path: string) => problemSchema.parse(await ask(path))

describe('the maps', () => {
  test('[AT1] hold every portrait in every layout, which lies where the file says', async () => {
    const atlas = atlasAnswerSchema.parse(await ask('/atlas'))
    expect(atlas.portraits).toBe(COUNT)
    expect(atlas.layouts.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['likeness', 'grid', 'movement', 'time', 'colour', 'museum']),
    )
    const { at, bytes } = atlas.file.points
    const range = { headers: { range: `bytes=${at}-${at + bytes - 1}` } }
    const part = await server.get(atlas.file.path, range)
    expect(part.status).toBe(206)
    const parsed = parseAtlasPoints(new Uint8Array(await part.arrayBuffer()), atlas)
    if ('problem' in parsed) throw new Error(parsed.problem)
    atlas.layouts.forEach(({ width, height }, layout) => {
      const points = parsed.points[layout] as Float32Array
      const across = points.filter((_, i) => i % 2 === 0)
      const down = points.filter((_, i) => i % 2 === 1)
      expect([Math.min(...across) >= 0, Math.max(...across) <= width]).toEqual([true, true])
      expect([Math.min(...down) >= 0, Math.max(...down) <= height]).toEqual([true, true])
    })
    const [sheet] = atlas.file.sheets[0] ?? []
    const last = (sheet?.at ?? 0) + (sheet?.bytes ?? 0) - 1
    const picture = await server.get(atlas.file.path, {
      headers: { range: `bytes=${sheet?.at}-${last}` },
    })
    const head = Buffer.from(await picture.arrayBuffer())
      .subarray(0, 12)
      .toString('latin1')
    expect(head).toMatch(/^RIFF.{4}WEBP$/s)
  })

  test('[AT2] give portraits by position and by id', async () => {
    const { portraits } = atlasPortraitsSchema.parse(await ask('/atlas/portraits?at=3,0'))
    expect(portraits.map(({ position }) => position)).toEqual([3, 0])
    const id = encodeURIComponent(portraits[0]?.portrait.id ?? '')
    expect(await ask(`/atlas/portraits?id=${id}`)).toMatchObject({ portraits: [{ position: 3 }] })
    for (const query of ['', '?at=', '?at=x', '?at=-1', `?at=${'1,'.repeat(200)}1`, '?at=1&id=a']) {
      expect((await problemOf(`/atlas/portraits${query}`)).code).toBe('bad-request')
    }
  })
})

describe('words', () => {
  test('[AT3] are listed, and find the works that have all of them', async () => {
    const { words } = labelListSchema.parse(await ask('/labels'))
    expect(words).toContainEqual({
      ...{ kind: 'title', word: 'horse', portraits: COUNT / 2, origin: 'label' },
    })
    expect(words).toContainEqual({
      ...{ kind: 'century', word: '18', portraits: COUNT / 2, origin: 'label' },
    })
    const even = Array.from({ length: COUNT / 2 }, (_, at) => 2 * at)
    expect((await ask('/labels?q=Horse')).positions).toEqual(even)
    expect((await ask('/labels?q=horse%20north')).positions).toEqual(even)
    expect((await ask('/labels?q=hors')).positions).toEqual(even)
    expect((await ask('/labels?q=horse%20dog')).positions).toEqual([])
    expect(await ask('/labels?q=zebra')).toMatchObject({ words: [], positions: [] })
    const museums = labelListSchema.parse(await ask('/labels?kind=museum'))
    expect(museums.words.map(({ word }) => word)).toEqual(['North', 'South'])
    expect((await ask('/labels?kind=museum&q=North')).positions).toEqual(even)
    expect((await ask('/labels?kind=title&q=North')).positions).toEqual([])
    expect((await problemOf('/labels?kind=colour')).code).toBe('bad-request')
    const seen = await ask('/labels?q=clocks')
    expect(seen.positions).toHaveLength(COUNT)
    expect((await ask('/labels?q=clock')).words).toContainEqual({
      ...{ kind: 'seen', word: 'clock', portraits: COUNT, origin: 'detector' },
      scores: { least: 0.5, most: 0.5 },
    })
    expect(await problemOf(`/labels?q=${'x'.repeat(10_000)}`)).toMatchObject({
      code: 'bad-request',
      detail: expect.stringMatching(/1 to 200 characters/),
    })
    expect((await problemOf('/labels?q=%20')).code).toBe('bad-request')
  })
})

describe('a way between two portraits', () => {
  test('[AT4] is made of likenesses, and its length is told', async () => {
    const path = pathAnswerSchema.parse(await ask('/paths?from=maps-work-0~1&to=maps-work-39~2'))
    expect(path.portraits[0]?.portrait.id).toBe('maps-work-0~1')
    expect(path.portraits.at(-1)?.portrait.id).toBe('maps-work-39~2')
    expect(path.distances).toHaveLength(path.portraits.length - 1)
    expect(path.length).toBeCloseTo(path.distances.reduce((a, b) => a + b, 0))
    const itself = await ask('/paths?from=maps-work-0~1&to=maps-work-0~1')
    expect(itself).toMatchObject({ distances: [], length: 0 })
    expect((await problemOf('/paths?from=maps-work-0~1')).code).toBe('bad-request')
    expect((await problemOf('/paths?from=maps-work-0~1&to=nobody')).code).toBe('not-found')
  })

  test('[AT4] has a page of its own, which tells who stands on it', async () => {
    const page = await server.get('/line/maps-work-0~1/maps-work-39~2')
    expect(page.status).toBe(200)
    const text = await page.text()
    const { portraits } = pathAnswerSchema.parse(
      await ask('/paths?from=maps-work-0~1&to=maps-work-39~2'),
    )
    for (const { portrait } of portraits) expect(text).toContain(encodeURIComponent(portrait.id))
    const none = await server.get('/line/maps-work-0~1/nobody', {
      headers: { accept: 'text/html' },
    })
    expect([none.status, await none.text()]).toEqual([404, expect.stringContaining('<h1')])
  })

  test('[AT4] [LM1] counts for twenty look-ups, as a page too', async () => {
    const slow = await house.serve({
      limits: { ...GENEROUS, requestsPerAddress: { perSecond: 1, burst: 40 } },
    })
    const statuses = []
    for (const path of [
      '/api/v1/paths?from=maps-work-0~1&to=maps-work-3~1',
      '/line/maps-work-0~1/maps-work-3~1',
      '/api/v1/paths?from=maps-work-0~1&to=maps-work-3~1',
      '/api/v1/labels',
    ]) {
      statuses.push((await slow.get(path)).status)
    }
    expect(statuses).toEqual([200, 200, 429, 200])
  })

  test('is the shortest by squares, and none where nothing connects', () => {
    // 0 - 1 - 2 by small steps, 0 - 2 by a large one; 3 and 4 for themselves.
    const neighbours = Uint32Array.of(1, 2, 0, 2, 1, 0, 4, 4, 3, 3)
    const distances = Float32Array.of(1, 1.9, 1, 1, 1, 1.9, 1, 1, 1, 1)
    const links = linksBetween(2, neighbours, distances)
    expect(findPath(links, 0, 2)).toEqual({ positions: [0, 1, 2], distances: [1, 1] })
    expect(findPath(links, 0, 3)).toBeUndefined()
  })
})

describe('an atlas that does not serve', () => {
  test('[AT1] [AT6] is told from one that does, and what to do', async () => {
    const other = await museum()
    await other.hang('bare', someFaces(3))
    const bare = await other.serve()
    const problem = problemSchema.parse(await (await bare.get('/api/v1/atlas')).json())
    expect(problem).toMatchObject({
      code: 'not-found',
      detail: expect.stringMatching(/gallery bare has no atlas; "npm run pendant -- index" builds/),
    })
    expect(await (await bare.get('/api/v1/gallery')).json()).toMatchObject({ atlas: false })
    expect(await ask('/gallery')).toMatchObject({ atlas: true })
    const page = await bare.get('/line/bare-work-0~1/bare-work-1~1', {
      headers: { accept: 'text/html' },
    })
    expect([page.status, await page.text()]).toEqual([404, expect.stringContaining('<h1')])
  })

  test('is another gallery’s, or leads nowhere', async () => {
    const gallery = await openGallery(house.paths, 'maps')
    try {
      const { manifest } = gallery
      const fewer = { ...manifest.portraits, count: COUNT - 1 }
      expect(openAtlas({ ...gallery, manifest: { ...manifest, portraits: fewer } })).toEqual({
        problem: 'The atlas of maps is that of another gallery.',
      })
      const atlas = openAtlas(gallery)
      if ('problem' in atlas) throw new Error(atlas.problem)
      // Each for itself.
      const nobody = new Uint32Array(COUNT).map((_, position) => position)
      const links = linksBetween(1, nobody, new Float32Array(COUNT))
      const ends = ['maps-work-0~1', 'maps-work-39~2'] as const
      expect(pathBetween(gallery, { ...atlas, links }, ...ends)).toEqual({
        code: 'not-found',
        detail: expect.stringMatching(/^No way leads from the one portrait to the other/),
      })
    } finally {
      gallery.close()
    }
  })
})
