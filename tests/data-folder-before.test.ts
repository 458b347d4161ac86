import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startServer } from '../server/app.ts'
import { parseConfig } from '../server/config.ts'
import { openLogger } from '../server/web/logger.ts'
import { ended, startPendant } from './indexer/run-pendant.ts'
import { scratchFolder } from './indexer/scratch-folder.ts'

/** A data folder of version 0.1: four works, their gallery, settings. The drive of its pictures is gone. */
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

describe('a data folder made by an earlier version', () => {
  it('is listed, decided about and indexed again, with nothing lost', async () => {
    const data = await copied()
    expect(await pendant('galleries', '--data', data)).toMatchObject([
      { id: GALLERY, current: true, portraits: 4, works: 4 },
    ])
    const again = await pendant('index', '--workers', '1', '--data', data)
    expect(again).toMatchObject({ works: 4, portraits: 4, skipped: [] })
    const work = 'invented-001-the-glassblowers-sister-a7c0af8823'
    await pendant('decide', work, 'hidden', '--by', 'Ada', '--why', 'on loan', '--data', data)
    expect(await pendant('index', '--workers', '1', '--data', data)).toMatchObject({
      portraits: 3,
      skipped: [{ workId: work }],
    })
    expect(await pendant('publish', GALLERY, '--data', data)).toMatchObject({ gallery: GALLERY })
  })

  it('is served as it is: gallery, media, settings and matches', async () => {
    const data = await copied()
    await rm(join(data, 'catalogue.db'))
    const parsed = parseConfig({ PORT: '0', PENDANT_DATA: data })
    if ('problems' in parsed) throw new Error(parsed.problems.join('\n'))
    const server = await startServer({ ...parsed.config, log: openLogger('silent') })
    onTestFinished(() => server.close())
    const get = async (path: string) => (await fetch(server.address + path)).json()

    expect(await get('/api/v1/gallery')).toMatchObject({ id: GALLERY, portraits: 4 })
    expect(await get('/settings.json')).toMatchObject({
      museumName: 'The House of Paper',
      language: 'fr',
      languages: ['fr', 'en'],
      moving: false,
      faceHeldMs: 4000,
    })
    const { portraits } = await get('/api/v1/portraits?spread=4')
    expect(portraits).toHaveLength(4)
    const [{ id, crop }] = portraits
    expect((await fetch(`${server.address}/media/${crop.digest}.jpg`)).status).toBe(200)
    const { matches } = await get(`/api/v1/portraits/${id}/similar?k=3`)
    expect(matches).toHaveLength(3)
  })
})
