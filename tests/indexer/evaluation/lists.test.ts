import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { AS_GIVEN, viewsOf } from '../../../indexer/evaluation/describing/views.ts'
import {
  readPhotoPairs,
  readSitterPairs,
} from '../../../indexer/evaluation/lists/labelled-pairs.ts'
import { readVisitors } from '../../../indexer/evaluation/lists/visitors-folder.ts'
import { photoProbes, sitterProbes } from '../../../indexer/evaluation/retrieval/retrieval.ts'
import { scratchFolder } from '../scratch-folder.ts'

async function written(name: string, text: string): Promise<string> {
  const file = join(await scratchFolder(), name)
  await writeFile(file, text)
  return file
}

describe('lists to measure with', () => {
  it('name the file, the row and the column at fault', async () => {
    const missing = await written('pairs.csv', 'photo,work\na.jpg,the-work\n')
    await expect(readPhotoPairs(missing, '.')).rejects.toThrow(
      /pairs\.csv, row 1: the column work_id is missing or empty/,
    )
    const empty = await written('sitters.csv', 'work_a,work_b\none,two\nthree,\n')
    await expect(readSitterPairs(empty)).rejects.toThrow(/row 2: the column work_b/)
  })

  it('say when there is nothing in them, or nothing at all', async () => {
    const none = await written('pairs.csv', 'photo,work_id,person\n')
    await expect(readPhotoPairs(none, '.')).rejects.toThrow(/has no rows below its header/)
    await expect(readPhotoPairs('/no/such.csv', '.')).rejects.toThrow(/cannot be read \(ENOENT\)/)
  })

  it('take photographs without a name for somebody each, and pairs of works likewise', async () => {
    const pairs = await written('pairs.csv', 'photo,work_id\na.jpg,one\nb.jpg,two\n')
    expect(await readPhotoPairs(pairs, '/photos')).toEqual([
      { photo: '/photos/a.jpg', workId: 'one', person: 'a.jpg' },
      { photo: '/photos/b.jpg', workId: 'two', person: 'b.jpg' },
    ])
  })
})

describe('a folder of visitors', () => {
  it('wants a list of its photographs', async () => {
    await expect(readVisitors(await scratchFolder(), undefined)).rejects.toThrow(
      /has no visitors\.csv; write one with a row for each photograph: file,person/,
    )
  })

  it('has groups and clips where they are there', async () => {
    const folder = await scratchFolder()
    await writeFile(join(folder, 'visitors.csv'), 'file,person,licence\na.jpg,Ada,none\n')
    expect(await readVisitors(folder, undefined)).toEqual({
      photos: [{ file: join(folder, 'a.jpg'), person: 'Ada' }],
      clips: [],
      groups: undefined,
    })
    await writeFile(join(folder, 'groups.csv'), 'person,side\nAda,left\n')
    await mkdir(join(folder, 'video'))
    await writeFile(join(folder, 'video', 'head.mjpeg'), 'no picture at all')
    await expect(readVisitors(folder, undefined)).rejects.toThrow(
      /head\.mjpeg holds no whole frame/,
    )
  })

  it('wants a grouping in its groups', async () => {
    const folder = await scratchFolder()
    await writeFile(join(folder, 'visitors.csv'), 'file,person\na.jpg,Ada\n')
    const groups = await written('groups.csv', 'person\nAda\n')
    await expect(readVisitors(folder, groups)).rejects.toThrow(/no column beside "person"/)
  })
})

describe('probes', () => {
  it('leave the person’s other works out', () => {
    const pair = (photo: string, workId: string) => ({ photo, workId, person: 'Ada' })
    const [first] = photoProbes([pair('a', 'one'), pair('a', 'two')], [AS_GIVEN])
    expect([...(first?.leftOut ?? [])]).toEqual(['two'])
  })

  it('look from work to work both ways, without the work itself and the sitter’s others', () => {
    const pair = (workA: string, workB: string) => ({ workA, workB, person: 'Ada' })
    const probes = sitterProbes([pair('one', 'two'), pair('one', 'three')], [AS_GIVEN])
    expect(
      probes.map(({ picture, workId, leftOut }) => [picture, workId, [...leftOut].sort()]),
    ).toEqual([
      ['one', 'two', ['one', 'three']],
      ['two', 'one', ['three', 'two']],
      ['one', 'three', ['one', 'two']],
      ['three', 'one', ['three', 'two']],
    ])
  })

  it('are more with variations, all of them of the same person', () => {
    const probes = photoProbes([{ photo: 'a', workId: 'one', person: 'Ada' }], viewsOf(2))
    expect(probes.map(({ view, person }) => [view.kind, person])).toEqual([
      ['as-given', 'Ada'],
      ['varied', 'Ada'],
      ['varied', 'Ada'],
    ])
  })
})
