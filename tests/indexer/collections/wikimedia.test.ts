import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { SourceRequest } from '../../../indexer/collections/source.ts'
import { wikimediaSource } from '../../../indexer/collections/wikimedia/wikimedia.ts'
import { CuratorError } from '../../../indexer/terminal/curator-error.ts'
import { type Exhibit, type MuseumServer, museumServer } from '../museums/museum-server.ts'
import {
  collectionAt,
  itemsOf,
  recordsAmong,
  tinyExhibits,
  worksAmong,
} from '../museums/visit-museum.ts'
import {
  commonsMuseum,
  filePage,
  fileTitle,
  type Row,
  rowsOf,
  wikidataMuseum,
  wikidataRow,
} from '../museums/wikimedia-museum.ts'
import { scratchFolder } from '../scratch-folder.ts'

const wikimedia = (works: readonly Exhibit[]) => museumServer(commonsMuseum.answering, works)
const CATEGORY = 'Category:Portraits'
const COLLECTION = 'Q190804'

function at({ origin }: MuseumServer, location: string, request: Partial<SourceRequest> = {}) {
  return collectionAt(wikimediaSource, origin, { locations: [location], ...request })
}

/** What the one file in the category comes to, described as Commons does but for some fields. */
async function itemWith(said: Record<string, unknown>, info: Record<string, unknown> = {}) {
  const museum = await wikimedia(tinyExhibits(1))
  const page = filePage(museum.works[0] as Exhibit, museum.origin)
  const [first] = page.imageinfo as [{ extmetadata: object }]
  const extmetadata = { ...first.extmetadata, ...said }
  const pages = [{ ...page, imageinfo: [{ ...first, extmetadata, ...info }] }]
  museum.fail(commonsMuseum.listing, {
    body: JSON.stringify({ batchcomplete: true, query: { pages } }),
  })
  return (await itemsOf(at(museum, CATEGORY)))[0]
}

async function labelWith(said: Record<string, unknown>) {
  const item = await itemWith(said)
  return item && 'work' in item ? item.work.label : undefined
}

/** A file with a query, beside nothing else. */
async function queryFile(query: string): Promise<string> {
  const file = join(await scratchFolder(), 'portraits.rq')
  await writeFile(file, query)
  return file
}

function queriesOf(museum: MuseumServer): string[] {
  return museum.asked.flatMap(({ url }) => url.searchParams.get('query') ?? [])
}

