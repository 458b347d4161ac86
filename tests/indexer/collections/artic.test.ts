import { describe, expect, it } from 'vitest'
import { articSource } from '../../../indexer/collections/artic/artic.ts'
import { CuratorError } from '../../../indexer/terminal/curator-error.ts'
import { articMuseum } from '../museums/artic-museum.ts'
import { type Exhibit, type MuseumServer, museumServer } from '../museums/museum-server.ts'
import { plainReader } from '../museums/plain-reader.ts'
import {
  collectionAt,
  itemsOf,
  recordsAmong,
  tinyExhibits,
  worksAmong,
} from '../museums/visit-museum.ts'

const artic = (works: readonly Exhibit[]) => museumServer(articMuseum.answering, works)
const everything = ({ origin }: MuseumServer) => collectionAt(articSource, origin)

/** A page of records, as a museum's answer. */
function answer(data: readonly Record<string, unknown>[], config?: Record<string, unknown>) {
  return { body: JSON.stringify({ data, config }) }
}

/** What the museum was asked by each search. */
function searchesOf(museum: MuseumServer) {
  return museum.asked.map(({ url }) => JSON.parse(url.searchParams.get('params') ?? '{}'))
}

const SEURAT = {
  id: 27992,
  title: 'A Sunday on <em>La Grande Jatte</em>',
  artist_title: null,
  artist_display: 'Georges Seurat\nFrench, 1859–1891',
  date_display: '1884–86',
  medium_display: 'Oil on canvas',
  credit_line: 'Helen Birch Bartlett Memorial Collection',
  is_public_domain: true,
  copyright_notice: null,
  image_id: '2d484387-2509-5e8e-2c43-22f9981972eb',
  is_on_view: true,
  gallery_title: 'Gallery 240',
  short_description: '<p>Bathers on an island in the Seine &amp; their Sunday.</p>',
  description: '<p>At long last, at great length.</p>',
}

describe('the label of a work of the Art Institute', () => {
  it('says what the record says', async () => {
    const museum = await artic([])
    museum.fail(
      articMuseum.listing,
      answer([SEURAT], { iiif_url: 'https://images.example/iiif/3/' }),
    )
    expect(worksAmong(await itemsOf(everything(museum)))).toEqual([
      {
        record: '27992',
        givenId: 'artic-27992',
        path: '27992',
        picture: {
          urls: [
            'https://images.example/iiif/3/2d484387-2509-5e8e-2c43-22f9981972eb/full/1686,/0/default.jpg',
            'https://images.example/iiif/3/2d484387-2509-5e8e-2c43-22f9981972eb/full/843,/0/default.jpg',
            'https://images.example/iiif/3/2d484387-2509-5e8e-2c43-22f9981972eb/full/600,/0/default.jpg',
          ],
        },
        pictureVersion: '2d484387-2509-5e8e-2c43-22f9981972eb',
        label: {
          title: 'A Sunday on La Grande Jatte',
          artist: 'Georges Seurat',
          date: '1884–86',
          medium: 'Oil on canvas',
          museum: 'The Art Institute of Chicago',
          creditLine: 'Helen Birch Bartlett Memorial Collection',
          rights: 'https://creativecommons.org/publicdomain/zero/1.0/',
          requiredStatement: '',
          about: 'Bathers on an island in the Seine & their Sunday.',
          room: 'Gallery 240',
          onView: true,
          pageUrl: 'https://www.artic.edu/artworks/27992',
          translations: { en: { about: 'Bathers on an island in the Seine & their Sunday.' } },
        },
      },
    ])
  })

  it.each([
    [
      'nothing for nulls',
      { title: null, medium_display: null, gallery_title: null, is_on_view: null },
      { title: '', medium: '', room: '', onView: null },
    ],
    [
      'the name alone where there is one',
      { artist_title: 'Georges Seurat' },
      { artist: 'Georges Seurat' },
    ],
    [
      'how sure the museum is of the artist, without nationality and dates',
      {
        artist_title: 'Rembrandt van Rijn',
        artist_display: 'Workshop of Rembrandt van Rijn (Dutch, 1606–1669)\nAmsterdam',
      },
      { artist: 'Workshop of Rembrandt van Rijn' },
    ],
    [
      'every artist that the museum names',
      {
        artist_title: 'Peter Paul Rubens',
        artist_display: 'Peter Paul Rubens (Flemish, 1577–1640) and Frans Snyders (1579–1657)',
      },
      { artist: 'Peter Paul Rubens and Frans Snyders' },
    ],
    [
      'the artist, not who cast it',
      { artist_title: 'Auguste Rodin', artist_display: 'Alexis Rudier Foundry' },
      { artist: 'Auguste Rodin' },
    ],
    ['nobody where the artist is unknown', { artist_display: 'Artist unknown' }, { artist: '' }],
    ['no artist where none is known', { artist_display: null }, { artist: '' }],
    [
      'whose the rights are',
      { is_public_domain: false, copyright_notice: '© 2026 The Estate' },
      { rights: '© 2026 The Estate' },
    ],
    [
      'that rights are reserved where the museum says nothing',
      { is_public_domain: null },
      { rights: 'rights reserved (the museum does not mark it as public domain)' },
    ],
  ])('says %s', async (_, fields, label) => {
    const museum = await artic([])
    museum.fail(articMuseum.listing, answer([{ ...SEURAT, ...fields }]))
    const [work] = worksAmong(await itemsOf(everything(museum)))
    expect(work?.label).toMatchObject(label)
  })

  it('takes the image server from the answer, and the known one where it names none', async () => {
    const museum = await artic(tinyExhibits(1))
    const [told] = worksAmong(await itemsOf(everything(museum)))
    expect(told?.picture).toEqual({
      urls: [
        expect.stringMatching(
          `^${museum.origin}/iiif/2/[0-9a-f-]+-000000000001/full/1686,/0/default.jpg$`,
        ),
        expect.stringMatching(/\/full\/843,\/0\/default\.jpg$/),
        expect.stringMatching(/\/full\/600,\/0\/default\.jpg$/),
      ],
    })
    museum.fail(articMuseum.listing, answer([SEURAT]))
    const [untold] = worksAmong(await itemsOf(everything(museum)))
    expect(untold?.picture).toEqual({
      urls: ['1686', '843', '600'].map((width) =>
        expect.stringMatching(
          new RegExp(`^https://www\\.artic\\.edu/iiif/2/2d484387.*/full/${width},`),
        ),
      ),
    })
  })
})

