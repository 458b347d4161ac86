import { cp, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { groupProbes } from '../../../indexer/evaluation/lists/probe-groups.ts'
import {
  nearnessByGroup,
  nearnessChart,
  nearnessCsv,
  type ProbeNearness,
} from '../../../indexer/evaluation/who-is-missing.ts'
import { museumData } from '../../visits/open-museum.ts'
import { ended, runPendant, startPendant } from '../run-pendant.ts'
import { scratchFolder } from '../scratch-folder.ts'

describe('the groups of photographs', () => {
  it('are the folders that they lie in', () => {
    const { probes, leftOut } = groupProbes(['one/a.jpg', 'one/deep/b.jpg', 'two/a.jpg', 'c.jpg'])
    expect(probes.map(({ file, group }) => [file, group])).toEqual([
      ['one/a.jpg', 'one'],
      ['one/deep/b.jpg', 'one'],
      ['two/a.jpg', 'two'],
    ])
    expect(leftOut).toEqual([{ file: 'c.jpg', reason: 'it lies in no folder of a group' }])
  })

  it('are what a table says, and who is one person too', () => {
    const text =
      '\ufeffFile;Person;Age\na\\b.jpg;Ida;old\nc.jpg;Ida;old\nd.jpg;;young\nx.jpg;;old\ne.jpg;;\n'
    const files = ['a/b.jpg', 'c.jpg', 'd.jpg', 'e.jpg']
    const { probes, leftOut } = groupProbes(files, { text })
    expect(probes).toEqual([
      { file: 'a/b.jpg', group: 'old', person: 'Ida' },
      { file: 'c.jpg', group: 'old', person: 'Ida' },
      { file: 'd.jpg', group: 'young', person: 'd.jpg' },
    ])
    expect(leftOut.map(({ reason }) => reason)).toEqual([
      'there is no such file',
      'the table names no group for it',
    ])
    const two = 'file,age,country\nd.jpg,young,Chad\n'
    expect(groupProbes(files, { text: two, column: 'Country' }).probes[0]?.group).toBe('Chad')
  })

  const wide = Array.from({ length: 200 }, (_, at) => `column ${at}`).join(',')
  it.each([
    ['no photograph in a group', ['a.jpg'], undefined, /put them into folders/],
    ['200 columns', ['a.jpg'], `file,${wide}\n`, /has 201 columns; 150 are taken at most/],
    ['several columns of groups', ['a.jpg'], 'file,age,country\n', /Say which.*: age, country\./],
    ['no column of groups', ['a.jpg'], 'file,person\n', /no column of groups beside/],
    ['no column of files', ['a.jpg'], 'photo,group\n', /no column "file"; it has photo, group/],
    ['a quote that is never closed', ['a.jpg'], 'file,group\n"a.jpg,old\n', /cannot be read/],
    ['nothing in it', ['a.jpg'], '', /no column "file"/],
    [
      'too many photographs',
      Array.from({ length: 1001 }, (_, at) => `a/${at}.jpg`),
      undefined,
      /1001 .* 1000/,
    ],
    [
      'too many groups',
      Array.from({ length: 61 }, (_, at) => `${at}/a.jpg`),
      undefined,
      /61 groups/,
    ],
  ])('with %s are refused in words', (_, files, text, words) => {
    expect(() => groupProbes(files, text === undefined ? undefined : { text })).toThrow(words)
  })
})

describe('how near the nearest portraits are', () => {
  const probe = (group: string, person: string, similarity: number | null): ProbeNearness => ({
    group,
    person,
    first: similarity === null ? null : { similarity, distance: 1 - similarity / 2 },
  })
  const near = Array.from({ length: 20 }, (_, at) => probe('near', `n${at}`, 0.5 + at / 100))
  const far = Array.from({ length: 20 }, (_, at) => probe('far', `f${at}`, at < 5 ? 0.001 : 0.2))

  it('is told group by group, the farthest first, with intervals that hold the figures', () => {
    const groups = nearnessByGroup([...near, ...far])
    expect(groups.map(({ group }) => group)).toEqual(['far', 'near'])
    expect(groups[0]).toMatchObject({ people: 20, medianSimilarity: 0.2, nothingNearShare: 0.25 })
    for (const { intervals, ...each } of groups) {
      for (const name of ['medianSimilarity', 'medianDistance', 'nothingNearShare'] as const) {
        const [low, high] = intervals[name] as [number, number]
        expect(low).toBeLessThanOrEqual(each[name] as number)
        expect(high).toBeGreaterThanOrEqual(each[name] as number)
      }
    }
    const widths = groups.map(
      ({
        intervals: {
          nothingNearShare: [low, high],
        },
      }) => Number(high) - Number(low),
    )
    expect(widths[0]).toBeGreaterThan(0.1)
    expect(widths[1]).toBe(0)
  })

  it('has no interval of one person, and nothing but a share of faces without a face', () => {
    const groups = nearnessByGroup([
      probe('=one()', 'a', 0.4),
      probe('=one()', 'a', 0.6),
      probe('none', 'b', null),
      probe('none', 'c', null),
    ])
    expect(groups[0]).toMatchObject({
      people: 1,
      pictures: 2,
      medianSimilarity: 0.5,
      intervals: { medianSimilarity: [null, null] },
    })
    expect(groups[1]).toMatchObject({ faces: 0, faceShare: 0, medianSimilarity: null })
    expect(nearnessCsv(groups).split('\r\n')[1]).toMatch(/^'=one\(\),1,2,2,0\.5,,,/)
    expect(nearnessChart(groups)[2]).not.toMatch(/●|─/)
  })
})

describe('pendant who-is-missing', () => {
  it('answers in groups, leaves out what it must, and keeps nothing', async () => {
    const { data: museum } = await museumData()
    const folder = await scratchFolder()
    const [data, probes] = [join(folder, 'data'), join(folder, 'probes')]
    await cp(museum, data, { recursive: true })
    const pictures = (await readdir(join(museum, 'pictures'))).filter((name) =>
      /webp|jpg/.test(name),
    )
    for (const group of ['Zwyx', 'one']) await mkdir(join(probes, group), { recursive: true })
    for (const [at, name] of pictures.slice(0, 4).entries()) {
      const group = at < 3 ? 'Zwyx' : 'one'
      await cp(
        join(museum, 'pictures', name),
        join(probes, group, `probe-${at}-of-Ida${name.slice(-5)}`),
      )
    }
    await writeFile(join(probes, 'one', 'torn.jpg'), 'torn')
    const before = await everyFile(data)
    const csv = join(folder, 'figures.csv')
    const temporary = join(folder, 'temporary')
    await mkdir(temporary)
    const program = startPendant(
      { TMPDIR: temporary },
      ...['who-is-missing', probes, '--csv', csv, '--data', data, '--json'],
    )
    const { status, stdout, stderr } = await ended(program)
    expect([status, status === 0 ? '' : stderr]).toEqual([0, ''])
    const answer = JSON.parse(stdout) as {
      groups: { group: string; people: number; medianSimilarity: number; examples: unknown[] }[]
      leftOut: { file: string; reason: string }[]
    }
    // They are the paintings themselves.
    expect(answer.groups.map(({ people, medianSimilarity }) => [people, medianSimilarity])).toEqual(
      [
        [expect.any(Number), 1],
        [expect.any(Number), 1],
      ],
    )
    expect(answer.groups.find(({ group }) => group === 'Zwyx')).toMatchObject({
      people: 3,
      examples: [{ times: 1 }, { times: 1 }, { times: 1 }],
    })
    expect(answer.leftOut).toEqual([
      { file: 'one/torn.jpg', reason: expect.stringMatching(/not a picture/) },
    ])
    expect(await readFile(csv, 'utf8')).toContain('Zwyx,3,3,3,1,1,1,')
    expect(await everyFile(data)).toEqual(before)
    expect(await readdir(temporary)).toEqual([])
  })

  it('says what is wrong with the folder', async () => {
    const folder = await scratchFolder()
    const nowhere = await runPendant('who-is-missing', join(folder, 'nothing'))
    expect([nowhere.status, nowhere.stderr]).toEqual([
      1,
      expect.stringMatching(/There is no folder/),
    ])
    const empty = await runPendant('who-is-missing', folder)
    expect([empty.status, empty.stderr]).toEqual([
      1,
      expect.stringMatching(/put them into folders/),
    ])
  })
})

/** Every file below a folder with its size and when it was written. */
async function everyFile(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((each) => join(each.parentPath, each.name))
  return Promise.all(
    files.sort().map(async (file) => {
      const { size, mtimeMs } = await stat(file)
      return `${file} ${size} ${mtimeMs}`
    }),
  )
}