describe('the label of a file of Commons', () => {
  it('says in plain text what the page of the file says', async () => {
    const museum = await wikimedia(tinyExhibits(1))
    expect(worksAmong(await itemsOf(at(museum, CATEGORY)))).toEqual([
      {
        record: 'File:Portrait 1.jpg',
        givenId: expect.stringMatching(/^wikimedia-file-portrait-1-[0-9a-f]{10}$/),
        path: 'File:Portrait 1.jpg',
        picture: {
          urls: [
            `${museum.origin}/commons/thumb/1.jpg/3840px-1.jpg`,
            `${museum.origin}/commons/1.jpg`,
          ],
        },
        pictureVersion: '1489f923c4dca729178b3e3233458550d8dddf29',
        label: {
          title: 'Portrait 1',
          artist: 'Rosa Bonheur',
          date: '1600',
          medium: '',
          museum: '',
          creditLine: 'Museum, photograph',
          rights: 'Public domain',
          requiredStatement: '',
          about: '',
          room: '',
          onView: null,
          pageUrl: 'https://commons.wikimedia.org/wiki/File:Portrait_1.jpg',
          translations: {},
        },
      },
    ])
  })

  const BY_SA = { value: 'https://creativecommons.org/licenses/by-sa/4.0' }
  it.each([
    ['the address of a licence as it stands', { LicenseUrl: BY_SA }, BY_SA.value],
    [
      'one without its scheme',
      { LicenseUrl: { value: '//example.org/free' } },
      'https://example.org/free',
    ],
    ['the words where there is no address', {}, 'Public domain'],
    [
      'the terms where there is nothing else',
      { LicenseShortName: { value: '' }, UsageTerms: { value: 'Free Art License' } },
      'Free Art License',
    ],
  ])('has for its rights %s', async (_, said, rights) => {
    expect((await labelWith(said))?.rights).toBe(rights)
  })

  const NAMED = { LicenseShortName: { value: 'CC BY 4.0' }, AttributionRequired: { value: 'true' } }
  it.each([
    [
      'the attribution that is asked for',
      { ...NAMED, Attribution: { value: '© <b>Ann</b>' } },
      '© Ann',
    ],
    [
      'maker, origin and licence where none is given',
      NAMED,
      'Rosa Bonheur, Museum, photograph, CC BY 4.0',
    ],
    [
      'them by a licence that asks for it, whatever else is said',
      { LicenseUrl: BY_SA, LicenseShortName: { value: 'CC BY-SA 4.0' } },
      'Rosa Bonheur, Museum, photograph, CC BY-SA 4.0',
    ],
    ['nothing of what is in the public domain', {}, ''],
  ])('has for what must be shown %s', async (_, said, statement) => {
    expect((await labelWith(said))?.requiredStatement).toBe(statement)
  })

  it('has the day of the painting, not that of the photograph', async () => {
    const dateBy = async (value: string) => (await labelWith({ DateTimeOriginal: { value } }))?.date
    expect(await dateBy('circa 1650')).toBe('circa 1650')
    expect(await dateBy('2011-11-13 12:00:00')).toBe('')
    expect(await dateBy('Taken on 4 May 2012')).toBe('')
  })

  it('names no maker where nobody knows one', async () => {
    const hidden = '<span style="display: none;">Unknown author</span>'
    const Artist = { value: `Unknown author${hidden}` }
    expect((await labelWith({ Artist }))?.artist).toBe('')
  })

  it('has nothing in it that the page hides, tags and all', async () => {
    const hidden = '<div style="display: none;">title QS:P1476,nl:<i>"De luit"</i></div>'
    const ObjectName = { value: `The Lute${hidden}` }
    expect((await labelWith({ ObjectName }))?.title).toBe('The Lute')
  })

  it('has the name of the file where nothing is said, and no rights', async () => {
    expect(await itemWith({}, { extmetadata: [] })).toMatchObject({
      work: { label: { title: 'Portrait 1', artist: '', rights: '' } },
    })
  })
})

describe('the picture of a file of Commons', () => {
  it('is asked for in a width that thumbnails are made of', async () => {
    const museum = await wikimedia(tinyExhibits(1))
    const [work] = worksAmong(await itemsOf(at(museum, CATEGORY)))
    expect(museum.asked[0]?.url.searchParams.get('iiurlwidth')).toBe('3840')
    const [thumbnail] = work && 'urls' in work.picture ? work.picture.urls : ['']
    expect((await fetch(thumbnail)).status).toBe(200)
    expect((await fetch(thumbnail.replace('3840px', '1600px'))).status).toBe(429)
  })

  it('is named once where the original is no wider', async () => {
    const url = 'https://upload.wikimedia.org/1.jpg'
    const item = await itemWith({}, { url, thumburl: `${url}?utm_source=commons` })
    expect(item).toMatchObject({ work: { picture: { urls: [url] } } })
  })

  it('is no drawing, film or book', async () => {
    expect(await itemWith({}, { mime: 'image/svg+xml' })).toEqual({
      skipped: {
        record: 'File:Portrait 1.jpg',
        reason: 'it is image/svg+xml, not a picture that can be used',
      },
    })
  })

  it('that cannot be understood keeps its work', async () => {
    expect(await itemWith({}, { sha1: null })).toMatchObject({
      skipped: { reason: expect.stringContaining('sha1'), keeps: 'File:Portrait 1.jpg' },
    })
  })
})

