import { describe, expect, it } from 'vitest'
import { clevelandSource } from '../../../indexer/collections/cleveland/cleveland.ts'
import { CuratorError } from '../../../indexer/terminal/curator-error.ts'
import { clevelandMuseum, clevelandRecord } from '../museums/cleveland-museum.ts'
import { type Exhibit, type MuseumServer, museumServer } from '../museums/museum-server.ts'
import {
  collectionAt,
  itemsOf,
  recordsAmong,
  tinyExhibits,
  worksAmong,
} from '../museums/visit-museum.ts'

const cleveland = (works: readonly Exhibit[]) => museumServer(clevelandMuseum.answering, works)
const everything = ({ origin }: MuseumServer) => collectionAt(clevelandSource, origin)

/** The museum's first record is as it gives it, but for some fields; it has no other. */
async function itemWith(fields: Record<string, unknown>) {
  const museum = await cleveland(tinyExhibits(1))
  const record = clevelandRecord(museum.works[0] as Exhibit, museum.origin)
  const body = JSON.stringify({ info: {}, data: [{ ...record, ...fields }] })
  museum.fail(/skip=0&/, { body })
  return (await itemsOf(everything(museum)))[0]
}

async function labelWith(fields: Record<string, unknown>) {
  const item = await itemWith(fields)
  return item && 'work' in item ? item.work.label : undefined
}

describe('what is told of a work of Cleveland', () => {
  it.each([
    [{ did_you_know: 'He paid in <em>tulips</em>.', description: 'Long.' }, 'He paid in tulips.'],
    [{ fun_fact: 'He paid in tulips.' }, 'He paid in tulips.'],
    [{ did_you_know: null, description: 'He sat twice.' }, 'He sat twice.'],
    [{ wall_description: 'He sat twice.' }, 'He sat twice.'],
  ])('is, of %o, "%s"', async (fields, about) => {
    expect(await labelWith(fields)).toMatchObject({ about, translations: { en: { about } } })
  })
})

describe('the label of a work of Cleveland', () => {
  it('says what the record says', async () => {
    const museum = await cleveland(tinyExhibits(2))
    const [first, second] = worksAmong(await itemsOf(everything(museum)))
    expect(first).toEqual({
      record: '1',
      givenId: 'cleveland-1',
      path: '1',
      picture: {
        urls: [
          `${museum.origin}/cdn/1950.1/1950.1_print.jpg`,
          `${museum.origin}/cdn/1950.1/1950.1_web.jpg`,
        ],
      },
      pictureVersion: '1950.1_print.jpg 2',
      label: {
        title: 'Portrait 1',
        artist: 'Rosa Bonheur',
        date: '1600',
        medium: 'oil on canvas',
        museum: 'The Cleveland Museum of Art',
        creditLine: 'Hinman B. Hurlbut Collection',
        rights: 'https://creativecommons.org/publicdomain/zero/1.0/',
        requiredStatement: '',
        about: '',
        room: '',
        onView: false,
        pageUrl: 'https://clevelandart.org/art/1950.1',
        translations: {},
      },
    })
    expect(second?.label).toMatchObject({ room: '206 American Landscape', onView: true })
  })

  const COLE = { description: 'Thomas Cole (American, 1801-1848)', role: 'artist' }
  it.each([
    [
      'a follower as such',
      { creators: [{ ...COLE, qualifier: 'workshop of' }] },
      'workshop of Thomas Cole',
    ],
    [
      'who is already told in the words once',
      {
        creators: [
          { ...COLE, description: 'Attributed to Titian (Italian)', qualifier: 'attributed to' },
        ],
      },
      'Attributed to Titian',
    ],
    [
      'the artists, not who published it',
      {
        creators: [
          { description: 'Goupil', role: 'publisher' },
          COLE,
          { ...COLE, description: 'Another' },
        ],
      },
      'Thomas Cole, Another',
    ],
    [
      'whoever there is where nobody is the artist',
      { creators: [{ description: 'Goupil' }] },
      'Goupil',
    ],
    ['once who is listed twice', { creators: [COLE, COLE] }, 'Thomas Cole'],
    [
      'nobody who is not known',
      { creators: [{ description: 'Unknown artist (Italian)', role: 'artist' }] },
      '',
    ],
    ['nobody', { creators: null }, ''],
  ])('names %s', async (_, fields, artist) => {
    expect((await labelWith(fields))?.artist).toBe(artist)
  })

  it.each([
    [
      'no rights but its words',
      { share_license_status: 'Copyrighted', copyright: '© Estate' },
      { rights: '© Estate' },
    ],
    [
      'no rights but their name',
      { share_license_status: 'Copyrighted', copyright: null },
      { rights: 'Copyrighted' },
    ],
    ['plain text for HTML', { title: '<em>Cupid</em> &amp; Psyche' }, { title: 'Cupid & Psyche' }],
    [
      'nothing of a place that is not told',
      { current_location: undefined },
      { room: '', onView: null },
    ],
    ['that it is away', { current_location: 'Not on view' }, { room: '', onView: false }],
    ['nothing for null', { technique: null, creation_date: null }, { medium: '', date: '' }],
  ])('tells %s', async (_, fields, label) => {
    expect(await labelWith(fields)).toMatchObject(label)
  })
})

