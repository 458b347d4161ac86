import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pictureFile } from '../../../indexer/invented-sitters/collection-csv.ts'
import { inventedSitters } from '../../../indexer/invented-sitters/invented-sitters.ts'
import { MANNER_NAMES } from '../../../indexer/invented-sitters/manners/manner-names.ts'
import { paintCollection } from '../../../indexer/invented-sitters/paint-collection.ts'
import { paintSitter } from '../../../indexer/invented-sitters/paint-sitter.ts'

/** The first sitter in each manner, painted once in worker threads, where the painter runs at full speed. */
const oneOfEach = MANNER_NAMES.flatMap(
  (name) => inventedSitters().find(({ manner }) => manner === name) ?? [],
)
let directory = ''

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sitters-'))
  await paintCollection(directory, { sitters: oneOfEach })
})
afterAll(() => rm(directory, { recursive: true, force: true }))

describe('painting a sitter', () => {
  it('knows every manner', () => {
    expect(oneOfEach.map(({ manner }) => manner)).toEqual([...MANNER_NAMES])
  })

  it.each(oneOfEach)(
    'gives a JPEG of a museum size, with lights and darks, in $manner',
    async (sitter) => {
      const picture = await readFile(join(directory, pictureFile(sitter)))
      const { format, width, height } = await sharp(picture).metadata()
      expect(format).toBe('jpeg')
      expect(Math.max(width, height)).toBeGreaterThanOrEqual(900)
      expect(Math.max(width, height)).toBeLessThanOrEqual(1200)
      const { channels } = await sharp(picture).stats()
      expect(Math.max(...channels.map(({ stdev }) => stdev))).toBeGreaterThan(20)
    },
  )

  it('gives the same bytes again, whoever was painted before', async () => {
    const again = await mkdtemp(join(tmpdir(), 'sitters-'))
    const few = oneOfEach.slice(0, 3).reverse()
    await paintCollection(again, { sitters: few })
    for (const sitter of few) {
      const [once, twice] = await Promise.all(
        [directory, again].map((where) => readFile(join(where, pictureFile(sitter)))),
      )
      expect(once && twice?.equals(once)).toBe(true)
    }
    await rm(again, { recursive: true, force: true })
  })

  it('gives the same bytes in this thread as in a worker', async () => {
    const sitter = oneOfEach[0]
    if (!sitter) throw new Error('Nobody to paint.')
    const here = await paintSitter(sitter)
    expect(here.equals(await readFile(join(directory, pictureFile(sitter))))).toBe(true)
  })
})