describe('a category of Commons', () => {
  it('is read to its end, in batches that come in parts', async () => {
    const museum = await wikimedia(tinyExhibits(120))
    const items = await itemsOf(at(museum, CATEGORY))
    expect(recordsAmong(items)).toEqual(museum.works.map(fileTitle))
    expect(museum.asked).toHaveLength(5)
  })

  it('has the files of the categories below it when told so, each once', async () => {
    const museum = await wikimedia(tinyExhibits(6))
    const women = recordsAmong(await itemsOf(at(museum, 'Category:Portraits of women')))
    expect(women).toEqual(['File:Portrait 2.jpg', 'File:Portrait 4.jpg', 'File:Portrait 6.jpg'])
    const all = recordsAmong(await itemsOf(at(museum, CATEGORY, { filters: { depth: '3' } })))
    expect(all).toEqual(museum.works.map(fileTitle))
    const asked = museum.asked.map(({ url }) => url.searchParams.get('gcmtitle'))
    expect(asked.filter((title) => title === 'Category:Portraits of women')).toHaveLength(2)
  })

  it('may be empty', async () => {
    expect(await itemsOf(at(await wikimedia([]), CATEGORY))).toEqual([])
  })

  it('has the files whose pages were touched since', async () => {
    const museum = await wikimedia(
      tinyExhibits(2, (id) => ({ changed: id === 1 ? '2026-01-01' : '2026-08-01' })),
    )
    const since = new Date('2026-05-01')
    expect(recordsAmong(await itemsOf(at(museum, CATEGORY), { since }))).toEqual([
      'File:Portrait 2.jpg',
    ])
  })

  it('stops at an error that comes as an answer', async () => {
    const museum = await wikimedia(tinyExhibits(1))
    const error = { code: 'ratelimited', info: 'You have exceeded your rate limit' }
    museum.fail(commonsMuseum.listing, { body: JSON.stringify({ error }) })
    await expect(itemsOf(at(museum, CATEGORY))).rejects.toThrow('exceeded your rate limit')
  })

  it('does not take an answer of another kind for the end', async () => {
    const museum = await wikimedia(tinyExhibits(1))
    museum.fail(commonsMuseum.listing, { body: '{"status":"ok"}' })
    await expect(itemsOf(at(museum, CATEGORY))).rejects.toThrow(CuratorError)
  })

  it('is the same however it was copied', () => {
    const location = (text: string) =>
      collectionAt(wikimediaSource, undefined, { locations: [text] }).location
    const canonical =
      'https://commons.wikimedia.org/w/api.php?category=Category%3APaintings+of+women&depth=0'
    expect(location('Category:Paintings of women')).toBe(canonical)
    expect(location('https://commons.wikimedia.org/wiki/Category:Paintings_of_women')).toBe(
      canonical,
    )
  })
})

