import { describe, expect, it } from 'vitest'
import { metSource } from '../../../indexer/collections/met/met.ts'
import { CuratorError } from '../../../indexer/terminal/curator-error.ts'
import { metMuseum, metRecord } from '../museums/met-museum.ts'
import { type Exhibit, type MuseumServer, museumServer } from '../museums/museum-server.ts'
import {
  collectionAt,
  itemsOf,
  recordsAmong,
  tinyExhibits,
  worksAmong,
} from '../museums/visit-museum.ts'

const met = (works: readonly Exhibit[]) => museumServer(metMuseum.answering, works)
const everything = ({ origin }: MuseumServer) => collectionAt(metSource, origin)

/** Path and query of every request, without the API's root. */
function askedOf(museum: MuseumServer): string[] {
  return museum.asked.map(({ url }) =>
    (url.pathname + url.search).replace('/public/collection/v1', ''),
  )
}

/** A record as the museum gives it, but for some fields. */
function answer(museum: MuseumServer, id: string, fields: Record<string, unknown>): void {
  const work = museum.works.find((each) => each.id === id) as Exhibit
  const body = JSON.stringify({ ...metRecord(work, museum.origin), ...fields })
  museum.fail(new RegExp(`/objects/${id}$`), { body })
}

describe('the label of a work of the Met', () => {
  it('says what the record says', async () => {
    const museum = await met(tinyExhibits(2))
    const [first, second] = worksAmong(await itemsOf(everything(museum)))
    expect(first).toEqual({
      record: '1',
      givenId: 'met-1',
      path: '1',
      picture: {
        urls: [
          `${museum.origin}/CRDImages/ep/original/1.jpg`,
          `${museum.origin}/CRDImages/ep/web-large/1.jpg`,
        ],
      },
      pictureVersion: '2026-03-01T04:47:12.34Z',
      label: {
        title: 'Portrait 1',
        artist: 'Rosa Bonheur',
        date: '1600',
        medium: 'Oil on canvas',
        museum: 'The Metropolitan Museum of Art, New York',
        creditLine: 'Bequest of Benjamin Altman, 1913',
        rights: 'https://creativecommons.org/publicdomain/zero/1.0/',
        requiredStatement: '',
        about: '',
        room: '',
        onView: false,
        pageUrl: 'https://www.metmuseum.org/art/collection/search/1',
        translations: {},
      },
    })
    expect(second?.label).toMatchObject({ room: 'Gallery 634', onView: true })
  })

  it.each([
    [
      'a follower as such',
      { artistPrefix: 'Workshop of', artistSuffix: '(Spanish)' },
      { artist: 'Workshop of Rosa Bonheur (Spanish)' },
    ],
    [
      'the culture where no painter is known',
      { artistDisplayName: '', culture: 'Italian' },
      { artist: 'Italian' },
    ],
    [
      'plain text for HTML',
      { title: '<i>Madame C&eacute;zanne</i>\r\n' },
      { title: 'Madame Cézanne' },
    ],
    ['what it is where it has no title', { title: '' }, { title: 'Painting' }],
    [
      'a room without a number',
      { GalleryNumber: 'Great Hall' },
      { room: 'Great Hall', onView: true },
    ],
    [
      'nothing of a view that the record does not speak of',
      { GalleryNumber: undefined },
      { room: '', onView: null },
    ],
    ['nothing for nulls', { creditLine: null, medium: null }, { creditLine: '', medium: '' }],
    [
      'the page by its number where no address is given',
      { objectURL: '' },
      { pageUrl: 'https://www.metmuseum.org/art/collection/search/1' },
    ],
  ])('says %s', async (_, fields, label) => {
    const museum = await met(tinyExhibits(1))
    answer(museum, '1', fields)
    const [work] = worksAmong(await itemsOf(everything(museum)))
    expect(work?.label).toMatchObject(label)
  })

  it('says whose the rights are of a work that has a picture and is not in the public domain', async () => {
    const museum = await met(tinyExhibits(2))
    const rightsAndReproduction = '© 2026 Estate of Pablo Picasso'
    answer(museum, '1', { isPublicDomain: false, rightsAndReproduction })
    answer(museum, '2', { isPublicDomain: false, rightsAndReproduction: '' })
    const rights = worksAmong(await itemsOf(everything(museum))).map((work) => work.label.rights)
    expect(rights).toEqual([
      rightsAndReproduction,
      'rights reserved (the Met does not mark it as public domain)',
    ])
  })
})

