import { describe, expect, it } from 'vitest'
import type { SourceWork } from '../../../indexer/collections/collection.ts'
import { itemsOf, worksAmong } from '../museums/visit-museum.ts'
import { canvasWith, iiifAt, iiifServer, labelOf, manifestAt, told } from './iiif-documents.ts'

/** The works of a document, read in these languages; the server's address is put as `museum:`. */
async function worksOf(
  name: string,
  languages: readonly string[] = ['en'],
  filters: Record<string, string> = {},
  documents: Record<string, unknown> = {},
): Promise<SourceWork[]> {
  const server = await iiifServer(documents)
  const works = worksAmong(await itemsOf(iiifAt(server, name, { languages, filters })))
  return JSON.parse(JSON.stringify(works).replaceAll(server.origin, 'museum:'))
}

async function workOf(name: string, languages?: readonly string[]): Promise<SourceWork> {
  const [work] = await worksOf(name, languages)
  if (!work) throw new Error(`${name} gave no work.`)
  return work
}

async function reasonsFor(document: unknown): Promise<string[]> {
  const server = await iiifServer({ it: document })
  return told(await itemsOf(iiifAt(server, 'it')), server)
}

describe('what is told of a work', () => {
  it.each([
    ['version 3', { summary: { en: ['<p>She plays.</p>'], de: ['Sie spielt.'] } }],
    [
      'metadata',
      {
        metadata: [
          { label: { en: ['Beschreibung'] }, value: { en: ['She plays.'], de: ['Sie spielt.'] } },
        ],
      },
    ],
  ])('is the text of %s, language by language', async (_, said) => {
    const items = [canvasWith({ id: 'http://a.example/x.jpg', type: 'Image' })]
    const [work] = await worksOf('it', ['en'], {}, { it: manifestAt('it', { items, ...said }) })
    expect(work?.label).toMatchObject({
      about: 'She plays.',
      translations: { en: { about: 'She plays.' }, de: { about: 'Sie spielt.' } },
    })
  })

  it('is the description of version 2', async () => {
    const service = { id: 'http://a.example/x.jpg', '@type': 'dctypes:Image' }
    const document = {
      '@context': 'http://iiif.io/api/presentation/2/context.json',
      '@id': 'museum:/it',
      '@type': 'sc:Manifest',
      label: 'The Lute',
      description: [{ '@value': 'She <b>plays</b>.', '@language': 'en' }],
      sequences: [
        {
          canvases: [
            { '@id': 'museum:/c', images: [{ resource: { ...service, '@id': service.id } }] },
          ],
        },
      ],
    }
    const [work] = await worksOf('it', ['en'], {}, { it: document })
    expect(work?.label.about).toBe('She plays.')
  })
})

