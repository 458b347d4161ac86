import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { dataPaths } from '../../../embeddings/store/data-paths.ts'
import { type RunningServer, startServer } from '../../../server/app.ts'
import type {
  DeskAnswers,
  DeskCard,
  DeskInput,
  DeskOperation,
} from '../../../server/contract/desk.ts'
import type { FacetList, PortraitList } from '../../../server/contract/http.ts'
import { openLogger } from '../../../server/web/logger.ts'
import { iiifMuseum } from '../../indexer/museums/iiif-museum.ts'
import { exhibits } from '../../indexer/museums/open-museum.ts'
import { startMuseum } from '../../indexer/museums/start-museum.ts'
import { museumData } from '../../visits/open-museum.ts'
import { GENEROUS } from '../museum.ts'
import { addCurator, cardsFor, type SignedIn, signIn } from './sign-in.ts'

let folder: string
let data: string
let server: RunningServer
let ada: SignedIn
let grace: SignedIn

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pendant-desk-'))
  data = join(folder, 'data')
  await cp((await museumData()).data, data, { recursive: true })
  for (const name of ['Ada', 'Grace']) await addCurator(dataPaths(data).accounts, name)
  server = await startServer({
    host: '127.0.0.1',
    port: 0,
    data,
    kiosk: folder,
    limits: GENEROUS,
    log: openLogger('silent'),
    pace: { pollMs: 50, lingerMs: 20, drainMs: 500 },
  })
  ada = await signIn(server.address, 'Ada')
  grace = await signIn(server.address, 'Grace')
})
afterAll(async () => {
  await server?.close()
  await rm(folder, { recursive: true, force: true })
})

async function asked<Name extends DeskOperation>(
  name: Name,
  input: DeskInput<Name>,
  curator = ada,
): Promise<DeskAnswers[Name]> {
  const response = await curator.do(name, input)
  if (response.status !== 200) throw new Error(await response.text())
  return (await response.json()) as DeskAnswers[Name]
}

async function refused<Name extends DeskOperation>(
  name: Name,
  input: DeskInput<Name>,
  curator = ada,
): Promise<{ status: number; detail: string }> {
  return (await (await curator.do(name, input)).json()) as { status: number; detail: string }
}

function jobEnded(id: number): Promise<DeskAnswers['jobs']['jobs'][number]> {
  return vi.waitUntil(
    async () => {
      const { jobs } = await asked('jobs', {})
      return jobs.find((job) => job.id === id && !['waiting', 'running'].includes(job.state))
    },
    { timeout: 100_000, interval: 200 },
  )
}

describe('two curators [DK6]', () => {
  it('lose no decision: the second to decide is told what the first has said', async () => {
    const [card] = (await cardsFor(ada)) as [DeskCard]
    const seen = { face: card.face, version: card.version }
    const { card: decided } = await asked('review-decide', { ...seen, verdict: 'rejected' })
    expect(decided.verdict).toEqual({ is: 'rejected', by: 'Ada', why: '' })
    const late = await refused('review-decide', { ...seen, verdict: 'approved' }, grace)
    expect(late).toMatchObject({ status: 409, detail: /^Ada has said “rejected” of it/ })
    expect((await cardsFor(grace)).map(({ face }) => face)).not.toContain(card.face)
    const again = { face: card.face, version: decided.version, verdict: 'approved' } as const
    await asked('review-decide', again, grace)
    expect(await refused('review-undo', {})).toMatchObject({
      status: 409,
      detail: /^Grace has said/,
    })
    await asked('review-undo', {}, grace)
    expect((await asked('review-undo', {})).card).toMatchObject({ face: card.face, version: 0 })
    expect((await asked('review-undo', {})).card).toBeNull()
  })

  it('look twice at what one of them marked as sensitive', async () => {
    const [card] = (await cardsFor(ada)) as [DeskCard]
    const mark = { face: card.face, version: card.version, verdict: 'sensitive' } as const
    const { card: marked } = await asked('review-decide', mark)
    const approve = { face: card.face, version: marked.version, verdict: 'approved' } as const
    const own = await refused('review-decide', approve)
    expect(own).toMatchObject({ status: 422, detail: /somebody else has to look/ })
    await asked('review-decide', approve, grace)
  })

  it('cannot decide about a face that has vanished', async () => {
    const gone = await refused('review-decide', {
      face: 'no-work~1',
      version: 0,
      verdict: 'pinned',
    })
    expect(gone).toMatchObject({ status: 422, detail: /no-work~1 is no longer there/ })
  })
})

