import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, rename, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { type DataPaths, dataPaths } from '../../../embeddings/store/data-paths.ts'
import {
  currentGalleryId,
  listGalleries,
  publishGallery,
} from '../../../embeddings/store/galleries.ts'
import { lockGalleries } from '../../../embeddings/store/galleries-lock.ts'
import { GALLERY_FILES } from '../../../embeddings/store/gallery-files.ts'
import { openGallery } from '../../../embeddings/store/gallery-reader.ts'
import { openCatalogue } from '../../../indexer/catalogue/catalogue.ts'
import { prune } from '../../../indexer/gallery/prune.ts'
import { CuratorError } from '../../../indexer/terminal/curator-error.ts'
import { compiledPrograms } from '../../compiled-programs.ts'
import { madeUpPortrait, writeMadeUpGallery } from '../../embeddings/store/make-gallery.ts'
import { A_WORK, aDescription, aFace, RECIPE, STAMP } from '../catalogue-records.ts'
import { type Ended, ended, runPendant } from '../run-pendant.ts'
import { scratchFolder } from '../scratch-folder.ts'

/** Galleries g1 to gN; the pictures of each and of nobody lie in the data folder. */
async function house(counts: readonly number[], keepGalleries = 2): Promise<DataPaths> {
  const paths = dataPaths(await scratchFolder())
  await writeFile(paths.curator, JSON.stringify({ keepGalleries }))
  for (const [at, count] of counts.entries()) await writeMadeUpGallery(paths, `g${at + 1}`, count)
  for (let picture = 0; picture < 12; picture++) await putPicture(paths, picture)
  return paths
}

async function putPicture(paths: DataPaths, number: number): Promise<void> {
  const file = paths.media(madeUpPortrait(number).picture.digest)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, 'a picture')
}

/** Numbers of the made-up portraits whose pictures are there. */
function pictures(paths: DataPaths): number[] {
  return Array.from({ length: 12 }, (_, i) => i).filter((i) =>
    existsSync(paths.media(madeUpPortrait(i).picture.digest)),
  )
}

async function ids(paths: DataPaths): Promise<string[]> {
  return (await listGalleries(paths)).map(({ id }) => id)
}

const DYING = new URL('./prune-dying.mjs', import.meta.url)
const HOLDING = new URL('./hold-gallery.mjs', import.meta.url)
const PROGRAMS = await compiledPrograms()

function start(program: URL, ...args: string[]) {
  return spawn(process.execPath, [fileURLToPath(program), PROGRAMS, ...args])
}

