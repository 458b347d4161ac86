import { describe, expect, it } from 'vitest'
import { iiifSource } from '../../../indexer/collections/iiif/iiif.ts'
import { CuratorError } from '../../../indexer/terminal/curator-error.ts'
import { plainReader } from '../museums/plain-reader.ts'
import { collectionAt, itemsOf, recordsAmong } from '../museums/visit-museum.ts'
import { iiifAt, iiifServer, MUSEUM, manifestAt, told } from './iiif-documents.ts'

const collection = (name: string, ...items: unknown[]) => ({
  id: `${MUSEUM}/${name}.json`,
  type: 'Collection',
  items,
})
const everything = { documents: plainReader, since: undefined, previous: undefined }
const reference = (name: string, type = 'Manifest') => ({ id: `${MUSEUM}/${name}.json`, type })

describe('a collection of IIIF', () => {
  it('of version 3 is read with the collections in it, each once, though they go in circles', async () => {
    const server = await iiifServer()
    expect(told(await itemsOf(iiifAt(server, 'v3-collection')), server)).toEqual([
      '/v3-simplest.json',
      '/v3-image-service.json',
      '/v3-collection.json: it was met before; what hangs there comes in once',
      '/v3-choice.json',
      '/v3-video.json: its first canvas: it shows something of type Video, no image',
    ])
    const asked = server.asked.map(({ url }) => url.pathname)
    expect(new Set(asked).size).toBe(asked.length)
  })

  it('of version 2 is read page by page, with what it brings along, and lists nothing twice', async () => {
    const server = await iiifServer()
    expect(told(await itemsOf(iiifAt(server, 'v2-collection')), server)).toEqual([
      '/v2-image.json',
      '/v2-languages.json',
      '/v2-embedded.json',
      '/v2-choice.json',
    ])
    expect(server.asked.map(({ url }) => url.pathname)).not.toContain('/v2-embedded.json')
  })

  it('asks for documents only when their turn comes', async () => {
    const server = await iiifServer()
    const works = iiifAt(server, 'v2-collection').items(everything)
    for await (const _ of works) break
    expect(server.asked.map(({ url }) => url.pathname)).toEqual([
      '/v2-collection.json',
      '/v2-page-1.json',
      '/v2-image.json',
    ])
  })

  it('asks for version 3 where a server has several', async () => {
    const server = await iiifServer()
    await itemsOf(iiifAt(server, 'v3-simplest'))
    expect(server.asked[0]?.headers.accept).toMatch(/^application\/ld\+json;profile=".*\/3\//)
  })

  it('reads what its entries are, whatever it calls them', async () => {
    const server = await iiifServer({
      top: collection('top', reference('below'), reference('v3-simplest', 'Collection')),
      below: collection('below', reference('top'), reference('v3-choice')),
    })
    expect(told(await itemsOf(iiifAt(server, 'top')), server)).toEqual([
      '/top.json: it was met before; what hangs there comes in once',
      '/v3-choice.json',
      '/v3-simplest.json',
    ])
  })

  it('does not follow pages in a circle', async () => {
    const page = (name: string, next: string) => ({
      '@id': `${MUSEUM}/${name}.json`,
      '@type': 'sc:Collection',
      manifests: [reference(`v3-${name}`)],
      next: `${MUSEUM}/${next}.json`,
    })
    const server = await iiifServer({
      simplest: page('simplest', 'choice'),
      choice: page('choice', 'simplest'),
    })
    expect(told(await itemsOf(iiifAt(server, 'simplest')), server)).toEqual([
      '/v3-simplest.json',
      '/v3-choice.json',
      '/simplest.json: it was met before; what hangs there comes in once',
    ])
  })

  it('does not go deeper and deeper for ever', async () => {
    let within: unknown = manifestAt('deepest')
    for (let depth = 1000; depth > 0; depth -= 1) within = collection(`c${depth}`, within)
    const server = await iiifServer({ deep: collection('deep', within) })
    expect(told(await itemsOf(iiifAt(server, 'deep')), server)).toEqual([
      '/c17.json: it lies deeper than 16 collections',
    ])
  })

  it('passes over entries without an address, with a reason each', async () => {
    const server = await iiifServer({
      top: collection(
        'top',
        { type: 'Manifest' },
        7,
        null,
        { id: 'urn:x' },
        reference('v3-simplest'),
      ),
    })
    expect(told(await itemsOf(iiifAt(server, 'top')), server)).toEqual([
      '/top.json entry 1: it has no http address',
      '/top.json entry 2: it has no http address',
      '/top.json entry 3: it has no http address',
      '/top.json entry 4: it has no http address',
      '/v3-simplest.json',
    ])
  })
})

describe('an IIIF document that cannot be read', () => {
  it('keeps its work when it is a manifest, unless the server says that it is gone', async () => {
    const server = await iiifServer({
      top: collection(
        'top',
        reference('broken'),
        reference('old', 'sc:Manifest'),
        reference('refused'),
        reference('gone'),
        reference('shop'),
      ),
      broken: { type: 'Manifest', id: `${MUSEUM}/broken.json` },
      old: { '@type': 'sc:Manifest', '@id': `${MUSEUM}/old.json`, sequences: 'none' },
      shop: { type: 'Product' },
    })
    server.fail(/refused/, { status: 503, body: 'later' })
    const items = await itemsOf(iiifAt(server, 'top'))
    const at = (name: string) => `${server.origin}/${name}.json`
    expect(items).toEqual([
      skip('broken', expect.stringMatching(/no manifest that can be read: field "items"/), 'kept'),
      skip('old', expect.stringMatching(/no manifest that can be read: field "sequences"/), 'kept'),
      skip('refused', expect.stringMatching(/answered 503/), 'kept'),
      skip('gone', expect.stringMatching(/answered 404/)),
      skip('shop', 'it is neither a manifest nor a collection but of type Product', 'kept'),
    ])
    function skip(name: string, reason: unknown, kept?: 'kept') {
      const record = at(name)
      return { skipped: { record, reason, ...(kept && { keeps: record }) } }
    }
  })

  it.each([
    [
      'a collection in it',
      collection('top', reference('lost', 'Collection'), reference('v3-simplest')),
      {},
    ],
    [
      'a page of it',
      { ...collection('top', reference('v3-simplest')), next: `${MUSEUM}/lost.json` },
      {},
    ],
    [
      'an album in it',
      collection('top', reference('lost'), reference('v3-simplest')),
      { canvases: 'all' },
    ],
  ])('is told of when it is %s, and the rest comes in', async (_, top, filters) => {
    const server = await iiifServer({ top })
    server.fail(/lost/, { status: 500, body: 'oops' })
    const items = await itemsOf(iiifAt(server, 'top', { filters }))
    expect(recordsAmong(items)).toHaveLength(1)
    const unreadable = items.flatMap((item) => ('unreadable' in item ? [item.unreadable] : []))
    expect(unreadable).toMatchObject([
      { record: expect.stringContaining('lost'), reason: expect.stringContaining('500') },
    ])
  })

  it('is a collection less when the server says that it is gone', async () => {
    const server = await iiifServer({
      top: collection('top', reference('lost', 'Collection'), reference('v3-simplest')),
    })
    expect(recordsAmong(await itemsOf(iiifAt(server, 'top')))).toHaveLength(1)
  })

  it.each([
    ['is something else', { type: 'Product' }, /its type is Product/],
    ['is no object', [1], /expected record/],
  ])('is an error when the whole location %s', async (_, document, message) => {
    const server = await iiifServer({ it: document })
    await expect(itemsOf(iiifAt(server, 'it'))).rejects.toThrow(message)
    await expect(itemsOf(iiifAt(server, 'it'))).rejects.toThrow(CuratorError)
  })
})

describe('the iiif source', () => {
  it('opens a collection for each address, named by it and by the canvases taken', () => {
    const request = { locations: ['https://A.example/c', 'https://b.example/m?x=1'], filters: {} }
    const opened = iiifSource.open({ ...nothingElse, ...request })
    expect(opened.map(({ location }) => location)).toEqual([
      'https://a.example/c',
      'https://b.example/m?x=1',
    ])
    const albums = iiifSource.open({ ...nothingElse, ...request, filters: { canvases: 'all' } })
    expect(albums[0]?.location).toBe('https://a.example/c?canvases=all')
  })

  it.each([
    ['no address', { locations: [] }, /Give the address/],
    ['a path', { locations: ['manifest.json'] }, /is no address/],
    ['canvases that are none', { filters: { canvases: 'some' } }, /takes first or all/],
    ['a root of an API', { baseUrl: 'https://mirror.example' }, /--base-url has no place/],
  ])('refuses %s', (_, request, message) => {
    const open = () =>
      collectionAt(iiifSource, undefined, { locations: ['https://a.example/m'], ...request })
    if ('baseUrl' in request) {
      expect(() =>
        iiifSource.open({ ...nothingElse, ...request, locations: ['https://a.example'] }),
      ).toThrow(message)
    } else expect(open).toThrow(message)
  })
})

const nothingElse = {
  locations: [],
  filters: {},
  query: undefined,
  baseUrl: undefined,
  csv: undefined,
  columns: undefined,
  languages: [],
  passOver: [],
  allowFolders: [],
}