describe('a collection on Wikidata', () => {
  it('is labelled by Wikidata, with pictures and rights from Commons', async () => {
    const museum = await wikimedia(tinyExhibits(1))
    expect(worksAmong(await itemsOf(at(museum, COLLECTION)))).toMatchObject([
      {
        record: 'Q1',
        givenId: 'wikimedia-Q1',
        label: {
          title: 'Portrait 1',
          artist: 'Rosa Bonheur',
          date: '1600',
          museum: 'Rijksmuseum',
          creditLine: 'Rijksmuseum, SK-A-1',
          rights: 'Public domain',
          pageUrl: 'https://commons.wikimedia.org/wiki/File:Portrait_1.jpg',
        },
      },
    ])
  })

  it('is asked for by pages of 500, its files by 50', async () => {
    const museum = await wikimedia(tinyExhibits(620))
    expect(recordsAmong(await itemsOf(at(museum, COLLECTION)))).toHaveLength(620)
    const queries = queriesOf(museum)
    expect(queries).toHaveLength(2)
    expect(queries[1]).toContain('LIMIT 500 OFFSET 500')
    expect(queries[0]).toContain(
      'wdt:P195 wd:Q190804; wdt:P31 wd:Q3305213; wdt:P136 wd:Q134307; wdt:P18 ?image.',
    )
    expect(museum.asked).toHaveLength(2 + 10 + 3)
  })

  it('asks for labels in the languages that are wanted', async () => {
    const museum = await wikimedia([])
    await itemsOf(at(museum, COLLECTION, { languages: ['nl', 'fr"'] }))
    expect(queriesOf(museum)[0]).toContain('wikibase:language "nl,mul,en"')
  })

  const literal = (value: string) => ({ type: 'literal', value })

  /** The works that rows come to, each a row of work 1 but for some values. */
  async function worksOf(...rows: Row[]) {
    const museum = await wikimedia(tinyExhibits(3))
    const row = wikidataRow(museum.works[0] as Exhibit)
    museum.fail(wikidataMuseum.listing, rowsOf(rows.map((differing) => ({ ...row, ...differing }))))
    return itemsOf(at(museum, COLLECTION))
  }
  const image = (id: number) => ({
    image: {
      type: 'uri',
      value: `http://commons.wikimedia.org/wiki/Special:FilePath/Portrait_${id}.jpg`,
    },
  })

  it('has one record for each image of a work, the first under the work itself', async () => {
    const other = { item: { type: 'uri', value: 'http://www.wikidata.org/entity/Q2' }, ...image(3) }
    expect(recordsAmong(await worksOf(image(1), image(1), image(2), other))).toEqual([
      'Q1',
      'Q1 File:Portrait 2.jpg',
      'Q2',
    ])
  })

  it('keeps the record of a work whose image is replaced', async () => {
    const [before] = worksAmong(await worksOf(image(1)))
    const [after] = worksAmong(await worksOf(image(2)))
    expect(after?.givenId).toBe(before?.givenId)
    expect(after?.pictureVersion).not.toBe(before?.pictureVersion)
  })

  it('finds files under their names of today', async () => {
    const museum = await wikimedia(tinyExhibits(1))
    const page = filePage(museum.works[0] as Exhibit, museum.origin)
    museum.fail(/titles=/, {
      body: JSON.stringify({
        batchcomplete: true,
        query: {
          redirects: [{ from: 'File:Portrait 1.jpg', to: 'File:Renamed.jpg' }],
          pages: [{ ...page, title: 'File:Renamed.jpg' }],
        },
      }),
    })
    expect(recordsAmong(await itemsOf(at(museum, COLLECTION)))).toEqual(['Q1'])
  })

  it.each([
    ['1642-01-01T00:00:00Z/9', '1642'],
    ['1642-05-07T00:00:00Z/11', '1642'],
    ['1640-01-01T00:00:00Z/8', '1640s'],
    ['1700-01-01T00:00:00Z/7', '17th century'],
    ['1801-01-01T00:00:00Z/7', '19th century'],
    ['2001-01-01T00:00:00Z/7', '21st century'],
    ['-0120-01-01T00:00:00Z/9', '120 BC'],
    ['1500-01-01T00:00:00Z', '1500'],
    ['about 1642', 'about 1642'],
  ])('tells the date %s as %s', async (dated, date) => {
    expect(worksAmong(await worksOf({ dated: literal(dated) }))[0]?.label.date).toBe(date)
  })

  it('tells who the sitter was, in the language that says so', async () => {
    const sitter = literal('Anna of Saxony')
    const described = { ...literal('Electress of Saxony'), 'xml:lang': 'en' }
    const named = { sitterLabel: sitter, sitterDescription: described }
    const about = 'Anna of Saxony: Electress of Saxony'
    expect(worksAmong(await worksOf(named))[0]?.label).toMatchObject({
      about,
      translations: { en: { about } },
    })
    const unnamed = { sitterLabel: literal('Q9'), sitterDescription: described }
    expect(worksAmong(await worksOf(unnamed))[0]?.label.about).toBe('')
  })

  it('takes what Commons says where Wikidata has no label', async () => {
    const unknown = literal('http://www.wikidata.org/.well-known/genid/3f7')
    const [work] = worksAmong(await worksOf({ itemLabel: literal('Q1'), creatorLabel: unknown }))
    expect(work?.label).toMatchObject({ title: 'Portrait 1', artist: 'Rosa Bonheur' })
  })

  it('skips an image that Commons does not have, or that is none of its files', async () => {
    const elsewhere = { image: { type: 'uri', value: 'https://example.org/a.jpg' } }
    expect(await worksOf(image(9), elsewhere)).toEqual(
      expect.arrayContaining([
        { skipped: { record: 'Q1', reason: 'File:Portrait 9.jpg: Commons has no such file' } },
        { skipped: { record: 'Q1', reason: 'its image is no file of Wikimedia Commons' } },
      ]),
    )
  })

  it('keeps the works whose files cannot be asked for now', async () => {
    const museum = await wikimedia(tinyExhibits(2))
    museum.fail(/titles=/, { status: 500, body: 'oops' })
    expect(await itemsOf(at(museum, COLLECTION))).toMatchObject([
      { skipped: { record: 'Q1', keeps: 'Q1' } },
      { skipped: { record: 'Q2', keeps: 'Q2' } },
    ])
  })

  it('keeps addresses short enough for servers', async () => {
    const long = 'Ж'.repeat(80)
    const rows = Array.from({ length: 40 }, (_, i) => ({
      item: { type: 'uri', value: `http://www.wikidata.org/entity/Q${i + 1}` },
      image: {
        type: 'uri',
        value: `http://commons.wikimedia.org/wiki/Special:FilePath/${long}${i}.jpg`,
      },
    }))
    const museum = await wikimedia([])
    museum.fail(wikidataMuseum.listing, rowsOf(rows))
    expect(await itemsOf(at(museum, COLLECTION))).toHaveLength(40)
    const longest = Math.max(...museum.asked.slice(1).map(({ url }) => url.href.length))
    expect(longest).toBeLessThan(8000)
  })
})