describe('the picture of a manifest', () => {
  it.each([
    ['v3-simplest', { urls: ['museum:/pictures/single.jpg'] }],
    ['v3-image-service', served('/image/served', 'max')],
    ['v3-choice', served('/image/natural-light', 'max')],
    ['v2-image', served('/image2/recto', 'full')],
    ['v2-choice', served('/image2/default', 'full')],
    [
      'v2-image-service-1',
      {
        service: 'museum:/image1/etching',
        otherwise: 'museum:/image1/etching/full/full/0/native.jpg',
      },
    ],
  ])('of %s is had from its image service, or else its file', async (name, picture) => {
    expect((await workOf(name)).picture).toEqual(picture)
  })

  it.each([
    ['an @id alone', { '@id': 'https://a.example/iiif/1' }, true],
    ['an id alone', { id: 'https://a.example/iiif/1' }, true],
    ['an address alone', 'https://a.example/iiif/1/info.json', true],
    [
      'an @id and something else',
      { '@id': 'https://a.example/iiif/1', profile: 'http://x/search' },
      false,
    ],
  ])('is had from a service that says %s', async (_, service, isOne) => {
    const body = { id: 'https://a.example/1.jpg', type: 'Image', service }
    const old = {
      '@id': 'https://a.example/m',
      '@type': 'sc:Manifest',
      sequences: [
        {
          canvases: [
            { '@id': 'https://a.example/c', images: [{ resource: { '@id': body.id, service } }] },
          ],
        },
      ],
    }
    const it = manifestAt('it', { items: [canvasWith(body)] })
    const [work] = await worksOf('it', ['en'], {}, { it })
    const [oldWork] = await worksOf('old', ['en'], {}, { old })
    const picture = isOne
      ? { service: 'https://a.example/iiif/1', otherwise: body.id }
      : { urls: [body.id] }
    expect([work?.picture, oldWork?.picture]).toEqual([picture, picture])
  })

  it.each([
    [
      'an array of @value',
      [{ '@value': ['A Lady', 'With a Fan'], '@language': 'en' }],
      'A Lady; With a Fan',
    ],
    ['the map of version 3', { en: ['A Lady'], fr: ['Une dame'] }, 'A Lady'],
    ['such a map without a language', { none: ['A Lady'] }, 'A Lady'],
    ['@value with a number', { '@value': 12 }, '12'],
  ])('of version 2 is labelled by %s', async (_, label, title) => {
    const old = {
      '@id': 'https://a.example/m',
      '@type': 'sc:Manifest',
      label,
      sequences: [{ canvases: [{ images: [{ resource: 'https://a.example/1.jpg' }] }] }],
    }
    const [work] = await worksOf('old', ['en'], {}, { old })
    expect(work?.label.title).toBe(title)
  })

  it('is a part of an image where a canvas shows no more, not larger than that part', async () => {
    const large = await workOf('v3-part-of-image')
    expect(large.picture).toEqual({
      urls: ['museum:/image/large/1768,2423,2000,4000/1200,/0/default.jpg'],
    })
    const small = await workOf('v2-part-of-image')
    expect(small.picture).toEqual({
      urls: ['museum:/image2/sheet/100,200,640,480/640,/0/default.jpg'],
    })
  })

  it.each([
    ['its image service', { type: 'ImageApiSelector', region: '10,20,300,400' }],
    ['a prefix', { type: 'iiif:ImageApiSelector', region: 'xywh=10,20,300,400' }],
    ['a media fragment', { type: 'FragmentSelector', value: 'xywh=pixel:10,20,300,400' }],
  ])('is a part of an image in the words of %s', async (_, selector) => {
    const items = [canvasWith(part(selector))]
    const [work] = await worksOf('it', [], {}, { it: manifestAt('it', { items }) })
    expect(work?.picture).toEqual({
      urls: ['http://a.example/x/10,20,300,400/300,/0/default.jpg'],
    })
  })

  it('is the whole image where the part is all of it', async () => {
    const items = [canvasWith(part({ type: 'ImageApiSelector', region: 'full', rotation: '0' }))]
    const [work] = await worksOf('it', [], {}, { it: manifestAt('it', { items }) })
    expect(work?.picture).toEqual({
      service: 'http://a.example/x',
      otherwise: 'http://a.example/x.jpg',
    })
  })

  it.each([
    ['an array', [{ id: 'http://a.example/x', type: 'ImageService3' }]],
    ['@id and @type', { '@id': 'http://a.example/x', '@type': 'ImageService2' }],
    [
      'profile alone',
      { '@id': 'http://a.example/x', profile: 'http://iiif.io/api/image/2/level0.json' },
    ],
    ['profile of two', { id: 'http://a.example/x', profile: ['level2', { supports: [] }] }],
    [
      'context alone',
      { '@id': 'http://a.example/x', '@context': 'http://iiif.io/api/image/2/context.json' },
    ],
    ['info.json', { id: 'http://a.example/x/info.json', type: 'ImageService3' }],
    [
      'others first',
      [
        { id: 'http://a.example/s', type: 'SearchService2' },
        { id: 'http://a.example/x/', type: 'ImageService2' },
      ],
    ],
  ])('is had from an image service given as %s', async (_, service) => {
    const body = { id: 'http://a.example/x.jpg', type: 'Image', service }
    const [work] = await worksOf(
      'it',
      [],
      {},
      { it: manifestAt('it', { items: [canvasWith(body)] }) },
    )
    expect(work?.picture).toEqual({
      service: 'http://a.example/x',
      otherwise: 'http://a.example/x.jpg',
    })
  })

  it.each([
    [
      'a film',
      { id: 'http://a.example/f.mp4', type: 'Video' },
      'it shows something of type Video, no image',
    ],
    [
      'words',
      { type: 'TextualBody', value: 'blank' },
      'it shows something of type TextualBody, no image',
    ],
    [
      'an image that is no address',
      { id: 'file:///etc/passwd', type: 'Image' },
      'its image has no http address',
    ],
    ['a choice of nothing', { type: 'Choice', items: [] }, 'what it shows cannot be made out'],
    [
      'a turned image',
      part({ type: 'ImageApiSelector', rotation: '90' }),
      'it shows a part of an image in a way that is not read',
    ],
    [
      'a part in per cent',
      part({ type: 'ImageApiSelector', region: 'pct:10,10,50,50' }),
      'it shows a part of an image that cannot be asked for by its pixels',
    ],
    [
      'a shape',
      part({ type: 'SvgSelector', value: '<svg/>' }),
      'it shows a part of an image in a way that is not read',
    ],
  ])('is missing with a reason where a canvas shows %s', async (_, body, reason) => {
    expect(await reasonsFor(manifestAt('it', { items: [canvasWith(body)] }))).toEqual([
      `/it.json: its first canvas: ${reason}`,
    ])
  })

  it('is missing where there is no canvas, or its annotations are elsewhere', async () => {
    expect(await reasonsFor(manifestAt('it', { items: [] }))).toEqual([
      '/it.json: it has no canvas',
    ])
    const elsewhere = { id: 'x', type: 'Canvas', items: [{ id: 'http://a.example/page' }] }
    expect(await reasonsFor(manifestAt('it', { items: [elsewhere] }))).toEqual([
      '/it.json: its first canvas: its image annotations are kept in another document',
    ])
  })
})

