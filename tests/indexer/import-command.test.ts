import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dataPaths } from '../../embeddings/store/data-paths.ts'
import { openCatalogue } from '../../indexer/catalogue/catalogue.ts'
import { SOURCES } from '../../indexer/collections/collection.ts'
import { articMuseum } from './museums/artic-museum.ts'
import { metMuseum } from './museums/met-museum.ts'
import { type MuseumServer, museumServer } from './museums/museum-server.ts'
import { exhibits } from './museums/open-museum.ts'
import { ended, startPendant } from './run-pendant.ts'
import { scratchFolder } from './scratch-folder.ts'

describe('pendant import', () => {
  it('explains each source with its filters and examples', async () => {
    const { stdout, status } = await pendant('import', '--list-sources')
    expect(status).toBe(0)
    for (const source of SOURCES) expect(stdout).toMatch(new RegExp(`^${source}$`, 'm'))
    expect(stdout).toContain('--filter department=')
    const { stdout: json } = await pendant('import', '--list-sources', '--json')
    expect(JSON.parse(json).map(({ source }: { source: string }) => source)).toEqual(SOURCES)
  })

  it('answers scripts with how it ended', async () => {
    const { answer } = await met(await exhibits(3, [1]))
    expect(await answer('import')).toEqual({
      source: 'met',
      added: 2,
      updated: 0,
      unchanged: 0,
      hidden: 0,
      skipped: [{ record: '102', reason: expect.any(String) }],
      missing: [],
      // The museum of the tests has small pictures.
      remarks: [
        {
          record: expect.any(String),
          says: expect.stringMatching(
            /^2 works want a larger scan, .*: met-101 \(\d+ × \d+\), met-103/,
          ),
        },
      ],
      hiddenWorks: [],
      withoutRights: 0,
      spent: {
        requests: expect.any(Number),
        bytes: expect.any(Number),
        seconds: expect.any(Number),
        peakMemoryMb: expect.any(Number),
      },
    })
  })

  it('ends with status 1 when something asked for by name did not come, and brings in the rest', async () => {
    const folder = await scratchFolder()
    await writeFile(join(folder, 'a.jpg'), '')
    const good = join(folder, 'good.csv')
    const broken = join(folder, 'broken.csv')
    await writeFile(good, 'file,title\na.jpg,The Lute\n')
    await writeFile(broken, 'name\nx\n')
    const data = ['--data', join(folder, 'data')]
    const both = await pendant('import', 'csv', broken, good, '--json', ...data)
    expect(both.status).toBe(1)
    expect(JSON.parse(both.stdout)).toMatchObject({
      added: 1,
      missing: [{ record: broken, reason: expect.stringContaining('no column "file"') }],
    })
    expect((await pendant('import', 'csv', good, ...data)).status).toBe(0)
    await writeFile(good, 'file,title\na.jpg,The Lute\nlost.jpg,Lost\n')
    const { status, stdout } = await pendant('import', 'csv', good, ...data)
    expect(status).toBe(1)
    expect(stdout).toMatch(/^1 of what was asked for by name did not come in/m)
    const named = await met(await exhibits(2, [1]))
    expect((await named.words('import', '101')).status).toBe(0)
    expect((await named.words('import', '101', '102')).status).toBe(1)
  })

  it('says in words what was skipped and hidden, and why', async () => {
    const { museum, words } = await met(await exhibits(2))
    expect((await words('import')).stdout).toMatch(/^2 works added/m)
    const [first] = museum.works
    museum.works = first ? [first] : []
    const { stdout } = await words('import')
    expect(stdout).toMatch(
      /^Hidden Portrait of sitter 2 \(met-102\): its source no longer has it$/m,
    )
    expect(stdout).toMatch(
      /^0 works added, 0 updated, 1 unchanged, 1 hidden, 0 skipped; \d+ requests/m,
    )
  })

  it('keeps of every work where it came from, and of its picture when', async () => {
    const { data, answer, museum } = await met(await exhibits(1))
    await answer('import')
    const catalogue = openCatalogue(dataPaths(data).catalogue, { create: false })
    const [work] = catalogue.works.all()
    catalogue.close()
    expect(work).toMatchObject({
      id: 'met-101',
      source: 'met',
      record: '101',
      download: { url: `${museum.origin}/CRDImages/ep/original/101.jpg` },
      label: {
        rights: 'https://creativecommons.org/publicdomain/zero/1.0/',
        museum: 'The Metropolitan Museum of Art, New York',
        pageUrl: expect.stringContaining('metmuseum.org'),
      },
    })
    const age = Date.now() - Date.parse(work?.download?.fetchedAt ?? '')
    expect(age).toBeLessThan(600_000)
  })

  it('lets in what is allowed by name, and all that the museum declares its own', async () => {
    const works = await exhibits(3, [1])
    const museum = await museumServer(articMuseum.answering, works)
    const data = join(await scratchFolder(), 'data')
    const run = async (...more: string[]) =>
      JSON.parse(
        (await pendant(...importing('artic', museum, data), '101', '102', '103', ...more, '--json'))
          .stdout,
      )
    const refused = await run()
    expect(refused).toMatchObject({ added: 2, skipped: [{ record: '102' }] })
    const [, words] = /--allow "([^"]+)"/.exec(refused.skipped[0].reason) ?? []
    expect(await run('--allow', words ?? '')).toMatchObject({ added: 1, unchanged: 2, skipped: [] })
    expect(await run()).toMatchObject({ unchanged: 2, hidden: 1 })
    expect(await run('--rights-held', '© The Museum')).toMatchObject({ updated: 1, unchanged: 2 })
  })

  it('says what became of a collection although the next one cannot be read', async () => {
    const folder = await scratchFolder()
    await writeFile(join(folder, 'a.jpg'), '')
    const data = join(folder, 'data')
    const nowhere = join(folder, 'nowhere')
    const { status, stdout, stderr } = await pendant(
      ...['import', 'folder', folder, nowhere, '--data', data],
    )
    expect(status).toBe(1)
    expect(stderr).toMatch(/^There is no folder .*nowhere/m)
    expect(stdout).toMatch(/^Skipped .*nowhere: There is no folder/m)
    expect(stdout).toMatch(/^1 work added, /m)
  })

  it('tells in words where a file lies in place of the data folder', async () => {
    const folder = await scratchFolder()
    await writeFile(join(folder, 'a.jpg'), '')
    const data = join(folder, 'a.jpg', 'data')
    const { status, stderr } = await pendant('import', 'folder', folder, '--data', data)
    expect(status).toBe(1)
    expect(stderr).toMatch(/^pendant: a file lies where a folder should be.*ENOTDIR.*Move it away/m)
  })

  it('tells of an error that nobody foresaw as of one', async () => {
    const folder = await scratchFolder()
    const data = join(folder, 'data'.repeat(100))
    const { status, stderr } = await pendant('import', 'folder', folder, '--data', data)
    expect(status).toBe(1)
    expect(stderr).toMatch(/^pendant: an error nobody foresaw; .*doctor.*\n.*ENAMETOOLONG/m)
  })

  it('takes pictures from a folder instead of asking for them', async () => {
    const works = await exhibits(2)
    const { museum, data, answer } = await met(works)
    const folder = join(data, '..', 'pictures')
    await mkdir(folder, { recursive: true })
    for (const { id, picture } of works) await writeFile(join(folder, `${id}.jpg`), picture)
    expect(await answer('import', '--images', folder)).toMatchObject({ added: 2 })
    expect(await answer('import')).toMatchObject({ unchanged: 2 })
    expect(museum.asked.filter(({ url }) => url.pathname.endsWith('.jpg'))).toEqual([])
  })

  it('asks once for whom a museum may write to, and sends it with every request', async () => {
    const { data } = await met([])
    const asking = await pendant('import', 'met', '436535', '--data', data)
    expect(asking.status).toBe(1)
    expect(asking.stderr).toContain('--contact you@museum.example')
    const wrong = await pendant('import', 'met', '--contact', 'nobody', '--data', data)
    expect(wrong.stderr).toContain('"nobody" is no e-mail address')
    const { museum, answer } = await met(await exhibits(1), data)
    await answer('import', '--contact', 'ada@museum.example')
    await answer('import')
    const agents = new Set(museum.asked.map(({ headers }) => headers['user-agent']))
    expect([...agents]).toEqual([
      expect.stringMatching(/^Pendant\/\S+ \(.*ada@museum\.example.*\)$/),
    ])
    expect(JSON.parse(await readFile(dataPaths(data).curator, 'utf8'))).toEqual({
      contact: 'ada@museum.example',
    })
  })

  it('works from its cache alone when it is offline', async () => {
    const { museum, answer } = await met(await exhibits(2))
    await answer('import')
    const asked = museum.asked.length
    expect(await answer('import', '--offline')).toMatchObject({ unchanged: 2, hidden: 0 })
    expect(museum.asked.length).toBe(asked)
  })

  it('asks no private address that was not named', async () => {
    const museum = await museumServer(metMuseum.answering, await exhibits(1))
    const data = join(await scratchFolder(), 'data')
    const { status, stderr } = await pendant(
      'import',
      'met',
      '--base-url',
      museum.origin,
      '--data',
      data,
      '--contact',
      'ada@museum.example',
    )
    expect(status).toBe(1)
    expect(stderr).toContain('--allow-host 127.0.0.1')
    expect(museum.asked).toEqual([])
  })

  it.each([
    [['import'], /Say where the works come from/],
    [['import', 'louvre'], /There is no source "louvre"; there are folder, csv, iiif/],
    [
      ['import', 'met', '--filter', 'colour=red'],
      /met offers the filters department, .*"colour=red" is none/,
    ],
    [['import', 'folder', 'x', '--filter', 'a=b'], /folder offers no filter/],
    [['import', 'met', '--base-url', 'museum'], /--base-url takes an address/],
    [['import', 'met', '--filter', 'onView=yes', '--filter', 'onView=yes'], /given twice/],
    [['import', 'csv'], /Say which CSV/],
    [['import', 'iiif'], /Give the address of an IIIF/],
    [['import', 'met', '--rights-held', ''], /--rights-held takes the words/],
    [['import', 'met', '--images', '/nowhere/at/all'], /There is no folder \/nowhere\/at\/all/],
  ])('%j says what is wrong and what to do', async (words, message) => {
    const data = join(await scratchFolder(), 'data')
    const { status, stderr } = await pendant(...words, '--data', data)
    expect(status).toBe(1)
    expect(stderr).toMatch(message)
    expect(stderr).not.toContain('nobody foresaw')
  })
})

type Words = { readonly status: number | null; readonly stdout: string; readonly stderr: string }

function pendant(...words: string[]): Promise<Words> {
  return ended(startPendant(...words))
}

function importing(source: string, { origin }: MuseumServer, data: string): string[] {
  return [
    'import',
    source,
    '--base-url',
    origin,
    '--allow-host',
    '127.0.0.1',
    '--pace',
    '0',
    '--data',
    data,
  ]
}

/** A Metropolitan Museum on this machine, and the command line pointed at it. */
async function met(works: Awaited<ReturnType<typeof exhibits>>, folder?: string) {
  const museum = await museumServer(metMuseum.answering, works)
  const data = folder ?? join(await scratchFolder(), 'data')
  const words = (...[, ...more]: string[]) => pendant(...importing('met', museum, data), ...more)
  return {
    museum,
    data,
    words,
    async answer(...all: string[]) {
      const { status, stdout, stderr } = await words(...all, '--json')
      expect(stderr).not.toContain('nobody foresaw')
      expect(status).toBe(0)
      return JSON.parse(stdout)
    },
  }
}
