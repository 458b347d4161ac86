import { cp, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Descriptor, parseDescriptorBytes } from '../embeddings/face/descriptor.ts'
import { euclideanDistance } from '../embeddings/face/distance.ts'
import { startServer } from '../server/app.ts'
import { parseConfig } from '../server/config.ts'
import { openLogger } from '../server/web/logger.ts'
import { ended, startPendant } from './indexer/run-pendant.ts'
import { scratchFolder } from './indexer/scratch-folder.ts'

/**
 * A data folder of version 0.1: four works, their gallery, settings. The drive of its pictures is
 * gone.
 */
const BEFORE = fileURLToPath(new URL('data-folder-before', import.meta.url))
const GALLERY = '20261130T180731242Z-89ae91817d00'

async function copied(): Promise<string> {
  const data = join(await scratchFolder(), 'data')
  await cp(BEFORE, data, { recursive: true })
  return data
}

async function pendant(...words: string[]): Promise<unknown> {
  const { status, stdout, stderr } = await ended(startPendant(...words, '--json'))
  expect([status, status === 0 ? '' : stderr]).toEqual([0, ''])
  return JSON.parse(stdout)
}

/** All faces of a catalogue, without what a new description gives them. */
function facesIn(data: string): { located: unknown[]; described: Buffer[] } {
  const database = new Database(join(data, 'catalogue.db'), { readonly: true })
  const rows = database.prepare('SELECT * FROM face ORDER BY work_id, number').all() as Record<
    string,
    unknown
  >[]
  database.close()
  return {
    located: rows.map(({ descriptor: _, space_id: __, ...located }) => located),
    described: rows.map(({ descriptor }) => descriptor as Buffer),
  }
}

describe('a data folder made by an earlier version', () => {
  it('is listed, described again from its landmarks and decided about, with nothing lost', async () => {
    const data = await copied()
    expect(await pendant('galleries', '--data', data)).toMatchObject([
      { id: GALLERY, current: true, problem: expect.stringMatching(/index the collection again$/) },
    ])
    const before = facesIn(data)
    const media = await readdir(join(data, 'media'), { recursive: true })
    const again = await pendant('index', '--no-objects', '--workers', '1', '--data', data)
    expect(again).toMatchObject({ works: 4, portraits: 4, skipped: [] })
    const after = facesIn(data)
    expect(after.located).toEqual(before.located)
    after.described.forEach((descriptor, i) => {
      const [now, then] = [descriptor, before.described[i] as Buffer].map(descriptorIn)
      // Three forms of a chip instead of one: another descriptor of the same face.
      const distance = euclideanDistance(now as Descriptor, then as Descriptor)
      expect(distance).toBeGreaterThan(0.001)
      expect(distance).toBeLessThan(0.3)
    })
    expect(await readdir(join(data, 'media'), { recursive: true })).toEqual(media)

    const work = 'invented-001-the-glassblowers-sister-a7c0af8823'
    await pendant('decide', work, 'hidden', '--by', 'Ada', '--why', 'on loan', '--data', data)
    expect(await pendant('index', '--no-objects', '--workers', '1', '--data', data)).toMatchObject({
      portraits: 3,
      skipped: [{ workId: work }],
    })
    const refused = await ended(startPendant('publish', GALLERY, '--data', data))
    expect(refused.status).not.toBe(0)
    expect(refused.stderr).toMatch(/cannot be served: its descriptors belong to the space/)
  })

  it('is served once it is indexed: media, settings and matches', async () => {
    const data = await copied()
    const parsed = parseConfig({ PORT: '0', PENDANT_DATA: data })
    if ('problems' in parsed) throw new Error(parsed.problems.join('\n'))
    const server = await startServer({ ...parsed.config, log: openLogger('silent') })
    onTestFinished(() => server.close())
    const get = async (path: string) => (await fetch(server.address + path)).json()

    expect(await get('/api/v1/health')).toMatchObject({
      status: 'no-gallery',
      refusedGallery: expect.stringMatching(/belong to the space .*; index the collection again/),
    })
    expect(await get('/settings.json')).toMatchObject({
      museumName: 'The House of Paper',
      language: 'fr',
      languages: ['fr', 'en'],
      moving: false,
      faceHeldMs: 4000,
    })
    await pendant('index', '--no-objects', '--workers', '1', '--data', data)
    const status = async () => (await get('/api/v1/health')).status
    await expect.poll(status, { timeout: 20_000 }).toBe('ok')
    expect(await get('/api/v1/gallery')).toMatchObject({ portraits: 4, works: 4 })
    const { portraits } = await get('/api/v1/portraits?spread=4')
    expect(portraits).toHaveLength(4)
    const [{ id, crop }] = portraits
    expect((await fetch(`${server.address}/media/${crop.digest}.jpg`)).status).toBe(200)
    const { matches } = await get(`/api/v1/portraits/${id}/similar?k=3`)
    expect(matches).toHaveLength(3)
  })
})

function descriptorIn(bytes: Buffer): Descriptor {
  const parsed = parseDescriptorBytes(bytes)
  if ('problem' in parsed) throw new Error(parsed.problem)
  return parsed.descriptor
}