describe('a box drawn by hand', () => {
  it('changes nothing where the picture is out of reach', async () => {
    const [card] = (await cardsFor(ada)) as [DeskCard]
    const box = { x: 0.1, y: 0.1, width: 0.2, height: 0.2 }
    const answer = await refused('review-draw', { work: card.work, box })
    expect(answer).toMatchObject({ status: 422, detail: /cannot be described again: the file is/ })
    expect((await cardsFor(ada))[0]).toEqual(card)
  })

  it('is described at once, and stands in place of the face that it covers', async () => {
    // Whose pictures are where the catalogue says.
    const from = join(data, 'pictures')
    const brought = await asked('import-start', {
      source: 'folder',
      locations: [from],
      csv: join(from, 'collection.csv'),
      dryRun: false,
    })
    expect(await jobEnded(brought.job.id)).toMatchObject({ state: 'done', answer: { hidden: 0 } })
    const [card] = (await cardsFor(ada)) as [DeskCard]
    const { x, y, width, height } = card.box
    const box = { x: x + 0.02 * width, y, width: 0.95 * width, height }
    const { card: drawn } = await asked('review-draw', { work: card.work, box })
    expect(drawn.verdict).toMatchObject({ is: 'approved', by: 'Ada', why: 'drawn by hand' })
    expect(drawn.box.x).toBeCloseTo(box.x, 2)
    expect(drawn.others.length).toBe(card.others.length)
  })

  it('lies inside of the picture', async () => {
    const [card] = (await cardsFor(ada)) as [DeskCard]
    const outside = { x: 0.8, y: 0.1, width: 0.3, height: 0.2 }
    const answer = await refused('review-draw', { work: card.work, box: outside })
    expect(answer).toMatchObject({ status: 422, detail: /outside of the picture/ })
    const odd = { work: card.work, box: { ...outside, x: -1 } }
    expect(await refused('review-draw', odd)).toMatchObject({ status: 400, detail: /^box.x: / })
  })
})