describe('the label of a manifest', () => {
  it('of version 3 is read in the language asked for, and keeps the others', async () => {
    const { label } = await workOf('v3-languages', ['fr', 'en'])
    expect(label).toEqual(
      labelOf({
        title: 'Femme à l’éventail',
        artist: 'Ada Example (1830–1890)',
        date: 'vers 1871',
        medium: 'Oil on canvas',
        museum: 'Musée des Exemples',
        creditLine: 'Given in memory of A. & B.',
        requiredStatement: 'Conservé par: Musée des Exemples',
        rights: 'http://creativecommons.org/licenses/by/4.0/',
        room: '12',
        pageUrl: 'museum:/fr/fan',
        translations: {
          en: {
            title: 'Woman with a Fan',
            date: 'about 1871',
            medium: 'Oil on canvas',
            museum: 'Museum of Examples',
            creditLine: 'Given in memory of A. & B.',
            requiredStatement: 'Held by: Museum of Examples',
          },
          fr: {
            title: 'Femme à l’éventail',
            date: 'vers 1871',
            museum: 'Musée des Exemples',
            requiredStatement: 'Conservé par: Musée des Exemples',
          },
          de: { title: 'Frau mit Fächer', medium: 'Öl auf Leinwand' },
        },
      }),
    )
  })

  it('of version 2 has its licence word for word, its attribution as plain text', async () => {
    const { label } = await workOf('v2-image')
    expect(label).toMatchObject({
      title: 'A painting of version 2',
      artist: 'Ada Example; Workshop',
      date: 'c. 1650',
      museum: 'Museum of Examples',
      requiredStatement: 'Lent by the Lender',
      rights: 'https://creativecommons.org/publicdomain/zero/1.0/',
      pageUrl: 'museum:/page/7',
      translations: { nl: { date: 'ca. 1650 (nl)' }, en: { date: 'c. 1650' } },
    })
  })

  it('of version 2 speaks several languages, and has the first of several licences, none of them open', async () => {
    const { label } = await workOf('v2-languages', ['de'])
    expect(label).toMatchObject({
      title: 'Der alte Mann',
      date: '1702-05-17',
      requiredStatement: 'Aus der Sammlung',
      rights: 'museum:/terms',
      pageUrl: 'museum:/page/8',
      translations: { en: { title: 'The old man', requiredStatement: 'From the collection' } },
    })
  })

  it('takes what is no language for a text in none, in either version', async () => {
    const document = (more: object) => ({ ...Object(manifestAt('it')), ...more })
    const old = {
      '@type': 'sc:Manifest',
      label: { '@value': 'A', '@language': 'constructor' },
      sequences: [{ canvases: [{ images: [{ resource: 'http://a.example/x.jpg' }] }] }],
    }
    for (const it of [old, document({ label: { constructor: ['A'] } })]) {
      const [work] = await worksOf('it', [], {}, { it })
      expect(work?.label).toMatchObject({ title: 'A', translations: {} })
    }
  })

  it('has the rights of the image itself where they differ from the whole', async () => {
    const { label } = await workOf('v2-choice')
    expect(label.rights).toBe('http://rightsstatements.org/vocab/InC/1.0/')
  })

  const CC0 = 'http://creativecommons.org/publicdomain/zero/1.0/'
  it.each([
    ['the one that is not open, of several', [CC0, 'http://rightsstatements.org/vocab/InC/1.0/']],
    ['their words where they are no address', 'All rights reserved'],
  ])('has of its licences %s', async (_, license) => {
    const sequences = [{ canvases: [{ images: [{ resource: 'http://a.example/x.jpg' }] }] }]
    const it = { '@type': 'sc:Manifest', label: 'A', sequences, license }
    const [work] = await worksOf('it', [], {}, { it })
    expect(work?.label.rights).toBe([license].flat().at(-1))
  })

  it.each([
    ['Gallery', 'Room 5', { room: 'Room 5', onView: null }],
    ['Gallery', 'Not on view', { room: '', onView: false }],
    ['On view', 'Yes', { room: '', onView: true }],
    ['On view', 'Room 5', { room: 'Room 5', onView: null }],
  ])('hangs where its "%s" says "%s"', async (name, said, hangs) => {
    const metadata = [{ label: { en: [name] }, value: { en: [said] } }]
    const [work] = await worksOf('it', [], {}, { it: manifestAt('it', { metadata }) })
    expect(work?.label).toMatchObject(hangs)
  })

  it.each([
    ['no language asked for is there', ['it'], 'B'],
    ['a near one is there', ['fr-CA'], 'C'],
    ['none is asked for', [], 'B'],
  ])('falls back when %s', async (_, languages, title) => {
    const label = { en: ['A'], none: ['B'], fr: ['C'] }
    const [work] = await worksOf('it', languages, {}, { it: manifestAt('it', { label }) })
    expect(work?.label.title).toBe(title)
  })

  it.each([
    ['1642-01-01T00:00:00Z', '1642'],
    ['1642-03-05T00:00:00Z', '1642-03-05'],
    ['-0044-01-01T00:00:00Z', '-44'],
    ['some day', ''],
  ])('takes its date off the time line when it has no other: %s', async (navDate, date) => {
    const [work] = await worksOf('it', [], {}, { it: manifestAt('it', { navDate }) })
    expect(work?.label.date).toBe(date)
  })

  it.each([
    ['Künstler/in', 'artist'],
    ['Vervaardiger:', 'artist'],
    ['Artist(s)', 'artist'],
    ['Datazione', 'date'],
    ['Fecha de creación', 'date'],
    ['Technique et matériaux', 'medium'],
    ['Lieu de conservation', 'museum'],
  ])('knows what is meant by %s', async (name, field) => {
    const metadata = [{ label: { none: [name] }, value: { none: ['said'] } }]
    const [work] = await worksOf('it', [], {}, { it: manifestAt('it', { metadata }) })
    expect(work?.label).toMatchObject({ [field]: 'said' })
  })

  it('takes the artist before other makers, wherever they stand', async () => {
    const metadata = [
      { label: { en: ['Contributor'] }, value: { en: ['A framer'] } },
      { label: { en: ['Artist'] }, value: { en: ['A painter'] } },
    ]
    const [work] = await worksOf('it', [], {}, { it: manifestAt('it', { metadata }) })
    expect(work?.label.artist).toBe('A painter')
  })
})

