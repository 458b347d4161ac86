import { describe, expect, it } from 'vitest'
import { rijksmuseumSource } from '../../../indexer/collections/rijksmuseum/rijksmuseum.ts'
import { CuratorError } from '../../../indexer/terminal/curator-error.ts'
import { type Exhibit, type MuseumServer, museumServer } from '../museums/museum-server.ts'
import { rijksmuseumMuseum, rijksmuseumRecord } from '../museums/rijksmuseum-museum.ts'
import {
  collectionAt,
  itemsOf,
  recordsAmong,
  tinyExhibits,
  worksAmong,
} from '../museums/visit-museum.ts'

const PREFERRED_LABEL = 'http://www.w3.org/2004/02/skos/core#prefLabel'

const rijksmuseum = (works: readonly Exhibit[]) => museumServer(rijksmuseumMuseum.answering, works)
const everything = ({ origin }: MuseumServer) => collectionAt(rijksmuseumSource, origin)
const inTongue = (language: string, value: string) => ({ '@language': language, '@value': value })

/** What a record comes to that is as the museum gives it, but for some fields. */
async function itemWith(
  fields: Record<string, unknown>,
  described: Record<string, unknown> = {},
  languages: readonly string[] = [],
) {
  const museum = await rijksmuseum(tinyExhibits(1))
  const record = rijksmuseumRecord(museum.works[0] as Exhibit, museum.origin)
  const aggregatedCHO = { ...(record.aggregatedCHO as object), ...described }
  museum.fail(rijksmuseumMuseum.record('1'), {
    body: JSON.stringify({ ...record, aggregatedCHO, ...fields }),
  })
  const items = await itemsOf(collectionAt(rijksmuseumSource, museum.origin, { languages }))
  return items[0]
}

async function labelWith(described: Record<string, unknown>, languages: readonly string[] = []) {
  const item = await itemWith({}, described, languages)
  return item && 'work' in item ? item.work.label : undefined
}

describe('the label of a work of the Rijksmuseum', () => {
  it('says what the record says, in the language that is wanted and in the other', async () => {
    const museum = await rijksmuseum(tinyExhibits(1))
    const service = `${museum.origin}/iiif/1`
    expect(worksAmong(await itemsOf(everything(museum)))).toEqual([
      {
        record: '1',
        givenId: 'rijksmuseum-1',
        path: '1',
        picture: { service, otherwise: `${service}/full/max/0/default.jpg` },
        pictureVersion: '',
        label: {
          title: 'Portrait 1',
          artist: 'Rosa Bonheur',
          date: 'c. 1600',
          medium: 'doek',
          museum: 'Rijksmuseum, Amsterdam',
          creditLine: '',
          rights: 'http://creativecommons.org/publicdomain/mark/1.0/',
          requiredStatement: '',
          about: '',
          room: '',
          onView: null,
          pageUrl: 'https://www.rijksmuseum.nl/nl/collectie/object/SK-A-1',
          translations: { nl: { title: 'Portrait 1 (nl)', date: 'ca. 1600' } },
        },
      },
    ])
    const description = [
      { '@language': 'nl', '@value': 'Een <i>dame</i> in het zwart.' },
      { '@language': 'en', '@value': 'A lady in black.' },
    ]
    expect(await labelWith({ description }, ['en'])).toMatchObject({
      about: 'A lady in black.',
      translations: {
        en: { about: 'A lady in black.' },
        nl: { about: 'Een dame in het zwart.' },
      },
    })
    const dutch = collectionAt(rijksmuseumSource, museum.origin, { languages: ['nl-NL'] })
    expect(worksAmong(await itemsOf(dutch))[0]?.label).toMatchObject({
      title: 'Portrait 1 (nl)',
      date: 'ca. 1600',
      translations: { en: { title: 'Portrait 1', date: 'c. 1600' } },
    })
  })

  it.each([
    ['a plain text', ' The  Milkmaid '],
    ['a text with its language', inTongue('en', 'The Milkmaid')],
    ['a list of texts', ['The Milkmaid', 'Woman Pouring Milk']],
    [
      'a list of texts with languages',
      [inTongue('nl', 'Het melkmeisje'), inTongue('en', 'The Milkmaid')],
    ],
    ['a map of languages', { nl: 'Het melkmeisje', en: ['The Milkmaid'] }],
    ['a map without a language', { '@none': 'The Milkmaid' }],
  ])('reads %s', async (_, title) => {
    expect((await labelWith({ title }))?.title).toBe('The Milkmaid')
  })

  it('takes no title for a translation when each language lists them all', async () => {
    const both = ['The Gust', 'De windstoot']
    expect(await labelWith({ title: { nl: both, en: both } })).toMatchObject({
      title: 'The Gust',
      translations: { nl: { date: 'ca. 1600' } },
    })
  })

  it('names several makers, each in the best language it has', async () => {
    const creator = [
      {
        id: '1',
        [PREFERRED_LABEL]: [inTongue('nl', 'Atelier van Hals'), inTongue('en', 'Workshop of Hals')],
      },
      { id: '2', [PREFERRED_LABEL]: inTongue('nl', 'Pieter Codde') },
      { id: 'https://id.rijksmuseum.nl/3' },
    ]
    expect(await labelWith({ creator })).toMatchObject({
      artist: 'Workshop of Hals, Pieter Codde',
      translations: { nl: { artist: 'Atelier van Hals, Pieter Codde' } },
    })
  })

  it('lists several materials, and is empty where nothing is said', async () => {
    const medium = [inTongue('en', 'canvas'), inTongue('nl', 'doek'), inTongue('en', 'oil paint')]
    expect(await labelWith({ medium, created: undefined, creator: null })).toMatchObject({
      medium: 'canvas, oil paint',
      date: '',
      artist: '',
    })
  })

  it('has the rights of the picture, not those of the record', async () => {
    const museum = await rijksmuseum(tinyExhibits(1, () => ({ open: false })))
    const [work] = worksAmong(await itemsOf(everything(museum)))
    expect(work?.label.rights).toBe('http://rightsstatements.org/vocab/InC/1.0/')
    expect(await itemWith({ edmRights: undefined })).toMatchObject({
      work: { label: { rights: '' } },
    })
    const mark = 'http://creativecommons.org/publicdomain/mark/1.0/'
    const noDerivatives = 'http://creativecommons.org/licenses/by-nd/4.0/'
    expect(await itemWith({ edmRights: [{ id: mark }, noDerivatives] })).toMatchObject({
      work: { label: { rights: noDerivatives } },
    })
  })
})