describe('what comes in', () => {
  const put = async (path: string, body: Uint8Array<ArrayBuffer> | string) =>
    (await (await ada.send('PUT', `/upload/${path}`, { body })).json()) as { detail: string }

  it('is a picture or a table under a plain name', async () => {
    const table = await put('spring/labels.csv', 'file;Titel\na.jpg;Anna\n')
    expect(table).toMatchObject({ file: 'upload:spring/labels.csv' })
    const zip = Buffer.from('PK\x03\x04 and a terabyte of zeros')
    expect((await put('spring/bomb.zip', zip)).detail).toMatch(/Unpack archives first/)
    expect((await put('spring/bomb.jpg', zip)).detail).toMatch(/is a ZIP archive, and not/)
    expect((await put('spring/bomb.csv', zip)).detail).toMatch(/is a ZIP archive, and not/)
    expect((await put('..%2F..%2Fescape/a.csv', 'x')).detail).toMatch(/plain name/)
    expect((await put('spring/..%2F..%2Fa.csv', 'x')).detail).toMatch(/plain name/)
    expect((await refused('csv-columns', { file: 'upload:../accounts.json' })).detail).toMatch(
      /not the name of an upload/,
    )
  })

  it('has its columns chosen from its own header, up to a number', async () => {
    await put('summer/labels.csv', 'file,Titel,artist\na.jpg,Anna,Ilya\nb.jpg,Berta,Vasily\n')
    const table = await asked('csv-columns', { file: 'upload:summer/labels.csv' })
    expect(table.headers).toEqual(['file', 'Titel', 'artist'])
    expect(table.chosen).toEqual({ file: 'file', artist: 'artist' })
    expect(table.fields).toContain('title')
    expect(table.rows[1]).toEqual(['b.jpg', 'Berta', 'Vasily'])
    const wide = Array.from({ length: 200 }, (_, at) => `column ${at}`).join(',')
    await put('summer/wide.csv', `${wide}\n`)
    const answer = await refused('csv-columns', { file: 'upload:summer/wide.csv' })
    expect(answer).toMatchObject({ status: 422, detail: /has 200 columns; 150 are taken/ })
  })

  it('is tried first, one job after the other, with what it would bring', async () => {
    const paintings = join(folder, 'paintings')
    await cp(join(data, 'pictures'), paintings, { recursive: true })
    await writeFile(join(paintings, 'broken.jpg'), 'no picture')
    const input = { source: 'folder', locations: [paintings], limit: 3, dryRun: true }
    const one = await asked('import-start', input)
    const two = await asked('import-start', { ...input, locations: [join(folder, 'nothing')] })
    expect(two.job.state).toBe('waiting')
    const paused = await asked('job-control', { job: two.job.id, action: 'pause' })
    expect(paused.job.state).toBe('paused')
    const done = await jobEnded(one.job.id)
    expect(done).toMatchObject({ state: 'done', by: 'Ada', answer: { added: 3, samplesCount: 3 } })
    const sample = await ada.send('GET', `/sample/${one.job.id}/1`)
    expect(sample.headers.get('content-type')).toBe('image/jpeg')
    for (const broken of [0, 99]) {
      expect((await ada.send('GET', `/sample/${one.job.id}/${broken}`)).status).toBe(404)
    }
    await asked('job-control', { job: two.job.id, action: 'resume' })
    const failed = await jobEnded(two.job.id)
    expect(failed.state).toBe('failed')
    expect(failed.said.at(-1)).toMatch(/nothing/)
    const over = await refused('job-control', { job: one.job.id, action: 'pause' })
    expect(over.detail).toBe('This job is done; it cannot pause.')
    const unknown = await refused('import-start', { source: 'louvre', dryRun: true })
    expect(unknown.detail).toMatch(/There is no source "louvre"/)
  })
})

async function readJson<Answer>(path: string): Promise<Answer> {
  return (await (await fetch(`${server.address}${path}`)).json()) as Answer
}

/**
 * Two faces that are in a new category, and one that was until the latest answer; gives the two.
 */
async function teach(name: string, isShown: boolean): Promise<string[]> {
  await asked('category-add', { name })
  const { categories } = await asked('categories', {})
  const category = categories.find((each) => each.name === name)?.id as number
  const { cards } = await asked('category-next', { category, limit: 60 })
  const hung = cards.filter(({ verdict }) => verdict === null).slice(0, 3)
  const [one, two, three] = hung.map(({ face }) => face) as [string, string, string]
  for (const face of [one, two, three]) {
    await asked('category-answer', { category, face, isIn: true })
  }
  await asked('category-answer', { category, face: three, isIn: false }, grace)
  if (isShown) await asked('category-show', { category, isShown })
  expect((await asked('find-faces', { category })).cards.map(({ face }) => face).sort()).toEqual(
    [one, two].sort(),
  )
  return [one, two].sort()
}

