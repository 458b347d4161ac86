import { mkdtemp, rm } from 'node:fs/promises'
import { constants, getPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { dataPaths } from '../../../embeddings/store/data-paths.ts'
import { withCatalogue } from '../../../indexer/catalogue/catalogue.ts'
import type { Job } from '../../../indexer/catalogue/jobs.ts'
import { type RunningServer, startServer } from '../../../server/app.ts'
import type { DeskInput } from '../../../server/contract/desk.ts'
import { openLogger } from '../../../server/web/logger.ts'
import { iiifMuseum } from '../../indexer/museums/iiif-museum.ts'
import { exhibits } from '../../indexer/museums/open-museum.ts'
import { startMuseum } from '../../indexer/museums/start-museum.ts'
import { GENEROUS } from '../museum.ts'
import { addCurator, type SignedIn, signIn } from './sign-in.ts'

let folder: string
let server: RunningServer
let ada: SignedIn
let museum: Awaited<ReturnType<typeof startMuseum>>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pendant-jobs-'))
  await addCurator(dataPaths(folder).accounts, 'Ada')
  museum = await startMuseum(iiifMuseum.answering, await exhibits(4))
  await open()
})
afterAll(async () => {
  await server?.close()
  museum?.close()
  await rm(folder, { recursive: true, force: true })
})

async function open(): Promise<void> {
  server = await startServer({
    host: '127.0.0.1',
    port: 0,
    data: folder,
    kiosk: folder,
    limits: GENEROUS,
    log: openLogger('silent'),
    pace: { pollMs: 50, lingerMs: 20, drainMs: 500 },
  })
  ada = await signIn(server.address, 'Ada')
}

/** An import that waits for the third picture for ever, until the museum is mended. */
async function bringIn(): Promise<number> {
  museum.fail(iiifMuseum.picture('103'), 'hangs')
  const response = await ada.do('import-start', {
    source: 'iiif',
    locations: [`${museum.origin}/iiif/collection.json`],
    allowHosts: [new URL(museum.origin).host],
    dryRun: false,
  })
  return ((await response.json()) as { job: { id: number } }).job.id
}

const asks = () => museum.asked.filter(({ url }) => iiifMuseum.picture('103').test(url.pathname))

function jobNow(id: number): Promise<Job> {
  return withCatalogue(dataPaths(folder).catalogue, ({ jobs }) => jobs.byId(id) as Job)
}

/** Waits until the import stands before the picture that does not come. */
async function isUnderWay(id: number, before: number): Promise<Job> {
  await vi.waitUntil(() => asks().length > before, { timeout: 60_000 })
  const job = await jobNow(id)
  expect(job.state).toBe('running')
  return job
}

function becomes(id: number, state: Job['state']): Promise<unknown> {
  return vi.waitUntil(async () => (await jobNow(id)).state === state, {
    timeout: 60_000,
    interval: 100,
  })
}

const control = async (input: DeskInput<'job-control'>) =>
  (await (await ada.do('job-control', input)).json()) as {
    job?: { state: string }
    detail?: string
  }

it('a job comes after everything else, is paused and cancelled, and goes on through it all', async () => {
  const job = await bringIn()
  const { pid } = await isUnderWay(job, 0)
  expect(getPriority(pid as number)).toBe(constants.priority.PRIORITY_LOW)

  await control({ job, action: 'pause' })
  await becomes(job, 'paused')
  expect((await control({ job, action: 'pause' })).detail).toMatch(/is paused; it cannot pause/)
  let before = asks().length
  await control({ job, action: 'resume' })
  await isUnderWay(job, before)

  // As in a power cut: nobody could end it properly.
  before = asks().length
  process.kill((await jobNow(job)).pid as number, 'SIGKILL')
  await isUnderWay(job, before)

  before = asks().length
  await server.close()
  expect((await jobNow(job)).state).not.toBe('done')
  await open()
  await isUnderWay(job, before)

  await control({ job, action: 'cancel' })
  await becomes(job, 'cancelled')
  museum.mend()
  await control({ job, action: 'resume' })
  await becomes(job, 'done')
  expect((await jobNow(job)).answer).toMatchObject({ added: 2, unchanged: 2 })
  expect((await control({ job: 99, action: 'cancel' })).detail).toBe('There is no job 99.')
})