describe('the picture of a work of the Rijksmuseum', () => {
  const whole = 'https://iiif.micr.io/eBrWZ/full/max/0/default.jpg'

  it('comes from the service in its address where none is named', async () => {
    expect(await itemWith({ isShownBy: [{ id: whole }] })).toMatchObject({
      work: { picture: { service: 'https://iiif.micr.io/eBrWZ', otherwise: whole } },
    })
  })

  it('comes from an address of another kind as it is', async () => {
    const id = 'https://images.example/1.jpg'
    expect(await itemWith({ isShownBy: { id } })).toMatchObject({
      work: { picture: { urls: [id] } },
    })
  })

  it('may be missing, and there is no work', async () => {
    expect(await itemWith({ isShownBy: undefined })).toEqual({
      skipped: { record: '1', reason: 'its record names no picture' },
    })
  })
})

describe('a selection of the Rijksmuseum', () => {
  it('goes on by page tokens alone, on the server that was asked', async () => {
    const museum = await rijksmuseum(tinyExhibits(201))
    const records = recordsAmong(await itemsOf(everything(museum)))
    expect(records).toEqual(museum.works.map(({ id }) => id))
    const pages = museum.asked.filter(({ url }) => url.pathname === '/search/collection')
    expect(pages).toHaveLength(3)
    expect(pages.map(({ url }) => url.searchParams.has('pageToken'))).toEqual([false, true, true])
  })

  it('is of paintings with an image unless filters say otherwise', () => {
    const location = (filters: Record<string, string>, query?: string) =>
      collectionAt(rijksmuseumSource, undefined, { filters, query }).location
    const root = 'https://data.rijksmuseum.nl/search/collection?'
    expect(location({})).toBe(`${root}imageAvailable=true&type=painting`)
    expect(location({ type: 'any' })).toBe(`${root}imageAvailable=true`)
    expect(location({ material: 'canvas|oil paint', creationDate: '16??' })).toBe(
      `${root}creationDate=16%3F%3F&imageAvailable=true&material=canvas&material=oil+paint&type=painting`,
    )
    expect(location({}, 'Night Watch')).toBe(
      `${root}imageAvailable=true&title=Night+Watch&type=painting`,
    )
  })

  it('is narrowed by the museum', async () => {
    const museum = await rijksmuseum(tinyExhibits(30))
    const selected = async (filters: Record<string, string>, query?: string) =>
      recordsAmong(
        await itemsOf(collectionAt(rijksmuseumSource, museum.origin, { filters, query })),
      )
    expect(await selected({ creationDate: '160?', creator: 'Rosa|Bonheur' })).toHaveLength(10)
    expect(await selected({ objectNumber: 'SK-A-1*', creationDate: '161?' })).toHaveLength(9)
    expect(await selected({}, 'Portrait 30')).toEqual(['30'])
  })

  it.each([
    ['leads nowhere', 'https://data.rijksmuseum.nl/search/collection?type=painting'],
    ['leads in a circle', 'https://data.rijksmuseum.nl/search/collection?pageToken=again'],
  ])('stops when its next page %s', async (_, id) => {
    const museum = await rijksmuseum([])
    museum.fail(rijksmuseumMuseum.listing, {
      body: JSON.stringify({ orderedItems: [], next: { id } }),
    })
    await expect(itemsOf(everything(museum))).rejects.toThrow(CuratorError)
  })

  it('does not take an answer of another kind for the end', async () => {
    const museum = await rijksmuseum(tinyExhibits(1))
    museum.fail(rijksmuseumMuseum.listing, { body: '{"status":"ok"}' })
    await expect(itemsOf(everything(museum))).rejects.toThrow('orderedItems')
  })

  it('skips what is listed without a number', async () => {
    const museum = await rijksmuseum([])
    const orderedItems = [{ type: 'HumanMadeObject' }]
    museum.fail(rijksmuseumMuseum.listing, { body: JSON.stringify({ orderedItems }) })
    expect(await itemsOf(everything(museum))).toMatchObject([
      { skipped: { reason: 'it has no number' } },
    ])
  })
})