describe('a try of a museum on the web', () => {
  it('fetches the pictures that it shows through the guard, and tells of those that do not come', async () => {
    const works = await exhibits(3)
    const museum = await startMuseum(iiifMuseum.answering, works)
    onTestFinished(() => museum.close())
    museum.fail(iiifMuseum.picture('102'), { status: 404, body: '{}' })
    const source = {
      source: 'iiif',
      locations: [`${museum.origin}/iiif/collection.json`],
      contact: 'ada@museum.example',
      dryRun: true,
    }
    const guarded = await asked('import-start', source)
    const blocked = await jobEnded(guarded.job.id)
    expect(blocked.state).toBe('failed')
    expect(blocked.said.join(' ')).toMatch(/127\.0\.0\.1.*--allow-host/)
    expect(museum.asked).toEqual([])
    const allowed = { ...source, allowHosts: [new URL(museum.origin).host] }
    const { job } = await asked('import-start', allowed)
    const done = await jobEnded(job.id)
    expect(done).toMatchObject({ state: 'done', answer: { added: 3, samplesCount: 3 } })
    const shown = await Promise.all(
      [0, 1, 2].map((at) => ada.send('GET', `/sample/${job.id}/${at}`)),
    )
    expect(shown.map(({ status }) => status).sort()).toEqual([200, 200, 404])
    expect(done.answer?.remarks).toMatchObject([{ says: /^not shown: .*404/ }])
    expect((await asked('find-faces', { text: works[0]?.title ?? '' })).count).toBe(0)
  })
})

describe('publishing', () => {
  it('shows what changes, hangs once, and goes back', async () => {
    const [card] = (await cardsFor(ada)) as [DeskCard]
    await asked('review-decide', { face: card.face, version: card.version, verdict: 'rejected' })
    const beards = await teach('Beards', true)
    await teach('To be asked about', false)
    const { job } = await asked('index-start', {})
    expect((await refused('index-start', {})).detail).toMatch(/is being made already/)
    expect(await jobEnded(job.id)).toMatchObject({ state: 'done' })
    const { galleries } = await asked('galleries', {})
    const [fresh, before] = galleries as [(typeof galleries)[number], (typeof galleries)[number]]
    expect([fresh.isCurrent, before.isCurrent]).toEqual([false, true])
    const compared = await asked('gallery-compare', { gallery: fresh.id })
    expect(compared).toMatchObject({ against: before.id })
    expect(compared.removed.map(({ title }) => title)).toContain(card.title)
    expect(compared.changedFirst).toBeGreaterThan(0)

    const hang = { gallery: fresh.id, instead: before.id, why: 'one face is none' }
    const hanging = await asked('gallery-publish', hang)
    const second = await refused('gallery-publish', hang, grace)
    expect(second.detail).toMatch(/being hung already|is on show in the meantime/)
    expect(await jobEnded(hanging.job.id)).toMatchObject({ state: 'done' })
    const facets = await vi.waitUntil(async () => {
      const list = await readJson<FacetList>('/api/v1/facets')
      return list.gallery === fresh.id && list
    })
    expect(facets.category).toEqual([{ value: 'Beards', portraits: 2 }])
    const found = await readJson<PortraitList>('/api/v1/portraits?category=beards')
    expect(found.portraits.map(({ id }) => id).sort()).toEqual(beards)
    const stale = await refused('gallery-publish', hang, grace)
    expect(stale).toMatchObject({ status: 409, detail: /is on show in the meantime/ })
    const back = { gallery: before.id, instead: fresh.id, why: 'a second thought' }
    await jobEnded((await asked('gallery-publish', back, grace)).job.id)
    const history = (await asked('galleries', {})).galleries
    expect(history.map(({ isCurrent }) => isCurrent)).toEqual([false, true])
    expect(history[0]?.hung).toMatchObject([{ by: 'Ada', why: 'one face is none' }])
    expect(history[1]?.hung[0]).toMatchObject({ by: 'Grace', why: 'a second thought' })
    expect((await refused('gallery-compare', { gallery: '20200101' })).detail).toMatch(/no gallery/)
  })
})
