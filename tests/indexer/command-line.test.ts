import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { drawnFace } from '../../embeddings/node/drawn-face.ts'
import { hangSitters, someSitters } from '../painted-sitters.ts'
import { drawnPainting, paintDrawnFaces } from './drawn-paintings.ts'
import { hugePngHeader } from './huge-png.ts'
import { type Ended, INDEX_A_FEW, runPendant, runThroughNpm } from './run-pendant.ts'
import { scratchFolder } from './scratch-folder.ts'

describe('the command line', { timeout: 240_000 }, () => {
  it('goes from a folder of paintings to a match, and back to the gallery before', async () => {
    const scratch = await scratchFolder()
    const sitters = someSitters(4)
    const { directory, csv } = await hangSitters(join(scratch, 'sitters'), sitters)
    const data = join(scratch, 'data')
    const pendant = (...args: string[]): Promise<Ended> => runPendant(...args, '--data', data)

    const imported = document(await pendant('import', 'folder', directory, '--csv', csv, '--json'))
    expect(imported).toMatchObject({
      source: 'folder',
      added: 4,
      updated: 0,
      unchanged: 0,
      hidden: 0,
      skipped: [],
    })

    const first = document(await pendant(...INDEX_A_FEW, '--json')) as Indexed
    expect(Object.keys(first)).toEqual([
      'works',
      'faces',
      'portraits',
      'skipped',
      'notes',
      'gallery',
    ])
    expect(first).toMatchObject({ works: 4, portraits: 4, skipped: [] })
    expect(Object.keys(first.gallery)).toEqual(['id', 'recallAt10', 'ef', 'seconds', 'atlas'])

    for (const { id, title } of sitters.slice(0, 2)) {
      const image = join(directory, `${id}.webp`)
      const matched = document(await pendant('match', image, '-k', '2', '--json')) as Matched
      expect(matched).toMatchObject({ image, gallery: first.gallery.id, nothingNear: false })
      expect(matched.matches).toHaveLength(2)
      expect(matched.matches[0]).toMatchObject({ workId: id, portraitId: `${id}~1`, title })
      expect(matched.matches[0]?.squaredDistance).toBeLessThan(0.1)
      expect(matched.matches[1]?.squaredDistance).toBeGreaterThan(0.01)
    }

    await writeFile(csv, (await readFile(csv, 'utf8')).split('\n').slice(0, 4).join('\n'))
    const shorter = document(await pendant('import', 'folder', directory, '--csv', csv, '--json'))
    expect(shorter).toMatchObject({ unchanged: 3, hidden: 1 })
    const second = document(await pendant(...INDEX_A_FEW, '--json')) as Indexed
    expect(second).toMatchObject({ works: 3, portraits: 3 })

    const before = document(await pendant('galleries', '--json'))
    expect(before).toMatchObject([
      { id: first.gallery.id, current: false, portraits: 4 },
      { id: second.gallery.id, current: true, portraits: 3 },
    ])
    const rolledBack = document(await pendant('rollback', '--json'))
    expect(rolledBack).toEqual({ gallery: first.gallery.id, previous: second.gallery.id })
    expect((await pendant('rollback')).stderr).toMatch(
      /^pendant: Gallery .* is the oldest there is/,
    )
    document(await pendant('publish', second.gallery.id, '--json'))
    expect((await pendant('galleries')).stdout).toContain(`* ${second.gallery.id}`)
  })

  it('keeps off the wall what somebody decides to, until somebody else has looked', async () => {
    const scratch = await scratchFolder()
    const sitters = someSitters(2)
    const { directory, csv } = await hangSitters(join(scratch, 'sitters'), sitters)
    const data = join(scratch, 'data')
    const pendant = (...args: string[]): Promise<Ended> => runPendant(...args, '--data', data)
    await pendant('import', 'folder', directory, '--csv', csv)
    await pendant(...INDEX_A_FEW)

    const [work, other] = sitters.map(({ id }) => id) as [string, string]
    const decide = (id: string, verdict: string, by: string): Promise<Ended> =>
      pendant('decide', id, verdict, '--by', by, '--why', 'to be looked at', '--json')
    expect(document(await decide(`${work}~1`, 'sensitive', 'Ada'))).toEqual({
      id: `${work}~1`,
      verdict: 'sensitive',
      by: 'Ada',
      why: 'to be looked at',
    })
    expect(document(await pendant(...INDEX_A_FEW, '--json'))).toMatchObject({
      portraits: 1,
      skipped: [
        { workId: work, reason: expect.stringMatching(/sensitive by Ada: to be looked at/) },
      ],
    })
    expect((await decide(`${work}~1`, 'approved', 'Ada')).stderr).toMatch(
      /somebody else has to look/,
    )
    await decide(`${work}~1`, 'hidden', 'Ada')
    const thirdStep = await decide(`${work}~1`, 'approved', ' ada ')
    expect(thirdStep.stderr).toMatch(/somebody else has to look/)
    await decide(`${work}~1`, 'approved', 'Ida')
    await decide(other, 'hidden', 'Ida')
    expect(document(await pendant(...INDEX_A_FEW, '--json'))).toMatchObject({
      portraits: 1,
      skipped: [{ workId: other }],
    })
    expect((await pendant('decide', work, 'hidden', '--why', ' ')).stderr).toMatch(/--why is empty/)
    expect((await decide('nobody', 'hidden', 'Ada')).stderr).toMatch(/There is no work "nobody"/)
    expect((await decide(`${work}~7`, 'hidden', 'Ada')).stderr).toMatch(/none with the number 7/)
    expect((await decide(work, 'burnt', 'Ada')).status).not.toBe(0)
  })

  it('answers with two portraits of one sitter as one, once somebody has confirmed it', async () => {
    const scratch = await scratchFolder()
    const sitters = someSitters(3)
    const { directory, csv } = await hangSitters(join(scratch, 'sitters'), sitters)
    const data = join(scratch, 'data')
    const pendant = (...args: string[]): Promise<Ended> => runPendant(...args, '--data', data)
    await pendant('import', 'folder', directory, '--csv', csv)
    await pendant(...INDEX_A_FEW)
    const [one, other, third] = sitters.map(({ id }) => id) as [string, string, string]
    const confirm = (...words: string[]): Promise<Ended> =>
      pendant('same-sitter', ...words, '--by', 'Ada', '--why', 'her letters', '--json')
    expect(document(await confirm(one, `${other}~1`))).toEqual({
      id: one,
      other: `${other}~1`,
      sameSitter: true,
      by: 'Ada',
      why: 'her letters',
    })
    document(await pendant(...INDEX_A_FEW, '--json'))
    const image = join(directory, `${other}.webp`)
    const { matches } = document(await pendant('match', image, '--json')) as Matched
    expect(matches.map(({ workId }) => workId)).toEqual([other, third])
    expect(matches[0]?.sameSitter?.map(({ workId }) => workId)).toEqual([one])

    expect((await confirm(one, `${one}~1`)).stderr).toMatch(/are the same face; name two/)
    expect((await confirm(one, 'nobody')).stderr).toMatch(/There is no work "nobody"/)
    expect((await confirm(one, `${other}~3`)).stderr).toMatch(/has 1 face, and none .* number 3/)
    document(await confirm(other, third))
    document(await confirm(third, one))
    expect(document(await confirm(other, one, '--not'))).toMatchObject({ sameSitter: true })
    expect(document(await confirm(third, one, '--not'))).toMatchObject({ sameSitter: false })
  })

  it('gives every picture that cannot be used a line, and goes on', async () => {
    const scratch = await scratchFolder()
    const folder = join(scratch, 'paintings')
    const [good] = await paintDrawnFaces(folder, 1)
    const jpeg = await readFile(good as string)
    await writeFile(join(folder, 'truncated.jpg'), jpeg.subarray(0, jpeg.length / 2))
    await writeFile(join(folder, 'text.jpg'), 'a letter')
    await writeFile(join(folder, 'bomb.png'), hugePngHeader())
    await sharp(jpeg).resize(1, 1).png().toFile(join(folder, 'speck.png'))
    const wall = { width: 300, height: 200, channels: 3, background: '#776655' } as const
    await sharp({ create: wall }).jpeg().toFile(join(folder, 'wall.jpg'))
    // Different paintings: copies of one would hang once.
    await sharp(await drawnPainting(2))
      .toColourspace('cmyk')
      .jpeg()
      .toFile(join(folder, 'cmyk.jpg'))
    await sharp(await drawnPainting(3))
      .toColourspace('rgb16')
      .png()
      .toFile(join(folder, 'sixteen-bit.png'))
    await sharp(await drawnPainting(4))
      .rotate(90)
      .withMetadata({ orientation: 8 })
      .jpeg()
      .toFile(join(folder, 'turned.jpg'))
    const data = join(scratch, 'data')
    await runPendant('import', 'folder', folder, '--data', data)
    const report = document(await runPendant(...INDEX_A_FEW, '--data', data, '--json')) as Indexed
    expect(report).toMatchObject({ works: 9, portraits: 4 })
    const reasons = report.skipped.map(({ workId, reason }) => `${workId.split('-')[0]}: ${reason}`)
    expect(reasons).toEqual([
      expect.stringMatching(/^bomb: .*2500 megapixels/),
      expect.stringMatching(/^speck: .*too small/),
      expect.stringMatching(/^text: .*not a picture/),
      expect.stringMatching(/^truncated: .*cut short/),
      'wall: no face was found',
    ])

    const page = join(scratch, 'report.html')
    await runPendant('report', '--out', page, '--data', data)
    const html = await readFile(page, 'utf8')
    for (const word of ['2500 megapixels', 'cut short', 'Contact sheet'])
      expect(html).toContain(word)
    expect(html.match(/<figure /g)).toHaveLength(4)
    expect(html).not.toMatch(/(src|href)="(?!data:)/)
  })

  it('embeds pictures without a catalogue, in pixels of the picture at full size', async () => {
    const scratch = await scratchFolder()
    const small = join(scratch, 'small.png')
    const large = join(scratch, 'large.png')
    await writeFile(small, await drawnFace())
    await sharp(small).resize({ width: 2400 }).toFile(large)
    const { status, stdout } = await runPendant('embed', small, large, '--json')
    expect(status).toBe(0)
    const [one, other] = JSON.parse(stdout) as [Embedded, Embedded]
    expect(Object.keys(one)).toEqual(['image', 'width', 'height', 'faces'])
    expect(Object.keys(one.faces[0] as object)).toEqual([
      'box',
      'score',
      'landmarks',
      'pose',
      'quality',
      'descriptor',
    ])
    expect(one.faces[0]?.landmarks).toHaveLength(68)
    expect(one.faces[0]?.descriptor).toHaveLength(128)
    expect([other.width, other.height]).toEqual([2400, 2880])
    const scale = 2400 / one.width
    const chin = one.faces[0]?.landmarks[8] as [number, number]
    const largeChin = other.faces[0]?.landmarks[8] as [number, number]
    expect(Math.abs(largeChin[0] - chin[0] * scale)).toBeLessThan(60)
    expect(Math.abs(largeChin[1] - chin[1] * scale)).toBeLessThan(60)
  })

  it('ends with status 1 when one of the pictures to embed cannot be read, and tells of the others', async () => {
    const scratch = await scratchFolder()
    const good = join(scratch, 'good.png')
    await writeFile(good, await drawnFace())
    const { status, stdout } = await runPendant('embed', join(scratch, 'lost.jpg'), good, '--json')
    expect(status).toBe(1)
    const [lost, found] = JSON.parse(stdout) as [Embedded, Embedded]
    expect(lost).toMatchObject({ faces: [], error: 'the file is missing' })
    expect(found.faces).toHaveLength(1)
  })

  it('says in one line what is wrong and what to do', async () => {
    const scratch = await scratchFolder()
    await mkdir(join(scratch, 'empty'))
    for (const [args, message] of [
      [['index'], /^pendant: There is no catalogue at .*import folder DIR\n$/],
      [['match', 'x.jpg'], /^pendant: No gallery is published .*-- index\n$/],
      [
        ['import', 'louvre'],
        /^pendant: There is no source "louvre"; there are .*--list-sources\n$/,
      ],
      [['import', 'folder', '/nowhere'], /^Reading.*\npendant: There is no folder \/nowhere.*\n$/],
      [['import', 'folder', join(scratch, 'empty')], /\npendant: No work was found in .*\n$/],
      [['publish', 'nonesuch'], /^pendant: There is no gallery "nonesuch".*\n$/],
    ] as const) {
      const { status, stdout, stderr } = await runPendant(...args, '--data', join(scratch, 'data'))
      expect([args, status, stdout]).toEqual([args, 1, ''])
      expect(stderr).toMatch(message)
    }
  })

  it('publishes nothing when no face can be hung', async () => {
    const scratch = await scratchFolder()
    const wall = { width: 300, height: 200, channels: 3, background: '#776655' } as const
    await mkdir(join(scratch, 'paintings'))
    await sharp({ create: wall })
      .jpeg()
      .toFile(join(scratch, 'paintings', 'wall.jpg'))
    const data = join(scratch, 'data')
    await runPendant('import', 'folder', join(scratch, 'paintings'), '--data', data)
    const { status, stderr } = await runPendant(...INDEX_A_FEW, '--data', data)
    expect(status).toBe(1)
    expect(stderr).toContain('No portrait can be hung, so no gallery was built')
    expect(document(await runPendant('galleries', '--data', data, '--json'))).toEqual([])
  })

  it('explains every command with --help', async () => {
    const { stdout } = await runThroughNpm('--help')
    const commands =
      'import index publish rollback galleries match embed evaluate report doctor serve'
    for (const command of commands.split(' '))
      expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'))
    const help = await runPendant('index', '--help')
    expect(help.status).toBe(0)
    for (const option of ['--data', '--json', '--no-publish']) expect(help.stdout).toContain(option)
  })
})

type Indexed = {
  readonly skipped: readonly { readonly workId: string; readonly reason: string }[]
  readonly gallery: { readonly id: string }
}
type Matched = {
  readonly matches: readonly {
    readonly workId: string
    readonly squaredDistance: number
    readonly sameSitter?: readonly { readonly workId: string }[]
  }[]
}
type Embedded = {
  readonly width: number
  readonly height: number
  readonly faces: readonly {
    readonly landmarks: readonly (readonly [number, number])[]
    readonly descriptor: readonly number[]
  }[]
}

/** The one JSON document of a command that went well. */
function document({ status, stdout, stderr }: Ended): unknown {
  expect([status, status === 0 ? '' : stderr]).toEqual([0, ''])
  return JSON.parse(stdout)
}