describe('a record of the Rijksmuseum', () => {
  it('that cannot be read now keeps its work', async () => {
    const museum = await rijksmuseum(tinyExhibits(3))
    museum.fail(rijksmuseumMuseum.record('2'), { status: 500, body: 'oops' })
    expect(await itemsOf(everything(museum))).toMatchObject([
      { work: { record: '1' } },
      { skipped: { record: '2', keeps: '2' } },
      { work: { record: '3' } },
    ])
  })

  it('that has another shape keeps its work', async () => {
    expect(await itemWith({ aggregatedCHO: 'gone' })).toEqual({
      skipped: { record: '1', reason: expect.stringContaining('aggregatedCHO'), keeps: '1' },
    })
  })

  it('that is listed but not there has no work', async () => {
    const museum = await rijksmuseum(tinyExhibits(1))
    museum.fail(rijksmuseumMuseum.record('1'), { status: 404, body: '{}' })
    expect(await itemsOf(everything(museum))).toEqual([
      { skipped: { record: '1', reason: expect.stringContaining('404') } },
    ])
  })
})

describe('works of the Rijksmuseum that are named', () => {
  const named = ({ origin }: MuseumServer, location: string, filters = {}) =>
    collectionAt(rijksmuseumSource, origin, { locations: [location], filters })

  it.each([
    ['a number', '7'],
    ['a persistent address', 'https://id.rijksmuseum.nl/7'],
    ['an object number', 'SK-A-7'],
    ['a page', 'https://www.rijksmuseum.nl/nl/collectie/object/SK-A-7?lang=nl'],
  ])('are found by %s', async (_, location) => {
    const museum = await rijksmuseum(tinyExhibits(9))
    expect(recordsAmong(await itemsOf(named(museum, location)))).toEqual(['7'])
  })

  it('are found by a pattern of object numbers', async () => {
    const museum = await rijksmuseum(tinyExhibits(12))
    expect(recordsAmong(await itemsOf(named(museum, 'SK-A-1?')))).toEqual(['10', '11', '12'])
  })

  it('are refused when they are something else, or come with filters', async () => {
    const museum = await rijksmuseum([])
    expect(() => named(museum, 'the night watch')).toThrow('names no work')
    const page = 'https://www.rijksmuseum.nl/en/collection'
    expect(() => named(museum, `${page}/SK-C-5%`)).toThrow('names no work')
    expect(() => named(museum, `${page}/object/The-Night-Watch--6ac75a0c3fb5ab0e`)).toThrow(
      'names no work',
    )
    expect(() => named(museum, 'SK-C-5', { type: 'print' })).toThrow('no filter')
  })
})