describe('the picture of a work of Cleveland', () => {
  it('is the one for print, else the one for the web, never the TIFF', async () => {
    const web = { url: 'https://cdn.example/web.jpg', filename: 'web.jpg', filesize: 7 }
    const full = { url: 'https://cdn.example/full.tif', filename: 'full.tif', filesize: '72628688' }
    expect(await itemWith({ images: { web, full } })).toMatchObject({
      work: { picture: { urls: [web.url] }, pictureVersion: 'web.jpg 7' },
    })
    expect(await itemWith({ images: { full } })).toEqual({
      skipped: { record: '1', reason: 'it has no picture for print or web' },
    })
  })

  it('does not count as another when only the record was touched', async () => {
    const museum = await cleveland(tinyExhibits(1))
    const [before] = worksAmong(await itemsOf(everything(museum)))
    museum.works = tinyExhibits(1, () => ({ changed: '2026-11-01' }))
    const [after] = worksAmong(await itemsOf(everything(museum)))
    expect(after?.pictureVersion).toBe(before?.pictureVersion)
  })

  it('has the time of the record for its version where no size is told', async () => {
    const print = { url: 'https://cdn.example/print.jpg' }
    expect(await itemWith({ images: { print } })).toMatchObject({
      work: { pictureVersion: '2026-03-01 09:03:30.462000' },
    })
  })
})

describe('a selection of Cleveland', () => {
  it('is read page by page until one is empty', async () => {
    const museum = await cleveland(tinyExhibits(501))
    expect(recordsAmong(await itemsOf(everything(museum)))).toHaveLength(501)
    const skips = museum.asked.map(({ url }) => url.searchParams.get('skip'))
    expect(skips).toEqual(['0', '250', '500', '501'])
  })

  it('is of open paintings with an image unless filters say otherwise', async () => {
    const museum = await cleveland(tinyExhibits(3, (id) => ({ open: id !== 2 })))
    expect(recordsAmong(await itemsOf(everything(museum)))).toEqual(['1', '3'])
    const { location } = collectionAt(clevelandSource, undefined)
    expect(location).toBe(
      'https://openaccess-api.clevelandart.org/api/artworks/?cc0=1&has_image=1&type=Painting',
    )
    const any = collectionAt(clevelandSource, undefined, { filters: { type: 'any' } })
    expect(any.location).not.toContain('type')
  })

  it('is narrowed by the museum as filters and words say', async () => {
    const museum = await cleveland(
      tinyExhibits(20, (id) => ({ artist: id < 15 ? 'Rosa Bonheur' : 'Titian' })),
    )
    const selected = async (filters: Record<string, string>, query?: string) =>
      recordsAmong(await itemsOf(collectionAt(clevelandSource, museum.origin, { filters, query })))
    expect(await selected({ from: '1603', to: '1606' })).toEqual(['4', '5', '6', '7'])
    expect(await selected({ artist: 'titian', onView: 'yes' })).toEqual(['16', '18', '20'])
    expect(await selected({}, 'Portrait 17')).toEqual(['17'])
    expect(await selected({ type: 'Sculpture' })).toEqual([])
  })

  it.each([[{ from: 'long ago' }], [{ onView: 'no' }]])(
    'is refused when it is %o',
    (filters: Record<string, string>) => {
      expect(() => collectionAt(clevelandSource, undefined, { filters })).toThrow(CuratorError)
    },
  )

  it('has the records that changed since, and those of the day before, whose zone nobody knows', async () => {
    const days = ['2026-05-01', '2026-05-09', '2026-05-10', '2026-05-20']
    const museum = await cleveland(tinyExhibits(4, (id) => ({ changed: days[id - 1] as string })))
    const since = new Date('2026-05-10T00:00:00Z')
    const items = await itemsOf(everything(museum), { since })
    expect(recordsAmong(items)).toEqual(['2', '3', '4'])
  })

  it('is found under the root of a mirror', async () => {
    const museum = await cleveland(tinyExhibits(1))
    const mirrored = collectionAt(clevelandSource, `${museum.origin}/api`)
    expect(recordsAmong(await itemsOf(mirrored))).toEqual(['1'])
  })
})

describe('a record of Cleveland that cannot be understood', () => {
  it('is skipped by its number, and its work kept', async () => {
    expect(await itemWith({ title: 12 })).toEqual({
      skipped: { record: '1', reason: expect.stringContaining('"title"'), keeps: '1' },
    })
  })

  it('is skipped when it has no number either', async () => {
    expect(await itemWith({ id: null })).toEqual({
      skipped: { record: 'a record without an id', reason: expect.stringContaining('"id"') },
    })
  })
})

describe('works of Cleveland that are named', () => {
  const named = ({ origin }: MuseumServer, locations: string[], filters = {}) =>
    collectionAt(clevelandSource, origin, { locations, filters })

  it('are found by id, accession number and page, open or not', async () => {
    const museum = await cleveland(tinyExhibits(4, (id) => ({ open: id !== 3 })))
    const locations = ['2', '1950.3', 'https://www.clevelandart.org/art/1950.4?x=1']
    const works = worksAmong(await itemsOf(named(museum, locations)))
    expect(works.map(({ record }) => record).sort()).toEqual(['2', '3', '4'])
    expect(works.find(({ record }) => record === '3')?.label.rights).toBe(
      '© Estate of Rosa Bonheur',
    )
  })

  it('are skipped when the museum has none such', async () => {
    const museum = await cleveland(tinyExhibits(1))
    expect(await itemsOf(named(museum, ['99']))).toEqual([
      { skipped: { record: '99', reason: expect.stringContaining('404') } },
    ])
  })

  it('stop the import when they cannot be read, since nobody knows which works to keep', async () => {
    const museum = await cleveland(tinyExhibits(1))
    museum.fail(/./, { status: 500, body: 'oops' })
    await expect(itemsOf(named(museum, ['1950.1']))).rejects.toThrow(CuratorError)
  })

  it('are refused when they are something else, or come with filters', async () => {
    const museum = await cleveland([])
    expect(() => named(museum, ['the night watch'])).toThrow('names no work')
    expect(() => named(museum, ['1'], { type: 'Painting' })).toThrow('no filter')
  })
})