describe('a record of the Art Institute that cannot be brought in', () => {
  it('is skipped, and kept unless it is its picture that is gone', async () => {
    const museum = await artic([])
    museum.fail(
      articMuseum.listing,
      answer([{ ...SEURAT, id: 1, title: 7 }, { ...SEURAT, id: 2, image_id: null }, SEURAT]),
    )
    expect(await itemsOf(everything(museum))).toEqual([
      { skipped: { record: '1', reason: expect.stringContaining('"title"'), keeps: '1' } },
      { skipped: { record: '2', reason: 'the museum publishes no picture of it' } },
      { work: expect.objectContaining({ record: '27992' }) },
    ])
  })
})

describe('a search of the Art Institute', () => {
  it('asks for paintings in the public domain that have a picture, and only for the fields it reads', async () => {
    const museum = await artic(tinyExhibits(3, (id) => ({ open: id !== 2 })))
    expect(recordsAmong(await itemsOf(everything(museum)))).toEqual(['1', '3'])
    expect(searchesOf(museum)).toEqual([
      {
        query: {
          bool: {
            filter: [
              { term: { is_public_domain: true } },
              { exists: { field: 'image_id' } },
              { terms: { 'artwork_type_title.keyword': ['Painting'] } },
              { range: { id: { gt: -1 } } },
            ],
          },
        },
        sort: [{ id: 'asc' }],
        fields:
          'id,title,artist_title,artist_display,date_display,medium_display,credit_line,is_public_domain,copyright_notice,image_id,is_on_view,gallery_title,short_description',
        limit: 100,
      },
    ])
  })

  it('reads every work once although the museum refuses to page that far', async () => {
    const works = tinyExhibits(2345).reverse()
    const museum = await artic(works)
    const records = recordsAmong(await itemsOf(everything(museum)))
    expect(records).toEqual(tinyExhibits(2345).map(({ id }) => id))
    expect(museum.asked).toHaveLength(24)
  })

  it('loses no work when another is withdrawn between two pages', async () => {
    const museum = await artic(tinyExhibits(150))
    const records: string[] = []
    const visit = { documents: plainReader, since: undefined, previous: undefined }
    for await (const item of everything(museum).items(visit)) {
      if ('work' in item) records.push(item.work.record)
      museum.works = museum.works.filter(({ id }) => id !== '1')
    }
    expect(records).toHaveLength(150)
  })

  it('asks once more when the last page is full, and ends', async () => {
    const museum = await artic(tinyExhibits(200))
    expect(await itemsOf(everything(museum))).toHaveLength(200)
    expect(museum.asked).toHaveLength(3)
  })

  it('stops rather than miss works when the answer is not in order', async () => {
    const museum = await artic([])
    museum.fail(
      articMuseum.listing,
      answer([
        { ...SEURAT, id: 2 },
        { ...SEURAT, id: 1 },
      ]),
    )
    await expect(itemsOf(everything(museum))).rejects.toThrow(/order/)
  })

  it('stops with a word to the curator when a page cannot be read', async () => {
    const museum = await artic(tinyExhibits(150))
    museum.fail(/%22gt%22%3A100/, {
      status: 403,
      body: '{"status":403,"error":"Invalid number of results"}',
    })
    await expect(itemsOf(everything(museum))).rejects.toThrow(CuratorError)
  })

  it('narrows by filters and words', async () => {
    const museum = await artic(tinyExhibits(20))
    const filters = {
      type: 'Painting|Miniature Painting',
      subject: 'portraits',
      place: 'France',
      onView: 'yes',
      from: '1605',
      to: '1611',
    }
    const collection = collectionAt(articSource, museum.origin, { filters, query: 'rosa' })
    expect(recordsAmong(await itemsOf(collection))).toEqual(['6', '8', '10', '12'])
    expect(searchesOf(museum)[0]).toMatchObject({ q: 'rosa', fuzzy: 0 })
    expect(collection.searched).toBe(true)
  })

  it('takes every kind of work when any is wanted', async () => {
    const museum = await artic(tinyExhibits(1))
    await itemsOf(collectionAt(articSource, museum.origin, { filters: { type: 'any' } }))
    expect(JSON.stringify(searchesOf(museum))).not.toContain('artwork_type_title')
  })

  it('asks only for what has changed since a date', async () => {
    const museum = await artic(tinyExhibits(3, (id) => (id === 2 ? { changed: '2026-05-02' } : {})))
    const items = await itemsOf(everything(museum), { since: new Date('2026-05-01') })
    expect(recordsAmong(items)).toEqual(['2'])
  })
})