describe("a curator's own query", () => {
  const QUERY = 'SELECT ?item ?image WHERE { ?item wdt:P18 ?image. }'

  it('is asked page by page, in an order that holds from page to page', async () => {
    const museum = await wikimedia(tinyExhibits(500))
    const items = await itemsOf(at(museum, await queryFile(QUERY)))
    expect(recordsAmong(items)).toHaveLength(500)
    expect(queriesOf(museum)).toEqual([
      `${QUERY}\nORDER BY ?item ?image\nLIMIT 500 OFFSET 0`,
      `${QUERY}\nORDER BY ?item ?image\nLIMIT 500 OFFSET 500`,
    ])
  })

  it('keeps an order of its own', async () => {
    const museum = await wikimedia([])
    await itemsOf(at(museum, await queryFile(`${QUERY} ORDER BY ?date`)))
    expect(queriesOf(museum)).toEqual([`${QUERY} ORDER BY ?date\nLIMIT 500 OFFSET 0`])
  })

  it('is asked once as it stands when it has a limit', async () => {
    const museum = await wikimedia(tinyExhibits(9))
    const query = `${QUERY} LIMIT 7`
    expect(recordsAmong(await itemsOf(at(museum, await queryFile(query))))).toHaveLength(7)
    expect(queriesOf(museum)).toEqual([query])
  })

  it('that only gives images names works by their files', async () => {
    const museum = await wikimedia(tinyExhibits(2))
    const rows = museum.works.map((work) => ({ image: wikidataRow(work).image as Row[string] }))
    museum.fail(wikidataMuseum.listing, rowsOf(rows))
    const file = await queryFile('SELECT ?image WHERE { ?x wdt:P18 ?image. } LIMIT 2')
    expect(recordsAmong(await itemsOf(at(museum, file)))).toEqual(museum.works.map(fileTitle))
  })

  it('is refused when it is not there or gives no image', async () => {
    const museum = await wikimedia([])
    const noImage = await queryFile('SELECT ?item WHERE { ?item wdt:P31 wd:Q3305213. }')
    expect(() => at(museum, noImage)).toThrow('gives no ?image')
    expect(() => at(museum, '/nowhere/portraits.rq')).toThrow('cannot be read')
  })
})

describe('a location of Wikimedia', () => {
  it.each([
    ['nothing', [], {}],
    ['something else', ['Rembrandt'], {}],
    ['an address cut short', ['https://commons.wikimedia.org/wiki/Category:100%_F'], {}],
    ['a depth that is none', [CATEGORY], { depth: 'all' }],
    ['a depth where there is no category', [COLLECTION], { depth: '1' }],
  ])('is refused when it is %s', (_, locations: string[], filters: Record<string, string>) => {
    expect(() => collectionAt(wikimediaSource, undefined, { locations, filters })).toThrow(
      CuratorError,
    )
  })
})