describe('a record of the Met that cannot be hung', () => {
  it('is skipped when it has no picture, whatever the search said, with the rights as the reason', async () => {
    const museum = await met(tinyExhibits(2, (id) => ({ open: id === 1 })))
    answer(museum, '1', { primaryImage: '', primaryImageSmall: '' })
    expect(await itemsOf(everything(museum))).toEqual([
      { skipped: { record: '1', reason: 'the Met publishes no picture of it' } },
      {
        skipped: {
          record: '2',
          reason: 'the Met publishes no picture of it: © Estate of Rosa Bonheur',
        },
      },
    ])
  })

  it('is not kept when the museum says that there is none', async () => {
    const museum = await met(tinyExhibits(1))
    museum.fail(/\/objects\/1$/, { status: 404, body: '{"message":"Not a valid object"}' })
    const [item] = await itemsOf(everything(museum))
    expect(item).toEqual({ skipped: { record: '1', reason: expect.stringContaining('404') } })
  })

  it.each([
    ['is refused', { status: 403, type: 'text/html', body: '<html>Incapsula</html>' }, '403'],
    ['is HTML', { body: '<html>Incapsula</html>' }, 'not JSON'],
    ['lacks a field', { body: '{"objectID":1,"isPublicDomain":"yes"}' }, '"isPublicDomain"'],
  ])('is kept when its answer %s', async (_, fault, reason) => {
    const museum = await met(tinyExhibits(2))
    museum.fail(/\/objects\/1$/, fault)
    const [item, next] = await itemsOf(everything(museum))
    expect(item).toEqual({
      skipped: { record: '1', reason: expect.stringContaining(reason), keeps: '1' },
    })
    expect(next).toHaveProperty('work.record', '2')
  })
})

describe('what is asked of the Met', () => {
  it('is the list of European paintings when nothing is said', async () => {
    const museum = await met(tinyExhibits(1))
    await itemsOf(everything(museum))
    expect(askedOf(museum)).toEqual(['/objects?departmentIds=11', '/objects/1'])
  })

  it('is every department when any is wanted', async () => {
    const museum = await met(tinyExhibits(1))
    await itemsOf(collectionAt(metSource, museum.origin, { filters: { department: 'any' } }))
    expect(askedOf(museum)).toEqual(['/objects', '/objects/1'])
  })

  it('is a search with the words last, since filters behind them are not looked at', async () => {
    const museum = await met(tinyExhibits(40))
    const filters = { onView: 'yes', highlights: 'yes', from: '1615', medium: 'Paintings|Prints' }
    const collection = collectionAt(metSource, museum.origin, { filters, query: 'rosa' })
    expect(recordsAmong(await itemsOf(collection))).toEqual(['20', '30', '40'])
    expect(collection.searched).toBe(true)
    expect(askedOf(museum)[0]).toBe(
      '/search?departmentId=11&isHighlight=true&isOnView=true&medium=Paintings%7CPrints&dateBegin=1615&dateEnd=99999&q=rosa',
    )
  })

  it('has words even when none are given, since a search without them fails', async () => {
    const museum = await met(tinyExhibits(20))
    const collection = collectionAt(metSource, museum.origin, { filters: { highlights: 'yes' } })
    expect(recordsAmong(await itemsOf(collection))).toEqual(['10', '20'])
    expect(askedOf(museum)[0]).toMatch(/&q=\*$/)
  })

  it('is one search for each department, and a work found twice comes once', async () => {
    const museum = await met(tinyExhibits(3))
    const collection = collectionAt(metSource, museum.origin, {
      filters: { department: '21,11' },
      query: 'rosa',
    })
    expect(recordsAmong(await itemsOf(collection))).toEqual(['1', '2', '3'])
    expect(askedOf(museum).slice(0, 2)).toEqual([
      '/search?departmentId=11&q=rosa',
      '/search?departmentId=21&q=rosa',
    ])
  })

  it('is nothing more when nothing was found', async () => {
    const museum = await met(tinyExhibits(3))
    expect(await itemsOf(collectionAt(metSource, museum.origin, { query: 'Tiepolo' }))).toEqual([])
    expect(museum.asked).toHaveLength(1)
  })

  it('is works by their numbers or pages, each once', async () => {
    const museum = await met(tinyExhibits(3))
    const locations = ['3', 'https://www.metmuseum.org/art/collection/search/1?pos=4', '3']
    const collection = collectionAt(metSource, museum.origin, { locations })
    expect(recordsAmong(await itemsOf(collection))).toEqual(['1', '3'])
    expect(askedOf(museum)).toEqual(['/objects/1', '/objects/3'])
  })

  it('goes to a mirror under its own path', async () => {
    const museum = await museumServer(({ url, headers }, works, origin) => {
      const ours = new URL(url.href.replace('/met/', '/public/collection/v1/'))
      return metMuseum.answering({ url: ours, headers }, works, origin)
    }, tinyExhibits(1))
    const items = await itemsOf(collectionAt(metSource, `${museum.origin}/met`))
    expect(recordsAmong(items)).toEqual(['1'])
    expect(museum.asked.map(({ url }) => url.pathname)).toEqual(['/met/objects', '/met/objects/1'])
  })

  it('stops with a word to the curator when the list cannot be read', async () => {
    const museum = await met(tinyExhibits(1))
    museum.fail(metMuseum.listing, { status: 503, type: 'text/html', body: '<html></html>' })
    await expect(itemsOf(everything(museum))).rejects.toThrow(CuratorError)
  })
})