describe('works of the Art Institute that are named', () => {
  it('come a hundred at a time, and those that are not there are named', async () => {
    const museum = await artic(tinyExhibits(120))
    const locations = [
      ...tinyExhibits(120).map(({ id }) => id),
      'https://www.artic.edu/artworks/7/portrait-7',
      '500',
    ]
    const items = await itemsOf(collectionAt(articSource, museum.origin, { locations }))
    expect(worksAmong(items)).toHaveLength(120)
    expect(items.at(-1)).toEqual({
      skipped: { record: '500', reason: 'the museum has no artwork of this number' },
    })
    expect(museum.asked).toHaveLength(2)
  })

  it('come whatever their rights, which they say', async () => {
    const museum = await artic(tinyExhibits(1, () => ({ open: false })))
    const items = await itemsOf(collectionAt(articSource, museum.origin, { locations: ['1'] }))
    expect(worksAmong(items)[0]?.label.rights).toBe('© Estate of Rosa Bonheur')
  })
})

describe('a request to the Art Institute', () => {
  it('is named the same however it was typed', () => {
    const one = collectionAt(articSource, undefined, { filters: { to: '1800', place: 'France' } })
    const other = collectionAt(articSource, undefined, {
      filters: { place: 'France', type: 'Painting', to: '1800' },
    })
    expect(one.location).toBe('https://api.artic.edu/api/v1?place=France&to=1800&type=Painting')
    expect(other.location).toBe(one.location)
  })

  it.each([
    [{ filters: { onView: 'no' } }, /onView=no/],
    [{ filters: { type: '|' } }, /type=\| is not understood/],
    [{ filters: { to: '18th century' } }, /to=18th century/],
    [{ locations: ['La Grande Jatte'] }, /neither the number/],
  ])('is refused when it cannot be understood: %j', (request, problem) => {
    expect(() => collectionAt(articSource, undefined, request)).toThrow(problem)
    expect(() => collectionAt(articSource, undefined, request)).toThrow(CuratorError)
  })

  it('carries the header that the museum asks programs to send', () => {
    for (const crawlPolicies of articSource.crawlPolicies) {
      expect(crawlPolicies).toMatchObject({
        headers: { 'AIC-User-Agent': '{agent}' },
        intervalMs: 1000,
        concurrency: 1,
      })
    }
  })
})

describe('a picture of the Art Institute', () => {
  it('is asked for no larger than its pages give it where it is not in the public domain', async () => {
    const museum = await artic([])
    const reserved = { ...SEURAT, is_public_domain: false, copyright_notice: '© the estate' }
    museum.fail(articMuseum.listing, answer([reserved]))
    const [work] = worksAmong(await itemsOf(everything(museum)))
    expect(work?.picture).toEqual({
      urls: ['843', '600'].map((width) => expect.stringContaining(`/full/${width},/0/`)),
    })
  })
})
