import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from 's3rver'
import { expect, onTestFinished, test, vi } from 'vitest'
import { dataPaths } from '../../embeddings/store/data-paths.ts'
import { currentGalleryId, listGalleries } from '../../embeddings/store/galleries.ts'
import { PORTRAITS_FILE } from '../../embeddings/store/gallery-files.ts'
import { type GalleryStorage, openStorage } from '../../embeddings/store/gallery-storage.ts'
import { fetchGallery, sendGallery } from '../../embeddings/store/gallery-travel.ts'
import { sendTo } from '../../indexer/gallery/send-to.ts'
import { type Museum, museum, someFaces } from './museum.ts'

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'pendant-travel-'))
  onTestFinished(() => rm(made, { recursive: true, force: true }))
  return made
}

async function send({ paths }: Museum, storage: GalleryStorage) {
  const listing = (await listGalleries(paths)).find(({ current }) => current)
  if (!listing || !('manifest' in listing)) throw new Error('Nothing is published.')
  return sendGallery(paths, listing.manifest, storage)
}

/** A bucket of a server that speaks S3, and what programs are told of it. */
async function bucket(): Promise<string> {
  const server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: await folder(),
    configureBuckets: [{ name: 'galleries', configs: [] }],
  })
  const { port } = await server.run()
  onTestFinished(() => server.close())
  vi.stubEnv('AWS_ENDPOINT_URL_S3', `http://127.0.0.1:${port}`)
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'S3RVER')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'S3RVER')
  onTestFinished(() => {
    vi.unstubAllEnvs()
  })
  return 's3://galleries/pendant'
}

test.each([
  ['a folder', folder],
  ['S3', bucket],
])(
  'a gallery goes through %s to a server, and only what is new goes the second time',
  async (_, target) => {
    const [house, other] = [await museum(), await museum()]
    await house.hang('g1', someFaces(8))
    const address = await target()
    const storage = await openStorage(address)
    expect(await send(house, storage)).toEqual({ sent: 3 + 4 })
    expect(await send(house, storage)).toEqual({ sent: 0 })

    const served = await other.serve({ gallerySource: address })
    const kiosk = await served.connect()
    await expect.poll(() => kiosk.galleries.at(-1)?.id).toBe('g1')
    const [portrait] = (await (await served.get('/api/v1/portraits')).json()).portraits
    const picture = await served.get(`/media/${portrait.picture.digest}.jpg`)
    expect(picture.status).toBe(200)

    await house.hang('g2', someFaces(6, 3))
    expect(await send(house, storage)).toEqual({ sent: 4 })
    await expect.poll(() => kiosk.galleries.at(-1)?.id, { timeout: 20_000 }).toBe('g2')
    await house.publish('g1')
    await send(house, storage)
    await expect.poll(() => kiosk.galleries.at(-1)?.id, { timeout: 20_000 }).toBe('g1')
  },
)

test('a gallery arrives with all of its files, an atlas among them', async () => {
  const [house, other] = [await museum(), await museum()]
  const address = await folder()
  await house.hang('g1', someFaces(40), undefined, undefined, true)
  await send(house, await openStorage(address))
  const served = await other.serve({ gallerySource: address })
  await expect
    .poll(async () => (await served.get('/api/v1/atlas')).status, { timeout: 20_000 })
    .toBe(200)
  const filesIn = async ({ paths }: Museum) => (await readdir(paths.gallery('g1'))).sort()
  expect(await filesIn(other)).toEqual(await filesIn(house))
})

test('a gallery whose pictures are not there yet is told of, and the one before is served', async () => {
  const [house, other] = [await museum(), await museum()]
  const address = await folder()
  const storage = await openStorage(address)
  await house.hang('g1', someFaces(8))
  await send(house, storage)
  const served = await other.serve({ gallerySource: address })
  const refused = async () => (await (await served.get('/api/v1/health')).json()).refusedGallery
  const gallery = async () => (await (await served.get('/api/v1/health')).json()).gallery?.id
  await expect.poll(gallery).toBe('g1')

  await house.hang('g2', someFaces(6, 3))
  await rm(join(other.paths.data, 'media'), { recursive: true })
  const media = join(address, 'media')
  await rename(media, `${media}-elsewhere`)
  await send(house, {
    ...storage,
    has: async (name) => name.startsWith('media/') || storage.has(name),
  })
  await expect.poll(refused).toMatch(/^Gallery g2 cannot be fetched: 3 of its 3 pictures are not/)
  expect(await gallery()).toBe('g1')
  await rename(`${media}-elsewhere`, media)
  await expect.poll(gallery, { timeout: 20_000 }).toBe('g2')
  expect(await refused()).toBeNull()
})

test('a damaged file, a missing manifest and a name that is no id are refused; nothing is published', async () => {
  const [house, other] = [await museum(), await museum()]
  const address = await folder()
  const storage = await openStorage(address)
  const fetch = () => fetchGallery(other.paths, storage, { withIndex: true })
  await expect(fetch()).rejects.toThrow(/names none/)
  await house.hang('g1', someFaces(8))
  await send(house, storage)
  const there = dataPaths(address)
  await writeFile(join(there.gallery('g1'), PORTRAITS_FILE), 'cut off')
  await expect(fetch()).rejects.toThrow(/g1\/portraits.db is damaged: its digest is another/)
  await writeFile(there.current, 'g7\n')
  await expect(fetch()).rejects.toThrow(/Gallery g7 .* is not there yet, or has no manifest/)
  await writeFile(there.current, '../../etc\n')
  await expect(fetch()).rejects.toThrow(/what is no id/)
  expect(await currentGalleryId(other.paths)).toBeUndefined()
  expect((await readdir(other.paths.galleries)).filter((name) => !name.startsWith('.'))).toEqual([])
})

const hasRsync = spawnSync('rsync', ['--version']).status === 0
if (!hasRsync)
  process.stderr.write('There is no rsync here: publishing through it is not tested.\n')

test.skipIf(!hasRsync)(
  'rsync takes a gallery straight into the data folder of a server',
  async () => {
    const [house, other] = [await museum(), await museum()]
    await house.hang('g1', someFaces(8))
    // In place of ssh: leaves the name of the other machine out, and runs the rest here.
    const shell = join(await folder(), 'shell')
    await writeFile(shell, '#!/bin/sh\nshift\nexec "$@"\n', { mode: 0o755 })
    vi.stubEnv('RSYNC_RSH', shell)
    onTestFinished(() => {
      vi.unstubAllEnvs()
    })
    const served = await other.serve()
    await sendTo(house.paths, 'g1', `elsewhere:${other.paths.data}/`)
    const gallery = async () => (await (await served.get('/api/v1/health')).json()).gallery?.id
    await expect.poll(gallery, { timeout: 20_000 }).toBe('g1')
    await expect(sendTo(house.paths, 'g1', 'elsewhere:/proc/nothing/')).rejects.toThrow(
      /is published here, but rsync to elsewhere:.* failed: /,
    )
  },
)