describe('a later visit to the Met', () => {
  const previous = (records: readonly string[]) => ({
    startedAt: new Date('2026-05-02T09:00:00Z'),
    has: (record: string) => records.includes(record),
  })

  it('asks only for works that have changed since the day before, and for those it has not', async () => {
    const museum = await met(tinyExhibits(4, (id) => (id === 2 ? { changed: '2026-05-02' } : {})))
    const items = await itemsOf(everything(museum), {
      previous: previous(['1', '2', '3']),
    })
    expect(recordsAmong(items)).toEqual(['2', '4'])
    expect(items.flatMap((item) => ('unchanged' in item ? [item.unchanged.record] : []))).toEqual([
      '1',
      '3',
    ])
    expect(askedOf(museum)).toEqual([
      '/objects?departmentIds=11',
      '/objects?metadataDate=2026-05-01&departmentIds=11',
      '/objects/2',
      '/objects/4',
    ])
  })

  it('asks for every work when the museum does not say what has changed', async () => {
    const museum = await met(tinyExhibits(2))
    museum.fail(/metadataDate/, { status: 403, type: 'text/html', body: '<html></html>' })
    const items = await itemsOf(everything(museum), { previous: previous(['1', '2']) })
    expect(recordsAmong(items)).toEqual(['1', '2'])
  })

  it('passes over what has not changed since a date', async () => {
    const museum = await met(tinyExhibits(3, (id) => (id === 2 ? { changed: '2026-05-02' } : {})))
    const since = new Date('2026-05-02')
    expect(await itemsOf(everything(museum), { since })).toEqual([
      { work: expect.objectContaining({ record: '2' }) },
    ])
    const searched = collectionAt(metSource, museum.origin, { query: 'rosa' })
    expect(recordsAmong(await itemsOf(searched, { since }))).toEqual(['2'])
  })
})

describe('a request to the Met', () => {
  it('is named the same however it was typed', () => {
    const one = collectionAt(metSource, undefined, {
      filters: { department: '21, 11', onView: 'yes' },
      query: 'self portrait',
    })
    const other = collectionAt(metSource, undefined, {
      filters: { onView: 'yes', department: '11,21,11' },
      query: 'self portrait',
    })
    expect(one.location).toBe(
      'https://collectionapi.metmuseum.org/public/collection/v1?department=11%2C21&isOnView=true&query=self+portrait',
    )
    expect(other.location).toBe(one.location)
  })

  it.each([
    [{ filters: { department: 'European Paintings' } }, /department=European Paintings.*numbers/],
    [{ filters: { highlights: 'true' } }, /highlights=true.*highlights=yes/],
    [{ filters: { from: 'baroque' } }, /from=baroque.*year/],
    [{ locations: ['14.40.618'] }, /"14.40.618" is neither/],
    [{ locations: ['https://example.org/art/collection/search/1'] }, /is neither/],
    [{ locations: ['1'], filters: { onView: 'yes' } }, /either works or filters/],
  ])('is refused when it cannot be understood: %j', (request, problem) => {
    expect(() => collectionAt(metSource, undefined, request)).toThrow(problem)
    expect(() => collectionAt(metSource, undefined, request)).toThrow(CuratorError)
  })
})
