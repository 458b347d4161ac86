import { mkdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { dataPaths } from '../../../embeddings/store/data-paths.ts'
import { publishGallery } from '../../../embeddings/store/galleries.ts'
import { INDEX_FILE } from '../../../embeddings/store/gallery-files.ts'
import type { EvaluationAnswer } from '../../../indexer/evaluation/answer.ts'
import { describePictures } from '../../../indexer/evaluation/describing/describe-pictures.ts'
import { AS_GIVEN } from '../../../indexer/evaluation/describing/views.ts'
import { sharedChromium } from '../../browser/open-chromium.ts'
import { writeMadeUpGallery } from '../../embeddings/store/make-gallery.ts'
import { hangSitters, someSitters } from '../../painted-sitters.ts'
import { pictureFile } from '../../painter/collection-csv.ts'
import { paintDrawnFaces } from '../drawn-paintings.ts'
import { ended, INDEX_A_FEW, runPendant, startPendant } from '../run-pendant.ts'
import { scratchFolder } from '../scratch-folder.ts'

describe('evaluating', { timeout: 300_000 }, () => {
  it('measures a small museum from end to end, and shows it on one page', async () => {
    const museum = await openMuseum()
    const report = join(museum.folder, 'evaluation.html')
    const { status, stdout, stderr } = await ended(
      startPendant(
        ...['evaluate', '--data', museum.data, '--json', '--report', report],
        ...['--pairs', museum.pairs, '--sitters', museum.sitters, '--visitors', museum.visitors],
        ...['--turn', '20', '--variations', '1', '--face-api'],
      ),
    )
    expect([status, status === 0 ? '' : stderr]).toEqual([0, ''])
    expect(stderr).toContain('--pairs: no-such-work is not in the catalogue')
    expect(stderr).toMatch(/Left out: .*torn\.jpg cannot be read/)

    const answer = JSON.parse(stdout) as EvaluationAnswer
    // Three pairs, each as given and varied; the one whose work is not there is never found.
    expect(answer).toMatchObject({ probes: 6, people: 3, variations: 1 })
    expect(answer.rank1).toBeGreaterThanOrEqual(2 / 6)
    expect(answer.rank1).toBeLessThanOrEqual(4 / 6)
    // A variation may be too dark for a face to be found in it, a picture as given is not.
    expect(answer.undetected?.filter((name) => !name.endsWith('(variation 1)'))).toEqual([])
    expect(answer.turned).toMatchObject([{ degrees: 20, probes: 3, undetected: [] }])
    expect(answer.faceApi?.probes).toBe(6)
    expect(answer.pairs?.pendant).toMatchObject({ probes: 6, mrr: answer.mrr })
    expect(answer.pairs?.leads.faceApi?.intervals.mrr).toHaveLength(2)
    expect(answer.pairs?.missingWorks).toEqual([
      { workId: 'no-such-work', reason: 'not in the catalogue' },
    ])
    const { deciding, reporting } = answer.pairs?.pendant?.halves ?? {}
    expect((deciding?.probes ?? 0) + (reporting?.probes ?? 0)).toBe(6)
    expect(answer.sitters?.plain?.probes).toBe(4)
    expect(answer.visitors).toMatchObject({
      photos: 5,
      people: 2,
      unreadable: [{ reason: expect.stringContaining('not a picture') }],
    })
    for (const name of ['pendant', 'plain', 'faceApi'] as const) {
      const figures = answer.visitors?.[name]
      expect(figures?.probes).toBe(8)
      expect(figures?.hubness.differentFirstMatches).toBe(2)
      expect(figures?.tellingApart.rank1).toBe(1)
      expect(figures?.stability.photoPairs).toBe(2)
      expect(figures?.clips).toMatchObject([{ name: 'head', frames: 2, detected: 2 }])
    }

    await expectSoundPage(report)
  })

  it('says in one line that the published gallery is damaged', async () => {
    const data = await scratchFolder()
    const paths = dataPaths(data)
    await writeMadeUpGallery(paths, 'g1', 10)
    await publishGallery(paths, 'g1')
    await truncate(join(paths.gallery('g1'), INDEX_FILE), 900)
    const sitters = join(data, 'sitters.csv')
    await writeFile(sitters, 'work_a,work_b\nwork-1,work-2\n')
    const { status, stderr } = await runPendant('evaluate', '--sitters', sitters, '--data', data)
    expect(status).toBe(1)
    expect(stderr).toMatch(/^pendant: .*portraits\.hnsw is damaged.*pendant -- index\n$/)
  })

  it('asks for something to measure with, in one line', async () => {
    const { status, stderr } = await runPendant('evaluate')
    expect(status).toBe(1)
    expect(stderr).toMatch(
      /^pendant: Give something to measure with: --pairs .*--visitors DIR\.\n$/,
    )
  })

  it('stops looking when it is told to, with only the pictures in hand finished', async () => {
    const cores = availableParallelism()
    const [file] = await paintDrawnFaces(await scratchFolder(), 1)
    const tasks = Array.from({ length: cores * 4 }, (_, i) => ({
      name: `picture ${i}`,
      picture: file as string,
      looks: [{ view: AS_GIVEN, pipeline: 'face-api' as const }],
    }))
    const controller = new AbortController()
    let done = 0
    const seen = await describePictures(tasks, controller.signal, () => {
      done += 1
      controller.abort()
    })
    expect(seen).toBeUndefined()
    expect(done).toBeLessThanOrEqual(cores)
  })
})

/**
 * Some invented sitters hung in a gallery, and lists to measure it with: photographs of the
 * paintings.
 */
async function openMuseum() {
  const folder = await scratchFolder()
  const data = join(folder, 'data')
  const sitters = someSitters()
    .filter(({ manner }) => manner === 'smooth-panel' || manner === 'grand-oil')
    .slice(0, 3)
  const { csv, directory } = await hangSitters(join(folder, 'paintings'), sitters)
  await pendant('import', 'csv', csv, '--data', data)
  const indexed = await pendant(...INDEX_A_FEW, '--data', data)
  expect(indexed).toMatchObject({ works: 3, skipped: [] })

  const files = sitters.map((sitter) => join(directory, pictureFile(sitter)))
  const ids = sitters.map(({ id }) => id)
  const visitors = join(folder, 'visitors')
  await mkdir(join(visitors, 'video'), { recursive: true })
  const photograph = async (number: number, brightness: number): Promise<string> => {
    const file = join(visitors, `sitter-${number}-${brightness}.jpg`)
    await sharp(files[number]).modulate({ brightness }).jpeg({ quality: 85 }).toFile(file)
    return file
  }
  const photos = [
    [await photograph(0, 1), await photograph(0, 1.15)],
    [await photograph(1, 1), await photograph(1, 1.15)],
  ] as const
  await writeFile(join(visitors, 'torn.jpg'), 'torn')
  const rows = photos.flatMap((own, i) => own.map((file) => `${basename(file)},Visitor ${i}`))
  await list(visitors, 'visitors.csv', 'file,person', [...rows, 'torn.jpg,Visitor 0'])
  // Every third frame is looked at: the first and the fourth.
  const frame = await readFile(photos[0][0])
  await writeFile(join(visitors, 'video', 'head.mjpeg'), Buffer.concat(new Array(4).fill(frame)))
  return {
    folder,
    data,
    visitors,
    pairs: await list(folder, 'pairs.csv', 'photo,work_id,person', [
      `visitors/${basename(photos[0][0])},${ids[0]},Visitor 0`,
      `visitors/${basename(photos[1][0])},${ids[1]},Visitor 1`,
      `visitors/${basename(photos[1][1])},no-such-work,Visitor 2`,
    ]),
    sitters: await list(folder, 'sitters.csv', 'work_a,work_b,person', [
      `${ids[0]},${ids[1]},Twins`,
    ]),
  }
}

async function list(folder: string, name: string, header: string, rows: readonly string[]) {
  const file = join(folder, name)
  await writeFile(file, `${[header, ...rows].join('\n')}\n`)
  return file
}

async function pendant(...args: string[]): Promise<unknown> {
  const { status, stdout, stderr } = await ended(startPendant(...args, '--json'))
  expect([status, status === 0 ? '' : stderr]).toEqual([0, ''])
  return JSON.parse(stdout)
}

async function expectSoundPage(file: string): Promise<void> {
  const browser = await sharedChromium()
  try {
    const page = await browser.newPage()
    const said: string[] = []
    const asked: string[] = []
    page.on('console', (message) => said.push(message.text()))
    page.on('pageerror', (error) => said.push(error.message))
    page.on('request', (request) => asked.push(request.url().slice(0, 5)))
    const address = pathToFileURL(file).href
    await page.goto(address)
    expect(said).toEqual([])
    expect(asked.filter((scheme) => scheme !== 'data:')).toEqual(['file:'])
    expect(await page.title()).toContain('how well the gallery matches')
    // Every picture is decoded, every plot and every table says what it is.
    const broken = await page
      .locator('img')
      .evaluateAll(
        (images) =>
          images.filter(
            (image) => (image as unknown as { naturalWidth: number }).naturalWidth === 0,
          ).length,
      )
    expect(broken).toBe(0)
    expect(await page.locator('img:not([alt])').count()).toBe(0)
    expect(await page.locator('svg[role=img]:not([aria-label])').count()).toBe(0)
    expect(await page.locator('svg[role=img]').count()).toBeGreaterThan(5)
    expect(await page.locator('table:not(:has(caption))').count()).toBe(0)
    expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toHaveLength(3)
  } finally {
    await browser.close()
  }
}