describe('the canvases of a manifest', () => {
  it('make one work, shown by the first that has an image', async () => {
    const works = await worksOf('v3-book')
    expect(works).toHaveLength(1)
    expect(works[0]).toMatchObject({
      record: 'museum:/v3-book.json',
      picture: served('/image/page-1', 'max'),
      label: {
        title: 'An album of sitters',
        artist: 'One hand',
        requiredStatement: 'The album’s owner; Photograph: Studio Nord',
        rights: 'http://creativecommons.org/publicdomain/mark/1.0/',
      },
    })
  })

  it('are works each when asked for, with what is said of each', async () => {
    const works = await worksOf('v3-book', ['en'], { canvases: 'all' })
    expect(works.map(({ record }) => record)).toEqual([
      'museum:/v3-book.json#museum:/v3-book/canvas/p1',
      'museum:/v3-book.json#museum:/v3-book/canvas/p2',
    ])
    expect(works[1]?.label).toMatchObject({
      title: 'An album of sitters: The count',
      artist: 'Another hand',
      rights: 'http://rightsstatements.org/vocab/InC/1.0/',
      requiredStatement: 'The album’s owner',
    })
    expect(new Set(works.map(({ givenId }) => givenId)).size).toBe(2)
  })

  it('are told of one by one when they are no works', async () => {
    const server = await iiifServer({
      it: manifestAt('it', { items: [null, { ...Object(canvasWith('x')), id: 7 }] }),
    })
    const items = await itemsOf(iiifAt(server, 'it', { filters: { canvases: 'all' } }))
    expect(told(items, server)).toEqual([
      '/it.json canvas 1: it is no canvas that can be read',
      '/it.json canvas 2: it has no id',
    ])
  })
})

