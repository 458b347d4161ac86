import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { Descriptor } from '../../../embeddings/face/descriptor.ts'
import { findCopies, type Lookalike, pictureHash } from '../../../indexer/gallery/find-copies.ts'
import type { IndexReport } from '../../../indexer/gallery/index-collection.ts'
import { seededDescriptors } from '../../embeddings/store/nearest-index-contract.ts'
import { drawnPainting, paintDrawnFaces } from '../drawn-paintings.ts'
import { ended, INDEX_A_FEW, startPendant } from '../run-pendant.ts'
import { scratchFolder } from '../scratch-folder.ts'

const [FACE, OTHER_FACE] = seededDescriptors(2, 3) as [Descriptor, Descriptor]

function work(workId: string, change: Partial<Lookalike> = {}): Lookalike {
  const like = { hash: '0f'.repeat(32), descriptors: [FACE], pixels: 1e6, isApproved: false }
  return { workId, ...like, ...change }
}

describe('copies', () => {
  it('are all but the largest of the same picture', () => {
    const copies = findCopies([work('a'), work('b', { pixels: 4e6 }), work('c'), work('d')])
    expect(copies).toEqual(new Map(['a', 'c', 'd'].map((id) => [id, 'b'])))
  })

  it('may differ in a few bits of their look, not in many', () => {
    const near = { hash: `${'0f'.repeat(26)}${'f0'.repeat(6)}` }
    const far = { hash: `${'0f'.repeat(25)}${'f0'.repeat(7)}` }
    expect(findCopies([work('a'), work('b', near)])).toEqual(new Map([['b', 'a']]))
    expect(findCopies([work('a'), work('b', far)])).toEqual(new Map())
  })

  it('are none where the faces differ, and some where one face of several is the same', () => {
    const other = work('b', { descriptors: [OTHER_FACE] })
    expect(findCopies([work('a'), other])).toEqual(new Map())
    const both = work('b', { descriptors: [OTHER_FACE, FACE] })
    expect(findCopies([work('a'), both])).toEqual(new Map([['b', 'a']]))
  })

  it('are none of what a person has told apart, which may have copies itself', () => {
    const approved = { isApproved: true }
    const works = [work('a'), work('b', approved), work('c', approved), work('d')]
    expect(findCopies(works)).toEqual(new Map([['d', 'a']]))
    expect(findCopies([work('a', approved), work('b')])).toEqual(new Map([['b', 'a']]))
  })

  it('are found however many there are', () => {
    const works = Array.from({ length: 3000 }, (_, at) => work(String(at).padStart(4, '0')))
    const copies = findCopies(works)
    expect(copies.size).toBe(2999)
    expect(new Set(copies.values())).toEqual(new Set(['0000']))
  })
})

describe('the hash of a picture', () => {
  it('hardly changes with size, compression, light and colour, and tells pictures apart', async () => {
    const picture = await drawnPainting(3)
    const hash = await pictureHash(picture)
    const changed = [
      sharp(picture).resize(300).jpeg({ quality: 40 }),
      sharp(picture).modulate({ brightness: 1.2, saturation: 0.6 }).jpeg({ quality: 70 }),
      sharp(picture).greyscale().png(),
      sharp(picture).extract({ left: 6, top: 6, width: 708, height: 708 }).jpeg(),
    ]
    for (const one of changed) {
      expect(bitsBetween(hash, await pictureHash(await one.toBuffer()))).toBeLessThanOrEqual(40)
    }
    for (let number = 4; number < 30; number++) {
      expect(bitsBetween(hash, await pictureHash(await drawnPainting(number)))).toBeGreaterThan(54)
    }
  })

  it('is none of what is no picture', async () => {
    await expect(pictureHash(Buffer.from('no picture'))).rejects.toThrow()
  })
})

it('a picture that came in five times hangs once, until a person tells two apart', {
  timeout: 300_000,
}, async () => {
  const scratch = await scratchFolder()
  const [data, folder] = [join(scratch, 'data'), join(scratch, 'paintings')]
  const [first, second] = (await paintDrawnFaces(folder, 2)) as [string, string]
  await mkdir(join(folder, 'again'))
  for (let copy = 0; copy < 3; copy++) await copyFile(first, join(folder, 'again', `${copy}.jpg`))
  await sharp(second)
    .resize(540)
    .jpeg({ quality: 60 })
    .toFile(join(folder, 'again', 'small.jpg'))
  await pendant('import', 'folder', folder, '--data', data)

  const { works, portraits, skipped } = await index(data)
  expect({ works, portraits }).toEqual({ works: 6, portraits: 2 })
  expect(skipped).toHaveLength(4)
  for (const { workId, reason } of skipped) {
    expect(reason).toMatch(/^the same picture as .*pendant -- decide .* approved/)
    expect(reason).toContain(`decide ${workId} approved`)
  }

  const [told] = skipped as [IndexReport['skipped'][number]]
  await pendant('decide', told.workId, 'approved', '--why', 'the second version', '--data', data)
  const after = await index(data)
  expect(after.portraits).toBe(3)
  expect(after.skipped.map(({ workId }) => workId)).not.toContain(told.workId)
})

async function index(data: string): Promise<IndexReport> {
  return (await pendant(...INDEX_A_FEW, '--data', data)) as IndexReport
}

async function pendant(...words: string[]): Promise<unknown> {
  const { status, stdout, stderr } = await ended(startPendant(...words, '--json'))
  expect([status, status === 0 ? '' : stderr]).toEqual([0, ''])
  return JSON.parse(stdout)
}

function bitsBetween(one: string, other: string): number {
  const [a, b] = [Buffer.from(one, 'hex'), Buffer.from(other, 'hex')]
  return a.reduce((sum, byte, at) => {
    let bits = byte ^ (b[at] as number)
    for (; bits > 0; bits &= bits - 1) sum += 1
    return sum
  }, 0)
}
