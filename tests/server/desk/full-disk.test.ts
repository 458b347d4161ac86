import { execFileSync } from 'node:child_process'
import { cp, mkdtemp, rm, statfs, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { dataPaths } from '../../../embeddings/store/data-paths.ts'
import { currentGalleryId, listGalleries } from '../../../embeddings/store/galleries.ts'
import { startServer } from '../../../server/app.ts'
import type { GalleryInfo } from '../../../server/contract/http.ts'
import { openLogger } from '../../../server/web/logger.ts'
import { writeMadeUpGallery } from '../../embeddings/store/make-gallery.ts'
import { runPendant } from '../../indexer/run-pendant.ts'
import { museumData } from '../../visits/open-museum.ts'
import { GENEROUS } from '../museum.ts'
import { addCurator, cardsFor, signIn } from './sign-in.ts'

/** A disk of its own; undefined where this user may mount none, which is said aloud. */
async function smallDisk(megabytes: number): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'pendant-disk-'))
  const options = ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]
  try {
    execFileSync('mount', options, { stdio: 'pipe' })
  } catch (error) {
    await rm(folder, { recursive: true })
    console.warn(`Skipped: no small disk can be mounted here (${(error as Error).message.trim()}).`)
    return undefined
  }
  onTestFinished(async () => {
    execFileSync('umount', ['-l', folder])
    await rm(folder, { recursive: true })
  })
  return folder
}

it('on a full disk nothing is published and nothing is lost, and both are said', async () => {
  const disk = await smallDisk(60)
  if (disk === undefined) return
  const data = join(disk, 'data')
  const paths = dataPaths(data)
  await cp((await museumData()).data, data, { recursive: true })
  await addCurator(paths.accounts, 'Ada')
  const server = await startServer({
    host: '127.0.0.1',
    port: 0,
    data,
    kiosk: disk,
    limits: GENEROUS,
    log: openLogger('silent'),
    pace: { pollMs: 50, lingerMs: 20, drainMs: 500 },
  })
  onTestFinished(() => server.close())
  const served = async () =>
    ((await (await fetch(`${server.address}/api/v1/gallery`)).json()) as GalleryInfo).id
  const before = await served()
  const ada = await signIn(server.address, 'Ada')
  const [card] = await cardsFor(ada)
  await ada.do('review-decide', { face: card?.face ?? '', version: 0, verdict: 'rejected' })
  const fresh = '29991231T000000000Z-fresh'
  await writeMadeUpGallery(paths, fresh, 12)
  const ids = (await listGalleries(paths)).map(({ id }) => id)

  const filler = join(disk, 'filler')
  const { bavail, bsize } = await statfs(disk)
  await writeFile(filler, Buffer.alloc(bavail * bsize))
  for (const command of [
    ['publish', fresh],
    ['index', '--new-atlas', '--workers', '1'],
  ]) {
    const { status, stderr } = await runPendant(...command, '--data', data)
    expect([command[0], status, stderr]).toEqual([
      command[0],
      1,
      expect.stringMatching(/disk is full.*Make room/s),
    ])
  }
  const asked = await ada.do('gallery-publish', { gallery: fresh, instead: before, why: 'now' })
  expect([asked.status, await asked.json()]).toMatchObject([422, { detail: /disk is full/ }])
  const decided = await ada.do('review-undo', {})
  expect([decided.status, await decided.json()]).toMatchObject([422, { detail: /disk is full/ }])
  expect(await currentGalleryId(paths)).toBe(before)
  expect(await served()).toBe(before)
  expect((await listGalleries(paths)).map(({ id }) => id)).toEqual(ids)

  await unlink(filler)
  const again = await ada.do('gallery-publish', { gallery: fresh, instead: before, why: 'now' })
  expect(again.status).toBe(200)
  await vi.waitUntil(async () => (await served()) === fresh, { timeout: 60_000, interval: 100 })
})