describe('the id of a work', () => {
  it('can be read, and is the same by http and https, with a slash at the end or without', async () => {
    const documents = { list: { type: 'Collection', items: ['http', 'https'].flatMap(twins) } }
    const works = await worksOf('list', [], {}, documents)
    expect(new Set(works.map(({ givenId }) => givenId))).toEqual(
      new Set([expect.stringMatching(/^iiif-museum-org-iiif-77-manifest-[0-9a-f]{10}$/)]),
    )
    expect(works).toHaveLength(4)
  })
})

/** Brought along by a collection, so that nobody asks a server for them. */
function twins(scheme: string): unknown[] {
  const id = `${scheme}://museum.org/iiif/77/manifest`
  return [
    { ...Object(manifestAt('it')), id },
    { ...Object(manifestAt('it')), id: `${id}/` },
  ]
}

function served(path: string, full: 'max' | 'full'): { service: string; otherwise: string } {
  return { service: `museum:${path}`, otherwise: `museum:${path}/full/${full}/0/default.jpg` }
}

function part(selector: unknown): unknown {
  const service = [{ id: 'http://a.example/x', type: 'ImageService3' }]
  return {
    type: 'SpecificResource',
    source: { id: 'http://a.example/x.jpg', type: 'Image', service },
    selector,
  }
}