describe('clearing old galleries away', () => {
  it('knows every file that a gallery may have, and no other', async () => {
    const paths = await house([3, 3, 3, 3])
    for (const name of GALLERY_FILES) {
      const file = join(paths.gallery('g1'), name)
      if (!existsSync(file)) await writeFile(file, 'of a gallery')
    }
    await writeFile(join(paths.gallery('g2'), 'notes.txt'), 'a curator’s own')
    await publishGallery(paths, 'g4')
    const pruning = await prune(paths)
    expect(pruning).toMatchObject({ removed: ['g1'], kept: ['g3', 'g4'] })
    expect(pruning?.unknown).toEqual([
      { name: 'g2', reason: 'it holds notes.txt, which is no file of a gallery' },
    ])
  })

  it('keeps the newest and the published one, and the pictures of those', async () => {
    const paths = await house([6, 9, 10, 4, 2])
    await publishGallery(paths, 'g1')
    const pruning = await prune(paths)
    expect(pruning).toMatchObject({ removed: ['g2', 'g3'], kept: ['g1', 'g4', 'g5'], open: [] })
    expect(await ids(paths)).toEqual(['g1', 'g4', 'g5'])
    expect(pictures(paths)).toEqual([0, 1, 2, 3, 4, 5])
    expect(pruning?.media).toEqual({ removed: 6, bytes: 6 * 'a picture'.length })
    expect(await prune(paths)).toMatchObject({ removed: [], media: { removed: 0 } })
  })

  it('keeps the pictures that the catalogue refers to', async () => {
    const paths = await house([4])
    const catalogue = openCatalogue(paths.catalogue, { create: true })
    catalogue.works.put(A_WORK)
    catalogue.descriptions.put(A_WORK.id, STAMP, RECIPE, {
      ...aDescription({ ...aFace(1), crop: madeUpPortrait(10).picture }),
      picture: madeUpPortrait(9).picture,
      closer: madeUpPortrait(11).picture,
    })
    catalogue.close()
    await prune(paths)
    expect(pictures(paths)).toEqual([0, 1, 2, 3, 9, 10, 11])
  })

  it('keeps what it does not know', async () => {
    const paths = await house([4, 4, 4, 4], 1)
    await writeFile(join(paths.gallery('g1'), 'notes.txt'), 'why we hung them so')
    await rename(paths.gallery('g2'), join(paths.data, 'elsewhere'))
    await symlink(join(paths.data, 'elsewhere'), paths.gallery('g2'))
    await writeFile(join(paths.gallery('g3'), 'manifest.json'), '{"format":"pendant-gallery/9"}')
    const stray = join(dirname(paths.media(madeUpPortrait(9).picture.digest)), 'by-hand.jpg')
    await writeFile(stray, 'mine')
    const pruning = await prune(paths)
    expect(pruning).toMatchObject({
      removed: [],
      kept: ['g4'],
      unknown: [
        { name: 'g1', reason: expect.stringContaining('notes.txt') },
        { name: 'g3', reason: expect.stringContaining('pendant-gallery/9') },
      ],
    })
    expect(existsSync(join(paths.gallery('g2'), 'manifest.json'))).toBe(true)
    expect(existsSync(stray)).toBe(true)
  })

  it('removes no picture while a gallery cannot be read', async () => {
    const paths = await house([4, 4, 4], 1)
    await writeFile(join(paths.gallery('g3'), 'manifest.json'), '')
    await writeFile(join(paths.gallery('g3'), 'portraits.db'), 'not a database, '.repeat(99))
    await expect(prune(paths)).rejects.toThrow(/not a database/)
    expect(pictures(paths)).toHaveLength(12)
  })

  it('keeps what another program has open, until that ends or is killed', async () => {
    const paths = await house([4, 4, 4], 1)
    const server = start(HOLDING, paths.data, 'g1')
    await once(server.stdout, 'data')
    expect(await prune(paths)).toMatchObject({ removed: ['g2'], open: ['g1'], kept: ['g3'] })
    server.kill('SIGKILL')
    await once(server, 'exit')
    expect(await prune(paths)).toMatchObject({ removed: ['g1'], open: [], kept: ['g3'] })
  })

  it('waits for whoever makes or publishes a gallery, and they for it', async () => {
    const paths = await house([4, 4], 1)
    const making = await lockGalleries(paths, 'shared')
    expect(await prune(paths, { waitMs: 0 })).toBeUndefined()
    expect(await ids(paths)).toEqual(['g1', 'g2'])
    making?.()
    const clearing = await lockGalleries(paths, 'exclusive')
    const publishing = publishGallery(paths, 'g1')
    expect(await lockGalleries(paths, 'shared', { waitMs: 250 })).toBeUndefined()
    expect(await currentGalleryId(paths)).toBeUndefined()
    clearing?.()
    await publishing
    expect(await currentGalleryId(paths)).toBe('g1')
  })

  it('never takes the published gallery from whoever publishes or opens it meanwhile', async () => {
    const paths = await house([4], 1)
    await publishGallery(paths, 'g1')
    let opened = 0
    for (let round = 2; round < 12; round++) {
      await writeMadeUpGallery(paths, `g${round}`, 4)
      const older = `g${round - 1}`
      await Promise.all([
        publishGallery(paths, round % 2 ? older : `g${round}`).catch((error: Error) =>
          // Cleared away before: nothing was published in its place.
          expect(error.message).toContain(`There is no gallery ${older}`),
        ),
        prune(paths),
        prune(paths),
        openGallery(paths, (await currentGalleryId(paths)) as string).then(
          (gallery) => {
            opened += 1
            gallery.close()
          },
          // It is the one before by now, as it would be to a server that is slow.
          async () => expect(await currentGalleryId(paths)).not.toBe(older),
        ),
      ])
      const gallery = await openGallery(paths, (await currentGalleryId(paths)) as string)
      gallery.close()
    }
    expect(opened).toBeGreaterThan(0)
  })

  it('leaves a sound data folder whenever it is killed', { timeout: 240_000 }, async () => {
    const whole = await house([10, 11, 12, 4, 2])
    await publishGallery(whole, 'g1')
    const untouched = join(await scratchFolder(), 'untouched')
    await cp(whole.data, untouched, { recursive: true })
    const { stdout } = await ended(start(DYING, whole.data))
    const changes = Number(stdout)
    // Two galleries of a rename, four files and a folder each, and the pictures.
    expect(changes).toBe(2 * 6 + 2)
    await inFours(
      Array.from({ length: changes }, (_, at) => at),
      async (at) => {
        const paths = dataPaths(join(await scratchFolder(), 'killed'))
        await cp(untouched, paths.data, { recursive: true })
        const { status }: Ended = await ended(start(DYING, paths.data, String(at)))
        expect(status).toBeNull()
        expect(await currentGalleryId(paths)).toBe('g1')
        for (const id of await ids(paths)) {
          const gallery = await openGallery(paths, id)
          for (let position = 0; position < gallery.portraits.count; position++) {
            const { digest } = gallery.portraits.at(position).picture
            expect(existsSync(paths.media(digest)), `${id} after ${at} changes`).toBe(true)
          }
          gallery.close()
        }
        await prune(paths)
        expect(await ids(paths)).toEqual(['g1', 'g4', 'g5'])
        expect((await readdir(paths.galleries)).sort()).toEqual([
          '.lock',
          'current',
          'g1',
          'g4',
          'g5',
        ])
        expect(pictures(paths)).toEqual(pictures(whole))
      },
    )
  })

  it('is a command, and says what stays and why', async () => {
    const paths = await house([4, 4, 4], 1)
    const { status, stdout } = await runPendant(
      'galleries',
      '--prune',
      '--json',
      '--data',
      paths.data,
    )
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toEqual({
      removed: ['g1', 'g2'],
      kept: ['g3'],
      open: [],
      unknown: [],
      media: { removed: 8, bytes: 72 },
    })
  })

  it('refuses a number of galleries that is none', async () => {
    const paths = await house([4], 1)
    await writeFile(paths.curator, '{ "keepGalleries": 0 }')
    await expect(prune(paths)).rejects.toThrow(CuratorError)
    expect(await ids(paths)).toEqual(['g1'])
  })
})

/** Does a thing with each, four at a time. */
async function inFours<Each>(
  each: readonly Each[],
  act: (one: Each) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < each.length; from += 4) {
    await Promise.all(each.slice(from, from + 4).map(act))
  }
}
