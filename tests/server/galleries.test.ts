import { appendFile, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import { digestBytes } from '../../embeddings/store/digest.ts'
import { replaceFile } from '../../embeddings/store/replace-file.ts'
import type { LookupOutcome } from '../../server/contract/events.ts'
import { type Health, healthSchema } from '../../server/contract/http.ts'
import { type KioskSocket, type Museum, museum, type ServedMuseum, someFaces } from './museum.ts'

const faces = someFaces(80)
const first = faces.slice(0, 40)
const second = faces.slice(40)

async function health(server: ServedMuseum): Promise<Health> {
  return healthSchema.parse(await (await server.get('/api/v1/health')).json())
}

/** Asks until the condition holds; fails with what held last. */
function until<T>(ask: () => T | Promise<T>, timeout = 30_000): Promise<T> {
  return vi.waitFor(ask, { timeout, interval: 10 })
}

function find(kiosk: KioskSocket, face: Descriptor): Promise<LookupOutcome> {
  return kiosk.timeout(30_000).emitWithAck('pendant:find', { descriptor: [...face], k: 1 })
}

async function galleryOf(kiosk: KioskSocket): Promise<string | undefined> {
  const outcome = await find(kiosk, first[0] as Descriptor)
  return outcome.status === 'matched' ? outcome.gallery : undefined
}

test('[GL7] a kiosk is told where telephones reach the server, before it is told of a gallery', async () => {
  const publicUrl = 'https://pendant.museum.example'
  const server = await (await museum()).serve({ publicUrl })
  const kiosk = await server.connect()
  await until(() => expect(kiosk.galleries).toEqual([null]))
  expect(kiosk.houses).toEqual([{ publicUrl }])
  const unset = await (await (await museum()).serve()).connect()
  await until(() => expect(unset.galleries).toEqual([null]))
  expect(unset.houses).toEqual([{ publicUrl: null }])
})

describe('the gallery', () => {
  test('[GL1] is told to a kiosk on connecting, and null where there is none', async () => {
    const house = await museum()
    const server = await house.serve()
    const early = await server.connect()
    await until(() => expect(early.galleries).toEqual([null]))
    await house.hang('one', first)
    await until(() => expect(early.galleries.at(-1)?.id).toBe('one'))
    const late = await server.connect()
    await until(() => expect(late.galleries).toEqual([early.galleries.at(-1)]))
    expect(late.galleries[0]).toEqual(await (await server.get('/api/v1/gallery')).json())
  })

  test('[GL2] [HT1] is picked up without a restart when the first one is published', async () => {
    const house = await museum()
    const server = await house.serve()
    expect((await server.get('/api/v1/health')).status).toBe(503)
    expect(await health(server)).toMatchObject({ status: 'no-gallery', gallery: null })
    await house.hang('one', first)
    await until(async () => expect((await health(server)).gallery?.id).toBe('one'))
    expect((await server.get('/api/v1/health')).status).toBe(200)
  })

  test('[GL3] [GL2] is swapped three times under load, and not one look-up fails', async () => {
    const house = await museum()
    await house.hang('g0', first)
    const server = await house.serve()
    const kiosks = await Promise.all([server.connect(), server.connect(), server.connect()])
    const outcomes: LookupOutcome[] = []
    let publishing = true
    const looking = kiosks.map(async (kiosk, number) => {
      for (let turn = number; publishing; turn++) {
        outcomes.push(await find(kiosk, faces[turn % faces.length] as Descriptor))
      }
    })
    for (const id of ['g1', 'g2', 'g3']) {
      await house.hang(id, id === 'g2' ? first : second)
      await until(() => expect(kiosks[0]?.galleries.at(-1)?.id).toBe(id))
      const before = outcomes.length
      await until(() => expect(outcomes.length).toBeGreaterThan(before + 100))
    }
    publishing = false
    await Promise.all(looking)

    expect(outcomes.filter(({ status }) => status !== 'matched')).toEqual([])
    const answered = outcomes.flatMap((o) => (o.status === 'matched' ? [o] : []))
    expect(new Set(answered.map(({ gallery }) => gallery))).toEqual(
      new Set(['g0', 'g1', 'g2', 'g3']),
    )
    for (const { gallery, matches } of answered) {
      expect(matches[0].workId.startsWith(`${gallery}-`)).toBe(true)
    }
    expect(outcomes.length).toBeGreaterThan(300)
  })

  const SPOILED: [string, (house: Museum) => Promise<void>, RegExp][] = [
    [
      'a flipped bit in its index',
      async ({ paths }) => {
        const file = join(paths.gallery('two'), 'portraits.hnsw')
        const bytes = await readFile(file)
        bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 1
        await writeFile(file, bytes)
      },
      /portraits\.hnsw is damaged/,
    ],
    ...(
      [
        [
          'links that lead out of it',
          96,
          1_000_000,
          /is no index: vertex 0 is linked with 1000000/,
        ],
        ['an entrance beyond its end', 52, 1_000_000, /is no index: it is entered at 1000000/],
        ['room for all the memory there is', 12, 1, /is no index: it has room for/],
      ] as const
    ).map(([what, at, value, why]): (typeof SPOILED)[number] => [
      `an index with ${what}, its digest in the manifest`,
      async (house) => {
        const file = join(house.paths.gallery('two'), 'portraits.hnsw')
        const bytes = await readFile(file)
        // The first vertex begins with how many links it has.
        bytes.writeUInt32LE(value, at === 96 ? at + 4 : at)
        await writeFile(file, bytes)
        const sha256 = digestBytes(bytes)
        await rewriteManifest(house, (manifest) => ({
          ...manifest,
          index: { ...(manifest.index as object), sha256 },
        }))
      },
      why,
    ]),
    [
      'a longer table of portraits',
      ({ paths }) => appendFile(join(paths.gallery('two'), 'portraits.db'), 'x'),
      /portraits\.db is damaged/,
    ],
    [
      'no index',
      ({ paths }) => rm(join(paths.gallery('two'), 'portraits.hnsw')),
      /portraits\.hnsw cannot be read/,
    ],
    [
      'another embedding space',
      (house) => rewriteManifest(house, (manifest) => ({ ...manifest, spaceId: 'arcface-512' })),
      /belong to the space "arcface-512"/,
    ],
    [
      'another format',
      (house) =>
        rewriteManifest(house, (manifest) => ({ ...manifest, format: 'pendant-gallery/9' })),
      /its format is "pendant-gallery\/9"/,
    ],
    [
      'half a manifest',
      async ({ paths }) => {
        const file = join(paths.gallery('two'), 'manifest.json')
        const text = await readFile(file, 'utf8')
        await writeFile(file, text.slice(0, text.length >> 1))
      },
      /its manifest is not JSON/,
    ],
    ['no folder', ({ paths }) => rm(paths.gallery('two'), { recursive: true }), /no manifest/],
    [
      'an id that leads out of the folder of galleries',
      async ({ paths }) => {
        await cp(paths.gallery('two'), join(paths.data, 'outside'), { recursive: true })
        await replaceFile(paths.current, '../outside\n')
      },
      /its manifest is that of two/,
    ],
  ]
  test.each(SPOILED)('[GL4] with %s is refused and the one served stays', async (_, spoil, why) => {
    const house = await museum()
    await house.hang('one', first)
    await house.write('two', second)
    const server = await house.serve()
    const kiosk = await server.connect()
    await spoil(house)
    // Named by hand: `publishGallery` would refuse some of these itself.
    if ((await readFile(house.paths.current, 'utf8')) === 'one\n') {
      await replaceFile(house.paths.current, 'two\n')
    }
    const refused = await until(async () => {
      const { refusedGallery, ...rest } = await health(server)
      expect(refusedGallery).toMatch(why)
      expect(refusedGallery).not.toContain(house.paths.data)
      return rest
    })
    expect(refused).toMatchObject({ status: 'ok', gallery: { id: 'one' } })
    expect(await galleryOf(kiosk)).toBe('one')
    const told = server.logs.filter((line) => line.includes('refused'))
    expect(told).toHaveLength(1)
    expect(JSON.parse(told[0] as string)).toMatchObject({
      level: 'error',
      keeping: 'one',
      folder: house.paths.galleries,
    })
  })

  test('[GL4] that was taken down by hand goes on being served, and health says so', async () => {
    const house = await museum()
    await house.hang('one', first)
    const server = await house.serve()
    await rm(house.paths.current)
    await until(async () =>
      expect((await health(server)).refusedGallery).toBe('galleries/current is gone or empty.'),
    )
    expect((await health(server)).gallery?.id).toBe('one')
  })

  test('[GL4] that was never published is nothing refused, and no error', async () => {
    const server = await (await museum()).serve({ pace: { pollMs: 10 } })
    for (let look = 0; look < 5; look++) {
      expect(await health(server)).toMatchObject({ status: 'no-gallery', refusedGallery: null })
    }
    await server.close()
    const levels = server.logs.map((line) => JSON.parse(line).level)
    expect(levels.length).toBeGreaterThan(0)
    expect(levels).not.toContain('error')
  })

  test('[GL5] goes back to an older one, and forgets a refusal with it', async () => {
    const house = await museum()
    await house.hang('one', first)
    const server = await house.serve()
    const kiosk = await server.connect()
    await house.hang('two', second)
    await until(async () => expect(await galleryOf(kiosk)).toBe('two'))
    await house.publish('one')
    await until(async () => expect(await galleryOf(kiosk)).toBe('one'))
    await replaceFile(house.paths.current, 'three\n')
    await until(async () => expect((await health(server)).refusedGallery).toMatch(/three/))
    await house.publish('one')
    await until(async () => expect((await health(server)).refusedGallery).toBeNull())
    expect(kiosk.galleries.map((gallery) => gallery?.id)).toEqual(['one', 'two', 'one'])
  })

  test('[GL5] that was still being copied is served as soon as it is whole', async () => {
    const house = await museum()
    await house.hang('one', first)
    const server = await house.serve()
    await house.write('two', second)
    const whole = join(house.paths.data, 'whole')
    await cp(house.paths.gallery('two'), whole, { recursive: true })
    await rm(house.paths.gallery('two'), { recursive: true })
    await replaceFile(house.paths.current, 'two\n')
    await until(async () => expect((await health(server)).refusedGallery).toMatch(/no manifest/))
    await mkdir(house.paths.gallery('two'))
    await cp(join(whole, 'manifest.json'), join(house.paths.gallery('two'), 'manifest.json'))
    await until(async () => expect((await health(server)).refusedGallery).toMatch(/cannot be read/))
    expect((await health(server)).refusedGallery).not.toContain(house.paths.data)
    await cp(whole, house.paths.gallery('two'), { recursive: true })
    await until(async () => expect((await health(server)).gallery?.id).toBe('two'))
    expect((await health(server)).refusedGallery).toBeNull()
  })
})

async function rewriteManifest(
  { paths }: Museum,
  change: (manifest: Record<string, unknown>) => Record<string, unknown>,
): Promise<void> {
  const file = join(paths.gallery('two'), 'manifest.json')
  await writeFile(file, JSON.stringify(change(JSON.parse(await readFile(file, 'utf8')))))
}
